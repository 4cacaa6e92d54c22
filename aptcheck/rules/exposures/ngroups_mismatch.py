from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.setting_words import groups_differences
from aptcheck.remedies.as_science import ramps_as_science
from aptcheck.rules import (
    EVERY_MODE,
    Background,
    Context,
    Evidence,
    Fault,
    NotChecked,
    Verdicts,
    applies,
    rule,
)
from aptcheck.rules.exposures.equal_ramps import severity_of_unequal
from aptcheck.wording import in_form

if TYPE_CHECKING:
    from aptcheck.modes.matching import SettingMatch


@rule(
    "BKG201",
    severity="error",
    repair="never",
    draft="warning",
    submit="raised",
    suspected=True,
    modes=EVERY_MODE,
)
def ngroups_mismatch(background: Background, context: Context) -> Verdicts:
    """Background and science have different numbers of groups.

    ## What
    In a setting that both sides use with the same readout pattern, no background exposure has the
    Ngroups of a science exposure. An MRS setting is a grating on a detector (GroupsLong is compared
    with GroupsLong, GroupsShort with GroupsShort); elsewhere it is a filter, a mask and filter, a
    grating and filter, or a slit with them. The number of integrations may differ (for coronagraphy
    see BKG212). Several observations of one background are judged together.

    An error for the MRS and MIRI coronagraphy. A warning for MIRI imaging and the LRS slit: the
    detectors are the same, but no page that we could read asks for equal groups in these modes. An
    info for LRS slitless, whose background you subtract by hand, and for NIRSpec where you set
    strategy pixel; the master background that NIRSpec gets otherwise does not need equal groups.

    ## Why
    Bad pixels, hot pixels and the coherent striping of the detector depend on the ramp length and
    cancel only between ramps of equal length. The pipeline attaches the background without
    checking, and nothing warns you before the data are taken, not even APT, which compares the
    gratings of both sides but not the ramps. The optional step badpix_selfcal takes bad pixels from
    dedicated backgrounds of the MRS; the column striping has no correction yet.

    ## How to fix
    In APT, open the background observation, the template's tab, and set Groups/Int of each exposure
    to that of the science exposure with the same setting.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the same number
    of groups per integration", read 2026-11); "MIRI Coronagraphic Imaging APT Template" ("The
    background specification must match exactly the specified parameters for the associated
    target", Cycle 4); jwst issue 7816 (open, the striping), 7722 (LRS slitless) and pull request
    8500 (badpix_selfcal); jwst 3.0.0 reads no Ngroups when it associates backgrounds, in any mode.
    APT reports none of the 37 MRS science observations with unequal Ngroups among 667 that it
    printed, 2021 to 2026.
    """
    mode, severity = context.mode, severity_of_unequal(background, context.mode)
    unclear = unclear_exposures(context.graph.proposal, background.observations, readout=True)
    if unclear:
        yield NotChecked(unclear)
    shared = [a for a in background.matches if a.comparable and a.same_readout]
    applies(shared or unclear, "no setting with equal readout on both sides")
    wrong = [match for match in shared if match.unmatched]
    if not wrong:
        return
    ramp, nearest = wrong[0].nearest
    differences, number = groups_differences(mode, wrong), nearest.observation.number
    alike = next(iter(grouped(wrong, _wanted).values()))
    where = mode.setting_names(match.setting for match in alike)
    source = f"{ramp.groups} as in observation {ramp.observation.number}"
    change = f"set Groups/Int in {where} to {source}"
    if wrong[0].nearest_is_wanted:
        add = "add one" if mode.has_list else "add another background observation"
        change = (
            f"keep the exposure in {where}, which matches other science exposures, and {add} with "
            f"Groups/Int {source}, ideally under a separate background target"
        )
    likewise = " Do the same in the other settings listed." if len(alike) < len(wrong) else ""
    yield Fault(
        message=f"Background and science have different Ngroups: {differences}.",
        fix=in_form(number, mode.form, change) + likewise,
        at=nearest.exposure,
        about=background,
        observation=number,
        evidence=Evidence(nearest.groups, ramp.groups, "groups"),
        severity=severity,
        cause=(background.sky_numbers, differences),
        remedy=ramps_as_science(background, context.graph),
    )


def _wanted(match: SettingMatch) -> tuple[int | None, int]:
    """Return the Ngroups that a setting should have, and in which background observation."""
    ramp, nearest = match.nearest
    return ramp.groups, nearest.observation.number
