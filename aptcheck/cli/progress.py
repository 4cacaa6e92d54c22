"""What a long run says on standard error: what is sent away, and how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.cli.saying import plain_line, tell
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
    """Who is told: of files found, of data sent, of proposals done, of fields."""

    found: FilesFound
    announce: Announce
    checking: Callable[[int, int], None]
    asking: Asking


@contextmanager
def voice(*, bars: bool, verbose: bool) -> Iterator[Voice]:
    """Speak on standard error for as long as the context lasts.

    What is passed over, and what is sent to whom, is always said; with ``verbose`` other XML and
    the ADQL as well. Progress is shown with ``bars`` on a terminal.
    """

    def found(files: ProposalFiles) -> None:
        tell(passed_over(files, verbose=verbose))

    def announce(sentence: str, adql: tuple[str, ...]) -> None:
        tell([sentence, *(adql if verbose else ())])

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

    # The columns that rich takes itself, but for markup: a catalogue may be called [bold].
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
        told = plain_line(f"Asking {what}, {count(total, 'field')}")
        bar.update(task, description=told, completed=done, total=total, visible=done < total)

    return asked
