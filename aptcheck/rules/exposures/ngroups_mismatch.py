"""Science and background must use the same number of groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aptcheck.background.answers import Answer
from aptcheck.background.companions import TOLD, alike, science_numbers
from aptcheck.background.ramps import Ramp, Setting
from aptcheck.background.sides import Background
from aptcheck.background.unread import unread
from aptcheck.background.wording import setting_names
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, NotChecked, Verdict


@rule("BKG201", severity=Severity.ERROR, draft="warning", raised_on_submit=True, suspected=True)
def ngroups_mismatch(background: Background, context: Context) -> Iterator[Verdict]:
    """The background has another number of groups than the science.

    ## What
    In a grating setting that both sides take with the same readout, a science Ngroups has no
    equal among the background exposures. GroupsLong answers GroupsLong, GroupsShort answers
    GroupsShort; the number of integrations may differ. A background taken in several observations
    answers as a whole.

    ## Why
    Bad pixels, hot pixels and the coherent striping of the detector depend on the ramp length.
    They cancel only between ramps of equal length, and the pipeline attaches the background
    without looking: nothing warns you before the data are taken.

    ## How to fix
    In APT open the background observation, MIRI MRS form, and give each exposure the Groups/Int
    of the science exposure with the same wavelength.

    ## Source
    JDox, "MIRI MRS Dedicated Sky Observations", How to obtain a sky background ("the same number
    of groups per integration", read 2026-11); jwst issue 7816; jwst 3.0.0 reads no Ngroups when
    it associates backgrounds.
    """
    unclear = unread(context.proposal, background.observations, readout=True)
    if unclear:
        yield NotChecked(unclear)
    shared = _shared(background)
    if not shared and not unclear:
        yield NotApplicable("no setting with equal readout on both sides")
    wrong = [answer for answer in shared if answer.unanswered]
    if not wrong:
        return
    told_for = alike(context.graph, background, _differences)
    if not told_for:
        yield NotApplicable(TOLD)
        return
    ramp, nearest = _nearest(wrong[0])
    told = "; ".join(
        f"science {science}, background {sky} in {setting_names(settings)}"
        for science, sky, settings in _differences(background)
    )
    yield Fault(
        message=f"Ngroups of the background differ from the science: {told}.",
        fix=_fix(wrong, ramp, nearest),
        at=nearest.exposure,
        observation=nearest.observation.number,
        related=science_numbers(told_for),
        evidence=Evidence(measured=nearest.groups, limit=ramp.groups, unit="groups"),
    )


def _shared(background: Background) -> list[Answer]:
    return [answer for answer in background.answers if answer.comparable and answer.same_readout]


def _differences(background: Background) -> tuple[tuple[str, str, tuple[Setting, ...]], ...]:
    """Return (science Ngroups, background Ngroups, the settings where they stand so)."""
    grouped: dict[tuple[str, str], list[Setting]] = {}
    for answer in _shared(background):
        if answer.unanswered:
            several = len({ramp.readout for ramp in answer.sky}) > 1
            key = _spelled(answer.unanswered, several), _spelled(answer.sky, several)
            grouped.setdefault(key, []).append(answer.setting)
    return tuple((*key, tuple(settings)) for key, settings in grouped.items())


def _spelled(ramps: Sequence[Ramp], with_readout: bool) -> str:
    known = sorted({(ramp.readout or "", ramp.groups or 0) for ramp in ramps})
    return "/".join(f"{readout} {n}" if with_readout else f"{n}" for readout, n in known)


def _nearest(answer: Answer) -> tuple[Ramp, Ramp]:
    """Return a science ramp without an answer and the background ramp that comes nearest."""
    ramp = answer.unanswered[0]
    same = [other for other in answer.sky if other.readout == ramp.readout]
    return ramp, min(same, key=lambda other: abs((other.groups or 0) - (ramp.groups or 0)))


def _fix(wrong: Sequence[Answer], ramp: Ramp, nearest: Ramp) -> str:
    same = [
        answer.setting
        for answer in wrong
        if answer.unanswered[0].groups == ramp.groups
        and _nearest(answer)[1].observation.number == nearest.observation.number
    ]
    wanted = {(other.readout, other.groups) for other in wrong[0].science}
    where = f"In observation {nearest.observation.number}, MIRI MRS form,"
    if (nearest.readout, nearest.groups) in wanted:
        change = (
            f"{where} the exposure in {setting_names(same)} already answers other science "
            f"exposures: add one with Groups/Int {ramp.groups} as in observation "
            f"{ramp.observation.number}, best on a sky target entry of its own."
        )
    else:
        change = (
            f"{where} set Groups/Int in {setting_names(same)} to {ramp.groups} as in observation "
            f"{ramp.observation.number}."
        )
    return change + (" Likewise in the other settings named." if len(same) < len(wrong) else "")
