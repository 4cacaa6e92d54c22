"""Find files that look like a configuration but are not read, each once per run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from stat import S_ISREG

from aptcheck.engine.account import Account, report_once
from aptcheck.rules.structure.unread_configuration import unread_configuration
from aptcheck.rules.unread_file import UnreadFile, Why

__all__ = ["judge_unread_files"]


def judge_unread_files(accounts: Sequence[Account]) -> None:
    """Judge the files beside and above the proposals of a run."""
    found: dict[Path, list[Account]] = {}
    for account in accounts:
        for file in account.governed.unread:
            found.setdefault(file, []).append(account)
    for file, beside in found.items():
        unread = {id(account): _unread(account, file) for account in beside}
        report_once(unread_configuration, beside, unread)


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
