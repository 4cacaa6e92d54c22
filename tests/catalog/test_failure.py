"""Every way a service can fail is "not checked", with its own reason."""

from __future__ import annotations

import errno
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.catalog.answer import Answer
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.services import tap_at, vizier
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from tests.catalog.service import plays, survey_in
from tests.catalog.skies import ERROR_TABLE, POSITION, RADIUS, STAR, star_row, votable

#: Long enough for a busy machine to answer; only a test of slowness is in a hurry.
PATIENCE = Patience(connect_s=10.0, read_s=20.0, job_s=20.0, retries=1, backoff_s=0.0)
HURRY = Patience(connect_s=10.0, read_s=0.5, job_s=1.0, retries=1, backoff_s=0.0)


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as running:
        yield running


def ask(server: HTTPServer, patience: Patience = PATIENCE) -> Answer:
    return fetch([POSITION], RADIUS, [tap_at(server.url_for("/tap"), patience)])


def reason(server: HTTPServer, patience: Patience = PATIENCE) -> str:
    (field,) = ask(server, patience).fields
    assert not field.checked
    assert field.reason is not None
    return field.reason


def test_a_complete_answer_with_a_source_checks_the_field(server: HTTPServer) -> None:
    plays(server)
    answer = ask(server)
    assert answer.fields[0].checked
    assert answer.fields[0].counts == {"2MASS": 1, "AllWISE": 1}
    assert list(answer.sources.catalogue) == ["AllWISE+2MASS"]


def test_an_overflow_is_not_checked(server: HTTPServer) -> None:
    plays(server, status="OVERFLOW")
    assert "truncated its answer after 1 rows" in reason(server)


def test_an_overflow_reported_only_after_the_rows_is_not_checked(server: HTTPServer) -> None:
    plays(server, late_status="OVERFLOW")
    assert "truncated its answer" in reason(server)


def test_a_truncated_answer_for_many_fields_is_asked_again_in_halves(server: HTTPServer) -> None:
    asked = []

    def sync(request: Request) -> Response:
        survey, count = survey_in(request), request.files["flds"].read().count(b"<TR>")
        asked.append(count)
        how: dict[str, Any] = {"status": "OVERFLOW"} if count > 1 else {}
        return Response(votable(survey, [star_row(survey)], **how), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    from dataclasses import replace

    near = replace(POSITION, field_id="observation 3", ra_deg=150.01)
    answer = fetch([POSITION, near], RADIUS, [tap_at(server.url_for("/tap"), PATIENCE)])
    assert asked == [2, 1, 1] * 2
    assert all(field.checked for field in answer.fields)


def test_an_error_table_under_http_200_is_not_checked(server: HTTPServer) -> None:
    server.expect_request("/tap/sync").respond_with_data(ERROR_TABLE, content_type="text/xml")
    assert "rejected the query: relation allwise_p3as_psd does not exist" in reason(server)


def test_an_answer_without_a_status_is_not_checked(server: HTTPServer) -> None:
    plays(server, status=None)
    assert "does not say whether it is complete" in reason(server)


def test_a_table_without_a_column_is_not_checked(server: HTTPServer) -> None:
    plays(server, leave_out="ph_qual")
    assert "without the column ph_qual" in reason(server)


def test_rows_for_a_field_that_was_not_requested_are_not_believed(server: HTTPServer) -> None:
    plays(server, fld_id=7)
    assert "fields that were not asked for" in reason(server)


def test_rows_outside_the_cone_are_not_believed(server: HTTPServer) -> None:
    def sync(request: Request) -> Response:
        survey = survey_in(request)
        return Response(votable(survey, [star_row(survey, ra=151.0)]), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    assert "outside the cones" in reason(server)


@pytest.mark.parametrize(
    "body", [b"", b"<html>Service moved</html>", b"\x00\xff garbage", b"<VOTABLE>"]
)
def test_garbage_is_not_checked(server: HTTPServer, body: bytes) -> None:
    server.expect_request("/tap/sync").respond_with_data(body, content_type="text/xml")
    assert "not a catalogue table" in reason(server)


def test_an_answer_that_breaks_off_is_not_checked(server: HTTPServer) -> None:
    whole = votable(TWO_MASS, [star_row(TWO_MASS)])
    server.expect_request("/tap/sync").respond_with_data(whole[: len(whole) // 2])
    assert "not a catalogue table" in reason(server)


def test_an_empty_sky_is_not_checked(server: HTTPServer) -> None:
    def sync(request: Request) -> Response:
        return Response(votable(survey_in(request), []), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    assert "no 2MASS or AllWISE source within 300 arcsec" in reason(server)


def test_a_busy_server_is_asked_again_and_then_not_checked(server: HTTPServer) -> None:
    server.expect_request("/tap/sync").respond_with_data("busy", status=503)
    server.expect_request("/tap/async").respond_with_data("busy", status=503)
    assert "HTTP status 503" in reason(server)
    # The query is posted; an old pyvo also looks for the job that was refused.
    paths = [request.path for request, _ in server.log if request.method == "POST"]
    assert paths == ["/tap/sync"] * 2 + ["/tap/async"] * 2  # once more each; AllWISE not tried


def test_a_server_that_recovers_is_believed(server: HTTPServer) -> None:
    server.expect_ordered_request("/tap/sync").respond_with_data("busy", status=503)
    for survey in (TWO_MASS, ALLWISE):
        server.expect_ordered_request("/tap/sync").respond_with_data(
            votable(survey, [star_row(survey)])
        )
    assert ask(server).fields[0].checked


def test_a_refused_connection_is_not_checked() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = fetch([POSITION], RADIUS, [tap_at(f"http://127.0.0.1:{port}/tap", PATIENCE)])
    assert answer.fields[0].reason == "2MASS and AllWISE: 127.0.0.1 refused the connection"


def no_lookup(*_: object, **__: object) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def no_route(*_: object, **__: object) -> None:
    raise OSError(errno.ENETUNREACH, "Network is unreachable")


@pytest.mark.parametrize(
    ("place", "fails", "words"),
    [
        (
            "socket.getaddrinfo",
            no_lookup,
            "could not be found: its name is unknown, or there is no network",
        ),
        ("socket.socket.connect", no_route, "could not be reached"),
    ],
)
def test_without_a_network_each_service_is_asked_once_and_then_the_next(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch, place: str, fails: Any, words: str
) -> None:
    calls: list[None] = []

    def count(*arguments: object, **options: object) -> None:
        calls.append(None)
        fails(*arguments, **options)

    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    services = [tap_at(f"http://{host}/tap", PATIENCE) for host in ("127.0.0.3", "127.0.0.4")]
    monkeypatch.setattr(place, count)
    answer = fetch([POSITION], RADIUS, services)
    assert answer.fields[0].reason == (f"2MASS and AllWISE: 127.0.0.3 {words}; 127.0.0.4 {words}")
    assert all(batch.silent for batch in answer.batches)
    assert len(calls) == len(services)


def test_an_answer_that_is_not_http_is_not_taken_for_silence() -> None:
    def talk(listening: socket.socket) -> None:
        with listening.accept()[0] as connection:
            connection.recv(1 << 16)
            connection.sendall(b"220 mail.example ESMTP\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=talk, args=(listening,), daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/tap"
        (batch,) = tap_at(url, PATIENCE).ask(TWO_MASS, [POSITION], RADIUS)
    assert batch.reason == "sent something that is not a catalogue table"
    assert not batch.silent


def test_a_hanging_server_is_given_up(server: HTTPServer) -> None:
    release = threading.Event()

    def hang(_: Request) -> Response:
        release.wait(20)
        return Response("")

    server.expect_request("/tap/sync").respond_with_handler(hang)
    server.expect_request("/tap/async").respond_with_handler(hang)
    try:
        assert "did not answer within 0.5 s" in reason(server, HURRY)
    finally:
        release.set()


def test_a_server_that_drips_its_answer_is_given_up(server: HTTPServer) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(100):
            yield b" "
            time.sleep(0.05)

    server.expect_request("/tap/sync").respond_with_handler(lambda _: Response(drip()))
    server.expect_request("/tap/async").respond_with_handler(lambda _: Response(drip()))
    assert "did not answer within 0.5 s" in reason(server, HURRY)


def test_an_endless_answer_is_given_up(server: HTTPServer) -> None:
    server.expect_request("/tap/sync").respond_with_data(b" " * 5000)
    small = Patience(read_s=2.0, retries=0, bytes_limit=1000)
    answer = fetch([POSITION], RADIUS, [tap_at(server.url_for("/tap"), small)])
    assert "too large" in str(answer.fields[0].reason)


def test_where_irsa_fails_vizier_is_asked_and_its_names_are_understood(server: HTTPServer) -> None:
    server.expect_request("/irsa/sync").respond_with_data("down", status=500)
    server.expect_request("/irsa/async").respond_with_data("down", status=500)

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        return Response(votable(survey, [star_row(survey)], kind="vizier"), content_type="text/xml")

    server.expect_request("/vizier/sync").respond_with_handler(sync)
    first = tap_at(server.url_for("/irsa"), PATIENCE)
    second = vizier(PATIENCE, url=server.url_for("/vizier"))
    answer = fetch([POSITION], RADIUS, [first, second])
    assert answer.fields[0].checked
    assert set(answer.sources.provider) == {"VizieR"}
    assert answer.sources.designation[0] == f"WISEA {STAR['AllWISE']['designation']}"
    assert answer.sources.mag[0].tolist() == [12.5, 12.1, 12.0, 11.95, 11.96, 11.9, 9.0]


def test_one_survey_without_an_answer_leaves_the_field_unchecked(server: HTTPServer) -> None:
    def sync(request: Request) -> Response:
        survey = survey_in(request)
        if survey == ALLWISE:
            return Response(ERROR_TABLE)
        return Response(votable(survey, [star_row(survey)]))

    server.expect_request("/tap/sync").respond_with_handler(sync)
    assert reason(server).startswith("AllWISE: ")
