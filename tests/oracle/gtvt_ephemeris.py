"""jwst_gtvt as an oracle: its shipped ephemeris, with its one-day lag (issue 114) removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any
from unittest.mock import patch

import numpy as np

from aptcheck.observatory.orbit import flown_halo
from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import NOMINAL_FRAME, Pointing
from aptcheck.schedule.sun import TT_MINUS_UTC, sun_direction

LAG = 1.0  # days
START, END = datetime(2022, 3, 1), datetime(2025, 5, 1)
TARGETS = [(23.5, 30.5), (150.1, 2.2), (83.6, -69.3), (270.0, 66.5), (40.0, 85.0)]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How many dates were compared, and the median and largest difference, degrees."""

    dates: int
    median: float
    largest: float


@contextmanager
def offline_ephemeris() -> Iterator[Any]:
    """Give jwst_gtvt's Ephemeris without a network: it falls back on its shipped file.

    Raises
    ------
    ImportError
        If jwst_gtvt is not installed.
    """
    from astropy.time import Time
    from jwst_gtvt import jwst_tvt

    refused = OSError("offline")
    with patch.object(jwst_tvt.requests, "get", side_effect=refused), redirect_stdout(StringIO()):
        yield jwst_tvt.Ephemeris(start_date=Time(START), end_date=Time(END))


def sun_difference(ephemeris: Any) -> Difference:
    """Compare the direction of the Sun seen from JWST."""
    frame = ephemeris.dataframe
    shipped = -frame[["X", "Y", "Z"]].to_numpy()[1:]
    shipped /= np.linalg.norm(shipped, axis=1, keepdims=True)
    apart = np.linalg.norm(sun_direction(_utc(frame), flown_halo()) - shipped, axis=1)
    return _difference(np.degrees(2.0 * np.arcsin(apart / 2.0)))


def limit_difference(ephemeris: Any, ra: float, dec: float) -> Difference:
    """Compare limits of V3PA inside our windows; jwst_gtvt takes pitch and roll at the target."""
    frame = ephemeris.get_fixed_target_positions(str(ra), str(dec))
    times = _utc(frame)
    computed = computed_visibility(
        "", ra, dec, pointing=Pointing(0.0, 0.0), start=START, end=END, frame=NOMINAL_FRAME
    )
    inside = np.any([(times > a) & (times < b) for a, b in computed.spans], axis=0)
    ours = np.stack(computed.limits(times[inside]), axis=1)
    theirs = frame[["V3PA_min_pa_angle", "V3PA_max_pa_angle"]].to_numpy()[1:][inside]
    return _difference(np.abs((ours - theirs + 180.0) % 360.0 - 180.0))


def _utc(frame: Any) -> np.ndarray:
    utc: np.ndarray = frame["MJD"].to_numpy()[1:] - LAG - TT_MINUS_UTC
    return utc


def _difference(apart: np.ndarray) -> Difference:
    return Difference(dates=len(apart), median=float(np.median(apart)), largest=float(apart.max()))
