from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.matching import matches
from aptcheck.rules import (
    SUBTRACTED_MODES,
    Context,
    Evidence,
    Fault,
    NotChecked,
    SharedSkies,
    Verdicts,
    rule,
)
from aptcheck.wording import FIXED_TARGETS, agree, numbered

if TYPE_CHECKING:
    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.ramp import Ramp


@rule("BKG209", severity="info", suspected=True, modes=SUBTRACTED_MODES)
def mixed_ramps_in_setting(shared: SharedSkies, context: Context) -> Verdicts:
    """A background setting mixes ramps of different length or readout.

    ## What
    The background observations of a science observation hold more than one pair of readout
    pattern and Ngroups in the same setting: wavelength and detector of the MRS, filter, mask and
    filter, grating and filter, or the slit with them. A warning where strategy pixel is set; where
    a mode merely subtracts pixel by pixel of itself it stays an info, and BKG110 warns of such
    observations of one background target.

    ## Why
    The pipeline reads no Ngroups when it associates: every science exposure of the setting gets
    all of these background exposures, averaged, the unequal ones too.

    ## How to fix
    In APT make a sky target entry for each ramp (Fixed Targets form), observe each with its own
    ramp, and list for a science target only the entry with its Groups/Int.

    ## Source
    Association generator of jwst 3.0.0 (Ngroups play no part, in any mode), observed 2026-11.
    """
    if unclear := unclear_exposures(context.graph.proposal, shared.skies, readout=True):
        yield NotChecked(unclear)
    mixed = [match for match in matches((), shared.skies) if len(_kinds(match)) > 1]
    if not mixed:
        return
    intents = [background.intent for background in shared.backgrounds]
    pixel = any(intent.strategy == "pixel" and intent.strategy_set for intent in intents)
    first, *_ = mixed
    names = context.mode.setting_names(match.setting for match in mixed)
    odd = next(ramp for ramp in first.sky if _kind(ramp) != _kind(first.sky[0]))
    kinds = ", ".join(f"{readout} {groups}" for readout, groups in sorted(_kinds(first)))
    numbers = sorted({ramp.observation.number for match in mixed for ramp in match.sky})
    yield Fault(
        message=f"{numbered('Observation', numbers)} {agree(numbers, 'mixes', 'mix')} ramps in "
        f"{names} ({kinds} groups): the pipeline attaches them all to every science exposure "
        "there.",
        fix=f"Make a sky target entry for each ramp ({FIXED_TARGETS} form), observe each with one "
        "Groups/Int, and list for a science target only the one that equals its own.",
        at=odd.exposure,
        about=shared,
        observation=odd.observation.number,
        evidence=Evidence(len(_kinds(first)), 1, "ramps"),
        severity="warning" if pixel else None,
    )


def _kind(ramp: Ramp) -> tuple[str, int]:
    return ramp.readout or "", ramp.groups or 0


def _kinds(match: SettingMatch) -> set[tuple[str, int]]:
    return {_kind(ramp) for ramp in match.sky if ramp.readout}
