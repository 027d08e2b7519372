"""What events of each kind are called, and what groups that travelled to them did there, in three languages."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.mapping.wording import Words, words

KINDS: dict[str, Words] = {
    "Visit": words("訪問", "Visit", "Визит"),
    "YouthExchange": words("青少年交流", "Youth exchange", "Молодёжный обмен"),
    "Training": words("研修", "Training", "Стажировка"),
    "Meeting": words("会議", "Meeting", "Встреча"),
    "Ceremony": words("式典", "Ceremony", "Церемония"),
    "AgreementConclusion": words("調印", "Conclusion of an agreement", "Подписание соглашения"),
    "Exhibition": words("展示会", "Exhibition", "Выставка"),
    "TradeFair": words("見本市", "Trade fair", "Ярмарка"),
    "Performance": words("公演", "Performance", "Выступление"),
    "SportsEvent": words("スポーツ交流", "Sports exchange", "Спортивный обмен"),
    "Seminar": words("セミナー", "Seminar", "Семинар"),
    "Contest": words("コンテスト", "Contest", "Конкурс"),
    "Research": words("調査研究", "Research", "Исследование"),
    "Donation": words("寄贈", "Donation", "Дар"),
    "Award": words("表彰", "Award", "Награждение"),
    "Memorial": words("慰霊・追悼", "Memorial event", "Поминальное мероприятие"),
    "Establishment": words("設立・開設", "Establishment", "Создание"),
    "Opening": words("開設", "Opening", "Открытие"),
    "Closing": words("廃止", "Closing", "Закрытие"),
    "Suspension": words("休止", "Suspension", "Приостановка"),
    "Resumption": words("再開", "Resumption", "Возобновление"),
    "Relocation": words("移転", "Relocation", "Переезд"),
    "Commemoration": words("記念事業", "Commemorative project", "Памятное мероприятие"),
    "BusinessMatching": words("商談会", "Business matching", "Деловые встречи"),
    "ReportMeeting": words("報告会", "Report meeting", "Отчётная встреча"),
    "Shipment": words("輸送", "Shipment", "Отправка груза"),
    "Preparation": words("準備", "Preparation", "Подготовка"),
    "PlanAdoption": words("計画の策定", "Adoption of a plan", "Принятие плана"),
    "TransportEvent": words("運航", "Transport service", "Транспортное сообщение"),
    "MediaCoverage": words("取材・報道", "Media coverage", "Освещение в СМИ"),
    "Publication": words("刊行", "Publication", "Публикация"),
    "Promotion": words("PR活動", "Promotion", "Мероприятия по продвижению"),
    "Support": words("支援事業", "Support", "Поддержка"),
    "Event": words("行事", "Event", "Мероприятие"),
}

FOUNDING: dict[str, Words] = {
    "Establishment": words("{}の設立", "Establishment of {}", "Создание {}"),
    "Opening": words("{}の開設", "Opening of {}", "Открытие {}"),
    "Closing": words("{}の廃止", "Closing of {}", "Закрытие {}"),
    "Suspension": words("{}の運航休止", "Suspension of {}", "Приостановка работы {}"),
    "Resumption": words("{}の運航再開", "Resumption of {}", "Возобновление работы {}"),
    "Relocation": words("{}の移転", "Relocation of {}", "Переезд {}"),
    "TransportEvent": words("{}の運航", "Service on {}", "Рейсы {}"),
    "Memorial": words("{}の建立", "Erection of {}", "Установка {}"),
    "Publication": words("{}の刊行", "Publication of {}", "Издание {}"),
}
"""What is said of the subject of an event; its name stands in the genitive in Russian."""

FOR_SERIES: dict[str, Words] = {
    "ReportMeeting": words("{}の報告会", "Report meeting of {}", "Отчётная встреча по итогам {}"),
    "Shipment": words("{}の出展品輸送", "Shipment of goods for {}", "Отправка товаров для {}"),
    "Preparation": words("{}の準備", "Preparation of {}", "Подготовка {}"),
}
"""What serves a series without being one of its editions; the series stands in the genitive in Russian."""

CONCLUSIONS: dict[str, Words] = {
    "Plan": words("{}の策定", "Adoption of the {}", "Принятие {}"),
    "JointStatement": words("{}の採択", "Adoption of the {}", "Принятие {}"),
    "Agreement": words("{}", "{}", "{}"),
    "": words("{}の締結", "Signing of the {}", "Подписание {}"),
}
"""How an agreement of a class came about; the last for every other class."""


# What labels are composed of: who gave, met or held what, and what it marked.

EDITION = words("第{number}{counter}{series}", "{ordinal} {series}", "{roman} {series}")
GIFT = words("{giver}から{recipient}への寄贈", "Gift from {giver} to {recipient}", "Дар {giver_of} для {recipient_of}")
GIFT_FROM = words("{giver}からの寄贈", "Gift from {giver}", "Дар от {giver_of}")
GIFT_TO = words("{recipient}への寄贈", "Gift to {recipient}", "Дар для {recipient_of}")
AWARD = words("{recipient}への{award}の授与", "{award} for {recipient}", "{award}: {recipient}")
REPRESENTATIVE = words("{}の代表者", "a representative of {}", "представитель {}")
TALKS = words("{}の会談", "Talks between {}", "Встреча {}")
TALKS_WITH = words("{}との懇談", "Talks with {}", "Встреча с участием {}")
OF_BODIES = words("{who}の{kind}", "{kind} of {who}", "{kind} с участием {who_of}")
TAKING_PART = words("{who}が関わる{kind}", "{kind} with the participation of {who}", "{kind} с участием {who_of}")
SITTING = words("{who}の会議", "Meeting of {who}", "Заседание {who_of}")
SITTINGS = words("{who}の会議", "Meetings of {who}", "Заседания {who_of}")
OF_PLACES = words("{who}の{kind}", "{kind} of {who}", "{kind}: {who}")
BETWEEN = words("{who}の{kind}", "{kind} between {who}", "{kind} представителей {who_of}")
MEETING_BETWEEN = words(
    "{who}の関係者による{kind}", "{kind} between representatives of {who}", "{kind} представителей {who_of}"
)
MEETING_WITH = words(
    "{who}の関係者との{kind}", "{kind} with representatives of {who}", "{kind} с участием представителей {who_of}"
)
"""Towns do not meet: people of theirs do."""

MUTUAL = frozenset({"Meeting", "YouthExchange", "Training", "SportsEvent", "TradeFair", "BusinessMatching"})
"""Kinds of what goes on between two places."""

WITH = words("{who}との{kind}", "{kind} with participants from {who}", "{kind} с участием {who_of}")
MARKED = words("{mark}{kind}", "{kind} for the {mark}", "{kind} к {mark}")
JOURNEY_MARKED = words("{journey}:{mark}", "{journey} for the {mark}", "{journey} к {mark}")
HONOUR = words("{thing}の記念{kind}", "{kind} in honour of {thing}", "{kind} в честь {thing_of}")


@dataclass(frozen=True)
class Journey:
    """What is said of a group and of where it went, by language; `to` says that it is a way, not a stay.

    In Japanese `{at}` is where, as `東京での`; elsewhere `{where}` is ` to Tokyo` or ` in Tokyo`; either may be empty.
    """

    ja: str
    en: str
    ru: str
    who_en: str = "a delegation"
    who_ru: str = "делегации"
    to: bool = False


JOURNEYS: dict[str, Journey] = {
    "Visit": Journey("{party}の{goal}訪問", "Visit of {who}{where}", "Визит {who}{where}", to=True),
    "YouthExchange": Journey(
        "青少年交流:{party}の{goal}訪問",
        "Youth exchange: visit of {who}{where}",
        "Молодёжный обмен: поездка {who}{where}",
        *("young people", "молодёжи"),
        to=True,
    ),
    "Training": Journey(
        "{party}の{at}研修", "Training{where} for {who}", "Стажировка{where} {who}", "trainees", "стажёров"
    ),
    "Meeting": Journey("{at}{party}との会議", "Meeting{where} with {who}", "Встреча{where} с участием {who}"),
    "Ceremony": Journey(
        "{at}記念行事への{party}の参加",
        "Commemorative event{where} with {who}",
        "Памятное мероприятие{where} с участием {who}",
    ),
    "AgreementConclusion": Journey(
        "{at}{party}との調印", "Signing{where} with {who}", "Подписание{where} с участием {who}"
    ),
    "Exhibition": Journey("{party}の{at}展示会", "Exhibition{where} with {who}", "Выставка{where} с участием {who}"),
    "TradeFair": Journey(
        "{party}の{at}物産展・商談会", "Trade event{where} with {who}", "Торговое мероприятие{where} с участием {who}"
    ),
    "Performance": Journey(
        "{party}の{at}公演", "Performance{where} by {who}", "Выступление{where} {who}", "performers", "артистов"
    ),
    "SportsEvent": Journey(
        "{at}{party}とのスポーツ交流",
        "Sports exchange{where} with {who}",
        "Спортивные обмены{where} с участием {who}",
        *("athletes", "спортсменов"),
    ),
    "Seminar": Journey(
        "{at}{party}とのセミナー", "Seminar{where} with {who}", "Семинар{where} с участием {who}", "guests", "гостей"
    ),
    "Contest": Journey(
        "{at}コンテストへの{party}の参加",
        "Contest{where} with {who}",
        "Конкурс{where} с участием {who}",
        "guests",
        "гостей",
    ),
    "Research": Journey(
        "{party}の{at}調査研究",
        "Research trip{where} by {who}",
        "Исследовательская поездка{where} {who}",
        *("researchers", "учёных"),
        to=True,
    ),
    "Memorial": Journey(
        "{party}の{at}慰霊・墓参", "Memorial visit{where} by {who}", "Поминальная поездка{where} {who}", to=True
    ),
    "MediaCoverage": Journey(
        "{party}の{at}取材",
        "Press visit{where} by {who}",
        "Поездка{where} {who}",
        "journalists",
        "журналистов",
        to=True,
    ),
    "Training/reception": Journey(
        "{party}の{at}研修", "Reception{where} of {who}", "Приём{where} {who}", "trainees", "стажёров"
    ),
    "Training/body": Journey("{at}{party}との研修", "Training{where} with {who}", "Занятия{where} с участием {who}"),
    "Promotion": Journey("{party}の{at}PR活動", "Promotion{where} by {who}", "Презентация{where} с участием {who}"),
    "Support": Journey("{at}{party}との支援事業", "Support{where} with {who}", "Поддержка{where} с участием {who}"),
}

ONLINE_JOURNEY = Journey(
    "{party}と{goal}とのオンライン交流",
    "Online exchange of {who} with {goal}",
    "Онлайн-обмен {who} с партнёрами {out_of}",
)
"""What is said of a group that met another over a line and went nowhere."""
