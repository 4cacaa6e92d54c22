"""Names and times of the MIRI detector readout modes."""

from __future__ import annotations

__all__ = ["GROUP_SECONDS", "RETIRED", "current_readout", "group_seconds"]

#: The new names of the patterns that were retired on 26 June 2021 (JDox, "Comparison of Old and New
#: MIRI Detector Readout Patterns", read 2026-11).
RETIRED = {"FAST": "FASTR1", "SLOW": "SLOWR1"}

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


def current_readout(readout: str | None) -> str | None:
    """Return the current name of a readout pattern; one that was not retired keeps its name."""
    return RETIRED.get(readout or "", readout)


def group_seconds(readout: str | None) -> float | None:
    """Return the seconds of one group, None for a readout whose time is not published here."""
    return GROUP_SECONDS.get(readout or "")
