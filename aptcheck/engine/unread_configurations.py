"""Find files that look like a configuration but are not read, each once per run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from stat import S_ISREG

from aptcheck.engine.account import Account, report_once
from aptcheck.rules.structure.unread_configuration import unread_configuration
from aptcheck.rules.unread_file import UnreadFile, Why

__all__ = ["judge_unread_file"]


def judge_unread_file(file: Path, beside: Sequence[Account]) -> None:
    """Judge a file beside or above these proposals of a run."""
    report_once(unread_configuration, beside, {id(one): _unread(one, file) for one in beside})


def _unread(account: Account, file: Path) -> UnreadFile:
    governing = account.governed.file
    return UnreadFile(
        file=account.seen(file),
        governing=account.seen(governing) if governing is not None else None,
        why=_why(file),
    )


def _why(file: Path) -> Why:
    try:
        mode = file.stat().st_mode
    except OSError:
        return "link" if file.name == "aptcheck.toml" else "name"
    return "name" if S_ISREG(mode) else "no file"
