"""A rule or a reader that failed on a proposal."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.finding import Severity
from aptcheck.model import Proposal
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Verdict


@rule("APT900", severity=Severity.ERROR, locked=True)
def internal_fault(proposal: Proposal, context: Context) -> Iterator[Verdict]:
    """A part of aptcheck failed on this proposal.

    ## What
    A rule or the reader stopped with an error of its own. The message names it. What it would
    have judged was not checked; all other rules ran.

    ## Why
    A check that failed is not a check that passed. This rule can be neither deselected nor
    suppressed.

    ## How to fix
    The proposal need not be at fault: report the failure to the aptcheck developers, with the
    output of `aptcheck check --verbose`. Until it is mended, check by hand what the failed rule
    is about (`aptcheck explain` with its code).

    ## Source
    aptcheck's own judgement.
    """
    yield from ()
