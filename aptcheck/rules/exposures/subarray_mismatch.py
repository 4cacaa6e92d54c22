from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import in_mrs_form, numbered

if TYPE_CHECKING:
    from aptcheck.modes.mrs.matching import SettingMatch


@rule("BKG205", severity="error", draft="warning", suspected=True)
def subarray_mismatch(background: Background, context: Context) -> Verdicts:
    """The background uses another subarray than the science.

    ## What
    In a grating setting that both sides take, a science Subarray does not occur among the
    background exposures.

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same subarray, so the
    science gets none.

    ## How to fix
    In APT open both observations, MIRI MRS form, and choose the same Subarray; MRS spectra are
    taken with FULL.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal SUBARRAY), observed 2026-11; JDox,
    "MIRI Detector Subarrays" ("no subarrays are available for the medium-resolution
    spectrometer", read 2026-11).
    """
    shared = [match for match in background.matches if match.science and match.sky]
    applies(shared, "no setting is taken on both sides")
    ramps = [ramp for match in shared for ramp in match.science + match.sky]
    if unclear := {ramp.observation.number for ramp in ramps if not ramp.subarray}:
        yield NotChecked(f"{numbered('observation', sorted(unclear))}: the subarray is not known")
    wrong = {a.setting: found for a in shared if (found := _difference(a)) is not None}
    if not wrong:
        return
    (setting, (science, other)), *_ = wrong.items()
    sky = next(match for match in shared if match.setting == setting).sky[0]
    yield Fault(
        message="The subarray of the background differs from the science in "
        f"{setting_names(wrong)}: science {science}, background {other}.",
        fix=in_mrs_form(
            sky.observation.number,
            f"set Subarray to {science} as in observation {background.science_numbers[0]}",
        ),
        at=sky.exposure,
        about=background,
        observation=sky.observation.number,
        evidence=Evidence(other, science),
        cause=(background.sky_numbers, *wrong.items()),
    )


def _difference(match: SettingMatch) -> tuple[str, str] | None:
    """Return the subarrays of both sides where the sky lacks one of the science."""
    science, sky = ({ramp.subarray for ramp in side} for side in (match.science, match.sky))
    if None in science | sky or science <= sky:
        return None
    return "/".join(sorted(filter(None, science))), "/".join(sorted(filter(None, sky)))
