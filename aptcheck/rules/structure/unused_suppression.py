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
    A `[[suppress]]` entry names a code, an observation or a target for which nothing was found.

    ## Why
    Either the fault is mended and the entry is stale, or it names the wrong observation. A stale
    entry may hide another finding by accident after the next renumbering.

    ## How to fix
    Delete the entry from `aptcheck.toml` (or `[tool.aptcheck]` in `pyproject.toml`), or correct
    its `code`, `observation` or `target`.

    ## Source
    aptcheck's own judgement.
    """
    yield from ()
