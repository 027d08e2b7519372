"""Where sentences and their clauses end: each dated clause of a sentence is cut out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.extract.clause import english
from exgraph.extract.dating.phrase import Phrase

_END = re.compile(r"(?<=。)(?![)」』])|(?<=[.!?])\s+(?=[A-Z\"“(])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Mt|No|vs|Prof|Ft|approx)|\b[A-Z])\.$")
_JOINED = re.compile(r"\s*(?:と|、|及び|・|and|,)\s*")
# What went before, in a sentence that goes on to its date: …が進み、1985年に….
_CONTINUED = re.compile(
    r"(?<!とし)(?<!つい)(?<!おい)(?<!記念し)(?<!際し)(?<!伴い)(?<!当たり)(?<!あたり)(?<!ちなみ)(?<!に)(?<=[しりきみびちけれて])、"
)
_CONJUNCTION = re.compile(r"(?:[;,] (?:and|while|but|then)|;) (?=\S)")
_CLOSING = re.compile(
    r"[^、。]*[をへにでと](?:公式|親善|友好|表敬)?(?:訪問|派遣|視察|招待|参加)[^、。]*。?$|[^、。]*(?:来[^、。]{1,2}|訪れ)[^、。]*。?$"
)
_OBJECT = re.compile(r"[^\s][をがは]$")
_SHARED = re.compile(r"(?:訪問|派遣|視察|招待|参加|訪れ|受け入れ|来[市町村県区日訪])")
_VERB = re.compile(r"[るたいすく](?:。|、|$)|[しきりけめえせれて]、?$|訪問|派遣|来[^\s、。]、?$|調印|提携|開催")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, Japanese or English."""
    held = ""
    for piece in _END.split(text):
        held = f"{held} {piece}" if held else piece
        if not _ABBREVIATED.search(held):
            yield held.strip()
            held = ""
    if held.strip():
        yield held.strip()


def clause(sentence: str, dates: list[Phrase], number: int) -> str:
    """Return the words of a sentence that one of its dates, by its number, is said of."""
    date = dates[number]
    if english.is_english(sentence):
        return _english(sentence, dates, number)
    if bracket := _bracket(sentence, date, dates[number - 1].end if number else 0):
        return bracket
    if number + 1 < len(dates) and _JOINED.fullmatch(sentence, date.end, dates[number + 1].start):
        return clause(sentence, dates, number + 1)
    start = 0 if number == 0 else _carried(sentence, dates[number - 1].end, date.start)
    while number and _JOINED.fullmatch(sentence, dates[number - 1].end, dates[number].start):
        number -= 1
        start = 0 if number == 0 else dates[number].start
    for continued in _CONTINUED.finditer(sentence, start, date.start):
        start = continued.end()
    number = dates.index(date)
    inner = {each for each in dates if _bracket(sentence, each, 0)}
    after = next((each.start for each in dates[number + 1 :] if each not in inner), len(sentence))
    words = sentence[start:after].strip()
    if after < len(sentence) and not _VERB.search(words) and (closing := _shared_verb(sentence, after)):
        words = f"{words} {closing}"
    return words


def _carried(sentence: str, before: int, start: int) -> int:
    """Return where a clause begins whose subject or object stands before its date: …では、代表団を7月14日から迎え."""
    tail = sentence.rfind("、", before, start) + 1
    return tail if tail > before and _OBJECT.search(sentence[tail:start]) else start


def _shared_verb(sentence: str, start: int) -> str:
    """Return the verb that a clause without one shares with what ends the sentence, or with the clause after it."""
    if closing := _CLOSING.search(sentence):
        return closing[0]
    verb = _SHARED.search(sentence, start)
    return verb[0] if verb else ""


def _english(sentence: str, dates: list[Phrase], number: int) -> str:
    """Return the clause of a date in English, where a date may end its clause: … were sent in March 2018."""
    start = _parted(sentence, dates[number - 1].end, dates[number].start) if number else 0
    last = number + 1 == len(dates)
    return sentence[
        start : len(sentence) if last else _parted(sentence, dates[number].end, dates[number + 1].start)
    ].strip()


def _parted(sentence: str, before: int, after: int) -> int:
    """Return where the clause of the later of two dates begins: after the last conjunction between them, else at it."""
    joints = [each.start() for each in _CONJUNCTION.finditer(sentence, before, after)]
    return joints[-1] if joints else after


def _bracket(sentence: str, date: Phrase, before: int) -> str:
    """Return the words that a date in brackets is said of, with the bracket; nothing where it stands outside."""
    opened = sentence.rfind("(", 0, date.start)
    if opened < 0 or sentence.rfind(")", opened, date.start) >= 0 or opened < before:
        return ""
    closed = sentence.find(")", date.end)
    if closed < 0 or date.start - opened > 40:
        return ""
    start = max(before, *(sentence.rfind(sign, 0, opened) + 1 for sign in "、。)"), 0)
    if not sentence[start:opened].strip(" ・"):
        return ""
    bare = sentence[opened + 1 : closed].strip() == date.text.strip()
    goes_on = re.match(r"[をがはにでへのもと]|\s*[a-z]", sentence[closed + 1 :])
    return "" if bare and goes_on else sentence[start : closed + 1].strip()
