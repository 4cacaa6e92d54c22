from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.modes.mrs.vocabulary import SUBARRAYS
from aptcheck.rules import Background, Context, Evidence, Fault, NotChecked, Verdicts, applies, rule
from aptcheck.wording import in_form, numbered

if TYPE_CHECKING:
    from aptcheck.modes.matching import SettingMatch


@rule(
    "BKG205",
    severity="error",
    repair="never",
    draft="warning",
    suspected=True,
    modes=("miri-mrs", "miri-imaging", "miri-lrs-slit", "nirspec-fs"),
)
def subarray_mismatch(background: Background, context: Context) -> Verdicts:
    """Background and science use different subarrays.

    ## What
    In a setting that both sides use (a grating of the MRS, a filter of MIRI imaging, the prism of
    the LRS with its slit, a slit, grating and filter of the NIRSpec fixed slits), the science has a
    subarray that no background exposure has. For the MRS this is the subarray of an MRS detector
    (`SubarrayLong` or `SubarrayShort` in the file); Imager Subarray is not compared, because it
    belongs to the imager and does not affect the spectra. A coronagraph's subarray follows its
    mask, and the NIRSpec IFU has none.

    ## Why
    At level 2 the pipeline gives a background only to exposures in the same subarray, so the
    science gets none. In the fixed slits it gets none at level 3 either.

    ## How to fix
    In APT, open the background observation, the template's tab, and set Subarray to that of the
    science. The MIRI Medium Resolution Spectroscopy tab has no such field, and APT always writes
    FULL, the only choice: if the file has anything else, it was edited outside APT. Create those
    exposures again in APT.

    ## Source
    Association generator of jwst 3.0.0 (level 2 needs equal SUBARRAY, fixed slits at level 3 too),
    observed 2026-11; JDox, "MIRI Detector Subarrays" ("no subarrays are available for the
    medium-resolution spectrometer", read 2026-11). In the proposals of 2023 to 2026 that APT
    printed, Imager Subarray is BRIGHTSKY, SUB256 or SUB64 in 17 MRS programmes.
    """
    shared = [match for match in background.matches if match.science and match.sky]
    applies(shared, "no setting is used on both sides")
    ramps = [ramp for match in shared for ramp in match.science + match.sky]
    named = [ramp for ramp in ramps if ramp.subarray]
    mode = context.mode
    is_mrs = mode.name == "miri-mrs"
    applies(named, f"no exposure names a subarray{' of the MRS' if is_mrs else ''}")
    if unclear := {ramp.observation.number for ramp in ramps if not ramp.subarray}:
        yield NotChecked(f"{numbered('observation', sorted(unclear))}: the subarray is not known")
    found = [(match, parts) for match in shared if (parts := _difference(match)) is not None]
    if not found:
        return
    match, (science, other) = found[0]
    wrong = {(one.setting, parts) for one, parts in found}
    sky, names = match.sky[0], mode.setting_names(one.setting for one, _ in found)
    number = sky.observation.number
    offered = {ramp.subarray for ramp in match.sky}
    ramp = next(ramp for ramp in match.science if ramp.subarray not in offered)
    if is_mrs:
        odd = sorted({ramp.observation.number for ramp in named if ramp.subarray not in SUBARRAYS})
        what = "MRS subarrays"
        fix = (
            "The MRS has only FULL, and APT has no field for it: create the exposures of "
            f"{numbered('observation', odd)} again in APT."
        )
    else:
        what = "subarrays"
        change = f"set Subarray to {ramp.subarray} as in observation {ramp.observation.number}"
        fix = in_form(number, mode.form, change)
    yield Fault(
        message=f"Background and science have different {what} in {names}: science {science}, "
        f"background {other}.",
        fix=fix,
        at=sky.exposure,
        about=background,
        observation=number,
        evidence=Evidence(other, science),
        cause=(background.sky_numbers, frozenset(wrong)),
    )


def _difference(match: SettingMatch) -> tuple[str, str] | None:
    """Return the subarrays of both sides where the background lacks one of the science."""
    science, sky = ({ramp.subarray for ramp in side} for side in (match.science, match.sky))
    if None in science | sky or science <= sky:
        return None
    return "/".join(sorted(filter(None, science))), "/".join(sorted(filter(None, sky)))
