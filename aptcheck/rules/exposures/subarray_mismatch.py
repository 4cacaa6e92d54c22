from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.setting_words import setting_names
from aptcheck.modes.mrs.vocabulary import SUBARRAYS
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import numbered

if TYPE_CHECKING:
    from aptcheck.modes.mrs.matching import SettingMatch


@rule("BKG205", severity="error", repair="never", draft="warning", suspected=True)
def subarray_mismatch(background: Background, context: Context) -> Verdicts:
    """The background reads the MRS detectors out in another subarray than the science.

    ## What
    In a grating setting that both sides take, an exposure of the science names a subarray of an
    MRS detector (`SubarrayLong` or `SubarrayShort` in the file) that no background exposure has.
    Imager Subarray is not compared: it belongs to the imager, and the spectra do not depend on it.

    ## Why
    At level 2 the pipeline gives a background only to exposures of the same subarray, so the
    science gets none.

    ## How to fix
    APT's form has no field for it and writes FULL, the only choice for the MRS: the file was edited
    outside APT. Make the exposures anew in APT, tab MIRI Medium Resolution Spectroscopy.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal SUBARRAY), observed 2026-11; JDox,
    "MIRI Detector Subarrays" ("no subarrays are available for the medium-resolution
    spectrometer", read 2026-11). In the proposals of 2023 to 2026 that APT printed, Imager Subarray
    is BRIGHTSKY, SUB256 or SUB64 in 17 MRS programmes.
    """
    shared = [match for match in background.matches if match.science and match.sky]
    applies(shared, "no setting is taken on both sides")
    ramps = [ramp for match in shared for ramp in match.science + match.sky]
    named = [ramp for ramp in ramps if ramp.subarray]
    applies(named, "no exposure names a subarray of the MRS")
    if unclear := {ramp.observation.number for ramp in ramps if not ramp.subarray}:
        yield NotChecked(f"{numbered('observation', sorted(unclear))}: the subarray is not known")
    wrong = {a.setting: found for a in shared if (found := _difference(a)) is not None}
    if not wrong:
        return
    (setting, (science, other)), *_ = wrong.items()
    sky = next(match for match in shared if match.setting == setting).sky[0]
    odd = sorted({ramp.observation.number for ramp in named if ramp.subarray not in SUBARRAYS})
    yield Fault(
        message="The subarray of the MRS in the background differs from the science in "
        f"{setting_names(wrong)}: science {science}, background {other}.",
        fix="The MRS has FULL alone, and APT's form no field for it: make the exposures of "
        f"{numbered('observation', odd)} anew in APT.",
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
