from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.orphans import is_copy_of
from aptcheck.remedies.acquisitions import without_acquisition
from aptcheck.rules import Context, Fault, NotChecked, SkyUse, Verdicts, rule
from aptcheck.wording import briefly, excerpt, in_form

if TYPE_CHECKING:
    from aptcheck.finding import SeverityWord
    from aptcheck.mode_names import ModeName
    from aptcheck.model import Acquisition, Observation, Proposal, Target
    from aptcheck.modes.mode import Mode


_MODES: tuple[ModeName, ...] = (
    "miri-mrs",
    "miri-coronagraphy",
    "miri-lrs-slit",
    "miri-lrs-slitless",
    "nirspec-ifu",
    "nirspec-fs",
)


@rule("BKG501", severity="error", repair="never", suspected=True, modes=_MODES)
def background_target_acquisition(use: SkyUse, context: Context) -> Verdicts:
    """A target acquisition is on blank sky, or belongs to a background.

    ## What
    Acq Target of a background observation is not NONE. An error where the acquisition is on the
    background target itself, or on a star within 5 arcsec of it. A warning where it is on a star
    elsewhere, on the science target while the imager is primary, or where an Offset moves the
    background away from the coordinates of its target.

    For NIRSpec: TA Method is WATA or MSATA; VERIFY_ONLY corrects nothing and is fine. MSATA is a
    warning, since its stars are around the field and not in it, and so is any acquisition in a
    fixed slit: no public programme has a background there. For the LRS without the slit an
    acquisition elsewhere is an info: an earlier APT required one in every observation.

    Also an error where Acq Target of a science observation is the background target, or a target
    within 5 arcsec of it. An acquisition on an extended science source is left to BKG506.

    ## Why
    On blank sky there is nothing to acquire: the acquisition fails, or centers on noise or a stray
    source, and the visit may be lost, even a science visit. If there is a star to acquire, it is in
    the field: its light is then in the background and is subtracted from the science. For a
    background, a star elsewhere costs time and gains nothing.

    ## How to fix
    In APT, open the background observation, MIRI Medium Resolution Spectroscopy tab, and set Acq
    Target to NONE; in a NIRSpec tab, set TA Method to NONE. Filter, readout and groups of the
    acquisition may stay: they are not used then. The MIRI Coronagraphic Imaging tab asks for a
    Background Quadrant instead of an acquisition once the target is listed as a background. If
    there is a star at the coordinates of the background target, also move these to an empty place.
    In a science observation set Acq Target to the science target, to a star near it, or to NONE.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("Acq Target should
    be set to NONE", read 2026-11). APT warns of an acquisition target that is marked as a
    background. That a star in the field is in the background is aptcheck's own judgement. Other
    modes, JDox, read 2026-11: "MIRI LRS Slit Target Acquisition" ("TA may not be necessary when
    performing an off-source dedicated background observation"); "MIRI LRS Slitless Target
    Acquisition", whose earlier version calls it mandatory; "MIRI Coronagraphic Imaging Template
    Parameters" (Background Quadrant is "only available when target is a background target");
    "NIRSpec Verify Only Target Acquisition". None of 75 coronagraphic backgrounds in public files
    of accepted programmes has an acquisition.
    """
    proposal, mode = context.graph.proposal, context.mode
    for sky, found in [(sky, sky.acquisition) for sky in use.skies]:
        if found is None:
            continue
        if found.kind == "unknown":
            text = f" ({excerpt(found.text)!r})" if found.text else ""
            field = "Acq Target" if found.method == "WATA" else mode.acquisition_field
            yield NotChecked(f"{field} of observation {sky.number} was not understood{text}")
        elif found.kind != "none":
            harm = _harm(proposal, sky, found)
            yield Fault(
                message=f"Background observation {sky.number} "
                + (harm or f"acquires {_acquired(found)}, which a background does not need")
                + ".",
                fix=in_form(sky.number, mode.form, f"set {mode.acquisition_field} to NONE")
                + _QUADRANT.get(mode.name, "")
                + (
                    " If there is a star there, move the background target to an empty place."
                    if harm
                    else ""
                ),
                severity=_severity(mode, on_the_sky=harm is not None),
                at=found,
                observation=sky.number,
                related=use.users_of(sky),
                remedy=None
                if context.graph.science(sky.number) is not None
                else without_acquisition(sky, proposal),
            )
    yield from _on_the_sky(use, context)


#: What follows the fix of a coronagraphic background.
_QUADRANT: dict[ModeName, str] = {
    "miri-coronagraphy": " A current APT asks for the Background Quadrant instead."
}


def _severity(mode: Mode, *, on_the_sky: bool) -> SeverityWord | None:
    """Return the severity of an acquisition, None for an error."""
    if mode.name == "nirspec-fs":
        return "warning"
    if on_the_sky:
        return None
    return "info" if mode.name == "miri-lrs-slitless" else "warning"


def _on_the_sky(use: SkyUse, context: Context) -> Verdicts:
    """Judge the science observations: is their acquisition where a background is taken?"""
    graph, mode = context.graph, context.mode
    blank = [sky for sky in use.skies if _at_its_target(sky)]
    place = graph.proposal.target_of(use.skies[0])
    if not blank or place is None or graph.sciences_of(place):
        return
    for science in sorted(graph.sciences, key=lambda science: science.number):
        found = science.observation.acquisition
        if found is None or found.kind != "other":
            continue
        acquired = graph.proposal.target(found.target)
        if acquired is None or graph.sciences_of(acquired) or not _is_at(place, acquired):
            continue
        skies = tuple(sky.number for sky in blank)
        what = "which is" if acquired.number == place.number else "which is at the position of"
        yield Fault(
            message=f"Science observation {science.number} does its target acquisition on "
            f"{_name(found)}, {what} the target of background {briefly('observation', skies)}, "
            "which should be blank sky.",
            fix=in_form(science.number, mode.form, _elsewhere(mode)),
            at=found,
            observation=science.number,
            related=skies,
            severity=_severity(mode, on_the_sky=True),
        )


def _elsewhere(mode: Mode) -> str:
    """Return what a science observation should acquire."""
    if mode.name == "miri-coronagraphy":  # which is not offered without one
        return "set Acq Target to the science target or to a star near it"
    near = "set Acq Target to the science target, to a star near it"
    return f"{near}, or {mode.or_no_acquisition}"


def _at_its_target(sky: Observation) -> bool:
    """Whether the field is at the coordinates of the background target."""
    return not sky.imager_primary and sky.requirements.offset_arcsec == (0.0, 0.0)


def _is_at(place: Target, acquired: Target) -> bool:
    return acquired.number == place.number or is_copy_of(place, [acquired])


def _harm(proposal: Proposal, sky: Observation, found: Acquisition) -> str | None:
    """Return what an acquisition at the background does; None where it is elsewhere."""
    if not _at_its_target(sky) or found.method == "MSATA":
        return None
    if found.kind == "same":
        return "has a target acquisition on its own target, which should be blank sky"
    star, place = proposal.target(found.target), proposal.target_of(sky)
    if star is None or place is None or not is_copy_of(place, [star]):
        return None
    return f"acquires {_name(found)}, which is at its position: the star is in the background"


def _acquired(found: Acquisition) -> str:
    if found.method == "MSATA":
        return "reference stars around its field"
    return "its target" if found.kind == "same" else _name(found)


def _name(found: Acquisition) -> str:
    return excerpt(found.target.name) if found.target is not None else "another star"
