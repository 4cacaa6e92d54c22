from __future__ import annotations

from aptcheck.rules import Context, Fault, Pairs, Verdicts, rule
from aptcheck.rules.leakcals.sides import add_them, by_sky, concerned, sides_alone
from aptcheck.wording import agree, briefly


@rule("BKG851", severity="warning", suspected=True, modes=("nirspec-ifu",))
def leakcal_science_only(pairs: Pairs, context: Context) -> Verdicts:
    """The science has a leakage calibration, its background none.

    ## What
    A science observation takes a leakage calibration (an exposure with Leakcal) in a grating and
    filter in which a background observation of it takes exposures and no calibration. Reported once
    a proposal, as a question: it may be meant. A calibration that corrects nothing is left to
    BKG853.

    ## Why
    Light leaks through the closed shutters of the NIRSpec MSA into the IFU's spectra. The
    leakage calibration of the science is subtracted from each of its exposures and, at level 2,
    from the background exposures beside it. The spectrum of the background, which level 3 subtracts
    as master background, comes from the background's own product, and that has no calibration: the
    leakage is still in it. So it is subtracted from the science a second time, and the result is
    too low. Level 2 subtracts a background only where the grating wheel has not moved in between,
    as it does between visits.

    ## How to fix
    Nothing, if this is meant: where the leakage is faint, or you subtract the background yourself.
    Otherwise open the background observation in APT, NIRSpec IFU Spectroscopy form, and add an
    exposure with Leakcal, with the Grating/Filter and the Dither box of that of the science.

    ## Source
    Association generator of jwst 3.0.0, run 2026-11: in the products of the science there is one
    leakage calibration, its own; in that of the background none. Step imprint_subtract of the same
    version ("If a single imprint image is provided, it is directly subtracted", and so it is from
    the background members), read 2026-11. Schemes in flight: jwst pull request 9520 (2025-07-23).
    """
    mode = context.mode
    if not (sides := (yield from sides_alone(pairs, context, on_science=True))):
        return
    about = concerned(pairs, sides)
    lacking = by_sky(sides)
    settings = set().union(*lacking.values())
    each = {number: mode.setting_names(own) for number, own in lacking.items()}
    yield Fault(
        message=f"{briefly('Background observation', each)} "
        f"{agree(each, 'takes', 'take')} no leakage calibration in "
        f"{mode.setting_names(settings)}, but the science does: the leakage left in the master "
        "background is subtracted from the science once too often.",
        fix=f"No action if this is meant. Otherwise: {add_them(each, settings, mode)}",
        about=about,
        each=each,
    )
