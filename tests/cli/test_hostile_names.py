"""No text on standard output or error is obeyed by a terminal or a runner."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pytest_httpserver import HTTPServer
from werkzeug import Response

from aptcheck.cli.progress import voice
from aptcheck.cli.saying import plain_line, say, say_all
from aptcheck.testing import pair
from tests.cli.running import spawn
from tests.report.hostile import TEXT
from tests.runners import COLOUR, hidden, obeyed

#: Everything that any of them obeys; as an option, a missing path, a code.
HARM = (
    "::error file=a::\x1b[31mX\x9b2J\u202eabc\u2066\x7f##vso[task.complete]\r\n"
    "::warning::forged ##[error]forged ##teamcity[buildStop] [bold]x[/bold]"
)
#: The same without characters that XML cannot hold.
TITLE = HARM.replace("\x1b", "").replace("\r\n", " ")
NAMES = (
    "::error::forged\x1b[2J.xml",
    "##vso[task.complete]\u202e.xml",
    "[bold]x\x9b.xml",
    "a\n::error::forged.xml",
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="such names are not allowed on Windows")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of proposals whose names begin the printed lines."""
    monkeypatch.chdir(tmp_path)
    document = pair(
        title=TITLE,
        sky_target={"name": "::stop-commands::x ##[group]\u202e\x9b"},
        sky={"label": "::set-output name=x::##vso[a]", "groups": 40},
    )
    for name in NAMES:
        document.write(tmp_path / name)
    (tmp_path / "broken.aptx").write_text(HARM)
    return tmp_path


def assert_harmless(text: str) -> None:
    assert not hidden(text)
    assert obeyed(text) == []


COMMANDS: list[tuple[str, ...]] = [
    *(("check", ".", "--format", name, "-v") for name in ("text", "concise", "json", "sarif")),
    *(("check", ".", "--format", name) for name in ("junit", "markdown")),
    ("check", ".", "--statistics"),
    ("check", ".", "--jobs", "2", "--format", "concise"),
    ("check", HARM),
    *(
        ("check", NAMES[0], f"--{option}", HARM)
        for option in (
            *("select", "ignore", "profile", "catalog", "config", "baseline", "dates", "jobs"),
            *("fields", "fail-on", "format", "report", "timeout-per-file"),
        )
    ),
    ("check", NAMES[0], "--report", f"json={HARM}/x"),
    ("check", NAMES[0], "-o", f"{HARM}/"),
    ("check", NAMES[0], "-o", NAMES[1]),
    ("check", NAMES[0], f"--{HARM}"),
    (HARM,),
    (HARM + ".xml",),
    ("explain", HARM),
    ("rules", "--format", HARM),
    ("schema", HARM),
    ("completion", HARM),
    ("lock", HARM),
    ("lock", ".", "--catalog", HARM),
    ("lock", ".", "--catalog", f"http://127.0.0.1:9/{HARM}", "-v"),
    ("lock", ".", "--catalog", "http://127.0.0.1:9/::error::x/##vso[a]", "-v"),
    *(("diff", *NAMES[:2], "--format", name) for name in ("text", "json", "markdown")),
    ("diff", NAMES[0], "broken.aptx"),
    ("diff", NAMES[0], HARM),
    ("baseline", ".", "-o", "-"),
    ("baseline", ".", "-o", NAMES[0]),
    ("baseline", ".", "-o", "::error::\x1b##[x].json"),
    *(("visibility", NAMES[0], "--format", name) for name in ("text", "json", "svg")),
    *(("check", name, "--format", "html") for name in NAMES[:3]),
    ("visibility", HARM),
    ("visibility", "broken.aptx"),
    ("visibility", "--target", HARM),
    ("visibility", NAMES[0], "--observation", HARM),
    ("footprint", NAMES[0]),
    ("footprint", NAMES[0], "--angles", HARM),
    ("footprint", NAMES[0], "-o", f"{HARM}/x/y"),
    ("textconv", NAMES[0]),
    ("textconv", "broken.aptx"),
    ("textconv", HARM),
]


@pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda words: " ".join(words)[:40].encode("unicode_escape").decode()
)
def test_a_command_prints_nothing_that_is_obeyed(command: tuple[str, ...], folder: Path) -> None:
    done = spawn(*command)
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    for printed in (done.stdout, done.stderr):
        assert_harmless(printed.decode("utf-8"))
    assert done.stdout or done.stderr


def test_only_colours_are_sent(folder: Path) -> None:
    done = spawn("check", ".", FORCE_COLOR="1")
    text = done.stdout.decode()
    assert COLOUR.search(text)
    assert_harmless(COLOUR.sub("", text))
    assert obeyed(text) == []


def test_a_name_cannot_start_a_new_line(folder: Path) -> None:
    done = spawn("check", NAMES[3], "--format", "concise")
    lines = done.stdout.decode().splitlines()
    assert lines
    assert all(line.startswith("a ::error::forged.xml:") for line in lines)


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """A TAP service that answers every query with hostile text."""
    with HTTPServer(threaded=True) as running:
        harm = Response(HARM, status=400, content_type="text/plain")
        running.expect_request("/text/sync").respond_with_response(harm)
        votable = (
            '<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">'
            '<RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">'
            f"{TITLE.replace('<', '&lt;')}</INFO></RESOURCE></VOTABLE>"
        )
        for status, path in ((400, "votable"), (200, "accepted")):
            reported = Response(votable, status=status, content_type="application/x-votable+xml")
            running.expect_request(f"/{path}/sync").respond_with_response(reported)
        yield running


@pytest.mark.parametrize("path", ["text", "votable", "accepted"])
@pytest.mark.parametrize("command", ["check", "lock"])
def test_the_answer_of_a_server_is_shown(
    command: str, path: str, server: HTTPServer, folder: Path
) -> None:
    done = spawn(command, NAMES[0], "--catalog", server.url_for(f"/{path}"), "-v")
    assert server.log, "no service was asked"
    for printed in (done.stdout, done.stderr):
        assert_harmless(printed.decode("utf-8"))
    assert "SELECT" in done.stderr.decode()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_progress_bar_shows_a_name_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    with voice(bars=True, verbose=False) as say_:
        say_.asking("[bold]x[/bold] :smile: \x9b2J\u202e", 1, 3)
    shown = terminal.getvalue()
    assert "[bold]x[/bold] :smile: \\x9b2J\\u202e, 3 fields" in COLOUR.sub("", shown)
    assert "\x9b" not in shown
    assert "\u202e" not in shown


@given(TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_message_is_one_line(capsys: pytest.CaptureFixture[str], text: str) -> None:
    say(text)
    say_all([text, text])
    reported = capsys.readouterr().err
    assert_harmless(reported)
    assert reported.count("\n") == 3
    assert all(line.startswith("aptcheck:") for line in reported.splitlines())
    assert_harmless(plain_line(text))
