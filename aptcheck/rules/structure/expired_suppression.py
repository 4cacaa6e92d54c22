from __future__ import annotations

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.rules.stale_entry import StaleEntry


@rule("CFG002", severity="warning", silenced_by={"selection"})
def expired_suppression(entry: StaleEntry, context: Context) -> Verdicts:
    """A suppression in the configuration has expired.

    ## What
    The `until` of a `[[suppress]]` entry has come. A date is the last day on which the entry holds.
    A cycle, `until = "Cycle 6"`, ends it in every proposal that is for this cycle or a later one,
    and everywhere once the cycle has begun. What it hid is reported again. It is told once, with
    the first proposal of the run for which it has ended.

    ## Why
    An entry with a date says "not now": somebody meant to come back to it.

    ## How to fix
    Mend the fault and delete the entry from `aptcheck.toml` (or `[tool.aptcheck]` in
    `pyproject.toml`), or judge it again and set a later `until`.

    ## Source
    aptcheck's own judgement.
    """
    yield Fault(
        message=f"{entry.label} has expired: {entry.ended}. What it hid is reported again.",
        fix=f"In {entry.file}, mend the fault and delete the entry, or judge it again and set a "
        "later `until`.",
        subject=entry.described,
    )
