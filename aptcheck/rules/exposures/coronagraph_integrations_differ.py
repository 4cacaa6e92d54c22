from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.incomplete_exposures import unclear_exposures
from aptcheck.modes.setting_words import difference_words
from aptcheck.remedies.as_science import integrations_as_science
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import in_form, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aptcheck.modes.matching import SettingMatch
    from aptcheck.modes.ramp import Ramp


@rule("BKG212", severity="warning", suspected=True, modes=("miri-coronagraphy",))
def coronagraph_integrations_differ(background: Background, context: Context) -> Verdicts:
    """The background of a coronagraphic observation has a different number of integrations.

    ## What
    Science and background use the same mask and filter with the same Readout Pattern and
    Groups/Int, but no such background exposure has the Integrations/Exp of the science. Where
    readout or groups differ, BKG202 or BKG201 reports it instead. Dithers are not compared: APT
    gives a background a dither of its own, at two positions.

    ## Why
    A background must repeat the science observation exactly. The pipeline averages the integrations
    of each side without comparing their numbers, so nothing else warns you. Any drift between the
    first integration of an exposure and its last is averaged over a different number of
    integrations.

    ## How to fix
    In APT, open the background observation, MIRI Coronagraphic Imaging tab, and set
    Integrations/Exp to that of the science exposure with the same mask and filter.

    ## Source
    JDox, "MIRI Coronagraphic Imaging APT Template" ("The background specification must match
    exactly the specified parameters for the associated target", Cycle 4). That this includes the
    integrations is inferred from "exactly"; background step of jwst 3.0.0 (unequal numbers of
    integrations are averaged), run 2026-11.
    """
    applies(background.intent.subtracts_background, "the plan does not subtract this background")
    if unclear := unclear_exposures(context.graph.proposal, background.observations, readout=True):
        yield NotChecked(unclear)
    equal = {match.setting: pairs for match in background.matches if (pairs := _equal_ramps(match))}
    applies(equal or unclear, "no exposures with equal readout and Groups/Int on both sides")
    every = [ramp for pairs in equal.values() for one, others in pairs for ramp in (one, *others)]
    if unknown := {r.observation.number for r in every if r.integrations is None}:
        yield NotChecked(
            f"{numbered('observation', sorted(unknown))}: Integrations/Exp is not known"
        )
    wrong = {
        setting: found
        for setting, pairs in equal.items()
        if (found := [(one, others) for one, others in pairs if _differs(one, others)])
    }
    if not wrong:
        return
    mode, (first, *_) = context.mode, wrong.values()
    science, (sky, *_) = first[0]
    differences = difference_words(
        mode,
        (
            (setting, _numbers(one for one, _ in found), _numbers(o for _, os in found for o in os))
            for setting, found in wrong.items()
        ),
    )
    where = mode.setting_names([science.setting])
    likewise = " Do the same in the other settings listed." if len(wrong) > 1 else ""
    yield Fault(
        message=f"Background and science have different Integrations/Exp: {differences}.",
        fix=in_form(
            sky.observation.number,
            mode.form,
            f"set Integrations/Exp in {where} to {science.integrations} as in observation "
            f"{science.observation.number}",
        )
        + likewise,
        at=sky.exposure,
        about=background,
        observation=sky.observation.number,
        evidence=Evidence(sky.integrations, science.integrations, "integrations"),
        cause=(background.sky_numbers, differences),
        remedy=integrations_as_science(background, context.graph),
    )


def _equal_ramps(match: SettingMatch) -> list[tuple[Ramp, list[Ramp]]]:
    """Return each science ramp with the background ramps of the same readout and groups."""
    pairs = (
        (one, [r for r in match.sky if (r.readout, r.groups) == (one.readout, one.groups)])
        for one in match.science
        if one.readout is not None and one.groups is not None
    )
    return [(one, others) for one, others in pairs if others]


def _differs(one: Ramp, others: list[Ramp]) -> bool:
    numbers = {other.integrations for other in others}
    return None not in {one.integrations, *numbers} and one.integrations not in numbers


def _numbers(ramps: Iterable[Ramp]) -> str:
    return "/".join(map(str, sorted({ramp.integrations or 0 for ramp in ramps})))
