"""A hub that is not one, or is hostile."""

from __future__ import annotations

from typing import Any
from xmlrpc.client import dumps

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.errors import UsageError
from aptcheck.tasks import samp_hub
from aptcheck.tasks.samp_hub import at_hub
from aptcheck.tasks.samp_lock_file import HubAddress


def address(server: HTTPServer) -> HubAddress:
    return HubAddress(host="127.0.0.1", port=server.port, path="/xmlrpc", secret="s")


def visit(server: HTTPServer) -> None:
    with at_hub(address(server)) as hub:
        hub.programs(["table.load.votable"])


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    b"<methodResponse><params><param><value>&a;</value></param></params></methodResponse>"
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>no hub</html>",
        b"\x00\xff\xfe",
        BOMB,
        b"x" * (2**20 + 1),
        b"<methodResponse><params></params></methodResponse>",
        b"<methodResponse><params><param><value><int>x</int></value></param></params></methodResponse>",
        b"<methodResponse><params><param><value><int>" + b"9" * 9999 + b"</int></value></param>"
        b"</params></methodResponse>",
    ],
    ids=["nothing", "page", "noise", "entities", "large", "empty", "word", "digits"],
)
def test_an_invalid_answer_of_a_hub_gives_a_sentence(
    httpserver: HTTPServer, content: bytes
) -> None:
    httpserver.expect_request("/xmlrpc").respond_with_data(content, content_type="text/xml")
    with pytest.raises(UsageError, match="does not answer like a hub"):
        visit(httpserver)


@pytest.mark.parametrize("answer", ["", 3, [], {"samp.private-key": ""}, {"samp.private-key": []}])
def test_a_hub_without_a_key_is_refused(httpserver: HTTPServer, answer: Any) -> None:
    content = dumps((answer,), methodresponse=True)
    httpserver.expect_request("/xmlrpc").respond_with_data(content, content_type="text/xml")
    with pytest.raises(UsageError, match="accepts no programs"):
        visit(httpserver)


def test_a_redirect_is_not_followed(httpserver: HTTPServer) -> None:
    elsewhere = httpserver.expect_request("/elsewhere")
    elsewhere.respond_with_data(dumps(({"samp.private-key": "k"},), methodresponse=True))
    moved = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request("/xmlrpc").respond_with_data("", status=307, headers=moved)
    with pytest.raises(UsageError, match="does not answer like a hub"):
        visit(httpserver)
    assert {request.path for request, _ in httpserver.log} == {"/xmlrpc"}


def test_a_hub_that_drips_is_given_up(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    monkeypatch.setattr(samp_hub, "_HUB_S", 0.3)
    done = threading.Event()

    def dripping(_: Request) -> Response:
        def drops():
            while not done.wait(0.05):
                yield b" "

        return Response(drops(), content_type="text/xml")

    httpserver.expect_request("/xmlrpc").respond_with_handler(dripping)
    try:
        with pytest.raises(UsageError, match="does not answer like a hub"):
            visit(httpserver)
    finally:
        done.set()


def test_names_of_programs_are_short_and_shown(httpserver: HTTPServer) -> None:
    def answer(request: Request) -> Response:
        asked = request.get_data().decode()
        reported: Any = {"samp.private-key": "k"}
        if "getSubscribedClients" in asked:
            reported = {"c1": {}, "c2": {}}
        elif "getMetadata" in asked:
            reported = {"samp.name": '"' + "\x7f" * 9 + "x" * 99 + '"'} if "c1" in asked else {}
        return Response(dumps((reported,), methodresponse=True), content_type="text/xml")

    httpserver.expect_request("/xmlrpc").respond_with_handler(answer)
    with at_hub(address(httpserver)) as hub:
        hostile, nameless = hub.programs(["table.load.votable"])
    assert hostile.name.startswith("\\x7f")
    assert len(hostile.name) == 40
    assert nameless.name == "c2"
