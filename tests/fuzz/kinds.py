"""The kinds of input: what each starts with, and what may be changed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.fuzz import starts
from tests.fuzz.changes.of_answers import answer_changes
from tests.fuzz.changes.of_archives import archive_changes, content_changes
from tests.fuzz.changes.of_bytes import byte_changes
from tests.fuzz.changes.of_data import json_changes, json_settings, toml_changes, toml_settings
from tests.fuzz.changes.of_lines import line_changes
from tests.fuzz.changes.of_locks import lock_changes
from tests.fuzz.changes.of_proposals import proposal_changes
from tests.fuzz.changes.of_tables import cell_changes, table_changes
from tests.fuzz.changes.of_trees import tree_changes
from tests.fuzz.mutation import Changes

__all__ = ["KINDS", "Kind", "kinds"]

KINDS = (
    *("proposals", "archives", "locks", "configurations", "baselines", "catalogues", "answers"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input.

    ``families`` are groups of changes; one that is listed twice is drawn twice as often.
    """

    name: str
    starts: Mapping[str, starts.Start]
    families: Sequence[Changes]

    @property
    def changes(self) -> Changes:
        """All changes by name."""
        return {name: change for family in self.families for name, change in family.items()}


@cache
def kinds(copies: int, also: Path | None = None) -> Mapping[str, Kind]:
    """Return all kinds by name.

    Parameters
    ----------
    copies : int
        The most copies of one thing in a proposal.
    also : Path, optional
        A folder of additional proposals.
    """
    further = starts.further(also) if also is not None else ()
    xml = [*starts.proposals(), *(s for s in further if s.changed == starts.XML)]
    zipped = [*starts.archives(), *(s for s in further if s.changed == starts.ARCHIVE)]
    documents, archives = starts.contents(xml), starts.contents(zipped)
    trees, plans = tree_changes(documents), proposal_changes(copies)
    inside = {**tree_changes(), **plans}
    settings, cells, rough = toml_settings(), cell_changes(), byte_changes()
    # Readable files reach more of the program than unreadable ones, so bytes are a small part.
    families: Mapping[str, Sequence[Changes]] = {
        "proposals": (*(plans,) * 4, *(trees,) * 3, byte_changes(documents)),
        "archives": (*(content_changes(inside),) * 4, archive_changes(), byte_changes(archives)),
        "locks": (*(lock_changes(),) * 3, toml_changes(), line_changes(), rough),
        "configurations": (*(settings,) * 6, toml_changes(), line_changes(), rough),
        "baselines": (*(json_settings(),) * 4, json_changes(), rough),
        "catalogues": (*(cells,) * 5, table_changes(), tree_changes(), line_changes(), rough),
        "answers": (*(answer_changes(tree_changes()),) * 3, rough),
    }
    beginning: Mapping[str, Sequence[starts.Start]] = {
        "proposals": xml,
        "archives": zipped,
        "locks": starts.locks(),
        "configurations": starts.configurations(),
        "baselines": starts.baselines(),
        "catalogues": starts.catalogues(),
        "answers": starts.answers(),
    }
    return {
        name: Kind(name, {start.name: start for start in beginning[name]}, families[name])
        for name in KINDS
    }
