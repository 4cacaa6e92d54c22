"""What one supplier answered for one survey and a set of positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import Survey

__all__ = ["Batch", "now"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """An answer, or the reason why there is none.

    Attributes
    ----------
    survey : Survey
    provider : str
        Who was asked: "IRSA", "VizieR", a host, a file name.
    kind : str
        The dialect: "irsa", "vizier", "tap", or else "file" or "hats".
    service : str
        Address of the service or path of the file.
    query : str
        The ADQL, or for a file or HATS a sentence that says what was looked up.
    asked : str
        UTC, ISO 8601 to the second.
    radius_deg : float
    positions : tuple of Position
    rows : Rows or None
        Complete within the radius of every position; None where there is no answer.
    reason : str or None
        Why there is no answer, as a clause for the proposer; None with rows.
    silent : bool
        The supplier could not be reached or did not answer in time, so asking it again in the same
        run is pointless.
    """

    survey: Survey
    provider: str
    kind: str
    service: str
    query: str
    asked: str
    radius_deg: float
    positions: tuple[Position, ...]
    rows: Rows | None = None
    reason: str | None = None
    silent: bool = False

    @property
    def answered(self) -> bool:
        """Whether the rows may be taken as complete."""
        return self.rows is not None and self.reason is None


def now() -> str:
    """Return the present UTC time as ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
