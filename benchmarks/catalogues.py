"""The speed of catalogue queries and of source matching, as ratios.

``python benchmarks/catalogues.py`` prints

- 200 fields in one upload join against 200 cone queries, on the same TAP server: the local one of
  ``.ci/dachs``, or the one named in ``APTCHECK_TEST_TAP``; skipped if there is none;
- 20,000 fields x 60,000 sources against astropy's ``search_around_sky``, which needs scipy; skipped
  without it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from aptcheck.catalog.address import Address
from aptcheck.catalog.http import PatientSession
from aptcheck.catalog.match import match
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.position import Position, cone_radius_deg
from aptcheck.catalog.services import tap_at
from aptcheck.catalog.survey import ALLWISE

TAP = os.environ.get("APTCHECK_TEST_TAP", "http://127.0.0.1:18080/tap")
RADIUS = cone_radius_deg(86.0, 300.0)
REPEATS = 5


def best(task: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the shortest of several times, seconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def join_against_cones(count: int = 200) -> None:
    """Print how much faster one join of many fields is than a cone query for each.

    The cone queries have no upload and use one connection.
    """
    from pyvo.dal import TAPService

    service = tap_at(TAP)
    dice = np.random.default_rng(20261122)
    fields = [
        Position(field_id=str(n), ra_deg=150 + dice.uniform(-2, 2), dec_deg=2 + dice.uniform(-2, 2))
        for n in range(count)
    ]
    probe = service.ask(ALLWISE, fields[:1], RADIUS)
    if probe[0].reason:
        print(f"join against cones: skipped, {TAP} {probe[0].reason}")
        return
    joined = best(lambda: service.ask(ALLWISE, fields, RADIUS))
    columns = ", ".join(f"c.{name}" for name in ALLWISE.columns)

    def cones() -> None:
        with PatientSession(Address.of(TAP), Patience()) as web:
            plain = TAPService(TAP, session=web)
            for field in fields:
                plain.run_sync(
                    f"SELECT {columns} FROM {ALLWISE.table} AS c "
                    f"WHERE CONTAINS(POINT('ICRS',c.ra,c.dec), "
                    f"CIRCLE('ICRS',{field.ra_deg},{field.dec_deg},{RADIUS}))=1"
                )

    single = best(cones, repeats=1)
    print(
        f"{count} fields: one join {joined:.2f} s, {count} cones {single:.1f} s, "
        f"ratio {single / joined:.0f} (aim: 20 or more)"
    )


def match_against_astropy(fields: int = 20_000, sources: int = 60_000) -> None:
    """Print the ratio of aptcheck's matching time to astropy's for the same pairs."""
    try:
        import scipy  # noqa: F401
    except ImportError:
        print("match against astropy: skipped, search_around_sky needs scipy")
        return
    import astropy.units as u
    from astropy.coordinates import SkyCoord, search_around_sky

    # The tree that astropy caches between calls is not used: a run matches once.
    def around_sky(places: SkyCoord, there: SkyCoord) -> object:
        return search_around_sky(places.copy(), there.copy(), RADIUS * u.deg)

    dice = np.random.default_rng(20261122)
    around = dice.integers(0, fields, sources)
    cases = {
        "all sky": (
            360.0 * dice.random(fields),
            np.degrees(np.arcsin(dice.uniform(-1, 1, fields))),
        ),
        "one patch": (150 + 10 * dice.random(fields), 10 * dice.random(fields) - 5),
    }
    for name, (ra, dec) in cases.items():
        there = SkyCoord(ra[around] * u.deg, dec[around] * u.deg).directional_offset_by(
            dice.uniform(0, 360, sources) * u.deg, dice.uniform(0, 2 * RADIUS, sources) * u.deg
        )
        places = SkyCoord(ra * u.deg, dec * u.deg)
        source_ra, source_dec = there.ra.deg, there.dec.deg
        pairs = len(match(ra, dec, source_ra, source_dec, RADIUS))
        theirs = best(partial(around_sky, places, there))
        ours = best(partial(match, ra, dec, source_ra, source_dec, RADIUS))
        print(
            f"{fields} fields x {sources} sources, {name}: {pairs} pairs, numpy {ours:.3f} s, "
            f"search_around_sky {theirs:.3f} s, ratio {ours / theirs:.2f} (aim: 3 or less)"
        )


if __name__ == "__main__":
    match_against_astropy()
    join_against_cones()
