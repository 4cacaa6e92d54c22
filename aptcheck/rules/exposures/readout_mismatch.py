"""Science and background must read out in the same pattern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aptcheck.background.companions import TOLD, alike, science_numbers
from aptcheck.background.ramps import Ramp, Setting
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG202", severity=Severity.ERROR, draft="warning", suspected=True)
def readout_mismatch(background: Background, context: Context) -> Iterator[Verdict]:
    """The background reads out in another pattern than the science.

    ## What
    In a grating setting that both sides take, a science readout pattern does not occur among the
    background exposures. Without simultaneous imaging the short-wavelength arm reads out as the
    long-wavelength one. Ngroups are then not compared (BKG201 is silent for the setting).

    ## Why
    FASTR1 and SLOWR1 sample the ramp differently: noise, bad pixels and striping of one are not
    those of the other, so they do not cancel. The pipeline attaches the background all the same.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and give each exposure the Readout
    Pattern of the science exposure with the same wavelength; then compare Groups/Int.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", What does this mean for my science program?
    ("detector readout parameters (i.e., Ngroups) equal to that used for the science exposures",
    read 2026-11); jwst 3.0.0 reads no readout pattern when it associates backgrounds.
    """
    unclear = unread(context.proposal, background.observations, readout=True)
    if unclear:
        yield NotChecked(unclear)
    shared = [answer for answer in background.answers if answer.comparable]
    if not shared and not unclear:
        yield NotApplicable("no setting is taken on both sides")
    wrong = [answer for answer in shared if not answer.same_readout]
    if not wrong:
        return
    told_for = alike(context.graph, background, _differences)
    if not told_for:
        yield NotApplicable(TOLD)
        return
    first = wrong[0]
    offered = {ramp.readout for ramp in first.sky}
    ramp = next(ramp for ramp in first.science if ramp.readout not in offered)
    sky = first.sky[0]
    told = "; ".join(
        f"science {science}, background {other} in {setting_names(settings)}"
        for science, other, settings in _differences(background)
    )
    yield Fault(
        message=f"The readout pattern of the background differs from the science: {told}.",
        fix=f"In observation {sky.observation.number}, MIRI MRS form, set Readout Pattern in "
        f"{setting_names(answer.setting for answer in wrong)} to that of the science "
        f"({ramp.readout} in observation {ramp.observation.number}), and Groups/Int with it.",
        at=sky.exposure,
        observation=sky.observation.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=sky.readout, limit=ramp.readout),
    )


def _differences(background: Background) -> tuple[tuple[str, str, tuple[Setting, ...]], ...]:
    """Return (science readouts, background readouts, the settings where they stand so)."""
    grouped: dict[tuple[str, str], list[Setting]] = {}
    for answer in background.answers:
        if answer.comparable and not answer.same_readout:
            key = _readouts(answer.science), _readouts(answer.sky)
            grouped.setdefault(key, []).append(answer.setting)
    return tuple((*key, tuple(settings)) for key, settings in grouped.items())


def _readouts(ramps: Sequence[Ramp]) -> str:
    return "/".join(sorted({ramp.readout or "" for ramp in ramps}))
