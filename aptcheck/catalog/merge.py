"""One star is one source: 2MASS and AllWISE rows of the same object are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.detections import (
    ALLWISE_EPOCH,
    TWO_MASS_EPOCH,
    TWO_MASS_YEARS,
    detections,
)
from aptcheck.catalog.match import match, separation_arcsec
from aptcheck.catalog.motion import (
    FASTEST_ARCSEC_PER_YEAR,
    MOTION_SIGMA,
    beside_way,
    moved,
    significance,
)
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.sources import Sources
from aptcheck.catalog.survey import ALLWISE, TWO_MASS
from aptcheck.geometry.sweep import offsets

__all__ = ["ASSOCIATION_ARCSEC", "merged"]

#: AllWISE associates the nearest 2MASS source within 3 arcsec (Explanatory Supplement, II.1.a).
ASSOCIATION_ARCSEC = 3.0
_SAME_MAG = 0.05
_YEARS = ALLWISE_EPOCH - TWO_MASS_EPOCH

Indices = NDArray[np.intp]


def merged(tables: Sequence[Rows], provider: str = "") -> Sources:
    """Return the sources of both surveys, each object once, ordered by declination.

    Partners are found by AllWISE's ``tmass_key`` where the 2MASS rows have their key, otherwise by
    position: within 3 arcsec now, or within 3 arcsec of where a secure motion puts the source at
    the time of 2MASS. The AllWISE position and name are kept; J, H and Ks come from 2MASS.
    """
    rows = {table.survey: table for table in tables}
    near = rows.get(TWO_MASS, Rows.none(TWO_MASS))
    wise = rows.get(ALLWISE, Rows.none(ALLWISE))
    two_mass, allwise = detections(near, provider), detections(wise, provider)
    w, t = _partners(wise, near, allwise)
    alone = np.ones(len(two_mass), dtype=bool)
    alone[t] = False
    both = _joined(allwise, two_mass, w, t)
    everything = Sources(
        **{
            f.name: np.concatenate([getattr(both, f.name), getattr(two_mass, f.name)[alone]])
            for f in fields(Sources)
        }
    )
    return everything.take(np.lexsort((everything.ra_deg, everything.dec_deg)))


def _partners(wise: Rows, near: Rows, allwise: Sources) -> tuple[Indices, Indices]:
    """Return the indices of rows of the same object, each row at most once."""
    keyed_w, keyed_t = _by_key(wise, near)
    free_w = np.ones(len(wise), dtype=bool)
    free_t = np.ones(len(near), dtype=bool)
    free_w[keyed_w] = False
    free_t[keyed_t] = False
    w, t, distance = _by_position(wise, near, allwise)
    allowed = free_w[w] & free_t[t] & _same_brightness(wise, near, w, t)
    w, t, distance = w[allowed], t[allowed], distance[allowed]
    order = np.argsort(distance, kind="stable")
    chosen: list[int] = []
    for pair in order:  # nearest first, so that each row keeps its best partner
        if free_w[w[pair]] and free_t[t[pair]]:
            free_w[w[pair]] = free_t[t[pair]] = False
            chosen.append(int(pair))
    return np.concatenate([keyed_w, w[chosen]]), np.concatenate([keyed_t, t[chosen]])


def _by_key(wise: Rows, near: Rows) -> tuple[Indices, Indices]:
    keys = next((near[name] for name in TWO_MASS.keys if name in near.supplied), None)
    if keys is None:
        return np.empty(0, np.intp), np.empty(0, np.intp)
    wanted = wise["tmass_key"]
    _, w, t = np.intersect1d(
        np.where(np.isfinite(wanted), wanted, -1.0),
        np.where(np.isfinite(keys), keys, -2.0),
        return_indices=True,
    )
    return w, t


def _by_position(
    wise: Rows, near: Rows, allwise: Sources
) -> tuple[Indices, Indices, NDArray[np.float64]]:
    fast = significance(allwise) >= MOTION_SIGMA
    ra_then, dec_then = moved(
        wise["ra"],
        wise["dec"],
        np.where(fast, allwise.pm_ra, 0.0) * -_YEARS / 1000.0,
        np.where(fast, allwise.pm_dec, 0.0) * -_YEARS / 1000.0,
    )
    radius = ASSOCIATION_ARCSEC / 3600.0
    now = match(wise["ra"], wise["dec"], near["ra"], near["dec"], radius)
    speed = np.where(fast, np.hypot(allwise.pm_ra, allwise.pm_dec) / 1000.0, 0.0)
    fastest = min(float(speed.max(initial=0.0)), FASTEST_ARCSEC_PER_YEAR)
    then = match(
        ra_then, dec_then, near["ra"], near["dec"], radius + TWO_MASS_YEARS * fastest / 3600.0
    )
    w, t = then.field, then.source
    east, north = offsets(ra_then[w], dec_then[w], near["ra"][t], near["dec"][t])
    beside = beside_way(east, north, allwise.pm_ra[w], allwise.pm_dec[w], TWO_MASS_YEARS)
    moving = fast[w] & (beside <= ASSOCIATION_ARCSEC)
    return (
        np.concatenate([then.field[moving], now.field]),
        np.concatenate([then.source[moving], now.source]),
        np.concatenate([then.separation_arcsec[moving], now.separation_arcsec]),
    )


def _same_brightness(wise: Rows, near: Rows, w: Indices, t: Indices) -> NDArray[np.bool_]:
    """Return which pairs may be one object: AllWISE copies Ks from its 2MASS source."""
    copied, own = wise["k_m_2mass"][w], near["k_m"][t]
    same: NDArray[np.bool_] = ~(np.abs(copied - own) > _SAME_MAG)
    return same


def _joined(allwise: Sources, two_mass: Sources, w: Indices, t: Indices) -> Sources:
    mag, error, detected = allwise.mag.copy(), allwise.mag_error.copy(), allwise.detected.copy()
    for whole, part in (
        (mag, two_mass.mag),
        (error, two_mass.mag_error),
        (detected, two_mass.detected),
    ):
        whole[w, :3] = part[t, :3]
    offset = np.full(len(allwise), np.nan)
    offset[w] = separation_arcsec(
        two_mass.ra_deg[t], two_mass.dec_deg[t], allwise.ra_deg[w], allwise.dec_deg[w]
    )
    extended = allwise.extended.copy()
    extended[w] |= two_mass.extended[t]
    catalogue = allwise.catalogue.astype("<U13")
    catalogue[w] = f"{ALLWISE.name}+{TWO_MASS.name}"
    confirmed = np.zeros(len(allwise), dtype=bool)
    confirmed[w] = _confirmed(allwise.take(w), two_mass.take(t), offset[w])
    return replace(
        _with_better_motion(allwise, two_mass, w[confirmed[w]], t[confirmed[w]]),
        mag=mag,
        mag_error=error,
        detected=detected,
        extended=extended,
        catalogue=catalogue,
        offset_arcsec=offset,
        motion_confirmed=confirmed,
    )


def _with_better_motion(allwise: Sources, two_mass: Sources, w: Indices, t: Indices) -> Sources:
    """Return AllWISE's sources, the confirmed ones with the better measured motion.

    Eleven years measure a slow motion better than AllWISE's half a year, but a fast one worse,
    since the date of the 2MASS observation is not known.
    """
    east, north = offsets(  # at the AllWISE position, where a source's motion starts
        allwise.ra_deg[w], allwise.dec_deg[w], two_mass.ra_deg[t], two_mass.dec_deg[t]
    )
    way = np.hypot(east, north)
    positions = np.hypot(two_mass.position_error_arcsec[t], allwise.position_error_arcsec[w])
    error = 1000.0 * np.hypot(positions, way * TWO_MASS_YEARS / _YEARS) / _YEARS
    better = error < np.hypot(allwise.pm_ra_error, allwise.pm_dec_error)[w]
    each = error / np.sqrt(2.0)
    motion = {
        "pm_ra": -1000.0 * east / _YEARS,
        "pm_dec": -1000.0 * north / _YEARS,
        "pm_ra_error": each,
        "pm_dec_error": each,
    }
    columns = {name: getattr(allwise, name).copy() for name in motion}
    for name, value in motion.items():
        columns[name][w[better]] = value[better]
    return replace(allwise, **columns)


def _confirmed(
    allwise: Sources, two_mass: Sources, offset: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return where AllWISE's motion, run backwards, ends at the 2MASS position.

    AllWISE's motion must be at 5 sigma and the offset real (3 sigma), and what is left unexplained
    must be within 3 sigma of all errors or within three tenths of the offset, because the half-year
    baseline is short.
    """
    ra, dec = moved(
        allwise.ra_deg,
        allwise.dec_deg,
        allwise.pm_ra * -_YEARS / 1000.0,
        allwise.pm_dec * -_YEARS / 1000.0,
    )
    left = separation_arcsec(ra, dec, two_mass.ra_deg, two_mass.dec_deg)
    positions = np.hypot(allwise.position_error_arcsec, two_mass.position_error_arcsec)
    motion = np.hypot(allwise.pm_ra_error, allwise.pm_dec_error) * _YEARS / 1000.0
    stated = significance(allwise) >= MOTION_SIGMA
    agreed: NDArray[np.bool_] = (
        stated
        & (offset > 3 * positions)
        & (left <= np.maximum(3 * np.hypot(positions, motion), 0.3 * offset))
    )
    return agreed
