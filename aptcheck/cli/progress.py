"""What a long run shows on standard error: what is sent, and the progress."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.cli.saying import plain_line, say_all
from aptcheck.cli.signals import heed
from aptcheck.engine.catalogues import Announce, Asking, quiet_progress
from aptcheck.engine.passed_over import FilesFound, passed_over
from aptcheck.wording import count

if TYPE_CHECKING:
    from rich.progress import Progress

    from aptcheck.engine.paths import ProposalFiles

__all__ = ["Voice", "voice"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Voice:
    """Callbacks: for files found, data sent, proposals done, and fields asked about."""

    found: FilesFound
    announce: Announce
    checking: Callable[[int, int], None]
    asking: Asking


@contextmanager
def voice(*, bars: bool, verbose: bool) -> Iterator[Voice]:
    """Report on standard error while the context lasts.

    Skipped files, and what is sent to whom, are always shown; with ``verbose`` also other XML and
    the ADQL. Progress is shown with ``bars`` on a terminal.
    """

    def found(files: ProposalFiles) -> None:
        say_all(passed_over(files, verbose=verbose))

    def announce(sentence: str, adql: tuple[str, ...]) -> None:
        say_all([sentence, *(adql if verbose else ())])

    if not bars or not sys.stderr.isatty():
        yield Voice(found=found, announce=announce, checking=_heeding, asking=quiet_progress)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    # rich's default columns without markup: a catalogue may be called [bold].
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Voice(found=found, announce=announce, checking=_checking(bar), asking=_asking(bar))


def _checking(bar: Progress) -> Callable[[int, int], None]:
    task = bar.add_task("Checking", total=None, visible=False)

    def checked(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total, visible=True)
        heed()

    return checked


def _heeding(done: int, total: int) -> None:  # noqa: ARG001
    heed()


def _asking(bar: Progress) -> Asking:
    task = bar.add_task("Asking", total=None, visible=False)

    def asked(what: str, done: int, total: int) -> None:
        shown = plain_line(f"Asking {what}, {count(total, 'field')}")
        bar.update(task, description=shown, completed=done, total=total, visible=done < total)

    return asked
