"""The field of an observation as the proposal describes it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck.model.mrs_settings import GRATINGS
from aptcheck.observatory.dithers import NO_DITHER, Dither, dither
from aptcheck.sky.footprint import Field, field
from aptcheck.sky.mosaic import Grid

if TYPE_CHECKING:
    from aptcheck.model.mrs import MrsExposure, MrsTemplate
    from aptcheck.model.observation import Mosaic, Observation

__all__ = ["field_of", "pointed_with_another"]

#: Grating settings SHORT, MEDIUM, LONG are bands A, B, C of all four channels.
_BANDS = {
    grating: tuple(f"{channel}{band}" for channel in "1234")
    for grating, band in zip(GRATINGS, "ABC", strict=True)
}
_OTHER_APERTURE = "FiducialPointOverride"
#: 25 by 25 tiles take some two weeks of telescope time; APT's 50 by 50 would keep a machine busy.
_MOST_TILES = 625
_LARGEST_OFFSET = 3600.0  # arcsec; the tangent plane about the target reaches no farther


def field_of(observation: Observation) -> Field:
    """Return the MRS field of an observation about its target.

    Bands are those of the gratings used, each with the dither pattern its exposure names; an
    exposure whose wavelength is not known stands for all bands, one whose pattern is not known for
    all positions it could have.

    Raises
    ------
    ValueError
        If the observation takes no MRS spectra, if another aperture is put on its target (Fiducial
        Point Override), if its Offset is beyond a degree, or if its mosaic is not one APT makes or
        is of more than 625 tiles: a fragment that says why.
    """
    mrs = observation.mrs
    if mrs is None or not observation.is_mrs or not mrs.exposures:
        raise ValueError(f"observation {observation.number} takes no MRS spectra: it has no field")
    if pointed_with_another(observation):
        raise ValueError(
            f"observation {observation.number} puts another aperture on its target (Fiducial Point "
            "Override): where its MRS field falls is not computed"
        )
    offset = observation.requirements.offset
    if offset is not None and not math.hypot(offset.x_arcsec, offset.y_arcsec) <= _LARGEST_OFFSET:
        raise ValueError(
            f"observation {observation.number} has an Offset of more than a degree: where its MRS "
            "field falls is not computed"
        )
    grid = _grid(observation.mosaic)
    if grid.rows * grid.columns > _MOST_TILES:
        raise ValueError(
            f"the mosaic of observation {observation.number} has {grid.rows * grid.columns} tiles: "
            f"more than {_MOST_TILES} are not followed"
        )
    return field(
        _pointings(mrs),
        primary_channel=mrs.primary_channel,
        grid=grid,
        offset=(offset.x_arcsec, offset.y_arcsec) if offset is not None else (0.0, 0.0),
    )


def pointed_with_another(observation: Observation) -> bool:
    """Whether another aperture is put on the target than the Primary Channel's."""
    return _OTHER_APERTURE in observation.requirements.names


def _pointings(mrs: MrsTemplate) -> Iterator[tuple[tuple[str, ...], Dither]]:
    for exposure in mrs.exposures:
        gratings = exposure.gratings or GRATINGS
        yield (
            tuple(band for grating in gratings for band in _BANDS[grating]),
            _pattern(mrs, exposure),
        )


def _pattern(mrs: MrsTemplate, exposure: MrsExposure) -> Dither:
    listed = mrs.pattern(exposure)
    if listed is not None:
        return dither(
            listed.optimized_for,
            points=listed.points,
            direction=listed.direction,
            primary_channel=mrs.primary_channel,
        )
    if (exposure.dither_text or "NONE").strip().upper() == "NONE":
        return NO_DITHER
    return dither(None, primary_channel=mrs.primary_channel)


def _grid(mosaic: Mosaic) -> Grid:
    return Grid(
        rows=mosaic.rows,
        columns=mosaic.columns,
        row_overlap=mosaic.row_overlap_percent,
        column_overlap=mosaic.column_overlap_percent,
        skew_x=mosaic.skew_x_deg,
        skew_y=mosaic.skew_y_deg,
    )
