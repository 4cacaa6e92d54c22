from __future__ import annotations

from aptcheck.rules import Context, Fault, Verdicts, rule
from aptcheck.rules.stale_entry import StaleEntry


@rule("CFG001", severity="warning", silenced_by={"selection"})
def unused_suppression(entry: StaleEntry, context: Context) -> Verdicts:
    """A suppression in the configuration matches no finding.

    ## What
    A `[[suppress]]` entry names a code, an observation or a target with no finding in any proposal
    of this run that the configuration governs. Reported once, with the first of these proposals. An
    entry is not judged where its rule was deselected or could not be checked, nor where its
    `proposal` names none of the files; an expired entry is CFG002 instead.

    ## Why
    Either the fault is fixed and the entry is stale, or it names the wrong observation. A stale
    entry may hide another finding by accident after the next renumbering.

    ## How to fix
    Delete the entry from `aptcheck.toml` (or `[tool.aptcheck]` in `pyproject.toml`), or correct
    its `code`, `observation` or `target`. Where one configuration governs several proposals that
    are checked one at a time, use `proposal` to say which of them the entry is for.

    ## Source
    aptcheck's own judgement.
    """
    yield Fault(
        message=f"{entry.label} hides nothing: there is no such finding.",
        fix=f"In {entry.file}, delete the entry or correct its code, observation, target or "
        "proposal.",
        subject=entry.described,
    )
