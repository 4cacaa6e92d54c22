"""The MRS field of an observation around its target, as proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from aptcheck.geometry.footprint import Dither, Field, Footprint, footprints
from aptcheck.geometry.mosaic import SINGLE, Grid, tiles
from aptcheck.geometry.tangent import Point
from aptcheck.model.templates.mrs_gratings import GRATINGS
from aptcheck.modes.mrs.apertures import mrs_aperture, outlined, primary_aperture
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.settings import bands_of
from aptcheck.modes.single_field import demand_own_aperture, placement, puts_other_aperture

if TYPE_CHECKING:
    from aptcheck.model.observation import Observation
    from aptcheck.model.templates.mrs import MrsExposure, MrsTemplate

__all__ = ["field", "field_of", "mrs_on_target"]

_CALLED = "MRS field"


def field_of(observation: Observation) -> Field:
    """Return the MRS field of an observation around its target.

    The bands are those of the gratings used, each with the dither pattern that its exposure names.
    An exposure with an unknown wavelength counts for all bands, one with an unknown pattern for all
    positions it could have.

    Raises
    ------
    ValueError
        If the observation takes no MRS spectra, if another aperture is put on its target
        (Fiducial Point Override), if its Offset or its mosaic cannot be read, if its Offset is
        beyond a degree, or if APT makes no such mosaic or it has more than 625 tiles: a fragment
        that says why.
    """
    mrs = mrs_on_target(observation)
    if not mrs.exposures:
        raise ValueError(_no_field(observation))
    grid, offset = placement(observation, _CALLED)
    return field(
        _pointings(mrs),
        primary_channel=mrs.primary_channel,
        grid=grid,
        offset=offset,
    )


def mrs_on_target(observation: Observation) -> MrsTemplate:
    """Return the MRS template of an observation whose own aperture is on its target.

    Raises
    ------
    ValueError
        The observation takes no MRS spectra, or another aperture is put on its target than the
        Primary Channel's (Fiducial Point Override): a fragment that says so.
    """
    mrs = observation.mrs
    if mrs is None or not observation.is_mrs:
        raise ValueError(_no_field(observation))
    if puts_other_aperture(observation) and not mrs.exposures:
        raise ValueError(_no_field(observation))
    demand_own_aperture(observation, _CALLED)
    return mrs


def _no_field(observation: Observation) -> str:
    return f"observation {observation.number} takes no MRS spectra: it has no field"


def field(
    pointings: Iterable[tuple[Iterable[str], Dither]],
    *,
    primary_channel: str | None = "ALL",
    grid: Grid = SINGLE,
    offset: Point = (0.0, 0.0),
) -> Field:
    """Return the field of bands taken with dither patterns.

    Parameters
    ----------
    pointings : iterable of (bands, dither)
        Which bands ("1A" to "4C") are taken with which pattern.
    primary_channel : str or None
        APT's Primary Channel: which aperture is on the target.
    grid : Grid
        The mosaic.
    offset : (x, y)
        The Offset special requirement, arcsec, as for `footprints`.

    Raises
    ------
    KeyError
        If there is no such band.
    ValueError
        If there are no pointings.
    """
    taken = tuple((tuple(bands), pattern) for bands, pattern in pointings)
    return _field(taken, primary_channel, grid, offset)


# Most pairs of a programme share one set-up, so its corners are worked out once.
@lru_cache(maxsize=64)
def _field(
    pointings: tuple[tuple[tuple[str, ...], Dither], ...],
    primary_channel: str | None,
    grid: Grid,
    offset: Point,
) -> Field:
    primary = primary_aperture(primary_channel)
    laid_out = tuple(tiles(grid, outlined(primary)))
    found: dict[tuple[str, tuple[Point, ...]], Footprint] = {}
    for bands, pattern in pointings:
        apertures = {band: mrs_aperture(band) for band in bands}
        taken = footprints(apertures, pattern, primary=primary, tiles=laid_out, offset=offset)
        for footprint in taken:
            found.setdefault((footprint.band, footprint.corners), footprint)
    if not found:
        raise ValueError("an observation without MRS exposures has no field")
    return Field(tuple(found.values()))


def _pointings(mrs: MrsTemplate) -> Iterator[tuple[tuple[str, ...], Dither]]:
    for exposure in mrs.exposures:
        yield bands_of(exposure.gratings or GRATINGS), _pattern(mrs, exposure)


def _pattern(mrs: MrsTemplate, exposure: MrsExposure) -> Dither:
    listed = mrs.pattern(exposure)
    if listed is not None:
        return dither(
            listed.optimized_for,
            points=listed.points,
            direction=listed.direction,
            primary_channel=mrs.primary_channel,
        )
    if exposure.undithered:
        return NO_DITHER
    return dither(None, primary_channel=mrs.primary_channel)
