"""``check --watch``: check again whenever a proposal, its configuration or its lock changes."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from aptcheck import config
from aptcheck.catalog import LOCK_NAME
from aptcheck.cli.saying import say_all
from aptcheck.engine.paths import STDIN, proposal_files
from aptcheck.errors import AptcheckError, UsageError
from aptcheck.wording import count

__all__ = ["watched"]

POLL_S = 0.5
PATIENCE_S = 5.0  # APT removes a file before it writes it again: how long it may be missing

Snapshot = dict[str, tuple[int, int, int] | None]


def watched(paths: Sequence[str], also: Iterable[Path | None], once: Callable[[], int]) -> NoReturn:
    """Call ``once`` now and after every change, until the user interrupts.

    If SIGINT is ignored, as in a background job of a shell, it stays ignored: Ctrl-C is then meant
    for another program, and SIGTERM ends the watch.

    Parameters
    ----------
    paths : sequence of str
        Files and folders; new files in a folder count as a change.
    also : iterable of Path or None
        Other files to watch: a configuration, a baseline.
    once : callable
        Checks and shows; an exception the first time ends the watch.

    Raises
    ------
    UsageError
        Standard input cannot be watched.
    """
    if STDIN in paths:
        raise UsageError("--watch needs files or folders: standard input does not change.")
    further = [str(path) for path in also if path is not None]
    proposal_files(paths)
    seen = _snapshot(paths, further)
    _clear()
    once()
    end = _how_to_end()
    say_all([f"watching {count(paths, 'path')}; {end}."])
    while True:
        seen = _change(seen, paths, further)
        _clear()
        try:
            once()
        except AptcheckError as fault:
            say_all([str(fault)])
        say_all([f"checked at {time.strftime('%H:%M:%S')}; {end}."])


def _change(seen: Snapshot, paths: Sequence[str], further: Sequence[str]) -> Snapshot:
    """Wait for a new snapshot that is complete: fully written, nothing missing."""
    before, waited = seen, 0.0
    while True:
        time.sleep(POLL_S)
        now = _snapshot(paths, further)
        if now == seen:
            before, waited = now, 0.0
            continue
        missing = any(now.get(path) is None for path in seen if seen[path] is not None)
        if now == before and (not missing or waited >= PATIENCE_S):
            return now
        before, waited = now, waited + POLL_S


def _snapshot(paths: Sequence[str], further: Sequence[str]) -> Snapshot:
    files = [*_present(paths), *further]
    folders = {Path(file).parent for file in files} | {Path(p) for p in paths if os.path.isdir(p)}  # noqa: PTH112
    files += [str(folder / LOCK_NAME) for folder in folders]
    files += [str(file) for folder in folders for file in config.candidates(folder)]
    return {file: _state(file) for file in files}


def _present(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files to check; a missing one keeps the name it was given."""
    for path in paths:
        try:
            found = proposal_files([path])
        except UsageError:
            yield path
        else:
            yield from (*found.files, *found.exports.values())


def _state(file: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - the path is kept as it was given
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _how_to_end() -> str:
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return f"kill {os.getpid()} ends" if ignored else "Ctrl-C ends"


def _clear() -> None:
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        sys.stdout.write("\x1b[2J\x1b[H")
        sys.stdout.flush()
