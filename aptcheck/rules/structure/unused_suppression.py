"""A suppression that suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.finding import Severity
from aptcheck.model import Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Verdict


@rule("CFG001", severity=Severity.WARNING)
def unused_suppression(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """A suppression in the configuration matches no finding.

    ## What
    A `[[suppress]]` entry names a code, an observation or a target for which nothing was found in
    any proposal of this run that the configuration governs. It is told once, with the first of
    them. An entry is not judged where its rule was deselected or could not be checked, nor where
    its `proposal` names none of the files; an expired one is CFG002 instead.

    ## Why
    Either the fault is mended and the entry is stale, or it names the wrong observation. A stale
    entry may hide another finding by accident after the next renumbering.

    ## How to fix
    Delete the entry from `aptcheck.toml` (or `[tool.aptcheck]` in `pyproject.toml`), or correct
    its `code`, `observation` or `target`. Where one configuration governs several proposals that
    are checked one at a time, say with `proposal` which of them the entry is for.

    ## Source
    aptcheck's own judgement.
    """
    yield from ()
