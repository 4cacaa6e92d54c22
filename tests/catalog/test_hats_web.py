"""Catalogues in HATS form on a web server: the same rows, within limits, and no more said."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.catalog.fetch import disclosure, fetch
from aptcheck.catalog.hats import HatsCatalogue, hats_at, hats_in
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.survey import ALLWISE, SURVEYS
from aptcheck.errors import UsageError
from aptcheck.testing import pair
from scripts.range_server import Served, serve
from tests.catalog.hats_written import needs_hats, sky, write_collection, write_hats
from tests.catalog.skies import POSITION, RADIUS
from tests.catalog.test_hats import CONES, designations, stars_about
from tests.cli.running import run

BRIEF = Patience(connect_s=0.5, read_s=0.5, catalogue_s=60.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs_hats()
    folder = tmp_path_factory.mktemp("served")
    write_hats(folder / "hats" / "stars", stars_about(RADIUS), group=40)
    write_collection(folder / "hats" / "both", stars_about(RADIUS))
    write_hats(folder / "folders", stars_about(RADIUS), suffix="/")
    return folder


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with serve(folder) as server:
        yield server


@pytest.mark.parametrize("name", ["stars", "both"])
def test_the_same_rows_as_in_the_folder(folder: Path, served: Served, name: str) -> None:
    remote = hats_at(f"{served.url}/hats/{name}")
    assert served.requests == []  # nobody is contacted before the user is told
    assert designations(remote, CONES, RADIUS) == designations(
        hats_in(folder / "hats" / name), CONES, RADIUS
    )


def test_only_files_are_requested(served: Served) -> None:
    assert designations(hats_at(f"{served.url}/hats/stars"), CONES, RADIUS)
    files = r"\w*\.?properties|partition_info\.csv|point_map\.fits|dataset/_common_metadata"
    tiles = r"dataset/Norder=3/Dir=0/Npix=\d+\.parquet"
    for request in served.requests:
        assert re.fullmatch(rf"(GET|HEAD) /hats/stars/({files}|{tiles})", request), request


def test_only_the_tiles_of_the_cones_are_read(served: Served) -> None:
    designations(hats_at(f"{served.url}/hats/stars"), CONES[:1], RADIUS)
    tiles = {request.split()[1] for request in served.requests if "Npix" in request}
    assert len(tiles) == 4  # a pole is the corner of four


def test_what_the_user_is_told(served: Served) -> None:
    remote = hats_at(f"{served.url}/hats/stars")
    assert disclosure([POSITION], RADIUS, [remote]) == (
        f"Reading the sky tiles around 1 position from 127.0.0.1 ({served.url}/hats/stars): the "
        "positions are not sent, but the requests show which parts of the sky are read."
    )


def reasons(catalogue: HatsCatalogue) -> set[tuple[str | None, bool]]:
    """Return why a field has no answer, and whether the server is not asked again."""
    assert catalogue.surveys == SURVEYS  # neither may count as not supplied
    assert not fetch([POSITION], RADIUS, [catalogue]).fields[0].checked
    return {(b.reason, b.silent) for b in catalogue.ask(ALLWISE, [POSITION], RADIUS)}


def test_a_server_that_is_down() -> None:
    needs_hats()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = reasons(hats_at(f"http://127.0.0.1:{port}/hats/stars"))
    assert found == {("refused the connection", True)}


def test_a_server_that_does_not_exist() -> None:
    needs_hats()
    ((reason, silent),) = reasons(hats_at("http://nowhere.invalid/hats/stars"))
    assert str(reason).startswith("could not be found")
    assert silent


def test_a_server_that_hangs() -> None:
    needs_hats()
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/hats/stars"
        assert reasons(hats_at(url, BRIEF)) == {("did not answer within 0.5 s", True)}


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"status": 404}, "has no catalogue in HATS form at this address"),
        ({"status": 503}, "answered with HTTP status 503"),
        ({"status": 401}, "answered with HTTP status 401"),
        ({"response": "<html>hello</html>"}, "cannot be read: "),
        ({"response": b"\x00\xff" * 500}, "cannot be read: "),
        ({"status": 302, "headers": {"Location": "http://127.0.0.2:9/hats"}},
         "points to http://127.0.0.2:9, which was not named, so nothing was sent there"),
        ({"status": 302, "headers": {"Location": "/hats/stars/x"}}, "redirects endlessly"),
    ],
    ids=["absent", "busy", "forbidden", "page", "noise", "elsewhere", "round"],
)  # fmt: skip
def test_a_server_that_sends_something_else(
    httpserver: HTTPServer, answer: dict[str, Any], why: str
) -> None:
    needs_hats()
    options = {"response": "", **answer}
    content = options.pop("response")
    httpserver.expect_request(re.compile(".*")).respond_with_response(Response(content, **options))
    ((reason, silent),) = reasons(hats_at(httpserver.url_for("/hats/stars")))
    assert str(reason).startswith(why)
    assert silent is (answer.get("status") == 503)


def relayed(httpserver: HTTPServer, folder: Path, **how: Any) -> list[Request]:
    """Serve a folder without ranges, with other headers for the tiles, and return the requests."""
    seen = []

    def relay(request: Request) -> Response:
        seen.append(request)
        path = folder / request.path.lstrip("/")
        if not path.is_file():
            return Response(status=404)
        tile = "Npix" in path.name
        return Response(
            path.read_bytes(),
            status=how.get("status", 200) if tile else 200,
            headers=how.get("headers", {}) if tile else {},
        )

    httpserver.expect_request(re.compile(".*")).respond_with_handler(relay)
    return seen


@pytest.mark.parametrize(
    ("how", "why"),
    [
        ({}, "has a partition that cannot be read, .* range requests"),
        ({"status": 500}, "answered with HTTP status 500"),
        ({"status": 302, "headers": {"Location": "http://127.0.0.2:9/x"}}, "points to http://127"),
    ],
    ids=["no ranges", "fault", "elsewhere"],
)
def test_a_server_that_serves_no_tiles(
    httpserver: HTTPServer, tmp_path: Path, how: dict[str, Any], why: str
) -> None:
    needs_hats()
    # A file larger than what is read of its beginning in any case.
    ra = POSITION.ra_deg + np.linspace(-0.05, 0.05, 3000)
    write_hats(tmp_path / "hats" / "stars", sky(ra, np.full(3000, POSITION.dec_deg)), group=100)
    relayed(httpserver, tmp_path, **how)
    remote = hats_at(httpserver.url_for("/hats/stars"))
    (batch,) = remote.ask(ALLWISE, [POSITION], RADIUS)
    assert re.match(why, str(batch.reason)), batch.reason


def test_an_endless_description(httpserver: HTTPServer) -> None:
    needs_hats()

    def endless() -> Iterator[bytes]:
        for _ in range(1000):
            yield b"x" * 1000

    httpserver.expect_request(re.compile(".*")).respond_with_handler(lambda _: Response(endless()))
    found = reasons(hats_at(httpserver.url_for("/hats/stars")))
    assert found == {("sent a file without its length", False)}


def test_an_answer_that_is_too_long(served: Served) -> None:
    found = reasons(hats_at(f"{served.url}/hats/stars", replace(BRIEF, bytes_limit=20)))
    assert found == {("sent an answer that is too large or garbled", False)}


def test_the_time_for_all_of_it(served: Served) -> None:
    found = reasons(hats_at(f"{served.url}/hats/stars", replace(BRIEF, catalogue_s=0.0)))
    assert found == {("took longer than 0 s in all", True)}


def test_folders_of_files_cannot_be_listed(served: Served) -> None:
    ((reason, _),) = reasons(hats_at(f"{served.url}/folders"))
    assert str(reason).startswith("has folders as partitions")


def test_a_server_that_goes_away_is_not_asked_again(folder: Path) -> None:
    with serve(folder) as server:
        remote = hats_at(f"{server.url}/hats/stars")
        remote.opened()
    batches = remote.ask(ALLWISE, CONES, RADIUS)
    assert {batch.reason for batch in batches} <= {
        "refused the connection",
        "broke off in the middle of its answer",
    }
    assert any(batch.silent for batch in batches)
    assert sum(len(batch.positions) for batch in batches) == len(CONES)


def test_a_login_is_sent_and_not_shown(httpserver: HTTPServer, folder: Path) -> None:
    needs_hats()
    seen = relayed(httpserver, folder)
    url = httpserver.url_for("/hats/stars").replace("//", "//someone:pa%40ss@")
    remote = hats_at(url)
    (batch,) = remote.ask(ALLWISE, [POSITION], RADIUS)
    assert {request.authorization.password for request in seen} == {"pa@ss"}
    shown = json.dumps([remote.name, remote.recipient, remote.query(ALLWISE, RADIUS)])
    assert "pa" + "@ss" not in f"{shown}{batch.service}{batch.reason}{batch.query}"
    assert "someone" not in f"{shown}{batch.service}{batch.reason}{batch.query}"


def test_an_address_that_is_none_is_refused() -> None:
    needs_hats()
    for address in ("https:///hats", "https://example.org/hats?token=1", "https://[::1/hats"):
        with pytest.raises(UsageError, match="address of a"):
            hats_at(address)


def test_the_command_says_what_it_reads(
    served: Served, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = {"ra": CONES[-1].ra_deg % 360, "dec": CONES[-1].dec_deg}
    file = pair(science_target={**at, "north": -90}, sky_target={**at, "north": 0}).write(
        tmp_path / "p.xml"
    )
    done = run(capsys, "check", file, "--catalog", f"hats+{served.url}/hats/stars")
    assert done.err.count("Reading the sky tiles around 1 position from 127.0.0.1") == 1
    assert "Warning" not in done.err
    assert "SKY101" in done.out
