"""Special requirements of one observation. For others, put their XML into the same list."""

from __future__ import annotations

from aptcheck.testing.element import leaf, nest

__all__ = [
    "after_date",
    "before_date",
    "between_dates",
    "group_visits_within",
    "offset",
    "on_hold",
    "orient_range",
    "pcs_mode",
    "persistence_risk",
    "time_series",
]


def orient_range(
    lowest: object, highest: object, *, mode: str | None = "APA", msa: bool | None = False
) -> str:
    """Request position angles in degrees; `mode=None` before schema 55, `msa=None` before 52."""
    return nest(
        "OrientRange",
        OrientMin=f"{lowest} Degrees",
        OrientMax=f"{highest} Degrees",
        Mode=mode,
        MsaSelectedAngle=None if msa is None else str(msa).lower(),
    )


def offset(x: object, y: object) -> str:
    """Shift the pointing by arcseconds along the ideal axes of the aperture."""
    return nest("Offset", Xvalue=x, Yvalue=y)


def before_date(date: str) -> str:
    """Observe before `01-OCT-2027` or `01-OCT-2027:00:00:00`."""
    return leaf("Before", date)


def after_date(date: str) -> str:
    """Observe after `01-OCT-2027` or `01-OCT-2027:00:00:00`."""
    return leaf("After", date)


def between_dates(after: str, before: str) -> str:
    """Observe between two dates."""
    return nest("Between", After=after, Before=before)


def on_hold(reason: str = "Waiting for a decision") -> str:
    """Put the observation on hold."""
    return leaf("OnHold", reason)


def time_series() -> str:
    """Make the observation a time series."""
    return nest("TimeSeriesObservation")


def pcs_mode(mode: str = "COARSE") -> str:
    """Set the pointing control mode."""
    return leaf("PcsMode", mode)


def group_visits_within(interval: str = "53.0 Days") -> str:
    """Keep the visits of the observation together."""
    return nest("GroupVisitsWithin", leaf("Interval", interval))


def persistence_risk() -> str:
    """Mark a persistence risk; no public file has the element, so its name is inferred."""
    return nest("PersistenceRisk")
