"""A typical MRS observation of a position that is not in any proposal yet."""

from __future__ import annotations

from aptcheck.model import (
    DitherPattern,
    MrsExposure,
    MrsTemplate,
    Observation,
    Proposal,
    Target,
    TargetReference,
)
from aptcheck.model.templates.mrs_gratings import GRATINGS

__all__ = ["usual_mrs"]


def usual_mrs(name: str, ra_deg: float, dec_deg: float) -> Proposal:
    """Return a proposal of one source that needs a background, at (RA, Dec), ICRS degrees.

    All bands, Primary Channel ALL, and the 4-point pattern for an extended source (JDox, "MIRI MRS
    Dithering", read 2026-11); its exposure time and its extent are not known.
    """
    pattern = DitherPattern.model_construct(
        index=1, dither_type="4-Point", optimized_for="EXTENDED SOURCE"
    )
    exposure = MrsExposure.model_construct(
        index=1, exposures=1, wavelength="ALL", gratings=GRATINGS, dither_text="Dither 1", dither=1
    )
    template = MrsTemplate.model_construct(
        detector="MRS", primary_channel="ALL", dithers=(pattern,), exposures=(exposure,)
    )
    target = Target.model_construct(
        kind="FixedTargetType",
        number=1,
        name=name,
        extended="Unknown",
        ra_deg=ra_deg,
        dec_deg=dec_deg,
        background_required=True,
    )
    observation = Observation.model_construct(
        number=1,
        target=TargetReference.model_construct(number=1, name=name),
        instrument="MIRI",
        template="MIRI MRS",
        mrs=template,
    )
    return Proposal.model_construct(targets=(target,), observations=(observation,))
