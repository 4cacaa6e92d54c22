from __future__ import annotations

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.rules.stale_entry import StaleEntry


@rule("CFG002", severity="warning", silenced_by={"selection"})
def expired_suppression(entry: StaleEntry, context: Context) -> Verdicts:
    """A suppression in the configuration has expired.

    ## What
    The `until` of a `[[suppress]]` entry has passed. A date is the last day on which the entry
    applies. `until = "Cycle 6"` means up to Cycle 5: the entry no longer applies to a proposal for
    Cycle 6 or later, nor to any once Cycle 6 has begun. The findings that it hid are reported
    again. The expired entry itself is reported once, with the first proposal for which it ended.

    ## Why
    An entry with a date says "not now": someone meant to come back to it.

    ## How to fix
    Fix the fault and delete the entry from `aptcheck.toml` (or `[tool.aptcheck]` in
    `pyproject.toml`), or decide again and set a later `until`.

    ## Source
    aptcheck's own judgement.
    """
    yield Fault(
        message=f"{entry.label} has expired: {entry.ended}. What it hid is reported again.",
        fix=f"Fix the fault and delete the entry from {entry.file}, or decide again and set a "
        "later `until` there.",
        subject=entry.described,
    )
