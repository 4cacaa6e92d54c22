"""Observations, their mosaics and visits."""

from __future__ import annotations

from aptcheck.model.mrs import MrsTemplate
from aptcheck.model.place import Node
from aptcheck.model.requirements import Requirements
from aptcheck.model.target import TargetReference

__all__ = ["Mosaic", "Observation", "Visit"]

_OUT = frozenset({"WITHDRAWN", "SKIPPED", "FAILED"})
_EXECUTED = frozenset({"COMPLETED", "ARCHIVED", "EXECUTED"})


class Mosaic(Node):
    """Mosaic parameters: tile counts, overlaps in percent, skews in degrees, tiles left out."""

    rows: int = 1
    columns: int = 1
    row_overlap_percent: float = 0.0
    column_overlap_percent: float = 0.0
    skew_x_deg: float = 0.0
    skew_y_deg: float = 0.0
    removed_tiles: tuple[int, ...] = ()

    @property
    def tiles(self) -> int:
        """The number of tiles that are observed, at least one."""
        return max(1, self.rows * self.columns - len(self.removed_tiles))


class Visit(Node):
    """One visit and its status in the observatory's schedule, None while in planning."""

    number: int | None = None
    status: str | None = None


class Observation(Node):
    """One observation; templates other than MRS are known by name, instrument and target."""

    number: int
    label: str = ""
    target: TargetReference | None = None
    instrument: str | None = None
    template: str | None = None
    mrs: MrsTemplate | None = None
    science_duration_s: int | None = None
    coordinated_parallel: bool = False
    requirements: Requirements = Requirements()
    mosaic: Mosaic = Mosaic()
    visits: tuple[Visit, ...] = ()

    @property
    def is_mrs(self) -> bool:
        """Whether the observation takes MRS spectra."""
        return self.mrs is not None and self.mrs.takes_spectra

    @property
    def is_out(self) -> bool:
        """Whether every visit is withdrawn, skipped or failed."""
        return bool(self.visits) and all(visit.status in _OUT for visit in self.visits)

    @property
    def is_executed(self) -> bool:
        """Whether every visit has been taken, so that nothing can be changed any more."""
        return bool(self.visits) and all(visit.status in _EXECUTED for visit in self.visits)
