"""Allowed angles of one target in one year, compared with jwst_gtvt where it is installed.

``python benchmarks/visibility.py`` prints a Markdown table: windows, daily angles and the set of
allowed angles of targets all over the sky. The Sun is computed once for all of them, and timed
separately. jwst_gtvt queries JPL Horizons at each run; here it reads its shipped ephemeris, which
ends in 2025-05, so its year is a different one.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from aptcheck.schedule.field_of_regard import computed_visibility
from aptcheck.schedule.roll import Pointing
from aptcheck.schedule.sun import sun_track

MRS = Pointing(-503.3406, -318.864)
YEAR = (datetime(2026, 7, 1), datetime(2027, 7, 1))
TARGETS = [((37.5 * k) % 360.0, -85.0 + 170.0 * k / 39) for k in range(40)]
ROUNDS = 5
AIM_MS = 2.0  # ms


def target_year(ra_deg: float, dec_deg: float) -> int:
    """Compute all that a report shows for a target and year; return the number of samples."""
    visibility = computed_visibility(
        "target", ra_deg, dec_deg, pointing=MRS, start=YEAR[0], end=YEAR[1]
    )
    assert not visibility.allowed.is_empty
    return len(visibility.windows) + len(visibility.samples)


def milliseconds(work: Callable[[], object]) -> float:
    """Return the wall time of one call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def gtvt_years() -> list[float] | None:
    """Return the times of jwst_gtvt for the same targets, None where it is not installed."""
    try:
        from astropy.time import Time
        from jwst_gtvt import jwst_tvt
    except ImportError:
        return None

    def offline(*_: object, **__: object) -> None:
        raise OSError("offline")

    jwst_tvt.requests.get = offline
    times = []
    for ra, dec in TARGETS[::8]:
        with contextlib.redirect_stdout(io.StringIO()):
            start = time.perf_counter()
            dates = {"start_date": Time("2024-05-01"), "end_date": Time("2025-05-01")}
            jwst_tvt.Ephemeris(**dates).get_fixed_target_positions(str(ra), str(dec))
            times.append((time.perf_counter() - start) * 1e3)
    return times


def main() -> int:
    """Print the table."""
    warnings.simplefilter("ignore")
    first = milliseconds(lambda: target_year(10.0, 10.0))
    sun_track.cache_clear()
    sun = milliseconds(lambda: sun_track(61222, 61588))
    target_year(10.0, 10.0)
    ours = [milliseconds(partial(target_year, *at)) for _ in range(ROUNDS) for at in TARGETS]
    median = statistics.median(ours)
    theirs = gtvt_years()
    print("| one target-year | ms | ratio |")
    print("| --- | ---: | ---: |")
    print(f"| aptcheck, median of {len(ours)} | {median:.2f} | 1 |")
    tenths = statistics.quantiles(ours, n=10)
    print(f"| aptcheck, fastest and slowest tenth | {tenths[0]:.2f}, {tenths[-1]:.2f} | |")
    print(f"| aptcheck, the first of a run | {first:.2f} | {first / median:.0f} |")
    print(f"| the Sun only, once for each window of dates | {sun:.2f} | {sun / median:.1f} |")
    if theirs:
        other = statistics.median(theirs)
        print(
            f"| jwst_gtvt 1.2, shipped ephemeris, 2024-05 on | {other:.0f} | {other / median:.0f} |"
        )
    else:
        print("| jwst_gtvt | not installed | |")
    print(f"\nAim: {AIM_MS:.0f} ms at most; {'met' if median <= AIM_MS else 'not met'}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
