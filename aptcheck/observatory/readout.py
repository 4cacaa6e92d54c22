"""Times of the MIRI detector readout modes."""

from __future__ import annotations

__all__ = ["GROUP_SECONDS", "group_seconds"]

#: Seconds per group, full array. FAST and FASTR1 2.775 s, SLOW and SLOWR1 23.890 s: JDox "MIRI
#: Detector Readout Fast" and "MIRI Detector Readout Slow"; FASTGRPAVG8 averages 8 frames, 22.20 s
#: (JDox "MIRI Detector Readout Overview"; read 2026-11).
GROUP_SECONDS = {
    "FAST": 2.775,
    "FASTR1": 2.775,
    "SLOW": 23.890,
    "SLOWR1": 23.890,
    "FASTGRPAVG8": 22.20,
}


def group_seconds(readout: str | None) -> float | None:
    """Return the seconds of one group, None for a readout whose time is not published here."""
    return GROUP_SECONDS.get(readout or "")
