"""`aptcheck check --catalog`: the query, the result, and every way it can fail."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.catalog import tap
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.survey import SURVEYS, TWO_MASS
from aptcheck.report import FORMATS
from aptcheck.testing import pair
from tests.catalog.service import PROPOSAL, plays, survey_in
from tests.catalog.skies import ERROR_TABLE, star_row, votable
from tests.cli.running import Done, run
from tests.skies import allwise, star

#: Long enough for a busy machine; only the test of a hanging service uses less.
PATIENT = Patience(connect_s=10.0, read_s=20.0, job_s=20.0, retries=0, backoff_s=0.0)
HURRY = Patience(connect_s=10.0, read_s=0.5, job_s=1.0, retries=0, backoff_s=0.0)


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as running:
        yield running


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tap, "Patience", lambda: PATIENT)
    return PROPOSAL.write(tmp_path / "proposal.xml")


@pytest.fixture
def check(path: Path, server: HTTPServer, capsys: pytest.CaptureFixture[str]) -> Any:
    return partial(
        run, capsys, "check", path, "--format", "json", "--catalog", server.url_for("/tap")
    )


def unchecked(done: Done) -> str:
    """Return why the field was not checked, and assert that no rule calls it clean."""
    assert done.of("SKY101", "ORI101") == []
    for code in ("SKY101", "SKY102", "SKY103", "ORI101", "ORI102"):
        assert done.outcome(code) == "not-checked", code
    (reported,) = done.of("SKY104")
    assert reported["observation"] == 2
    assert reported["severity"] == "info"
    return str(reported["message"])


def test_an_answering_service_reports_the_star_in_the_field(server: HTTPServer, check: Any) -> None:
    plays(server)
    done = check()
    (reported,) = done.of("SKY101")
    assert reported["source"]["ra_deg"] == pytest.approx(150.0001)
    assert done.of("SKY104") == []
    assert done.outcome("ORI101") == "passed"


def test_what_is_sent_to_whom_is_reported_once_on_stderr(server: HTTPServer, check: Any) -> None:
    plays(server)
    quiet, loud = check(), check("--verbose")
    (line,) = quiet.err.splitlines()
    assert "Sending 1 position and a radius of 300 arcsec to" in line
    assert server.url_for("/tap") in line
    assert "SELECT" not in quiet.err
    assert "CONTAINS(POINT('ICRS',c.ra,c.dec)" in loud.err
    assert "Sending" in check("--quiet").err


def test_only_positions_and_a_radius_leave_the_machine(server: HTTPServer, check: Any) -> None:
    sent: list[str] = []

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        upload = request.files["flds"].read().decode()
        sent.append(f"{sorted(request.form.items())} {request.headers} {upload}")
        return Response(votable(survey, [star_row(survey)]), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    check()
    assert len(sent) == len(SURVEYS)
    for message in sent:
        assert "<TD>150</TD>" in message
        for secret in ("proposal", "observation", "NGC", "1234"):
            assert secret not in message


FAILURES: dict[str, tuple[dict[str, Any], str]] = {
    "an overflow": ({"status": "OVERFLOW"}, "truncated its answer after 1 rows"),
    "no status": ({"status": None}, "does not say whether it is complete"),
    "a column too few": ({"leave_out": "ph_qual"}, "without the column ph_qual"),
    "another field": ({"fld_id": 7}, "fields that were not asked for"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_an_incomplete_answer_is_not_checked(server: HTTPServer, check: Any, failure: str) -> None:
    how, reason = FAILURES[failure]
    plays(server, **how)
    assert reason in unchecked(check())


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (ERROR_TABLE, 200, "rejected the query: relation allwise_p3as_psd does not exist"),
        (b"<html>Service moved</html>", 200, "not a catalogue table"),
        (b"\x00\xff garbage", 200, "not a catalogue table"),
        (b"busy", 503, "HTTP status 503"),
        (b"who are you", 403, "HTTP status 403"),
    ],
)
def test_an_invalid_answer_is_not_checked(
    server: HTTPServer, check: Any, body: bytes, status: int, reason: str
) -> None:
    for way in ("sync", "async"):
        server.expect_request(f"/tap/{way}").respond_with_data(body, status=status)
    assert reason in unchecked(check())


def test_an_empty_sky_is_not_checked(server: HTTPServer, check: Any) -> None:
    server.expect_request("/tap/sync").respond_with_handler(
        lambda request: Response(votable(survey_in(request), []), content_type="text/xml")
    )
    assert "no 2MASS or AllWISE source within 300 arcsec" in unchecked(check())


SECRETS = ("j.doe", "s3cret", "ai5kb2U6czNjcmV0")  # the last is in the header


@pytest.mark.parametrize("ending", ["answers", "refuses the login", "points elsewhere", "is down"])
def test_a_login_never_reaches_a_report_or_a_terminal(
    server: HTTPServer, path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    url = server.url_for("/tap").replace("://", "://j.doe:s3cret@")
    if ending == "answers":
        plays(server)
    elif ending == "refuses the login":
        server.expect_request("/tap/sync").respond_with_data("no", status=401)
    elif ending == "points elsewhere":
        server.expect_request("/tap/sync").respond_with_data(
            "", status=307, headers={"Location": url.replace(server.host, "127.0.0.2")}
        )
    else:
        server.stop()
    # Parquet has the rows of jsonl, packed.
    names = [name for name in FORMATS if name != "parquet"]
    files = {name: path.with_name(f"report.{name}") for name in names}
    reports = [option for name in files for option in ("--report", f"{name}={files[name]}")]
    done = run(capsys, "check", path, "--verbose", "--catalog", url, *reports)
    locked = run(capsys, "lock", path, "--catalog", url)
    written = [file.read_text(encoding="utf-8") for file in path.parent.iterdir()]
    assert len(written) == 1 + len(files) + (ending == "answers")
    for text in (done.out, done.err, locked.out, locked.err, *written):
        assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize(
    "choice",
    [
        "https://j.doe:s3cret@",
        "HTTPS://j.doe:s3cret@host:port/tap",
        "ftp://j.doe:s3cret@example.org/tap",
        "https//j.doe:s3cret@example.org/tap",
        "j.doe:s3cret@example.org/tap",
        "j.doe:s3cret@example.org/tap.lock",
        "https://example.org/tap?token=s3cret",
        "j.doe:s3cret@" + "x" * 5000,
    ],
)
def test_a_slip_in_an_address_does_not_reveal_its_login(
    path: Path, capsys: pytest.CaptureFixture[str], choice: str
) -> None:
    done = run(capsys, "check", path, "--catalog", choice)
    assert done.status == 2
    (line,) = done.err.splitlines()
    assert not any(secret in line for secret in SECRETS)


def test_a_service_that_hangs_is_not_checked(
    server: HTTPServer, check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tap, "Patience", lambda: HURRY)
    release = threading.Event()

    def hang(_: Request) -> Response:
        release.wait(20)
        return Response("")

    for way in ("sync", "async"):
        server.expect_request(f"/tap/{way}").respond_with_handler(hang)
    try:
        assert "did not answer within 0.5 s" in unchecked(check())
    finally:
        release.set()


def test_a_refused_connection_is_not_checked(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    done = run(
        capsys, "check", path, "--format", "json", "--catalog", f"http://127.0.0.1:{port}/tap"
    )
    assert "refused the connection" in unchecked(done)


def test_findings_of_one_survey_are_reported_though_the_other_failed(
    server: HTTPServer, check: Any
) -> None:
    def sync(request: Request) -> Response:
        survey = survey_in(request)
        return Response(ERROR_TABLE if survey == TWO_MASS else votable(survey, [star_row(survey)]))

    server.expect_request("/tap/sync").respond_with_handler(sync)
    done = check()
    assert len(done.of("SKY101")) == 1
    assert "2MASS: " in done.of("SKY104")[0]["message"]


def test_a_local_file_sends_nothing(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], (150.0, 2.0))
    done = run(capsys, "check", path, "--format", "json", "--catalog", catalogue)
    assert len(done.of("SKY101")) == 1
    assert done.err == ""
    assert done.status == 1


@pytest.mark.parametrize("choice", ["nowhere.csv", "irs", "nowhere.lock"])
def test_a_missing_catalogue_is_wrong_usage(
    path: Path, capsys: pytest.CaptureFixture[str], choice: str
) -> None:
    done = run(capsys, "check", path, "--catalog", choice)
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert choice in done.err


def test_a_file_that_is_not_a_catalogue_is_wrong_usage(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    done = run(capsys, "check", path, "--catalog", tmp_path / "table.csv")
    assert done.status == 2
    assert "neither AllWISE" in done.err


def test_none_asks_no_service_whatever_else_is_named(server: HTTPServer, check: Any) -> None:
    done = check("--catalog", "none")
    assert done.err == ""
    assert server.log == []
    assert done.of("SKY104")[0]["observation"] is None


def test_no_service_is_asked_if_no_rule_needs_it(server: HTTPServer, check: Any) -> None:
    assert check("--select", "BKG").status == 0
    assert server.log == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_proposals_are_asked_about_in_one_join(
    server: HTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], jobs: int
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3):
        at = {"ra": 150.0, "dec": 2.0 + 0.002 * number}
        pair(
            science_target={**at, "north": -90}, sky_target={**at, "north": 0}
        ).write(folder / f"{number}.xml")  # fmt: skip
    asked = []

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        asked.append(request.files["flds"].read().count(b"<TR>"))
        return Response(votable(survey, [star_row(survey)]), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    done = run(
        capsys, "check", folder, "--format", "json", "--jobs", jobs,
        "--catalog", server.url_for("/tap"),
    )  # fmt: skip
    assert asked == [3] * len(SURVEYS)
    assert done.err.count("Sending 3 positions") == 1
    reports = json.loads(done.out)["proposals"]
    hit = [[f["code"] for f in r["findings"] if f["code"] == "SKY101"] for r in reports]
    assert hit == [["SKY101"], [], []]


def test_standard_input_is_looked_up_too(
    server: HTTPServer, path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    import io
    import sys

    plays(server)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    done = run(
        capsys, "check", "-", "--format", "json", "--catalog", server.url_for("/tap")
    )  # fmt: skip
    assert len(done.of("SKY101")) == 1


def test_a_broken_proposal_does_not_block_queries_for_others(
    server: HTTPServer, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plays(server)
    (path.parent / "broken.aptx").write_bytes(b"no zip")
    done = run(
        capsys, "check", path.parent, "--format", "json", "--catalog", server.url_for("/tap")
    )
    codes = [f["code"] for p in json.loads(done.out)["proposals"] for f in p["findings"]]
    assert {"APT001", "SKY101"} <= set(codes)


def test_every_field_is_queried_on_request(server: HTTPServer, check: Any) -> None:
    plays(server)
    assert "Sending 2 positions" in check("--fields", "all").err
