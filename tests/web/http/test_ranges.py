"""Parts of answers, and programs that read our files by their addresses."""

from __future__ import annotations

import httpx2
import polars
import pyogrio
import pytest
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from exgraph.web.http.ranges import RangeMiddleware

BODY = bytes(range(256)) * 4
FILES = [
    *("/browse.csv", "/browse.xlsx", "/browse.jsonld", "/export/meetings.geojson", "/export/meetings.edges.csv"),
    *("/export/meetings.gexf", "/quality.csv", "/data/graph.nq", "/id/place/nevelsk.ttl", "/ns.ttl", "/shapes.ttl"),
    "/sparql?format=csv&query=SELECT%20%2A%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D",
    "/rdf-graph-store?format=nq",
]


def application(*, most: int = 1 << 20) -> tuple[TestClient, list[str]]:
    app, made = FastAPI(), list[str]()

    @app.get("/whole")
    @app.head("/whole")
    def whole(request: Request) -> Response:
        if request.headers.get("if-none-match") == '"a"':
            return Response(status_code=304, headers={"ETag": '"a"'})
        made.append("whole")
        return Response(BODY, headers={"ETag": '"a"'})

    @app.api_route("/streamed", methods=["GET", "HEAD"])
    def streamed() -> Response:
        return StreamingResponse(BODY[start : start + 100] for start in range(0, len(BODY), 100))

    app.add_middleware(RangeMiddleware, most=most)
    return TestClient(app), made


@pytest.mark.parametrize("path", ["/whole", "/streamed"])
@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        *(("bytes=0-9", 0, 9), ("bytes=10-", 10, 1023), ("bytes=-10", 1014, 1023), ("bytes=1000-5000", 1000, 1023)),
        *(("bytes=0-0", 0, 0), ("bytes=-9999", 0, 1023), ("bytes= 5 - 6", 5, 6)),
    ],
)
def test_a_part_is_what_lies_between_two_bytes(path: str, asked: str, first: int, last: int) -> None:
    answer = application()[0].get(path, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, BODY[first : last + 1])
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{len(BODY)}"
    assert answer.headers["content-length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=-", ""])
def test_what_is_no_single_range_is_passed_over(asked: str) -> None:
    answer = application()[0].get("/whole", headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, BODY)


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=-0"])
def test_a_part_behind_the_end_is_told_the_length(asked: str) -> None:
    answer = application()[0].get("/whole", headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1024")


def test_a_file_is_made_once_for_all_its_parts() -> None:
    client, made = application()
    parts = [client.get("/whole", headers={"Range": f"bytes={at}-{at + 99}"}).content for at in range(0, 1024, 100)]
    assert b"".join(parts) == BODY
    assert made == ["whole"]
    assert client.get("/whole", headers={"Range": "bytes=0-1", "If-None-Match": '"a"'}).status_code == 304
    assert client.get("/whole", headers={"Range": "bytes=0-1", "If-Range": '"b"'}).content == BODY


def test_what_is_too_long_is_given_whole() -> None:
    client, _ = application(most=500)
    for path in ("/whole", "/streamed"):
        answer = client.get(path, headers={"Range": "bytes=0-9"})
        assert (answer.status_code, answer.content) == (200, BODY)


@pytest.mark.parametrize("path", ["/whole", "/streamed"])
def test_head_tells_the_length(path: str) -> None:
    answer = application()[0].head(path)
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "1024")


@pytest.mark.parametrize("path", FILES)
def test_every_file_has_its_length_and_its_parts(client: httpx2.Client, path: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    whole = client.get(path, headers=plain)
    head = client.head(path, headers=plain)
    assert (whole.status_code, head.status_code) == (200, 200)
    assert head.headers["accept-ranges"] == whole.headers["accept-ranges"] == "bytes"
    assert int(head.headers["content-length"]) == len(whole.content) > 200
    part = client.get(path, headers={"Range": "bytes=100-199", "Accept-Encoding": "gzip"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole.content)}"
    assert "content-encoding" not in part.headers


def test_polars_reads_tables_by_their_address(server: str) -> None:
    for path in ("/browse.csv", "/export/meetings.edges.csv", FILES[-2]):
        frame, scanned = polars.read_csv(server + path), polars.scan_csv(server + path).collect()
        assert frame.shape == scanned.shape and frame.height > 0, path


def test_gdal_reads_layers_by_their_address(server: str) -> None:
    for prefix in ("/vsicurl/", ""):
        info = pyogrio.read_info(f"{prefix}{server}/export/meetings.geojson")
        assert info["crs"] == "EPSG:4326" and info["features"] > 0, prefix
