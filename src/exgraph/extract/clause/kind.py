"""Kinds of event, status and mode, told by the words of a record."""

from __future__ import annotations

import re

# In order of precedence: the first kind found is the main one. Words in the names of series and organisations do
# not count, except those of the series that the event is an edition of.
_NOT_YET = (
    r"(?![^、。]{0,6}?(?:を(?:議決|可決|承認|申し|希望|決議|促進|検討|目指|提案|望|求|打診|視野)|の(?:議決|承認|申し|希望|意向|話|ため|準備"
    r"|可否|きっかけ)|に向け|に先立|の?案を|が話|以来|以降|から))"
)
# 来 and one character of the town's name, where it ends a clause: 来沢し、来湊。
_COMES = (
    r"(?<![従将本由以古元到])来(?![年月週場館賓春夏秋冬客店歴期季診校園社])[\u4e00-\u9fff](?=し|、|。|の際|$|\s|\()"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("Award", r"称号|受章|受賞|表彰|名誉市民|贈与"),
    ("Donation", r"贈呈|寄贈|寄付|寄附|義援金|支援物資|見舞金|に送付|目録"),
    (
        "TransportEvent",
        r"航路(?:を)?(?:開設|再開|休止|廃止)(?!\d+周年)|航空路(?:線)?開設(?!\d+周年)|運休|就航|貨物船|チャーター船|輸送を試行",
    ),
    (
        "AgreementConclusion",
        r"(?:締結|調印)(?!\d+周年)(?!記念)"
        + _NOT_YET
        + r"|覚書を交換|覚書を交わす|(?:合意書|覚書|協定書?)(?:を取り交|交換|に調印|を交)"
        r"|合意書締結|署名|に合意|」合意|に関する合意|共同(?:宣言|声明|コミュニケ).{0,40}採択|について合意|化合意|(?:盟約|提携|協定|縁組)を結(?!んで)"
        r"|(?:姉妹|友好)(?:親善)?(?:都市|町村?|村|港|校|大学|館)?(?:の|関係の)?(?:提携|縁組)(?=$|[。、(()]|しま?した|する|成立|に(?:調印|合意))"
        r"|(?:姉妹|友好)(?:親善|交流)?(?:都市|町村?|村|区|県州|州県|県省|都市関係|関係)?(?:と|に)な(?:り|る|った|って)"
        r"|(?:姉妹|友好)(?:都市|町村?|村|県|州)?関係を(?:結|樹立)|(?:提携|縁組)(?=\)|$|。)|盟約(?![^、。]{0,8}\d+周年)",
    ),
    ("Memorial", r"慰霊|墓参|献花|追悼"),
    (
        "Establishment",
        r"(?:設立|設置|開設|創設|発足|竣工|建立|移転|研究センターとなる)(?!\d+周年)(?!記念)(?!準備)(?!され)|建立され|事業がスタート",
    ),
    ("TradeFair", r"物産展|物産市|見本市|フェア|商談会|マッチング|展示即売|出展|出品(?!者)|食品ブース|ショールーム"),
    ("Contest", r"コンテスト|コンクール|弁論大会|コンペ"),
    (
        "SportsEvent",
        r"スポーツ|マラソン|ヨット(?!クラブ|で)|サッカー|バレーボール|ミニバレー|野球|柔道|剣道|相撲|ホッケー|スキー交流|卓球|空手"
        r"|ウエイトリフティング|水泳|遠泳|サンボ|競技|ダンス競技|将棋|チェス",
    ),
    (
        "Performance",
        r"公演|コンサート|演奏|合唱祭|音楽祭|上演|アンサンブル|オーケストラ|文化祭|ロックフェスティバル|YOSAKOI|フェスティバル|劇場",
    ),
    (
        "Exhibition",
        r"(?:写真|絵画|作品|友好|紹介|パネル|工芸|企画|特別|絵|美術|文化|遺産|ロビー|壁掛けと先住民アート」|コスモロジー)展|展覧会|展示(?:会|即)?|展」|展を",
    ),
    ("Research", r"共同調査|調査(?!団)|共同研究|発掘|学術交流|フィールドワーク"),
    (
        "Seminar",
        r"セミナー|シンポジウム|講演|講座|講習|フォーラム|説明会|上映会|ワークショップ|クラブ「|報告会",
    ),
    ("Training", r"研修|実習|留学|受講|医師派遣・受入|技術指導|指導を行|ショート・プログラム|招へいプログラム"),
    (
        "Meeting",
        r"会議(?!員)|会談|協議(?!会)|懇談|打ち合わせ|意見交換|総会|円卓|サミット|面談|ワーキンググループ(?!農業|基盤|林業)|ワーキンググループの開催|交流会(?!議)|連絡会|情報交換",
    ),
    ("Ceremony", r"式典|記念式|記念行事|記念事業|\d+周年(?:を)?(?:記念|祝|で|迎え)|開会式|文書交換式"),
    (
        "YouthExchange",
        r"青少年|少年|少女|中高生|中学生|小学生|小中校生|小中学生|学童|児童|高校生|(?<!留)学生|生徒|子供|子ども|こども|青年|若者|学校"
        r"|ジュニア|キッズ",
    ),
    (
        "Visit",
        r"訪問(?!交流)|来道|来日|来訪|視察|表敬|立ち寄|派遣|一行|使節団|訪れ|を訪ね|赴|訪[中韓米独仏英露豪欧日伊加][し、。団]|に来(?!年|月)|来(?:[市町村県区訪高阪京崎])|代表[団团]|招へい|招聘|招待|招[いきく]|(?<!年を)(?<!年度を)(?<!節目を)迎え(?=、|て|た|入|る|し|ま|$|。)|受け?入れ?|入港|遠征|巡",
    ),
    ("Visit", _COMES),
    ("MediaCoverage", r"取材|放映|放送|番組"),
    ("Publication", r"冊子|発行|刊行|策定"),
    (
        "Promotion",
        r"PR|プロモーション|トップセールス|プレゼンテーション|ファムトリップ|ファミトリップ",
    ),
    ("Support", r"支援(?!協会|物資|センター)|助成|補助|基金(?:に関する|設定|検討|を設立|設立)"),
)
_GIVES = r"を?贈(?:る|ら|り|っ)"
_TELLS = _GIVES + r"|\d(?:名|人)[^。]{0,30}(?:参加|出席)"
# Words that tell a kind only where nothing else does.
_WEAK: tuple[tuple[str, str], ...] = (
    ("Donation", _GIVES + r"|届[けく]"),
    ("Performance", r"まつり|祭り?(?=[をにで、。]|$)|フェスタ|ステージ"),
    ("Seminar", r"教室|体験|料理|講習|学習"),
    ("Ceremony", r"\d+周年|歓迎会|歓送会|レセプション|パーティー|植樹|除幕"),
    ("Meeting", r"交流会|会見|手渡|書簡|親書"),
    ("Promotion", r"紹介|ブース|キャンペーン|イベント"),
    ("Visit", r"派遣|訪|来(?![年月])"),
)
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in _KINDS]
_CROSSES = frozenset({"Visit", "YouthExchange", "Training", "Research", "SportsEvent"})
_FALLBACK = {
    "スポーツ": "SportsEvent",
    "文化": "Exhibition",
    "議会": "Visit",
    "医療": "Training",
    "教育": "YouthExchange",
}

_STATUS: tuple[tuple[str, str], ...] = (
    ("cancelled", r"中止(?!の可能性)|取りやめ"),
    ("postponed", r"延期(?!事業)"),
    ("under-discussion", r"協議中|検討中"),
    ("unscheduled", r"未定"),
    ("planned", r"予定"),
)
_ONLINE = re.compile(r"オンライン|ウェブ|Web|リモート|ビデオメッセージ|ハイブリッド")


def read_kinds(text: str, categories: tuple[str, ...], *, moved: bool) -> list[str]:
    """Return the kinds of an event, main one first, at most three.

    `moved` says that a delegation travelled: then it is a Visit too, if nothing more exact was told.
    """
    kinds = list(dict.fromkeys(kind for kind, pattern in _COMPILED if pattern.search(text)))
    if moved and not set(kinds) & _CROSSES:
        kinds.append("Visit")
    if not kinds:
        kinds = [kind for kind, pattern in _WEAK if re.search(pattern, text)][:1]
    if not kinds:
        kinds = [_FALLBACK[each] for each in categories if each in _FALLBACK][:1] or ["Event"]
    return kinds[:3]


def basis(text: str, categories: tuple[str, ...], *, moved: bool) -> str:
    """Return what the kinds of `read_kinds` rest on, as `exgraph.extract.confidence` names it."""
    if moved or any(pattern.search(text) for _, pattern in _COMPILED):
        return "kind told by its words"
    if any(re.search(pattern, text) for _, pattern in _WEAK):
        return "kind told by a weak word"
    return "kind told by the category" if set(categories) & set(_FALLBACK) else "kind told by nothing"


def tells(text: str) -> bool:
    """Say whether the words of a text tell a kind of event."""
    return any(pattern.search(text) for _, pattern in _COMPILED) or bool(re.search(_TELLS, text))


def read_status(text: str) -> str:
    """Return the status a text tells; what is told without one was held."""
    return next((status for status, pattern in _STATUS if re.search(pattern, text)), "held")


def is_online(text: str) -> bool:
    """Say whether an event took place over a network."""
    return bool(_ONLINE.search(text))
