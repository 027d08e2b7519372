"""What an English sentence tells: kinds of event, headcounts, and who went where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.extract.clause.count import Headcount
from exgraph.extract.clause.delegation import Delegation
from exgraph.extract.clause.sentence import Sentence, Spot

_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")

# In order of precedence: the first kind found is the main one.
_KINDS: tuple[tuple[str, str], ...] = (
    ("Award", r"honorary citizen|\baward(?!s? ceremony)|\bprize"),
    ("Donation", r"\bdonat|\bpresented (?:a|an|the) |\bgifts?\b|relief (?:goods|fund)"),
    ("TransportEvent", r"(?:ferry|air|sea) route|(?:ferry|flights?) (?:service|started|resumed|suspended)"),
    (
        "AgreementConclusion",
        r"(?:agreement|memorandum|declaration|affiliation|ties?|relationship|statement)s? (?:was |were )?signed"
        r"|(?:agreement|memorandum|declaration|affiliation|ties?)s? (?:was |were )?concluded"
        r"|sign(?:ed|ing|s) (?:of )?(?:a|an|the)\b|signed in\b"
        r"|(?:became|become) (?:sister|friendship)|(?:affiliated|twinned) with"
        r"|establish(?:ed|ment of) (?:sister|friendship)",
    ),
    ("Memorial", r"\bmemorial|\bgraves?\b|\bcenotaph"),
    (
        "Establishment",
        r"\b(?:founded|founding|inaugurated|opened|opening of)\b|\bestablished\b(?! (?:sister|friendship))",
    ),
    ("TradeFair", r"trade fair|product fair|business matching|\bexpo\b|trade show"),
    ("Contest", r"\bcontest|speech competition"),
    (
        "SportsEvent",
        r"\bsports?\b|soccer|football|judo|kendo|\bski(?:ing)?\b|swimming|hockey|volleyball|baseball|marathon"
        r"|tournament|\bmatch(?:es)?\b",
    ),
    ("Performance", r"concert|performance|performed|orchestra|choir|festival|dance|ballet"),
    ("Exhibition", r"exhibition|exhibit\b|\bdisplay of"),
    ("Research", r"joint (?:survey|research)|excavation"),
    ("Seminar", r"seminar|symposium|lecture|forum|workshop|language course"),
    ("Training", r"\btrain(?:ee|ing)|internship|study abroad"),
    ("Meeting", r"\bmeetings?\b|\bconference|\btalks\b|\bsummit|\bmet with\b"),
    ("Ceremony", r"ceremony|anniversary|celebrat"),
    ("YouthExchange", r"\bstudents?\b|\bpupils?\b|\byouths?\b|\byoung people|\bchildren\b|\bschool"),
    (
        "Visit",
        r"\bvisit|\btravell?ed\b|\bstayed\b|\barrived\b|\bcame to\b|\bwent to\b|\bdelegation"
        r"|\bmission\b|\bdispatched\b|\bsent\b|\bhosted\b|\bwelcomed\b|\breceived\b",
    ),
)
_CROSSES = frozenset({"Visit", "YouthExchange", "Training", "Research", "SportsEvent"})

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_ROLES: tuple[tuple[str, str], ...] = (
    (
        "pupil",
        r"pupils?|children"
        r"|(?:(?:junior|senior) )?(?:high|middle|elementary|secondary)[ -]school(?:ers| students| pupils)",
    ),
    ("student", r"(?:university |college )?students?"),
    ("youth", r"youths?|young people|boys|girls|teenagers"),
    ("teacher", r"teachers?|chaperones?|professors?|instructors?"),
    ("doctor", r"doctors?|physicians?"),
    ("athlete", r"players?|athletes?|swimmers|skiers"),
    ("artist", r"musicians?|singers?|dancers?|artists?|performers?"),
    ("assembly-member", r"(?:city )?council(?:l?ors| members)|assembly members"),
    ("official", r"officials?|staff members"),
    ("trainee", r"trainees?"),
    ("citizen", r"citizens?|residents?"),
    ("delegation", r"delegates?|representatives?"),
    ("other", r"people|persons?|members?|participants?|guests?|visitors|men and women"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELT = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_WORDS[:9])}))?|{'|'.join(reversed(_WORDS))}"
_NOUN = "|".join(f"(?P<r{number}>{pattern})" for number, (_, pattern) in enumerate(_ROLES))
_COUNT = re.compile(
    rf"(?<![\d,-])(?P<number>(?!(?:1[89]|20)\d\d\b)\d+(?:,\d{{3}})*|{_SPELT})"
    rf"(?:[ -][a-z-]+){{0,2}}?[ -](?:{_NOUN})(?![a-z])",
    re.IGNORECASE,
)
_NUMBER = rf"\d[\d,]*|{_SPELT}"
_SIZED = re.compile(
    rf"(?:delegation|group|mission|team|party|choir|orchestra) of (?:about |some )?(?P<number>{_NUMBER})(?![\w-])"
    rf"|(?P<sized>{_NUMBER})-(?:member|person|strong)",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(r"visitors|spectators", re.IGNORECASE)

_IN = re.compile(
    r"\b(?:hosted|welcomed|received|invited|accepted|hosting|visit (?:by|from)|arrival of)\b", re.IGNORECASE
)
_TO = (
    re.compile(
        r"\b(?:visit(?:ed|s|ing)?(?: to)?|arrived in|stayed in|stayed (?:with|at)(?: [\w-]+){0,3} in)\s+", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:went|goes|going|travel(?:l?ed|s|l?ing)?|came|comes|coming|dispatch(?:ed|es|ing)?|sent|sends?|sending|trips?|mission"
        r"|delegation|returned)(?: [\w,'()-]+){0,8}? to\s+",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:stud(?:y|ied|ies)|took part|takes? part|participat\w+|attend(?:ed|s)?|perform(?:ed|s)?"
        r"|play(?:ed|s)?|stay(?:ed|s)?)"
        r"(?: [\w,'-]+){0,8}? in\s+",
        re.IGNORECASE,
    ),
)
_FROM = re.compile(
    r"\b(?:from|(?:mayor|citizens|people|residents|students|pupils|delegates) of|city of|of the city of)\s+(?:the )?$",
    re.IGNORECASE,
)


# What a place qualifies as people of its own: fourteen Edmonds students.
_QUALIFIES = re.compile(
    r"(?:'s?)? (?:[a-z-]+'? ){0,3}?(?:students?|pupils?|citizens?|residents?|delegat\w+|teachers?|officials?|youths?"
    r"|members|children)\b"
)


def is_english(text: str) -> bool:
    """Say whether a text holds Latin letters and nothing Japanese."""
    return bool(re.search("[A-Za-z]{3}", text)) and not _JAPANESE.search(text)


def read_kinds(text: str, *, moved: bool) -> list[str]:
    """Return the kinds of an event, main one first, at most three."""
    kinds = [kind for kind, pattern in _KINDS if re.search(pattern, text, re.IGNORECASE)]
    if moved and not set(kinds) & _CROSSES:
        kinds.append("Visit")
    return kinds[:3] or ["Event"]


def tells(text: str) -> bool:
    """Say whether the words of a text tell a kind of event."""
    return any(re.search(pattern, text, re.IGNORECASE) for _, pattern in _KINDS)


def read_headcounts(text: str) -> list[Headcount]:
    """Return the groups with a number: those joined by `and` or a comma are one group with parts.

    `12 students and two teachers` are 14 people; `a delegation of 6`, `a 12-member group` one group each.
    """
    found = [match for match in _COUNT.finditer(text) if not _AUDIENCE.search(match[0])]
    groups: list[list[re.Match[str]]] = []
    for match in found:
        if groups and re.fullmatch(r",? (?:and|with) |, ", text[groups[-1][-1].end() : match.start()]):
            groups[-1].append(match)
        else:
            groups.append([match])
    counts = [_group(matches) for matches in groups]
    sized = [
        Headcount(match.start(), match.end(), _number(match["number"] or match["sized"]), "delegation")
        for match in _SIZED.finditer(text)
        if not any(count.start < match.end() and match.start() < count.end for count in counts)
    ]
    return sorted([*counts, *sized], key=lambda count: count.start)


def _group(matches: list[re.Match[str]]) -> Headcount:
    parts = [(_role(match), _number(match["number"])) for match in matches]
    total = sum(number for _, number in parts)
    return Headcount(matches[0].start(), matches[-1].end(), total, parts[0][0], tuple(parts) if len(parts) > 1 else ())


def _role(match: re.Match[str]) -> str:
    return next(role for number, (role, _) in enumerate(_ROLES) if match[f"r{number}"])


def _number(word: str) -> int:
    tens, _, ones = word.lower().partition("-")
    if tens in _TENS:
        return 10 * (_TENS.index(tens) + 2) + (_WORDS.index(ones) + 1 if ones else 0)
    if tens in _WORDS:
        return _WORDS.index(tens) + 1
    return int(word.replace(",", ""))


def read_delegations(sentence: Sentence) -> list[Delegation]:
    """Return who went where: `visited X`, `to X`, `from X`, `hosted …`; what is left out is the row's other side."""
    counts = read_headcounts(sentence.text)
    journeys = list(_journeys(sentence))
    if not journeys:
        return []
    origin, target = journeys[0]
    first = Delegation(origin, target, counts[0] if counts else None)
    return [first, *(Delegation(*journey, None) for journey in journeys[1:])]


def _journeys(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    text = sentence.text
    for match in (match for pattern in _TO for match in pattern.finditer(text)):
        aimed = [spot for spot in sentence.spots if match.end() <= spot.start <= match.end() + len("the city of ")]
        if aimed:
            target = (aimed[0].place,)
            origin = _origins(sentence, [spot for spot in sentence.spots if spot not in aimed])
            yield origin or _other(sentence, target[0]), target
            return
    if party := [spot for spot in sentence.spots if _QUALIFIES.match(text, spot.end)]:
        told_in = [spot for spot in sentence.spots if re.search(r"\bin (?:the )?$", text[: spot.start])]
        across = [spot.place for spot in told_in if sentence.is_home(spot.place) != sentence.is_home(party[0].place)]
        if across:
            yield (party[0].place,), (across[0],)
            return
    if _IN.search(text):
        held = [spot.place for spot in sentence.spots if sentence.is_home(spot.place)]
        guests = _origins(sentence, sentence.spots) or tuple(
            spot.place for spot in sentence.spots if not sentence.is_home(spot.place)
        )
        if guests or sentence.abroad:
            yield guests or sentence.abroad, tuple(held[:1]) or sentence.home


def _origins(sentence: Sentence, spots: list[Spot]) -> tuple[str, ...]:
    text = sentence.text
    places = [
        spot.place
        for spot in spots
        if _FROM.search(text, 0, spot.start)
        or text[spot.end : spot.end + 2] == "'s"
        or _is_subject(text, spot)
        or _QUALIFIES.match(text, spot.end)
    ]
    return tuple(dict.fromkeys(places))


def _is_subject(text: str, spot: Spot) -> bool:
    """Say whether a place opens the sentence and qualifies who travels: Nevelsk youth group visited …."""
    return spot.start == 0 and bool(re.match(r"(?: [\w-]+){0,4}? (?:visit|sen[dt]|dispatch)", text[spot.end :]))


def _other(sentence: Sentence, target: str) -> tuple[str, ...]:
    """Return the other side of a target: the row's, else what the words name of it."""
    if not sentence.is_home(target):
        return sentence.home
    named = (spot.place for spot in sentence.spots if not sentence.is_home(spot.place))
    return sentence.abroad or tuple(sentence.gazetteer.specific(named))[:1]
