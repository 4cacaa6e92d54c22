"""The kinds of input: what each begins with, and what may be changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.fuzz import starts
from tests.fuzz.changes.of_answers import answer_changes
from tests.fuzz.changes.of_archives import archive_changes
from tests.fuzz.changes.of_bytes import byte_changes
from tests.fuzz.changes.of_data import json_changes, toml_changes
from tests.fuzz.changes.of_lines import line_changes
from tests.fuzz.changes.of_locks import lock_changes
from tests.fuzz.changes.of_proposals import proposal_changes
from tests.fuzz.changes.of_tables import table_changes
from tests.fuzz.changes.of_trees import tree_changes
from tests.fuzz.mutation import Changes

__all__ = ["KINDS", "Kind", "kinds"]

KINDS = (
    *("proposals", "archives", "locks", "configurations", "baselines", "catalogues", "answers"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input."""

    name: str
    starts: Mapping[str, starts.Start]
    changes: Changes


@cache
def kinds(copies: int, also: Path | None = None) -> Mapping[str, Kind]:
    """Return all kinds by name.

    Parameters
    ----------
    copies : int
        So many are made of one thing of a proposal, at most.
    also : Path, optional
        A folder of further proposals.
    """
    further = starts.further(also) if also is not None else ()
    xml = [*starts.proposals(), *(s for s in further if s.changed == starts.XML)]
    zipped = [*starts.archives(), *(s for s in further if s.changed == starts.ARCHIVE)]
    documents = starts.contents(xml)
    in_proposals = proposal_changes(copies)
    # Twice: what is still XML reaches more of the program than what is not.
    trees = {**tree_changes(documents), **in_proposals}
    made = (
        ("proposals", xml, {**trees, **byte_changes(documents)}),
        (
            "archives",
            zipped,
            {
                **archive_changes({**tree_changes(), **in_proposals}),
                **byte_changes(starts.contents(zipped)),
            },
        ),
        (
            "locks",
            starts.locks(),
            {**lock_changes(), **toml_changes(), **line_changes(), **byte_changes()},
        ),
        (
            "configurations",
            starts.configurations(),
            {**toml_changes(), **line_changes(), **byte_changes()},
        ),
        ("baselines", starts.baselines(), {**json_changes(), **byte_changes()}),
        (
            "catalogues",
            starts.catalogues(),
            {**table_changes(), **tree_changes(), **line_changes(), **byte_changes()},
        ),
        ("answers", starts.answers(), {**answer_changes(tree_changes()), **byte_changes()}),
    )
    return {
        name: Kind(name, {start.name: start for start in several}, changes)
        for name, several, changes in made
    }
