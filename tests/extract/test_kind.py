from __future__ import annotations

import pytest

from exgraph.extract.clause.kind import is_online, read_kinds, read_status


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("事務所を開設", "Establishment"),
        ("友好都市協定を締結", "AgreementConclusion"),
        ("提携10周年記念式典を開催", "Ceremony"),
        ("定期航路開設", "TransportEvent"),
        ("見本市に出展", "TradeFair"),
        ("医療機器を寄贈", "Donation"),
        ("戦没者慰霊祭", "Memorial"),
        ("日本語スピーチコンテスト", "Contest"),
        ("市長一行が来道", "Visit"),
        ("中学生12名を派遣", "YouthExchange"),
    ],
)
def test_the_main_kind(text: str, main: str) -> None:
    assert read_kinds(text, (), moved=False)[0] == main


def test_who_travels_visits() -> None:
    assert read_kinds("会議に参加", (), moved=True) == ["Meeting", "Visit"]


def test_status_and_mode() -> None:
    assert read_status("来年度に延期") == "postponed"
    assert read_status("訪問した") == "held"
    assert is_online("オンラインで実施")
