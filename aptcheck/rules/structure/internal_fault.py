from __future__ import annotations

from dataclasses import dataclass, field

from aptcheck.project_urls import issues_place
from aptcheck.rules import Context, Fault, Verdicts, rule


@dataclass(frozen=True, slots=True, eq=False)
class Crash:
    """What failed, as words that complete "aptcheck failed in ...", and how.

    ``lost`` is a sentence on what is missing because of it. ``advice`` is what to do, where that is
    not to report it.
    """

    where: str
    kind: str
    lost: str = "What it checks was not checked."
    advice: str | None = None

    @property
    def message(self) -> str:
        """What happened, as a sentence or two."""
        return f"aptcheck failed in {self.where} on this proposal: {self.kind}. {self.lost}"

    @property
    def fix(self) -> str:
        """What to do about it."""
        return self.advice or (
            "This is a fault of aptcheck, not of the proposal: please report it at "
            f"{issues_place()}, with the output of `aptcheck check --verbose`."
        )

    @property
    def subject(self) -> str:
        """What distinguishes it from another one of the same proposal."""
        return self.where


@dataclass(frozen=True, slots=True, eq=False)
class Overrun(Crash):
    """A check that took longer than allowed; ``where`` is empty if not known."""

    kind: str = "it took too long"
    seconds: float = field(kw_only=True)

    @property
    def message(self) -> str:
        """What happened, as two sentences."""
        place = f", in {self.where}" if self.where else ""
        return f"aptcheck gave up after {self.seconds:g} s{place}. The proposal was not checked."

    @property
    def fix(self) -> str:
        """What to do about it."""
        return (
            "Check this proposal alone with a longer --timeout-per-file. If that does not finish "
            f"either, please report it at {issues_place()}, with this message."
        )

    @property
    def subject(self) -> str:
        """Always the same, wherever the check was."""
        return "time limit"


@rule("APT900", severity="error", silenced_by=set())
def internal_fault(crash: Crash, context: Context) -> Verdicts:
    """A part of aptcheck failed on this proposal.

    ## What
    A rule, the reader or an output format stopped with an error of its own; or the process that
    checked the proposal was killed or ran out of memory; or the proposal took longer than
    `--timeout-per-file` allows. The message names what failed, or where the check was when its time
    ran out. Whatever it would have checked was not checked. All other proposals were checked; where
    one rule failed, all others ran. Where a format failed, the finding is in the report of that
    format alone, and the other formats show the proposal.

    ## Why
    A check that failed is not a check that passed. This rule can be neither deselected nor
    suppressed.

    ## How to fix
    The proposal need not be at fault. Report the failure to the aptcheck developers, with the
    output of `aptcheck check --verbose`; where an external rule took too long, report it to the
    author of the rule. A very large proposal may only need more time: `--timeout-per-file 900`.
    Until it is fixed, check by hand what the failed rule is about (`aptcheck explain` with its
    code).

    ## Source
    aptcheck's own judgement.
    """
    yield Fault(
        message=crash.message,
        fix=crash.fix,
        subject=crash.subject,
    )
