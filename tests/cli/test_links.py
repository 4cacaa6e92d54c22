"""Codes of rules lead to their pages on a terminal, and nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from aptcheck.project_urls import repository_url
from aptcheck.report import Look, render
from aptcheck.report.rule_address import rule_address
from aptcheck.results import Report
from tests.cli.running import ROOT, spawn
from tests.posix import posix
from tests.report.plain import finding, proposal

CHECK = ("check", "sample_proposals/broken.aptx", "--select", "BKG201")
PAGE = f"{repository_url()}/blob/HEAD/docs/rules/BKG201.md"
#: An OSC 8 link: its address, and the text that is seen.
LINK = re.compile(r"\x1b\]8;[^;]*;([^\x1b]+)\x1b\\(.*?)\x1b\]8;;\x1b\\")


def on_a_terminal(**env: str) -> str:
    """Return what a check writes to a terminal of 40 columns."""
    import pty
    import termios

    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 40))
    plain = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    with subprocess.Popen(
        [sys.executable, "-m", "aptcheck", *CHECK],
        cwd=ROOT,
        stdout=slave,
        stderr=subprocess.DEVNULL,
        env={**plain, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **env},
    ):
        os.close(slave)
        read = b""
        while True:
            try:
                part = os.read(master, 65_536)
            except OSError:  # Linux: the other end is closed
                break
            if not part:
                break
            read += part
    os.close(master)
    return read.decode()


@posix
def test_a_code_is_a_link_on_a_terminal() -> None:
    ((address, shown),) = LINK.findall(on_a_terminal())
    assert address == PAGE
    assert re.sub(r"\x1b\[[\d;]*m", "", shown) == "BKG201"


@posix
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_text_is_as_wide_as_the_terminal(unbuffered: str) -> None:
    written = on_a_terminal(NO_COLOR="1", PYTHONUNBUFFERED=unbuffered)
    *shown, to_copy = written.splitlines()
    assert to_copy.startswith("  aptcheck fix ")
    assert 30 < max(map(len, shown)) <= 40


@posix
@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_plain_terminal_gets_none(env: dict[str, str]) -> None:
    shown = on_a_terminal(**env)
    assert "BKG201" in shown
    assert "\x1b]" not in shown


def test_a_pipe_gets_none_although_it_is_coloured() -> None:
    done = spawn(*CHECK, FORCE_COLOR="1")
    assert b"\x1b[" in done.stdout
    assert b"\x1b]" not in done.stdout


def test_a_link_is_as_wide_as_its_text() -> None:
    report = Report(proposals=(proposal(finding()),))
    linked = render("text", report, look=Look(width=40, colour=True, links=True))
    plain = render("text", report, look=Look(width=40, colour=True))
    assert LINK.search(linked)
    assert LINK.sub(r"\2", linked) == plain


def test_a_rule_of_another_package_has_no_page_here() -> None:
    assert rule_address("TST900") is None
    assert rule_address("BKG201") == PAGE
    assert (ROOT / "docs" / "rules" / "BKG201.md").is_file()
