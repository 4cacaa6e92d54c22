"""Proposals whose check never ends: an external rule does what their label says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aptcheck.testing import pair
from tests.installed import announce

ROOT = Path(__file__).resolve().parents[1]

#: What a rule may do for ever; for each, a marker file shows that it has begun.
LABELS = ("loop", "sleep", "catch", "c-call")

_RULE = '''
import os, re, time
from pathlib import Path
from aptcheck.rules import Context, Observation, Verdicts, rule

HERE = Path(__file__).parent


def catch():
    while True:
        try:
            sum(range(100))
        except BaseException:
            pass


def loop():
    while True:
        pass


ENDLESS = {
    "loop": loop,
    "sleep": lambda: time.sleep(1e6),
    "catch": catch,
    "c-call": lambda: re.match("(a+)+$", "a" * 60 + "b"),
}


@rule("OBS777", severity="info")
def endless_label(observation: Observation, context: Context) -> Verdicts:
    """Never ends."""
    if observation.label in ENDLESS:
        (HERE / f"{observation.label}.begun").write_text(str(os.getpid()))
        ENDLESS[observation.label]()
    yield from ()
'''


def endless_site(folder: Path) -> Path:
    """Write a package with the rule into its own folder, and return that."""
    site = folder / "site"
    announce(site, "endless", "endless_rules")
    (site / "endless_rules.py").write_text(_RULE)
    return site


def labelled(folder: Path, *labels: str) -> Path:
    """Write a proposal for each label, in this order, and return their folder."""
    found = folder / "in"
    found.mkdir()
    for number, label in enumerate(labels):
        pair(sky={"label": label}).write(found / f"{number}-{label}.xml")
    return found


def environment(site: Path) -> dict[str, str]:
    """Return an environment in which the rule is found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}


def begun(site: Path, *arguments: object, stdin: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a command in its own process group."""
    with Path(stdin or os.devnull).open("rb") as content:
        return subprocess.Popen(
            [sys.executable, "-m", "aptcheck", *map(str, arguments)],
            stdin=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(site),
            start_new_session=True,
            # If the tests run in the background, SIGINT may be ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )


def wait_for(until: Callable[[], object]) -> None:
    """Wait until a condition holds."""
    for _ in range(1200):
        if until():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within a minute")


def wait_for_labels(site: Path, *labels: str) -> list[int]:
    """Wait until the rule is busy with these, and return its processes."""
    markers = [site / f"{label}.begun" for label in labels]
    wait_for(lambda: all(marker.exists() and marker.read_text() for marker in markers))
    return [int(marker.read_text()) for marker in markers]


def is_alive(number: int) -> bool:
    """Whether a process exists and is not a zombie."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
