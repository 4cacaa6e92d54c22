"""Fields of real observations with sources planted about their target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aptcheck import apt
from aptcheck.catalog.merge import merged
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from aptcheck.config import Thresholds
from aptcheck.contamination.cone_answer import ConeAnswer
from aptcheck.contamination.examination import examine
from aptcheck.contamination.judgement import FieldJudgement
from aptcheck.geometry.angles import AngleSet
from aptcheck.geometry.footprint import Footprint
from aptcheck.model import Observation, Target
from aptcheck.modes.bands import band_limit
from aptcheck.modes.judged import mode_of
from aptcheck.modes.mrs.band_limits import fwhm_arcsec
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.schedule.swept_field import SweptField
from aptcheck.schedule.target_path import TargetPath
from aptcheck.testing import (
    FIELD,
    Document,
    coronagraph,
    dither,
    fixed_slits,
    ifu,
    image,
    lrs,
    mosaic,
    pair,
)
from aptcheck.wording import Reason
from tests.catalog.skies import rows
from tests.rules.imager import imager_pair
from tests.rules.other_modes import pair_of
from tests.skies import Star, row_of

#: The year of AllWISE: no source has moved since.
YEAR = 2010


def path_at(place: tuple[float, float], target: Target) -> TargetPath:
    """Return the path of a target that does not move at a place, degrees."""
    return TargetPath(target.model_copy(update={"ra_deg": place[0], "dec_deg": place[1]}))


def swept_at(
    observation: Observation, target: Target, allowed: AngleSet | None = None, year: int = YEAR
) -> SweptField:
    """Return the field of an observation about its target at `FIELD`, on a day in July."""
    mode, angles = mode_of(observation), AngleSet.full() if allowed is None else allowed
    assert mode is not None
    return SweptField(
        observation=observation,
        field=mode.field(observation),
        ra_deg=FIELD[0],
        dec_deg=FIELD[1],
        path=path_at(FIELD, target),
        window=ObservingWindow(
            start=datetime(year, 7, 2), end=datetime(year, 7, 3), origin="the requested dates"
        ),
        requested=angles,
        allowed=angles,
    )


def swept_sky(
    document: Document | None = None, allowed: AngleSet | None = None, year: int = YEAR
) -> SweptField:
    """Return the field of observation 2 about its target at `FIELD`, on a day in July."""
    proposal = apt.read_bytes((document or pair()).xml, "p.xml").proposal
    sky = proposal.observation(2)
    assert sky is not None
    target = proposal.target_of(sky)
    assert target is not None
    return swept_at(sky, target, allowed, year)


def cone(stars: Sequence[Star], reason: str | None = None) -> ConeAnswer:
    """Return what AllWISE alone would hold about `FIELD`."""
    entries = [
        {name: value for name, value in row_of(number, planted, FIELD).items() if value != ""}
        for number, planted in enumerate(stars)
    ]
    return ConeAnswer(
        reason=None if reason is None else Reason(reason),
        sources=merged([rows(ALLWISE, *entries)] if entries else [], "a file"),
        radius_arcsec=300.0,
        surveys=(ALLWISE,),
        missing=(TWO_MASS,),
        suppliers=("a file on 2026-11-22",),
    )


def examined(
    stars: Sequence[Star],
    document: Document | None = None,
    allowed: AngleSet | None = None,
    *,
    pixel: bool = False,
    year: int = YEAR,
    reason: str | None = None,
    thresholds: Thresholds | None = None,
) -> FieldJudgement:
    """Judge the field of observation 2 with stars about its target."""
    swept = swept_sky(document, allowed, year)
    return examine(
        swept.observation,
        swept,
        cone(stars, reason),
        pixel=pixel,
        thresholds=thresholds or Thresholds(),
    )


#: Backgrounds of every shape.
FIELDS = {
    "all channels, four dithers": pair(),
    "channel 3 first, point dithers": pair(
        sky={"primary": "CHANNEL3", "dithers": [dither("4-Point", "POINT SOURCE")]}
    ),
    "one grating, no dither": pair(
        sky={"gratings": ["MEDIUM"], "dithers": [], "dither": "None"}
    ),
    "mosaic": pair(sky={"tiles": mosaic(2, 2)}),
    "imager on the target": imager_pair(),
}  # fmt: skip

UNDITHERED = {"dithers": None, "dither": "None"}
#: Of modes other than the MRS.
OTHER_FIELDS = {
    "IFU, four nods": pair_of(ifu, sky={"dither": "4-POINT-NOD"}),
    "IFU, cycling": pair_of(ifu),
    "LRS, two nods": pair_of(lrs),
    "LRS, no dither": pair_of(lrs, sky={"dither": "NONE"}),
    "slit, no nods": pair_of(fixed_slits, sky={"subpixel": "NONE"}),
    "wide slit, nods": pair_of(fixed_slits, sky={"slit": "S1600A1", "positions": "P_5"}),
    "two gratings in a slit": pair_of(
        fixed_slits, both={"settings": [("G140M", "F100LP"), ("PRISM", "CLEAR")]}
    ),
    "coronagraph": pair_of(coronagraph),
    "Lyot coronagraph, small grid": pair_of(
        coronagraph, both={"filters": ["F2300C"]}, sky={"dither": "9-POINT-SMALL-GRID"}
    ),
    "image": pair_of(image, both=UNDITHERED),
    "mosaic of IFU fields": pair_of(ifu, sky={"dither": "NONE", "tiles": mosaic(2, 2)}),
}
ALL_FIELDS = {**FIELDS, **OTHER_FIELDS}
SWEPT = {name: swept_sky(document) for name, document in ALL_FIELDS.items()}
#: The position error of a planted source.
ERROR_ARCSEC = 0.3


def fwhm_of(footprint: Footprint) -> float:
    """Return how wide a star is in the band of a footprint, arcsec."""
    if footprint.band in BANDS:
        return fwhm_arcsec(footprint.band)
    limit = band_limit(footprint, None, 90.0)
    assert limit is not None
    return limit.fwhm_arcsec


def margin_arcsec(footprint: Footprint, error: float = ERROR_ARCSEC) -> float:
    """Return how far outside a footprint a source with a position error counts as inside."""
    return footprint.pad + fwhm_of(footprint) + error
