"""What a command does to the machine apart from reading: the promises of docs/security.md."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from aptcheck.testing import pair
from tests.samp import DS9, running_hub
from tests.skies import allwise, star

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "security.md"

#: Runs the command line and reports its audit events, also in worker processes.
WATCHED = """
import json, os, sys

def reported(event, given):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        note(event, given)
    elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"):
        note(event, given)
    elif event == "os.mkdir" and os.path.isdir(given[0]):
        pass
    elif event in ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.truncate"):
        note(event, given)
    elif event == "open":
        path, mode, flags = given
        written = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written and path not in (os.devnull, RECORD) and not isinstance(path, int):
            note(event, (path,))

def note(event, given):
    line = json.dumps([event, [str(one) for one in given]]) + "\\n"
    os.write(record, line.encode())

RECORD = sys.argv.pop(1)
sys.dont_write_bytecode = True
record = os.open(RECORD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
from aptcheck.cli.main import main
sys.addaudithook(reported)
main(sys.argv[1:])
"""


def done(folder: Path, *arguments: str) -> list[tuple[str, list[str]]]:
    """Return what a command did in a folder with one proposal, as (event, arguments)."""
    record = folder.parent / "record"
    record.touch()
    settings = folder.parent / "matplotlib"  # which creates this folder itself if it is not set
    settings.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, str(record), *arguments],
        cwd=folder,
        env={
            **os.environ,
            "MPLCONFIGDIR": str(settings),
            "PYTHONPATH": str(ROOT),
            "APTCHECK_CACHE_DIR": str(folder.parent / CACHE),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr
    return [tuple(json.loads(line)) for line in record.read_text().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "proposals"
    made.mkdir()
    (made / "proposal.xml").write_text(pair().text)
    (made / "later.xml").write_text(pair(sky={"groups": 5}).text)
    allwise(tmp_path / "sky.csv", [star(0, 90)])
    return made


CACHE = ".cache"
FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github", "junit", "markdown", "html")


@pytest.mark.parametrize(
    "command",
    [
        *(f"check proposal.xml --format {name}" for name in FORMATS),
        "check . --jobs 2 --no-cache",
        "diff proposal.xml later.xml",
        "suggest proposal.xml",
        "suggest proposal.xml --catalog ../sky.csv --format json",
        "suggest proposal.xml --catalog ../sky.csv --format svg",
        "suggest --target 150.1,2.2 --catalog ../sky.csv --format ds9",
        "visibility proposal.xml",
        "footprint proposal.xml",
        "textconv proposal.xml",
        "explain BKG201",
        "rules",
        "schema report",
    ],
)
def test_a_command_only_reads(folder: Path, command: str) -> None:
    assert done(folder, *command.split()) == []


def test_several_files_are_kept_in_the_cache_alone(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    events = done(folder, "check", ".", "--jobs", "2")
    assert len(events) > 4
    for event, given in events:
        paths = [path for path in given if "/" in path or os.sep in path]
        assert paths, event
        assert all(Path(path).is_relative_to(folder.parent / CACHE) for path in paths)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_only_the_output_is_written(folder: Path) -> None:
    wanted = {folder / "report.json", folder / "page.html"}
    before = {path: path.read_bytes() for path in folder.iterdir()}
    events = done(
        folder,
        *["check", ".", "--no-cache", "--format", "json", "-o", "report.json"],
        *["--report", "html=page.html"],
    )
    assert {event for event, _ in events} <= {"open", "os.rename", "os.chmod"}
    assert {*folder.iterdir()} == {*before} | wanted
    assert {path: path.read_bytes() for path in before} == before


def test_sending_talks_only_to_the_hub_of_this_machine(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://192.0.2.1:9")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with running_hub(tmp_path, monkeypatch) as hub:
        hub.program(DS9)
        port = re.findall(r"127\.0\.0\.1:(\d+)", hub.lock_file.read_text())[0]
        events = done(folder, "footprint", "proposal.xml", "--send")
    asked = {(event, *given) for event, given in events if event.startswith("socket.")}
    assert {line[0] for line in asked} == {"socket.connect", "socket.getaddrinfo"}
    assert all("127.0.0.1" in "".join(line) and port in "".join(line) for line in asked)
    assert {event for event, _ in events if not event.startswith("socket.")} <= {
        *("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir"),
    }
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_audit_would_see_what_is_not_allowed(folder: Path) -> None:
    (folder / "data.csv").write_text("ra,dec,w1mpro\n")
    events = done(folder, "check", "proposal.xml", "--catalog", "http://127.0.0.1:9/tap")
    assert {event for event, _ in events} & {"socket.connect", "socket.getaddrinfo"}


def test_every_promise_names_an_existing_test() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE.read_text())
    assert len(named) > 20
    for file, test in named:
        path = ROOT / file
        assert path.is_file(), file
        assert not test or f"def {test}(" in path.read_text(), f"{file}::{test}"
