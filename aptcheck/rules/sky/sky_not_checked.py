from __future__ import annotations

from aptcheck.mode_names import LEFT_OUT
from aptcheck.modes.bands import UNKNOWN
from aptcheck.rules import (
    EVERY_MODE,
    Context,
    Fault,
    FieldJudgement,
    Graph,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.field import FOUND_BY
from aptcheck.wording import in_form, numbered

_BY_HAND = "Look at the field in an image of the sky, for stars, galaxies and extended emission."


@rule("SKY104", severity="info", submit="raised", catalogue="used", modes=EVERY_MODE)
def sky_not_checked(graph: Graph, context: Context) -> Verdicts:
    """Whether the background field is empty of sources was not checked.

    ## What
    No catalogue was asked; or one was and gave no answer that can be believed for a field: the
    service could not be reached, cut its answer off, sent something else, or holds nothing at all
    within 300 arcsec; a lock is stale or was edited; or where the field falls cannot be told.

    The points of some dithers are not known, only how far they may reach (BACKGROUND of a
    coronagraph: no more than 20 arcsec): such a field is checked about its target, and not further
    where sources stand within that reach.

    No catalogue is asked about the LRS without its slit, from which the pipeline subtracts no
    background. A field of the imager is hardly ever empty: there the question is whether one star
    brightens it all (SKY102), and whether there are enough exposures to take the others out
    (BKG303).

    ## Why
    A field that nobody looked at may hold a star. aptcheck never calls such a field clean.

    ## How to fix
    Run `aptcheck lock` once to freeze the answers beside the proposal, or check with
    `--catalog irsa`. Only positions and radii are sent, and aptcheck says so. Where a catalogue did
    not answer, ask again, or another one (`--catalog vizier`, or a file of your own). Where the
    field cannot be told, no catalogue helps: mend first what keeps it from being known.

    Without the slit look at the field by hand, in an image of the sky, for stars, galaxies and
    extended emission.

    ## Source
    aptcheck's own judgement.
    """
    if not context.mode.looks_for_sources:
        yield from _not_looked_into(graph)
        return
    applies(context.sky.fields, "no background is taken")
    if not context.sky.asked:
        numbers = [observation.number for observation in context.sky.fields]
        yield Fault(
            message=f"Whether 2MASS or WISE sources stand in the {context.mode.called} field of "
            f"{numbered('observation', numbers)} was not checked: no catalogue was asked.",
            fix="Run `aptcheck lock` on the folder of the proposal, or check with `--catalog "
            "irsa`: positions and radii are sent, nothing else.",
        )
        return
    for field in context.sky.judgements:
        if field.reason is not None:
            yield Fault(
                message=f"Whether sources stand in the {context.mode.called} field of observation "
                f"{field.observation.number} was not checked: {field.reason}.",
                fix=_fix(field, context),
                at=field.observation.target,
                observation=field.observation.number,
                related=field.sciences,
                cause=(field.observation.target_number, field.around) if field.around else None,
            )


def _not_looked_into(graph: Graph) -> Verdicts:
    """Name the fields of another mode, once."""
    mode, fields = graph.mode, graph.background_fields
    applies(fields, "no background is taken")
    yield Fault(
        message=f"Whether sources are in the {mode.called} field of "
        f"{numbered('observation', [field.number for field in fields])} was not checked: "
        f"{LEFT_OUT}.",
        fix=_BY_HAND,
        subject=mode.name,
    )


def _fix(field: FieldJudgement, context: Context) -> str:
    """Advise to ask a catalogue only where one could answer."""
    observation, mode = field.observation, context.mode
    if any(UNKNOWN in band for band in field.unknown_bands):
        choose = f"choose the {mode.element_word} of every exposure, then check again"
        return in_form(observation.number, mode.form, choose)
    if field.unknown_bands or field.around:
        return _BY_HAND
    unknown = context.schedule.of(observation).unavailable
    if unknown is None:
        return (
            "Ask again, or another catalogue (`--catalog vizier`); write a stale lock again with "
            "`aptcheck lock`."
        )
    if unknown.lacks is not None:
        found_by = FOUND_BY[unknown.lacks]
        return f"First mend what {found_by} finds, then check again: no angle is left to judge."
    return (
        f"First let the field of observation {observation.number} be known, then check again: a "
        "catalogue cannot help before. For a moving target, look at the field by hand."
    )
