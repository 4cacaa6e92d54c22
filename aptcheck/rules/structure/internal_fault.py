from __future__ import annotations

from dataclasses import dataclass

from aptcheck.project_urls import issues_place
from aptcheck.rules import Context, Fault, Verdicts, rule


@dataclass(frozen=True, slots=True, eq=False)
class Crash:
    """What failed, as words that complete "aptcheck failed in ...", and how.

    ``lost`` is what is missing for it, a sentence. ``advice`` is what to do about it, where that is
    not to report it.
    """

    where: str
    kind: str
    lost: str = "What it judges was not checked."
    advice: str | None = None


@rule("APT900", severity="error", silenced_by=set())
def internal_fault(crash: Crash, context: Context) -> Verdicts:
    """A part of aptcheck failed on this proposal.

    ## What
    A rule, the reader or an output format stopped with an error of its own, or the process that
    checked the proposal (with `--jobs`) was killed or ran out of memory. The message names what
    failed. What it would have judged was not checked; all other rules ran, and all other proposals
    were checked. Where a format failed, the finding is in the report of that format alone, and the
    other formats show the proposal.

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
    yield Fault(
        message=f"aptcheck failed in {crash.where} on this proposal: {crash.kind}. {crash.lost}",
        fix=crash.advice
        or "This is a fault of aptcheck, not of the proposal: please report it at "
        f"{issues_place()}, with the output of `aptcheck check --verbose`.",
        subject=crash.where,
    )
