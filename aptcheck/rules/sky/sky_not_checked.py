from __future__ import annotations

from aptcheck.mode_names import LEFT_OUT
from aptcheck.modes.bands import UNKNOWN
from aptcheck.rules import (
    EVERY_MODE,
    Context,
    Fault,
    FieldJudgement,
    Graph,
    Observation,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.field import FOUND_BY
from aptcheck.wording import agree, in_form, numbered

_BY_HAND = "Look for stars, galaxies and extended emission in an image of the field."


@rule("SKY104", severity="info", submit="raised", catalogue="used", modes=EVERY_MODE)
def sky_not_checked(graph: Graph, context: Context) -> Verdicts:
    """The background field was not checked for sources.

    ## What
    No catalogue was asked; or one was and gave no answer that aptcheck trusts for a field: the
    service could not be reached, cut its answer off, sent something else, or holds nothing at all
    within 300 arcsec; a lock is stale or was edited; or the position of the field is not known.

    The points of some dithers are not known, only how far they may reach (BACKGROUND of a
    coronagraph: no more than 20 arcsec): such a field is checked about its target, and no farther
    where sources are within that reach.

    No catalogue is asked about the LRS without its slit, from which the pipeline subtracts no
    background. A field of the imager is hardly ever empty: there the question is whether one star
    brightens all of it (SKY102), and whether there are enough exposures to remove the others
    (BKG303).

    ## Why
    A field that was not checked may hold a star. aptcheck never calls such a field clean.

    ## How to fix
    Run `aptcheck lock` once to freeze the answers beside the proposal, or check with
    `--catalog irsa`. Only positions and radii are sent, and aptcheck says so. Where a catalogue did
    not answer, ask again, or ask another one (`--catalog vizier`, or a file of your own). Where the
    position of the field is not known, fix that first: no catalogue helps.

    Without the slit, look for stars, galaxies and extended emission in an image of the sky.

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
            message=f"The {context.mode.called} {agree(numbers, 'field', 'fields')} of "
            f"{numbered('observation', numbers)} {agree(numbers, 'was', 'were')} not checked for "
            "2MASS or WISE sources: no catalogue was asked.",
            fix="Run `aptcheck lock` on the folder of the proposal, or check with `--catalog "
            "irsa`; only positions and radii are sent.",
        )
        return
    for field in context.sky.judgements:
        if field.reason is not None:
            yield Fault(
                message=f"The {context.mode.called} field of observation "
                f"{field.observation.number} was not checked for sources: {field.reason}.",
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
        message=f"The {mode.called} {agree(fields, 'field', 'fields')} of "
        f"{numbered('observation', [field.number for field in fields])} "
        f"{agree(fields, 'was', 'were')} not checked for sources: {LEFT_OUT}.",
        fix=_BY_HAND,
        subject=mode.name,
    )


def _fix(field: FieldJudgement, context: Context) -> str:
    """Suggest a catalogue only where one could answer."""
    observation, mode = field.observation, context.mode
    if any(UNKNOWN in band for band in field.unknown_bands):
        choose = f"choose the {mode.element_word} of every exposure, then check again"
        return in_form(observation.number, mode.form, choose)
    if field.unknown_bands or field.around:
        return _BY_HAND
    unknown = context.schedule.of(observation).unavailable
    if unknown is None:
        return (
            "Ask again, or ask another catalogue (`--catalog vizier`); renew a stale lock with "
            "`aptcheck lock`."
        )
    if unknown.lacks is not None:
        return f"Fix {FOUND_BY[unknown.lacks]} first: no allowed angle remains."
    return _first(observation, context)


def _first(observation: Observation, context: Context) -> str:
    """Say what is needed before a catalogue can help."""
    target = context.graph.proposal.target_of(observation)
    if target is not None and target.is_moving:
        return (
            "Look for stars, galaxies and extended emission at the ephemeris position; a catalogue "
            "query cannot help with a moving target."
        )
    if target is None or not target.has_position:
        return (
            f"Give the target of observation {observation.number} usable coordinates first; a "
            "catalogue query cannot help yet."
        )
    return "Correct what keeps the field from being known; a catalogue query cannot help yet."
