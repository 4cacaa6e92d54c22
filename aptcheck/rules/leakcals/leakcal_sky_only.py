from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.rules import Context, Fault, NotChecked, Pairs, Verdicts, rule
from aptcheck.rules.leakcals.sides import add_them, by_sky, concerned, sides_alone, unless_intended
from aptcheck.wording import agree, briefly, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aptcheck.background.leakage import OneSided


@rule("BKG852", severity="warning", suspected=True, modes=("nirspec-ifu",))
def leakcal_sky_only(pairs: Pairs, context: Context) -> Verdicts:
    """The background has a leakage calibration, but the science does not.

    ## What
    The background observations of a science observation take leakage calibrations (exposures with
    Leakcal) in a grating and filter that the science takes without one. Reported once for the whole
    proposal, a single calibration separately from several, as a question: a single one for both
    sides may be intended. A calibration that corrects nothing is left to BKG853.

    ## Why
    A single calibration is subtracted from the science and the background alike. This scheme is
    used in flight, and it is clean. But the calibration is taken where the background is: it does
    not contain the light that leaks through the closed shutters from the science field itself.

    If there are several, one for each dither position, mosaic tile or background observation, the
    pipeline gives each exposure the calibration of its own side. It finds none for the science and
    skips the step with a warning: the background is corrected, and the science keeps its leakage.

    ## How to fix
    No action if a single calibration for both sides is intended. Otherwise, open the science
    observation in APT, NIRSpec IFU Spectroscopy tab, and add an exposure with Leakcal ticked, with
    Grating/Filter and Dither as in the calibration of the background. If one calibration is meant
    for both sides, take it once, undithered.

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
    served, skies = briefly("observation", sciences), briefly("observation", each)
    bare = sorted({number for side in sides for number in side.bare_skies})
    uncorrected = (
        f" The spectrum of background {briefly('observation', bare)} keeps its leakage."
        if bare
        else ""
    )
    only = f"In {mode.setting_names(settings)} only the background has"
    return Fault(
        message=f"{only} leakage calibrations ({skies}), more than one: it is corrected, but "
        f"science {served} {agree(sciences, 'keeps its', 'keep their')} leakage."
        if several
        else f"{only} a leakage calibration ({skies}). It also corrects science {served}, but "
        f"lacks the light that leaks in from the science field.{uncorrected}",
        fix=f"{add_them(sciences, settings, mode)} If one calibration is meant for both sides, "
        "take it once, with Dither cleared."
        if several
        else unless_intended(sciences, settings, mode),
        about=about,
        each=each,
        subject="several" if several else "",
    )
