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
from aptcheck.wording import agree, in_targets, numbered

if TYPE_CHECKING:
    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.ramp import Ramp


@rule("BKG209", severity="info", suspected=True, modes=SUBTRACTED_MODES)
def mixed_ramps_in_setting(shared: SharedSkies, context: Context) -> Verdicts:
    """A background setting mixes ramps of different length or readout.

    ## What
    The background observations of a science observation have more than one combination of readout
    pattern and Ngroups in the same setting. A setting is a wavelength and detector of the MRS, a
    filter, a mask and filter, a grating and filter, or a slit with them. A warning where you set
    strategy pixel; modes that subtract pixel by pixel by default stay at info, and BKG110 warns of
    such observations of one background target.

    ## Why
    The pipeline ignores Ngroups when it associates exposures: every science exposure of the setting
    gets the average of all these background exposures, including the unequal ones.

    ## How to fix
    In APT, Fixed Targets, make a separate background target for each ramp, observe each with its
    own ramp, and choose for each science target only the background target with its Groups/Int.

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
        message=f"Background {numbered('observation', numbers)} {agree(numbers, 'mixes', 'mix')} "
        f"ramps in {names} ({kinds} groups): the pipeline attaches them all to every science "
        "exposure there.",
        fix=in_targets(
            "make a separate background target for each ramp, observe each with one Groups/Int, "
            "and choose for each science target only the one with its own Groups/Int"
        ),
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
