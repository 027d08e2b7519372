from __future__ import annotations

from exgraph.build import page
from exgraph.model.report import BuildReport, Traced


def finding(code: str, number: int) -> Traced:
    thing = f"https://w3id.org/exgraph/id/event/a/{number}"
    return Traced(code, "warning", thing, "", "", f"s#{code}", "c", {"en": f"wrong {code} {number}"}, (), "", ())


def test_a_check_that_finds_much_is_shown_in_part_and_counted_whole() -> None:
    report = BuildReport(findings=[finding(code, number) for code in ("often", "rare") for number in range(1, 301)])
    report.findings = [each for each in report.findings if each.code == "often" or each.focus.endswith("/1")]
    shown = page.render(report, {})
    assert shown.count("wrong often ") == page.SHOWN
    assert "wrong rare 1" in shown
    assert "100 more of <code>often</code>" in shown
    assert "301 warning" in shown
