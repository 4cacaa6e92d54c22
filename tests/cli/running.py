"""The command line, run in this process, so that a test can shorten timeouts, or in its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from aptcheck.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Done:
    """The result of a command."""

    status: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of the only proposal of a JSON report."""
        (proposal,) = json.loads(self.out)["proposals"]
        found: list[dict[str, Any]] = proposal["findings"]
        return found

    def of(self, *codes: str) -> list[dict[str, Any]]:
        """The findings of a JSON report whose codes have this prefix."""
        return [finding for finding in self.findings if finding["code"].startswith(codes)]

    def outcome(self, code: str) -> str:
        """How a rule ended on the only proposal."""
        (proposal,) = json.loads(self.out)["proposals"]
        (line,) = (line for line in proposal["coverage"] if line["code"] == code)
        return str(line["outcome"])


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Done:
    """Run `aptcheck` with these arguments."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    reported = capsys.readouterr()
    return Done(int(end.value.code or 0), reported.out, reported.err)


def spawn(
    *arguments: object, stdin: bytes = b"", first: Callable[[], None] | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `aptcheck` with these arguments in its own process, which calls ``first`` before."""
    return subprocess.run(
        [sys.executable, "-m", "aptcheck", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        preexec_fn=first,
        check=False,
    )


def refused(*arguments: object) -> str:
    """Return the one line of a refusal."""
    done = spawn(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert "Traceback" not in line
    return line
