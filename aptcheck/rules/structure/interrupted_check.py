from __future__ import annotations

from dataclasses import dataclass

from aptcheck.rules import Context, Fault, Verdicts, rule


@dataclass(frozen=True, slots=True, eq=False)
class Interruption:
    """The end of a run before a proposal was checked, or checked to the end."""


@rule("APT901", severity="error", silenced_by=set())
def interrupted_check(interruption: Interruption, context: Context) -> Verdicts:
    """The run was interrupted before this proposal was checked.

    ## What
    aptcheck was stopped by Ctrl-C or by a signal such as SIGTERM, which batch systems and CI
    runners send when a job runs out of time. The report covers the proposals checked until then;
    nothing in this one was checked.

    ## Why
    A proposal that was not checked must not look like one without faults. This rule can be neither
    deselected nor suppressed.

    ## How to fix
    Run the check again and let it finish. With many proposals, `--jobs 0` uses every core.

    ## Source
    aptcheck's own judgement.
    """
    yield Fault(
        message="Not checked: the run was interrupted.",
        fix="Run aptcheck again and let it finish.",
    )
