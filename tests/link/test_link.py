"""Links from specimen dumps and a specimen service, for the shipped places."""

from __future__ import annotations

import csv
import gzip
import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from typer.testing import CliRunner

from exgraph.cli import app
from exgraph.link import DumpError, LinkedThing, LinkedTie, Proposer, ServiceError, ask, best, compare, entities
from exgraph.settings import Settings
from exgraph.store import fold


def claim(value: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": "normal", **more}


def entity(key: str, names: Mapping[str, str], **claims: list[dict[str, Any]]) -> dict[str, Any]:
    labels = {language: {"language": language, "value": name} for language, name in names.items()}
    return {"id": key, "labels": labels, "aliases": {}, "claims": claims}


def since(time: str, precision: int) -> dict[str, Any]:
    return {"P580": [{"snaktype": "value", "datavalue": {"value": {"time": time, "precision": precision}}}]}


SOURCE = [{"snaks": {"P854": [{"snaktype": "value", "datavalue": {"value": "https://example.org/ties"}}]}}]
DUMP = [
    entity("Q1", {"ja": "架空市", "en": "Kakuu"}, P625=[claim({"latitude": 45.1, "longitude": 141.9})]),
    entity("Q2", {"ru": "Далёкий", "en": "Kakuu"}, P625=[claim({"latitude": 35.0, "longitude": 135.0})]),
    entity("Q3", {"en": "Kakuuu"}, P625=[claim({"latitude": 45.0, "longitude": 141.8})]),
    entity("Q4", {"en": "Same"}, P1566=[claim("777")]),
    entity(
        "Q10",
        {"en": "One"},
        P190=[
            claim({"id": "Q11"}, qualifiers=since("+1972-09-08T00:00:00Z", 11), references=SOURCE),
            claim({"id": "Q12"}, qualifiers=since("+1991-01-01T00:00:00Z", 9)),
            claim({"id": "Q99"}),
            claim({"id": "Q14"}, rank="deprecated"),
        ],
    ),
    entity("Q13", {"en": "Four"}, P190=[claim({"id": "Q11"})]),
]


def thing(key: str, *names: str, at: tuple[float, float] | None = None, **links: str) -> LinkedThing:
    identifiers = {scheme: {value} for scheme, value in links.items()}
    place = LinkedThing(key, names[0], {fold(name): name for name in names}, links=identifiers)
    place.latitude, place.longitude = at or (None, None)
    return place


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.json.gz"
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in DUMP)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(f"[\n{lines}\n]\n")
    return path


def test_names_and_points_propose_and_score(dump: Path) -> None:
    known = {
        "kakuu": thing("kakuu", "架空市", "Kakuu", at=(45.0, 141.9)),
        "same": thing("same", "同じ町", geonames="777"),
        "linked": thing("linked", "Kakuu", wikidata="Q9", geonames="1"),
        "nowhere": thing("nowhere", "Nowhere"),
    }
    found = best(Proposer(known).propose(entities(dump)))
    assert [(each.place, each.value) for each in found] == [("kakuu", "Q1"), ("kakuu", "Q3"), ("same", "Q4")]
    assert found[0].score == 1.0 and "km apart" in found[0].reason and found[0].label == "架空市"
    assert found[1].score < 1.0 and "alike" in found[1].reason
    assert found[2].score == 1.0 and "777" in found[2].reason


def test_an_entity_that_another_place_has_is_not_proposed(dump: Path) -> None:
    known = {"kakuu": thing("kakuu", "架空市", at=(45.0, 141.9)), "other": thing("other", "別の市", wikidata="Q1")}
    assert "Q1" not in [each.value for each in Proposer(known).propose(entities(dump))]


def test_ties_are_compared_pair_by_pair(dump: Path) -> None:
    places = {f"p{number}": thing(f"p{number}", str(number), wikidata=f"Q{number}") for number in (10, 11, 12, 13, 14)}
    ours = [
        LinkedTie("agreement/a", ("p11", "p10"), "1972", ["record/x/1"]),
        LinkedTie("agreement/b", ("p10", "p12"), "1992-05", ["record/x/2"]),
        LinkedTie("agreement/c", ("p10", "p14"), None, []),
        LinkedTie("agreement/d", ("p12", "p14"), None, []),
    ]
    found = {each.parties: each for each in compare(places, ours, entities(dump))}
    assert {pair: each.finding for pair, each in found.items()} == {
        ("p10", "p11"): "agrees",
        ("p10", "p12"): "date differs",
        ("p10", "p14"): "missing there",
        ("p11", "p13"): "missing here",
    }
    assert found["p10", "p11"].references == ["https://example.org/ties"]
    assert (found["p10", "p11"].since, found["p10", "p12"].since) == ("1972-09-08", "1991")
    assert found["p10", "p12"].records == ["record/x/2"]


def test_truthy_triples_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "truthy.nt"
    wikidata, direct = "http://www.wikidata.org/entity/", "http://www.wikidata.org/prop/direct/"
    path.write_text(
        f'<{wikidata}Q1> <http://www.w3.org/2000/01/rdf-schema#label> "\\u67B6\\U00007A7A\\u5E02"@ja .\n'
        f'<{wikidata}Q1> <http://www.w3.org/2000/01/rdf-schema#label> "Ville"@fr .\n'
        f"<{wikidata}Q1> <{direct}P190> <{wikidata}Q2> .\n"
        f'<{wikidata}Q1> <{direct}P625> "Point(141.9 45.1)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .\n'
        f'<{wikidata}Q2> <{direct}P1566> "777" .\n',
        encoding="utf-8",
    )
    one, other = entities(path)
    assert (one.id, one.names, one.latitude, one.longitude) == ("Q1", ["架空市"], 45.1, 141.9)
    assert [twin.other for twin in one.twins] == ["Q2"]
    assert other.geonames == "777"


@pytest.mark.parametrize(("name", "text"), [("a.json", '{"id": "Q1"}\nnothing\n'), ("a.nt", "# words\n<a> <b>\n")])
def test_a_dump_that_cannot_be_read_is_refused_at_its_line(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DumpError) as refused:
        list(entities(path))
    assert refused.value.at is not None and refused.value.at.line == 2
    with pytest.raises(DumpError):
        list(entities(tmp_path / "nothing.json"))


class _Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        queries = json.loads(form["queries"][0])
        result = {"id": "Q5", "name": "Five", "score": 83, "match": True, "type": []}
        answers = {key: {"result": [result, {**result, "id": "Q6", "score": 12}]} for key in queries}
        body = json.dumps(answers if self.path == "/reconcile" else []).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_service_proposes(service: str) -> None:
    lacking = [thing(f"p{number}", f"町{number}") for number in range(23)]
    found = list(ask(f"{service}/reconcile", "wikidata", lacking))
    assert {each.place for each in found} == {each.key for each in lacking}
    assert {(each.value, each.score) for each in found} == {("Q5", 0.83)}
    for address in (f"{service}/other", "http://127.0.0.1:9/", "file:///etc/hosts"):
        with pytest.raises(ServiceError):
            list(ask(address, "wikidata", lacking))


def test_the_command_writes_tables_to_review(
    dump: Path, tmp_path: Path, shipped_settings: Settings, shipped_report: object
) -> None:
    project = ["--root", str(Path(__file__).parents[2]), "--build", str(shipped_settings.build)]
    output = tmp_path / "links.csv"
    done = CliRunner().invoke(app, [*project, "link", "--dump", str(dump), "-o", str(output)])
    assert done.exit_code == 0, done.output
    assert output.read_text(encoding="utf-8").splitlines()[0] == "place,scheme,value,label,score,reason,review"
    known = "http://www.wikidata.org/entity/"
    assert known not in output.read_text(encoding="utf-8")
    done = CliRunner().invoke(app, [*project, "link", "--compare", str(dump), "-o", str(output)])
    assert done.exit_code == 0, done.output
    with output.open(encoding="utf-8", newline="") as file:
        assert "finding" in next(csv.reader(file))
    assert CliRunner().invoke(app, [*project, "link"]).exit_code == 1
