"""Science and background must use the same number of groups."""

from __future__ import annotations

from collections.abc import Iterator

from aptcheck.background.ramps import Ramp
from aptcheck.background.sides import Background
from aptcheck.finding import Evidence, Severity
from aptcheck.rules.context import Context
from aptcheck.rules.rule import rule
from aptcheck.rules.verdict import Fault, NotApplicable, Verdict


@rule("BKG201", severity=Severity.ERROR, draft="warning", raised_on_submit=True, suspected=True)
def ngroups_mismatch(background: Background, context: Context) -> Iterator[Verdict]:
    """The background has another number of groups than the science.

    ## What
    In a grating setting that both sides take with the same readout, a science Ngroups has no
    equal among the background exposures. GroupsLong answers GroupsLong, GroupsShort answers
    GroupsShort; the number of integrations may differ.

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
    shared = [a for a in background.answers if a.science and a.sky and a.same_readout]
    if not shared:
        yield NotApplicable("no setting with equal readout on both sides")
    wrong = [answer for answer in shared if answer.unanswered]
    if not wrong:
        return
    first = wrong[0]
    ramp = first.unanswered[0]
    nearest = min(first.sky, key=lambda r: abs((r.groups or 0) - (ramp.groups or 0)))
    told = "; ".join(
        f"{answer.setting[0]} {answer.setting[1].lower()} arm: science "
        f"{_numbers(answer.unanswered)}, background {_numbers(answer.sky)}"
        for answer in wrong
    )
    yield Fault(
        message=f"Ngroups of the background differ from the science ({told}).",
        fix=(
            f"In observation {nearest.observation.number}, MIRI MRS form, set Groups/Int of the "
            f"{first.setting[0]} exposure to {ramp.groups} as in observation "
            f"{ramp.observation.number}"
            + (", and likewise in the other settings named." if len(wrong) > 1 else ".")
        ),
        at=nearest.exposure,
        observation=nearest.observation.number,
        related=background.science_numbers,
        evidence=Evidence(measured=nearest.groups, limit=ramp.groups, unit="groups"),
    )


def _numbers(ramps: tuple[Ramp, ...]) -> str:
    return "/".join(str(number) for number in sorted({ramp.groups or 0 for ramp in ramps}))
