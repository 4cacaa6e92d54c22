from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import Context, Fault, NotChecked, Pairs, Verdicts, rule
from aptcheck.rules.leakcals.sides import add_them, by_sky, concerned, sides_alone
from aptcheck.wording import agree, briefly, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.background.leakage import OneSided


@rule("BKG852", severity="warning", suspected=True, modes=("nirspec-ifu",))
def leakcal_sky_only(pairs: Pairs, context: Context) -> Verdicts:
    """The background has a leakage calibration, the science none.

    ## What
    The backgrounds of a science observation take leakage calibrations (exposures with Leakcal) in a
    grating and filter that the science takes without one. Reported once a proposal, a single
    calibration apart from several, as a question: a single one for both sides may be meant. A
    calibration that corrects nothing is left to BKG853.

    ## Why
    A single calibration is subtracted from the science and from the background alike. That is a
    scheme that is used in flight, and clean. Only, it is taken where the background is: light that
    leaks through the closed shutters from the field of the science itself is not in it.

    Of several, one for each dither position, mosaic tile or background observation, the pipeline
    gives each exposure that of its own side. It finds none for the science and skips the step with
    a warning: the background is corrected, and the science keeps its leakage.

    ## How to fix
    Nothing, if a single one for both sides is meant. Otherwise open the science observation in APT,
    NIRSpec IFU Spectroscopy form, and add an exposure with Leakcal, with the Grating/Filter and
    the Dither box of that of the background. If one for both is meant, take it once, undithered.

    ## Source
    Association generator of jwst 3.0.0, run 2026-11 (the calibrations of the background are members
    of the science products); step imprint_subtract of the same version, read 2026-11. Programme
    1893, observations 1 and 2: one calibration for both, in the background (jwst pull request
    9520, 2025-07-23).
    """
    sides = yield from sides_alone(pairs, context, on_science=False)
    if unknown := sorted({sky for side in sides if side.count is None for sky in side.skies}):
        yield NotChecked(
            f"{numbered('observation', unknown)}: how many leakage calibrations are taken is not "
            "known"
        )
    one = [side for side in sides if side.count == 1]
    several = [side for side in sides if side.count is not None and side.count > 1]
    if one:
        yield _fault(pairs, context, one, several=False)
    if several:
        yield _fault(pairs, context, several, several=True)


def _fault(pairs: Pairs, context: Context, sides: Sequence[OneSided], *, several: bool) -> Fault:
    mode = context.mode
    about = concerned(pairs, sides)
    holding = by_sky(sides)
    settings = set().union(*holding.values())
    each = {number: mode.setting_names(own) for number, own in holding.items()}
    sciences = sorted(about.science_numbers)
    add = add_them(sciences, settings, mode)
    told, skies = briefly("observation", sciences), briefly("observation", each)
    bare = sorted({number for side in sides for number in side.bare_skies})
    besides = (
        f" The spectrum of background {briefly('observation', bare)} keeps its leakage."
        if bare
        else ""
    )
    only = f"In {mode.setting_names(settings)} only the background has"
    return Fault(
        message=f"{only} leakage calibrations ({skies}), several of them: it is corrected, but "
        f"science {told} {agree(sciences, 'keeps its', 'keep their')} leakage."
        if several
        else f"{only} a leakage calibration ({skies}), and science {told} "
        f"{agree(sciences, 'has', 'have')} none: one serves both, without the light that leaks in "
        f"from the field of the science.{besides}",
        fix=f"{add} If one calibration is meant to serve both sides, take it once, without Dither."
        if several
        else f"No action if this is meant. Otherwise: {add}",
        about=about,
        each=each,
        subject="several" if several else "",
    )
