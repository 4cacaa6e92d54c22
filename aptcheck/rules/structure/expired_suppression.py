"""A suppression whose date has passed."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.finding import Severity
from aptcheck.model import Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Verdict


@rule("CFG002", severity=Severity.WARNING)
def expired_suppression(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """A suppression in the configuration has expired.

    ## What
    The `until` of a `[[suppress]]` entry lies in the past. What it hid is reported again.

    ## Why
    An entry with a date says "not now": somebody meant to come back to it.

    ## How to fix
    Mend the fault and delete the entry from `aptcheck.toml` (or `[tool.aptcheck]` in
    `pyproject.toml`), or judge it again and set a later `until`.

    ## Source
    aptcheck's own judgement.
    """
    yield from ()
