"""Positions go only to the named server, its login stays there, and time limits hold."""

from __future__ import annotations

import base64
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from requests.exceptions import InvalidSchema
from werkzeug import Request, Response

from aptcheck.catalog.answer import Answer
from aptcheck.catalog.fetch import disclosure, fetch
from aptcheck.catalog.lock_file import dumps
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.services import tap_at
from aptcheck.catalog.survey import Survey
from tests.catalog.service import plays, survey_in
from tests.catalog.skies import ERROR_TABLE, POSITION, RADIUS, star_row, votable
from tests.thrown_away import left_open

PATIENCE = Patience(connect_s=10.0, read_s=20.0, job_s=20.0, retries=1, backoff_s=0.0)
HURRY = replace(PATIENCE, read_s=0.5, job_s=1.0)

REDIRECTS = (301, 302, 303, 307, 308)


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as running:
        yield running


@pytest.fixture(params=["another port", "another host"])
def other(request: pytest.FixtureRequest, server: HTTPServer) -> Iterator[HTTPServer]:
    """A server that answers well, but was not named."""
    host, port = server.host, 0
    if request.param == "another host":
        host, port = "127.0.0.2", server.port
        try:
            with socket.create_server((host, port)):
                pass
        except OSError:
            pytest.skip("127.0.0.2 is not an address of this machine")
    with HTTPServer(host=host, port=port, threaded=True) as running:
        plays(running)
        yield running


def ask(server: HTTPServer, patience: Patience = PATIENCE, login: str = "") -> Answer:
    url = server.url_for("/tap").replace("://", f"://{login}")
    return fetch([POSITION], RADIUS, [tap_at(url, patience)])


def why(answer: Answer) -> str:
    (field,) = answer.fields
    assert not field.checked
    return str(field.reason)


def reason(server: HTTPServer, patience: Patience = PATIENCE, login: str = "") -> str:
    return why(ask(server, patience, login))


def sends_to(server: HTTPServer, location: str, status: int = 307, path: str = "/tap/sync") -> None:
    server.expect_request(path).respond_with_data("", status=status, headers={"Location": location})


def star(request: Request) -> Response:
    survey = survey_in(request)
    return Response(votable(survey, [star_row(survey)]), content_type="text/xml")


def plays_job(server: HTTPServer, *, phase: str = "COMPLETED", **where: str) -> None:
    """Let a server be too busy for a synchronous answer, and answer with a job."""
    asked: list[Survey] = []

    def submit(request: Request) -> Response:
        asked.append(survey_in(request))  # now: the files of an upload are closed with the request
        return Response("", 303, {"Location": where.get("job", "/tap/async/1")})

    def document(_: Request) -> Response:
        href = where.get("result", "/tap/async/1/results/result")
        return Response(
            '<uws:job xmlns:uws="http://www.ivoa.net/xml/UWS/v1.0" version="1.1" '
            'xmlns:xlink="http://www.w3.org/1999/xlink"><uws:jobId>1</uws:jobId>'
            f"<uws:phase>{phase}</uws:phase>"
            "<uws:destruction>2030-01-01T00:00:00.000</uws:destruction>"
            f'<uws:results><uws:result id="result" xlink:href="{href}"/></uws:results>'
            "<uws:errorSummary><uws:message>out of memory</uws:message></uws:errorSummary>"
            "</uws:job>",
            content_type="text/xml",
        )

    server.expect_request("/tap/sync").respond_with_data("too large", status=413)
    server.expect_request("/tap/async", method="POST").respond_with_handler(submit)
    server.expect_request("/tap/async/1", method="GET").respond_with_handler(document)
    for method in ("DELETE", "POST"):  # a pyvo before 1.6 deletes by POST
        server.expect_request("/tap/async/1", method=method).respond_with_data("")
    server.expect_request("/tap/async/1/phase", method="POST").respond_with_data(
        "", status=303, headers={"Location": where.get("run", "/tap/async/1")}
    )
    server.expect_request("/tap/async/1/results/result").respond_with_handler(
        lambda _: Response(votable(asked[-1], [star_row(asked[-1])]), content_type="text/xml")
    )


@contextmanager
def raw_server(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve connections by hand, below HTTP; yield the address of the service."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                threading.Thread(target=talk, args=(connection,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/tap"
        listening.shutdown(socket.SHUT_RDWR)


# Where positions go.


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_redirect_to_another_server_is_not_followed(
    server: HTTPServer, other: HTTPServer, status: int
) -> None:
    sends_to(server, other.url_for("/tap/sync"), status)
    words = reason(server)
    assert f"points to http://{other.host}:{other.port}, which was not named" in words
    assert other.log == []


def test_the_name_of_the_other_server_is_said_and_nothing_else_of_its_address(
    server: HTTPServer, other: HTTPServer
) -> None:
    sends_to(server, other.url_for("/a?b#c").replace("://", "://user:secret@"))
    assert reason(server).endswith(
        f"points to http://{other.host}:{other.port}, which was not named, "
        "so nothing was sent there"
    )
    assert other.log == []


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("file:///etc/passwd", "file://"),
        ("ftp://127.0.0.1/x", "ftp://127.0.0.1"),
        ("//evil.example/tap", "http://evil.example"),
        ("https://{host}:{port}/tap/sync", "https://{host}:{port}"),
        ("http://{host}:{port}@evil.example/tap", "http://evil.example"),
        ("http://{host}:{port}\\@evil.example/tap", "http://evil.example"),
    ],
)
def test_no_other_scheme_or_spelling_leads_astray(
    server: HTTPServer, location: str, shown: str
) -> None:
    at = {"host": server.host, "port": server.port}
    sends_to(server, location.format(**at))
    assert f"points to {shown.format(**at)}, which was not named" in reason(server)


@pytest.mark.parametrize("status", [307, 308])
@pytest.mark.parametrize("whole", [True, False])
def test_a_redirect_on_the_same_server_is_followed(
    server: HTTPServer, status: int, whole: bool
) -> None:
    sends_to(server, server.url_for("/moved/sync") if whole else "/moved/sync", status)
    server.expect_request("/moved/sync").respond_with_handler(star)
    assert ask(server).fields[0].checked


def test_redirects_without_end_are_not_checked(server: HTTPServer) -> None:
    sends_to(server, "/tap/sync")
    assert "redirects endlessly" in reason(server)


def test_a_job_on_the_same_server_is_done(server: HTTPServer) -> None:
    plays_job(server)
    assert ask(server).fields[0].checked
    last, _ = server.log[-1]
    assert last.path == "/tap/async/1"
    assert last.method in {"DELETE", "POST"}


@pytest.mark.parametrize("part", ["job", "run", "result"])
def test_a_job_on_another_server_is_not_followed(
    server: HTTPServer, other: HTTPServer, part: str
) -> None:
    plays_job(server, **{part: other.url_for("/tap/async/1")})
    words = reason(server)
    assert f"points to http://{other.host}:{other.port}, which was not named" in words
    assert other.log == []


def test_rows_on_another_server_are_not_fetched(server: HTTPServer, other: HTTPServer) -> None:
    def sync(request: Request) -> Response:
        whole = votable(survey_in(request), [star_row(survey_in(request))]).decode()
        head, _, rest = whole.partition("<TABLEDATA>")
        tail = rest.partition("</TABLEDATA>")[2]
        stream = f'<BINARY2><STREAM href="{other.url_for("/tap/rows")}"/></BINARY2>'
        return Response(head + stream + tail, content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    assert "keeps the rows of its answer elsewhere" in reason(server)
    assert other.log == []


def test_the_document_of_a_job_lets_astropy_fetch_no_leap_seconds(server: HTTPServer) -> None:
    from astropy.utils import iers

    allowed: list[bool] = []

    def late(request: Request) -> Response:
        allowed.append(iers.conf.auto_download)
        return Response("", 413)

    server.expect_oneshot_request("/tap/sync").respond_with_handler(late)
    plays_job(server)
    ask(server)
    assert allowed == [False]
    assert iers.conf.auto_download


def test_a_body_that_cannot_be_unpacked_leaves_no_connection_open(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for way in ("sync", "async"):
        server.expect_request(f"/tap/{way}").respond_with_data(
            "no gzip" * 50_000, headers={"Content-Encoding": "gzip"}
        )

    def broken_off() -> None:
        assert reason(server).endswith("broke off in the middle of its answer")

    assert left_open(broken_off, monkeypatch) == []


# Logins.


def logins(server: HTTPServer) -> list[str | None]:
    return [request.headers.get("Authorization") for request, _ in server.log]


def test_a_login_is_used_with_every_request_and_written_nowhere(server: HTTPServer) -> None:
    plays_job(server)
    url = server.url_for("/tap").replace("://", "://j.doe:s3cr%C3%A9t@")
    service = tap_at(url, PATIENCE)
    answer = fetch([POSITION], RADIUS, [service])
    assert answer.fields[0].checked
    basic = "Basic " + base64.b64encode("j.doe:s3crét".encode()).decode()
    assert set(logins(server)) == {basic}
    said = [
        dumps(answer.batches),
        repr(answer.batches),
        str(disclosure([POSITION], RADIUS, [service])),
        service.name,
        repr(service._address),
    ]
    for text in said:
        assert "doe" not in text
        assert "s3cr" not in text


def test_a_login_goes_along_with_a_redirect_on_the_same_server(server: HTTPServer) -> None:
    sends_to(server, "/moved/sync")
    server.expect_request("/moved/sync").respond_with_handler(star)
    assert ask(server, login="jdoe:secret@").fields[0].checked
    assert len(set(logins(server))) == 1
    assert None not in logins(server)


def test_a_login_of_the_netrc_is_not_sent_unasked(
    server: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine {server.host} login jdoe password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    sends_to(server, "/moved/sync")
    server.expect_request("/moved/sync").respond_with_handler(star)
    assert ask(server).fields[0].checked
    assert set(logins(server)) == {None}


def test_a_login_in_a_redirect_is_not_taken_over(server: HTTPServer) -> None:
    sends_to(server, server.url_for("/moved/sync").replace("://", "://evil:login@"))
    server.expect_request("/moved/sync").respond_with_handler(star)
    assert ask(server).fields[0].checked
    assert set(logins(server)) == {None}


@pytest.mark.parametrize("status", [200, 401, 403, 407, 500, 503])
def test_no_failure_shows_the_login(server: HTTPServer, status: int) -> None:
    for way in ("sync", "async"):
        server.expect_request(f"/tap/{way}").respond_with_data("no", status=status)
    words = reason(server, login="jdoe:secret@")
    assert "jdoe" not in words
    assert "secret" not in words


def says(text: str) -> bytes:
    """Return an answer that reports an error in these words."""
    return ERROR_TABLE.replace(b"relation allwise_p3as_psd does not exist", text.encode())


def test_a_password_that_the_service_repeats_is_not_shown(server: HTTPServer) -> None:
    far = "x" * 150  # the words are cut where the password begins
    for text in ("login bob:Secr3t@pw is wrong", f"{far} Secr3t@pw", "Secr3t%40pw"):
        server.clear()
        server.expect_request("/tap/sync").respond_with_data(says(text))
        words = reason(server, login="bob:Secr3t%40pw@")
        assert "rejected the query: " in words
        assert "Secr" not in words


@pytest.mark.parametrize("way", ["error", "phase"])
def test_no_words_about_a_job_show_the_password(server: HTTPServer, way: str) -> None:
    password = "out of memory" if way == "error" else "Secr3t"
    plays_job(server, phase="ERROR" if way == "error" else password)
    words = reason(server, login=f"bob:{password.replace(' ', '%20')}@")
    assert words.endswith("Query Error: …" if way == "error" else "an unexpected phase: …")


@pytest.mark.parametrize("password", ["e", "qu"])
def test_a_short_password_leaves_only_that_the_query_was_rejected(
    server: HTTPServer, password: str
) -> None:
    server.expect_request("/tap/sync").respond_with_data(says(f"login bob:{password} is wrong"))
    assert reason(server, login=f"bob:{password}@").endswith(" rejected the query")


def test_a_proxy_that_is_not_there_is_named_as_the_cause(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://user:secret@127.0.0.1:9")
    words = reason(server)
    assert "could not be reached through the configured proxy" in words
    assert "secret" not in words
    assert server.log == []


@pytest.mark.parametrize(
    "proxy",
    [
        "http://",
        "://user:secret@x",
        "http://user:secret@[bad",
        "http://user:secret@127.0.0.1:port",
        "gopher://user:secret@127.0.0.1:9",
        "socks5://user:secret@127.0.0.1:9",
    ],
)
def test_a_proxy_that_cannot_be_used_is_named_as_the_cause(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    if proxy.startswith("socks"):
        monkeypatch.setattr("requests.adapters.SOCKSProxyManager", lacks_socks)
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", proxy)
    answer = ask(server)
    assert why(answer).endswith("could not be reached through the configured proxy")
    assert all(batch.silent for batch in answer.batches)
    assert server.log == []


def lacks_socks(*_: object, **__: object) -> None:
    """Do what requests does without PySocks."""
    raise InvalidSchema("Missing dependencies for SOCKS support.")


def test_a_result_without_an_address_is_not_a_fault_of_a_proxy(server: HTTPServer) -> None:
    plays_job(server, result="http://*.example/rows")
    assert "points to an invalid address" in reason(server)


# Time.


def drips(begin: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    """Send a beginning, then drops, as long as the client listens."""

    def talk(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(1 << 16)
                connection.sendall(begin)
                while True:
                    connection.sendall(drop)
                    time.sleep(0.05)
            except OSError:
                gone.set()

    gone = threading.Event()
    talk.gone = gone  # type: ignore[attr-defined]
    return talk


@pytest.mark.parametrize(
    ("begin", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n", b" "),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["status line", "headers", "body", "chunk size", "continue"],
)
def test_a_server_that_drips_is_given_up_and_let_go(begin: bytes, drop: bytes) -> None:
    talk = drips(begin, drop)
    with raw_server(talk) as url:
        answer = fetch([POSITION], RADIUS, [tap_at(url, HURRY)])
        assert "did not answer within 0.5 s" in why(answer)
        assert talk.gone.wait(20)  # type: ignore[attr-defined]


def test_a_server_that_never_accepts_its_connections_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=1) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/tap"
        assert "did not answer within 0.5 s" in why(fetch([POSITION], RADIUS, [tap_at(url, HURRY)]))


def test_redirects_that_come_slowly_share_one_time(server: HTTPServer) -> None:
    def slow(_: Request) -> Response:
        time.sleep(0.2)
        return Response("", 307, {"Location": "/tap/sync"})

    server.expect_request("/tap/sync").respond_with_handler(slow)
    server.expect_request("/tap/async").respond_with_handler(slow)
    assert "did not answer within 0.5 s" in reason(server, HURRY)


def test_repetitions_that_come_slowly_share_one_time(server: HTTPServer) -> None:
    def busy(_: Request) -> Response:
        time.sleep(0.2)
        return Response("", 503)

    server.expect_request("/tap/sync").respond_with_handler(busy)
    server.expect_request("/tap/async").respond_with_handler(busy)
    words = reason(server, replace(HURRY, retries=50))
    assert "did not answer within 0.5 s" in words


def test_a_job_that_does_not_end_is_given_up(server: HTTPServer) -> None:
    plays_job(server, phase="EXECUTING")
    assert "did not finish a job within 1 s" in reason(server, replace(PATIENCE, job_s=1.0))


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("ERROR", "rejected the query: Query Error: out of memory"),
        ("ABORTED", "rejected the query: Query Error: out of memory"),
        ("ARCHIVED", "left a job in an unexpected phase: ARCHIVED"),
    ],
)
def test_a_job_that_fails_says_so(server: HTTPServer, phase: str, words: str) -> None:
    plays_job(server, phase=phase)
    assert words in reason(server)


def test_a_question_asked_in_ever_smaller_halves_ends(server: HTTPServer) -> None:
    asked: list[int] = []

    def sync(request: Request) -> Response:
        time.sleep(0.2)
        survey, count = survey_in(request), request.files["flds"].read().count(b"<TR>")
        asked.append(count)
        table: Any = votable(survey, [star_row(survey)], status="OVERFLOW")
        return Response(table, content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    fields = [replace(POSITION, ra_deg=150 + n / 1e4, field_id=str(n)) for n in range(64)]
    service = tap_at(server.url_for("/tap"), replace(PATIENCE, question_s=1.0))
    answer = fetch(fields, RADIUS, [service])
    assert not any(field.checked for field in answer.fields)
    assert any("took longer than 1 s in all" in str(field.reason) for field in answer.fields)
    assert len(asked) <= 6
