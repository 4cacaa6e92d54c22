from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.orphans import stands_at
from aptcheck.remedies.change import Change
from aptcheck.remedies.versions import PLAIN_ACQUISITION, too_old
from aptcheck.rules import Context, Fault, NotChecked, SkyUse, Verdicts, rule
from aptcheck.wording import briefly, excerpt, in_mrs_form

if TYPE_CHECKING:
    from aptcheck.background.graph import Graph
    from aptcheck.model import Acquisition, Observation, Proposal, Target


_NO_ACQUISITION = Change("AcqTargetID", "NONE")


@rule("BKG501", severity="error", repair="never", suspected=True)
def background_target_acquisition(use: SkyUse, context: Context) -> Verdicts:
    """A target acquisition is on blank sky, or belongs to a background.

    ## What
    Acq Target of a background observation is not NONE. An error where the acquisition is on the
    sky target itself, or on a star within 5 arcsec of it. A warning where it is on a star of its
    own elsewhere, on the science target while the imager is primary, or where an Offset moves the
    background away from the coordinates of its target.

    Also an error where Acq Target of a science observation is the sky target, or an entry within
    5 arcsec of it. Its acquisition on an extended source is a matter of BKG506.

    ## Why
    On blank sky there is nothing to acquire: the acquisition fails, or centres on noise or a
    stray source, and the visit, be it science, may be lost. If there is a star to acquire, it is in
    the MRS field: its spectrum is then in the background and is subtracted from the science. For a
    background, a star elsewhere costs time and gains nothing.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and set Acq Target to NONE. Filter,
    readout and groups of the acquisition may stay: they are not used then. If there is a star at
    the coordinates of the sky target, also move these to an empty place. In a science observation
    set Acq Target to the science target, to a star near it, or to NONE.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("Acq Target should
    be set to NONE", read 2026-11). APT warns of an acquisition target that is marked as a
    background. That a star in the field is in the background is aptcheck's own judgement.
    """
    proposal = context.graph.proposal
    for sky, mrs in [(sky, sky.mrs) for sky in use.skies if sky.mrs is not None]:
        found = mrs.acquisition
        if found.kind == "unknown":
            text = f" ({excerpt(found.text)!r})" if found.text else ""
            yield NotChecked(f"Acq Target of observation {sky.number} was not understood{text}")
        elif found.kind != "none":
            harm = _harm(proposal, sky, found)
            source = "its target" if found.kind == "same" else _name(found)
            yield Fault(
                message=f"Background observation {sky.number} "
                + (harm or f"acquires {source}, which a background does not need")
                + ".",
                fix=in_mrs_form(sky.number, _NO_ACQUISITION.words)
                + (" If a star is there, move the sky target to an empty place." if harm else ""),
                severity=None if harm else "warning",
                at=found,
                observation=sky.number,
                related=use.users_of(sky),
                remedy=None
                if context.graph.science(sky.number) is not None
                else too_old(proposal, PLAIN_ACQUISITION, "Acq Target NONE")
                # its image may need it
                or _NO_ACQUISITION.of("unsafe" if sky.imager_primary else "safe", [mrs]),
            )
    yield from _on_the_sky(use, context.graph)


def _on_the_sky(use: SkyUse, graph: Graph) -> Verdicts:
    """Judge the science observations: is their acquisition where a background is taken?"""
    blank = [sky for sky in use.skies if _at_its_target(sky)]
    place = graph.proposal.target_of(use.skies[0])
    if not blank or place is None or graph.sciences_of(place):
        return
    for science in sorted(graph.sciences, key=lambda science: science.number):
        mrs = science.observation.mrs
        if mrs is None or mrs.acquisition.kind != "other":
            continue
        found = mrs.acquisition
        acquired = graph.proposal.target(found.target)
        if acquired is None or graph.sciences_of(acquired) or not _is_at(place, acquired):
            continue
        skies = tuple(sky.number for sky in blank)
        what = "which is" if acquired.number == place.number else "which is at the position of"
        yield Fault(
            message=f"Science observation {science.number} does its target acquisition on "
            f"{_name(found)}, {what} the sky of background {briefly('observation', skies)}: on "
            "blank sky there is nothing to acquire, and a star there would be in the background.",
            fix=in_mrs_form(
                science.number,
                "set Acq Target to the science target, to a star near it, or to NONE",
            ),
            at=found,
            observation=science.number,
            related=skies,
        )


def _at_its_target(sky: Observation) -> bool:
    """Whether the MRS looks at the coordinates of the sky target."""
    return not sky.imager_primary and sky.requirements.offset_arcsec == (0.0, 0.0)


def _is_at(place: Target, acquired: Target) -> bool:
    return acquired.number == place.number or stands_at(place, [acquired])


def _harm(proposal: Proposal, sky: Observation, found: Acquisition) -> str | None:
    """Say what an acquisition at the place of the background does; None where it is elsewhere."""
    if not _at_its_target(sky):
        return None
    if found.kind == "same":
        return (
            "does a target acquisition on its own target: on blank sky there is nothing to acquire,"
            " and a star there would be in the background"
        )
    star, place = proposal.target(found.target), proposal.target_of(sky)
    if star is None or place is None or not stands_at(place, [star]):
        return None
    return f"acquires {_name(found)}, which is at the sky position: the star is in the background"


def _name(found: Acquisition) -> str:
    return excerpt(found.target.name) if found.target is not None else "another star"
