"""An answer is checked before a parser sees it, as a file is; an error stays readable."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.catalog import votable_bounds
from aptcheck.catalog.answer import Answer
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.position import Position
from aptcheck.catalog.services import tap_at
from aptcheck.intake.bounds import MAX_DEPTH
from tests.catalog.service import survey_in
from tests.catalog.skies import ERROR_TABLE, POSITION, RADIUS, star_row, votable

PATIENCE = Patience(connect_s=10.0, read_s=20.0, job_s=20.0, retries=0, backoff_s=0.0)
DEEP = b"<GROUP>" * MAX_DEPTH + b"</GROUP>" * MAX_DEPTH
PAGE = b"<!DOCTYPE html><html><body><p>Service down</p></body></html>"
UNSAFE = "sent a table that is not safe to read"


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as running:
        yield running


def ask(server: HTTPServer, *positions: Position) -> Answer:
    tap = tap_at(server.url_for("/tap"), PATIENCE)
    return fetch(positions or [POSITION], RADIUS, [tap])


def reason(server: HTTPServer) -> str:
    return " ".join(batch.reason or "" for batch in ask(server).batches)


def answers(server: HTTPServer, old: bytes, new: bytes, **how: Any) -> None:
    """Answer with the star, and something replaced in the document."""

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        document = votable(survey, [star_row(survey)])
        assert old in document
        return Response(document.replace(old, new, 1), content_type="text/xml", **how)

    server.expect_request("/tap/sync").respond_with_handler(sync)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<VOTABLE", b"<!DOCTYPE VOTABLE><VOTABLE", "DOCTYPE"),
        (b"<VOTABLE", b"<!DOCTYPE VOTABLE [<!ENTITY a 'b'>]><VOTABLE", "DOCTYPE"),
        (b"<RESOURCE", DEEP + b"<RESOURCE", "nested more than"),
        (b"<TABLE", b'<TABLE nrows="100000000"', "more rows than it can hold"),
        (b"<DATA>", b'<FIELD name="x" datatype="char" arraysize="999999"/><DATA>', "values in"),
    ],
)
def test_an_unsafe_table_is_refused_and_its_reason_named(
    server: HTTPServer, old: bytes, new: bytes, said: str
) -> None:
    answers(server, old, new)
    words = reason(server)
    assert UNSAFE in words
    assert said in words
    assert "delete it" not in words


def test_an_ordinary_table_is_read(server: HTTPServer) -> None:
    answers(server, b"<VOTABLE", b"<VOTABLE")
    assert reason(server).strip() == ""
    assert all(len(batch.rows) == 1 for batch in ask(server).batches)


def test_a_packed_table_is_read_whatever_its_stated_length(server: HTTPServer) -> None:
    def sync(request: Request) -> Response:
        survey = survey_in(request)
        packed = gzip.compress(votable(survey, [star_row(survey)]))
        return Response(packed, headers={"Content-Encoding": "gzip"}, content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    assert reason(server).strip() == ""


def test_too_many_rows_are_asked_again_in_halves(
    server: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(votable_bounds, "MAX_CATALOGUE_ROWS", 1)
    counts: list[int] = []

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        count = request.files["flds"].read().count(b"<TR>") or 1
        counts.append(count)
        return Response(votable(survey, [star_row(survey)] * count), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
    two = [POSITION, Position(field_id="observation 4", ra_deg=150.0, dec_deg=2.0)]
    answer = ask(server, *two)
    assert sorted(counts) == [1, 1, 1, 1, 2, 2]
    assert not any(batch.reason for batch in answer.batches)


@pytest.mark.parametrize("status", [400, 403, 500])
def test_an_error_page_with_a_doctype_is_reported_by_its_status(
    server: HTTPServer, status: int
) -> None:
    for way in ("sync", "async"):
        server.expect_request(f"/tap/{way}").respond_with_data(PAGE, status=status)
    assert f"answered with HTTP status {status}" in reason(server)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"<VOTABLE", b"<!DOCTYPE VOTABLE><VOTABLE", "answered with HTTP status 400"),
        (b"<RESOURCE", DEEP + b"<RESOURCE", "answered with HTTP status 400"),
    ],
)
def test_an_error_table_says_what_can_be_read(
    server: HTTPServer, old: bytes, new: bytes, said: str
) -> None:
    document = ERROR_TABLE.replace(old, new, 1)
    for way in ("sync", "async"):
        server.expect_request(f"/tap/{way}").respond_with_data(document, status=400)
    assert said in reason(server)


def test_a_page_in_place_of_a_table_is_said_to_be_none(server: HTTPServer) -> None:
    server.expect_request("/tap/sync").respond_with_data(PAGE, content_type="text/html")
    assert "sent something that is not a catalogue table" in reason(server)
