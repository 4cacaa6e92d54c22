"""What was skipped at the paths of a command line, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.errors import UsageError
from aptcheck.wording import agree, count, listed

if TYPE_CHECKING:
    from aptcheck.engine.paths import ProposalFiles

__all__ = ["FilesFound", "passed_over", "refuse_barren", "silent_find"]

#: Called once with the files found, before any is read.
FilesFound: TypeAlias = "Callable[[ProposalFiles], None]"

_MOST = 12


def silent_find(_: ProposalFiles) -> None:
    """Report nothing."""


def passed_over(found: ProposalFiles, *, verbose: bool) -> Iterator[str]:
    """Yield a sentence for each kind of skipped file; other XML only if verbose."""
    if found.links:
        them, behind = (
            agree(found.links, "it", "them"),
            agree(found.links, "a link was", "links were"),
        )
        yield (
            f"{count(found.links, 'folder')} behind {behind} skipped: {_names(found.links)}. "
            f"Name {them} to check {them}."
        )
    for copies in found.backups:
        them = agree(copies, "it", "them")
        yield (
            f"{Path(copies[0]).parent} has only APT's automatic copies "
            f"({count(copies, '.aptbackup file')}). Name {them} to check {them}: {_names(copies)}."
        )
    if verbose and found.foreign:
        were = agree(found.foreign, "was", "were")
        yield f"{count(found.foreign, 'other XML file')} {were} skipped: {_names(found.foreign)}."


def refuse_barren(found: ProposalFiles) -> None:
    """Raise a UsageError for folders without a proposal: an empty check must not look clean."""
    if not found.barren:
        return
    what = "proposal among the .xml files" if found.foreign else ".aptx or .xml file"
    where = f"{_names(found.barren)}: there is no {what} to check."
    raise UsageError(" ".join((where, *passed_over(found, verbose=True))))


def _names(paths: Sequence[str]) -> str:
    more = [f"{len(paths) - _MOST} more"] if len(paths) > _MOST else []
    return listed([*paths[:_MOST], *more])
