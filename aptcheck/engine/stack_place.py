"""Where a job was when it ran out of time: the rule, else the file of aptcheck, in words."""

from __future__ import annotations

import re
from pathlib import Path

from aptcheck.rules.registry import all_rules

__all__ = ["stack_place"]

_FRAME = re.compile(r'^ +File "(.*)", line (\d+) in (.*)$', re.MULTILINE)
_PACKAGE = Path(__file__).parents[1]
#: Code that only passes a proposal on, which does not show what took so long.
_PASSAGES = (_PACKAGE / "engine" / "worker.py", _PACKAGE / "engine" / "worker_process.py")


def stack_place(stack: str) -> str:
    """Return "rule CODE (its-name)" or "aptcheck/apt/tree.py, line 12"; "" if it is not known.

    ``stack`` is what `faulthandler` writes about all threads, latest call first. The thread that
    judges is the oldest, which comes last.
    """
    thread = stack.rpartition("(most recent call first)")[2]
    frames = _FRAME.findall(thread)
    rules = {_origin(rule.check): rule for rule in all_rules()}
    for file, _, function in frames:
        if (rule := rules.get((file, function))) is not None:
            return f"rule {rule.code} ({rule.name})"
    for file, line, _ in frames:
        path = Path(file)
        if path.is_relative_to(_PACKAGE) and path not in _PASSAGES:
            return f"{path.relative_to(_PACKAGE.parent).as_posix()}, line {line}"
    return ""


def _origin(check: object) -> tuple[str, str] | None:
    """Return the file and the name of a rule's function, as in a stack."""
    code = getattr(check, "__code__", None)
    return None if code is None else (code.co_filename, code.co_name)
