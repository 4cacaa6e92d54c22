"""MRS observations as plain models, for tests that need no file."""

from __future__ import annotations

from typing import Any

from aptcheck.model import (
    DitherPattern,
    Mosaic,
    MrsExposure,
    MrsTemplate,
    Observation,
    Offset,
    Proposal,
    Requirements,
    Target,
    TargetReference,
)
from aptcheck.model.templates.mrs_settings import GRATINGS


def row(index: int = 1, grating: str = "SHORT", **fields: Any) -> MrsExposure:
    """Make an exposure: FASTR1, 10 groups, 1 integration on both arms, `Dither 1`.

    `groups`, `integrations` and `readout` hold for both arms; `dither=None` is the text None.
    """
    groups = fields.pop("groups", 10)
    integrations = fields.pop("integrations", 1)
    dither = fields.pop("dither", 1)
    values: dict[str, Any] = {
        "index": index,
        "exposures": 1,
        "wavelength": grating,
        "gratings": GRATINGS if grating == "ALL" else (grating,),
        "dither": dither,
        "dither_text": "None" if dither is None else f"Dither {dither}",
        "readout_long": fields.pop("readout", "FASTR1"),
        "groups_long": groups,
        "groups_short": groups,
        "integrations_long": integrations,
        "integrations_short": integrations,
    }
    return MrsExposure(**values | fields)


def mrs(
    number: int,
    *rows: MrsExposure,
    target: int | None = None,
    points: str = "4-POINT",
    optimized_for: str = "EXTENDED SOURCE",
    tiles: tuple[int, int] = (1, 1),
    offset: tuple[float, float] | None = None,
    detector: str = "MRS",
    time_series: bool = False,
    persistence_risk: bool = False,
) -> Observation:
    """Make an MRS observation of the target with its own number, with one dither pattern."""
    return Observation(
        number=number,
        target=TargetReference(number=number if target is None else target),
        mrs=MrsTemplate(
            detector=detector,
            subarray="FULL",
            primary_channel="ALL",
            dithers=(DitherPattern(index=1, dither_type=points, optimized_for=optimized_for),),
            exposures=rows,
        ),
        mosaic=Mosaic(rows=tiles[0], columns=tiles[1]),
        requirements=Requirements(
            offset=None if offset is None else Offset(x_arcsec=offset[0], y_arcsec=offset[1]),
            time_series=time_series,
            persistence_risk=persistence_risk,
        ),
    )


def field(*observations: Observation, apart: bool = True) -> Proposal:
    """Put observations into a proposal, their targets apart or all at one place."""
    numbers = sorted({o.target.number for o in observations})
    return Proposal(
        targets=tuple(
            Target(number=n, name=f"T{n}", ra_deg=10.0 + (n if apart else 0), dec_deg=2.0)
            for n in numbers
        ),
        observations=observations,
    )
