from __future__ import annotations

from aptcheck.rules import Context, Fault, Pairs, Verdicts, rule
from aptcheck.rules.leakcals.sides import by_sky, concerned, sides_alone, unless_intended
from aptcheck.wording import agree, briefly


@rule("BKG851", severity="warning", suspected=True, modes=("nirspec-ifu",))
def leakcal_science_only(pairs: Pairs, context: Context) -> Verdicts:
    """The science has a leakage calibration, but the background does not.

    ## What
    A science observation takes a leakage calibration (an exposure with Leakcal) in a grating and
    filter in which one of its background observations takes exposures but no calibration. Reported
    once for the whole proposal, as a question: it may be intended. A calibration that corrects
    nothing is left to BKG853.

    ## Why
    Light leaks through the closed shutters of the NIRSpec MSA into the IFU spectra. The leakage
    calibration of the science is subtracted from each of its exposures and, at level 2, from the
    background exposures attached to them. The spectrum of the background, which level 3 subtracts
    as the master background, comes from the background's own product, and that has no calibration:
    the leakage is still in it. It is therefore subtracted from the science a second time, and the
    result is too low. Level 2 subtracts a background only where the grating wheel has not moved in
    between, but it does move between visits.

    ## How to fix
    No action if this is intended: where the leakage is faint, or you subtract the background
    yourself. Otherwise, open the background observation in APT, NIRSpec IFU Spectroscopy tab, and
    add an exposure with Leakcal ticked, with Grating/Filter and Dither as in the calibration of the
    science.

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
        "background is subtracted from the science a second time.",
        fix=unless_intended(each, settings, mode),
        about=about,
        each=each,
    )
