"""What was passed over at the paths of a command line, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.errors import UsageError
from aptcheck.wording import agree, count, listed

if TYPE_CHECKING:
    from aptcheck.engine.paths import ProposalFiles

__all__ = ["FilesFound", "passed_over", "refuse_barren", "silent_find"]

#: Called once with what was found, before any of it is read.
FilesFound: TypeAlias = "Callable[[ProposalFiles], None]"

_MOST = 12


def silent_find(_: ProposalFiles) -> None:
    """Say nothing of what was found."""


def passed_over(found: ProposalFiles, *, verbose: bool) -> Iterator[str]:
    """Yield a sentence for each kind of what was passed over; other XML is a matter of course."""
    if found.links:
        them = agree(found.links, "it", "them")
        yield (
            f"{count(found.links, 'folder')} behind {agree(found.links, 'a link', 'links')} passed "
            f"over: {_names(found.links)}. Name {them} to check {them}."
        )
    for copies in found.backups:
        yield (
            f"{Path(copies[0]).parent} has only automatic copies of APT "
            f"({count(copies, '.aptbackup file')}), which are checked when you name them: "
            f"{_names(copies)}."
        )
    if verbose and found.foreign:
        yield f"{count(found.foreign, 'other XML file')} passed over: {_names(found.foreign)}."


def refuse_barren(found: ProposalFiles) -> None:
    """Raise a UsageError for folders without any proposal: nothing checked is not clean."""
    if not found.barren:
        return
    what = "proposal among the .xml files" if found.foreign else ".aptx or .xml file"
    where = f"{_names(found.barren)}: there is no {what} to check."
    raise UsageError(" ".join((where, *passed_over(found, verbose=True))))


def _names(paths: Sequence[str]) -> str:
    more = [f"{len(paths) - _MOST} more"] if len(paths) > _MOST else []
    return listed([*paths[:_MOST], *more])
