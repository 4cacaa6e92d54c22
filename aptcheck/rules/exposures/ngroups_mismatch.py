from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.background.grouping import grouped
from aptcheck.modes.mrs.incomplete_exposures import unclear_exposures
from aptcheck.modes.mrs.setting_words import groups_differences, setting_names
from aptcheck.remedies.ramps import ramps_as_science
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import in_mrs_form

if TYPE_CHECKING:
    from aptcheck.modes.mrs.matching import SettingMatch


@rule("BKG201", severity="error", repair="never", draft="warning", submit="raised", suspected=True)
def ngroups_mismatch(background: Background, context: Context) -> Verdicts:
    """The background has another number of groups than the science.

    ## What
    In a grating setting that both sides take with the same readout, a science Ngroups has no
    equal among the background exposures. GroupsLong answers GroupsLong, GroupsShort answers
    GroupsShort; the number of integrations may differ. A background taken in several observations
    answers as a whole.

    ## Why
    Bad pixels, hot pixels and the coherent striping of the detector depend on the ramp length.
    They cancel only between ramps of equal length, and the pipeline attaches the background
    without looking: nothing warns you before the data are taken, not even APT, which compares the
    gratings of both sides and no ramps. The optional step badpix_selfcal takes bad pixels from
    dedicated backgrounds; the striping of the columns has no correction yet.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and give each exposure the Groups/Int
    of the science exposure with the same wavelength.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the same number
    of groups per integration", read 2026-11); jwst issue 7816 (open, the striping) and pull request
    8500 (badpix_selfcal); jwst 3.0.0 reads no Ngroups when it associates backgrounds. APT is silent
    on all 37 science observations of unequal Ngroups among 667 that it printed, 2021 to 2026.
    """
    unclear = unclear_exposures(context.graph.proposal, background.observations, readout=True)
    if unclear:
        yield NotChecked(unclear)
    shared = [a for a in background.matches if a.comparable and a.same_readout]
    applies(shared or unclear, "no setting with equal readout on both sides")
    wrong = [match for match in shared if match.unmatched]
    if not wrong:
        return
    ramp, nearest = wrong[0].nearest
    told, number = groups_differences(wrong), nearest.observation.number
    alike = next(iter(grouped(wrong, _wanted).values()))
    where = setting_names(match.setting for match in alike)
    source = f"{ramp.groups} as in observation {ramp.observation.number}"
    change = f"set Groups/Int in {where} to {source}"
    if wrong[0].nearest_is_wanted:
        change = (
            f"the exposure in {where} already answers other science exposures: add one with "
            f"Groups/Int {source}, best on a sky target entry of its own"
        )
    likewise = " Likewise in the other settings named." if len(alike) < len(wrong) else ""
    yield Fault(
        message=f"Ngroups of the background differ from the science: {told}.",
        fix=in_mrs_form(number, change) + likewise,
        at=nearest.exposure,
        about=background,
        observation=number,
        evidence=Evidence(nearest.groups, ramp.groups, "groups"),
        cause=(background.sky_numbers, told),
        remedy=ramps_as_science(background, context.graph),
    )


def _wanted(match: SettingMatch) -> tuple[int | None, int]:
    """Return the Ngroups that a setting should have, and in which background observation."""
    ramp, nearest = match.nearest
    return ramp.groups, nearest.observation.number
