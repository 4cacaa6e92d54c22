"""Where a job was, from the output of faulthandler."""

from __future__ import annotations

import faulthandler
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aptcheck import apt
from aptcheck.config import Config
from aptcheck.engine import judge
from aptcheck.engine.options import Options
from aptcheck.engine.stack_place import stack_place
from aptcheck.engine.worker import Task, Worker
from aptcheck.rules.registry import find_rule
from aptcheck.testing import pair


def stack() -> str:
    """Return where this thread is, as a worker process writes it."""
    with tempfile.TemporaryFile("w+") as file:
        faulthandler.dump_traceback(file=file, all_threads=True)
        file.seek(0)
        return file.read()


def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> str:
    """Return the place of the first call of a function while a proposal is checked."""
    reported: list[str] = []
    original: Callable[..., Any] = getattr(where, name)

    def telling(*arguments: Any, **named: Any) -> Any:
        reported.append(stack())
        return original(*arguments, **named)

    monkeypatch.setattr(where, name, telling)
    file = pair().write(tmp_path / "x.xml")
    Worker().report(Task(path=str(file), options=Options(), settings=Config()), None)
    return stack_place(reported[0])


def test_a_rule_is_named_whatever_it_calls() -> None:
    rule = find_rule("BKG201")
    assert rule is not None
    code = rule.check.__code__
    frames = (
        '  File "/usr/lib/python3/re/__init__.py", line 166 in match\n'
        f'  File "{code.co_filename}", line 40 in {code.co_name}\n'
        f'  File "{judge.__file__}", line 120 in _verdicts\n'
    )
    newer = 'Thread 0x2 (most recent call first):\n  File "/x/threading.py", line 5 in run\n'
    reported = f"Timeout (0:05:00)!\n{newer}\nThread 0x1 (most recent call first):\n{frames}"
    assert stack_place(reported) == "rule BKG201 (ngroups-mismatch)"


def test_the_reader_is_named_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = seen(tmp_path, monkeypatch, apt, "read_bytes")
    assert place.startswith("aptcheck/engine/session.py, line ")


def test_unknown_places_are_left_out() -> None:
    assert stack_place("") == ""
    assert stack_place("no stack at all\n") == ""
