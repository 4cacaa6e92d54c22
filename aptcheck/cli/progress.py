"""What a long run says on standard error: what is sent away, and how far it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.engine.catalogues import Announce, Asking, quiet_progress
from aptcheck.engine.passed_over import FilesFound, passed_over
from aptcheck.report.visible import one_line
from aptcheck.wording import count

if TYPE_CHECKING:
    from rich.progress import Progress

    from aptcheck.engine.paths import ProposalFiles

__all__ = ["Voice", "tell", "voice"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Voice:
    """Who is told: of files found, of data sent, of proposals done (None: nobody), of fields."""

    found: FilesFound
    announce: Announce
    checking: Callable[[int, int], None] | None
    asking: Asking


def tell(sentences: Iterable[str]) -> None:
    """Say some sentences, one a line."""
    for sentence in sentences:
        sys.stderr.write(f"aptcheck: {sentence}\n")


@contextmanager
def voice(*, bars: bool, verbose: bool) -> Iterator[Voice]:
    """Speak on standard error for as long as the context lasts.

    What is passed over, and what is sent to whom, is always said; with ``verbose`` other XML and
    the ADQL as well. Progress is shown with ``bars`` on a terminal.
    """

    def found(files: ProposalFiles) -> None:
        tell(map(one_line, passed_over(files, verbose=verbose)))

    def announce(sentence: str, adql: tuple[str, ...]) -> None:
        lines = [sentence, *(adql if verbose else ())]
        sys.stderr.write("".join(f"aptcheck: {line}\n" for line in lines))
        sys.stderr.flush()

    if not bars or not sys.stderr.isatty():
        yield Voice(found=found, announce=announce, checking=None, asking=quiet_progress)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield Voice(found=found, announce=announce, checking=_checking(bar), asking=_asking(bar))


def _checking(bar: Progress) -> Callable[[int, int], None]:
    task = bar.add_task("Checking", total=None, visible=False)
    return lambda done, total: bar.update(task, completed=done, total=total, visible=True)


def _asking(bar: Progress) -> Asking:
    task = bar.add_task("Asking", total=None, visible=False)

    def asked(what: str, done: int, total: int) -> None:
        told = f"Asking {what}, {count(total, 'field')}"
        bar.update(task, description=told, completed=done, total=total, visible=done < total)

    return asked
