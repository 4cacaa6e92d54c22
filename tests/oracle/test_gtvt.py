"""The Sun and the limits against jwst_gtvt's shipped ephemeris.

jwst_gtvt asks JPL Horizons at each run and falls back on its shipped file when that fails, which is
forced here. Its rows carry the position of the day before (its issue 114), which is corrected.
"""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from aptcheck.observatory.orbit import flown_halo
from aptcheck.sky.regard import computed_visibility
from aptcheck.sky.roll import NOMINAL_FRAME, Pointing
from aptcheck.sky.sun import TT_MINUS_UTC, sun_direction

# its own warnings: a dubious year, pandas
pytestmark = pytest.mark.filterwarnings("ignore")

LAG = 1.0  # days
START, END = datetime(2022, 3, 1), datetime(2025, 5, 1)


@pytest.fixture
def ephemeris(monkeypatch):
    gtvt = pytest.importorskip("jwst_gtvt.jwst_tvt", reason="jwst_gtvt is not installed")
    from astropy.time import Time

    def offline(*args, **kwargs):
        raise OSError("no network in tests")

    monkeypatch.setattr(gtvt.requests, "get", offline)
    return gtvt.Ephemeris(start_date=Time(START), end_date=Time(END))


def _utc(frame):
    return frame["MJD"].to_numpy()[1:] - LAG - TT_MINUS_UTC


def test_the_sun_stands_where_the_horizons_ephemeris_has_it(ephemeris):
    frame = ephemeris.dataframe
    shipped = -frame[["X", "Y", "Z"]].to_numpy()[1:]
    shipped /= np.linalg.norm(shipped, axis=1, keepdims=True)
    ours = sun_direction(_utc(frame), flown_halo())
    apart = np.degrees(2.0 * np.arcsin(np.linalg.norm(ours - shipped, axis=1) / 2.0))
    assert apart.max() < 0.04
    assert np.median(apart) < 0.015


@pytest.mark.parametrize(
    ("ra", "dec"), [(23.5, 30.5), (150.1, 2.2), (83.6, -69.3), (270.0, 66.5), (40.0, 85.0)]
)
def test_limits_agree_with_the_lag_corrected_tool(ephemeris, ra, dec, capsys):
    frame = ephemeris.get_fixed_target_positions(str(ra), str(dec)).iloc[1:]
    times = _utc(ephemeris.dataframe)
    computed = computed_visibility(
        "", ra, dec, pointing=Pointing(0.0, 0.0), start=START, end=END, frame=NOMINAL_FRAME
    )
    inside = np.zeros(len(times), dtype=bool)
    for start, end in computed.spans:
        inside |= (times > start) & (times < end)
    assert inside.sum() > 200
    lo, hi = computed.limits(times[inside])
    theirs = frame[["V3PA_min_pa_angle", "V3PA_max_pa_angle"]].to_numpy()[inside]
    difference = (np.stack([lo, hi], axis=1) - theirs + 180.0) % 360.0 - 180.0
    assert np.abs(difference).max() < 0.15
    assert np.median(np.abs(difference)) < 0.02
