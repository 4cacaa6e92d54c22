"""Not checked is not clean."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.graph import Graph
from aptcheck.background.wording import numbered
from aptcheck.contamination.swept import NoField
from aptcheck.finding import Severity
from aptcheck.model import Observation
from aptcheck.rules.context import Context
from aptcheck.rules.field import NO_FIELD
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("SKY104", severity=Severity.INFO, raised_on_submit=True)
def sky_not_checked(graph: Graph, context: Context) -> Iterator[Verdict]:
    """Whether the background field is empty of sources was not checked.

    ## What
    No catalogue was asked; or one was and gave no answer that can be believed for a field: the
    service could not be reached, cut its answer off, sent something else, or holds nothing at all
    within 300 arcsec; a lock is stale or was edited; or where the field falls cannot be told.

    ## Why
    A field that nobody looked at may hold a star. aptcheck never calls such a field clean.

    ## How to fix
    Run `aptcheck lock` once to freeze the answers beside the proposal, or check with
    `--catalog irsa`. Only positions and radii are sent, and aptcheck says so. Where a catalogue did
    not answer, ask again, or another one (`--catalog vizier`, or a file of your own). Where the
    field cannot be told, no catalogue helps: mend first what keeps it from being known.

    ## Source
    aptcheck's own judgement.
    """
    if not context.fields:
        yield NotApplicable(NO_FIELD)
        return
    if not context.catalogue_asked:
        numbers = [observation.number for observation in context.fields]
        yield Fault(
            message=f"Whether 2MASS or WISE sources stand in the MRS field of "
            f"{numbered('observation', numbers)} was not checked: no catalogue was asked.",
            fix="Run `aptcheck lock` on the folder of the proposal, or check with `--catalog "
            "irsa`: positions and radii are sent, nothing else.",
        )
        return
    for observation in context.fields:
        judgement = context.field_judgement(observation)
        if judgement is None or judgement.reason is None:
            continue
        yield Fault(
            message=f"Whether sources stand in the MRS field of observation {observation.number} "
            f"was not checked. {judgement.reason}",
            fix=_fix(observation, context),
            at=observation.target,
            observation=observation.number,
            related=judgement.sciences,
        )


def _fix(observation: Observation, context: Context) -> str:
    """Advise to ask a catalogue only where one could answer."""
    unknown = context.swept(observation)
    if not isinstance(unknown, NoField):
        return (
            "Ask again, or another catalogue (`--catalog vizier`); write a stale lock again with "
            "`aptcheck lock`."
        )
    if unknown.told is not None:
        return f"First mend what {unknown.told} finds, then check again: no angle is left to judge."
    return (
        f"First let the field of observation {observation.number} be known, then check again: a "
        "catalogue cannot help before. For a moving target, look at the field by hand."
    )
