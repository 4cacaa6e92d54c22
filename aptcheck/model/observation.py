"""Observations, their mosaics and visits."""

from functools import cached_property
from typing import Any

from aptcheck.model.place import Node
from aptcheck.model.requirements import Requirements
from aptcheck.model.target import TargetReference
from aptcheck.model.templates.acquisition import Acquisition
from aptcheck.model.templates.miri_coronagraphy import CoronagraphyTemplate
from aptcheck.model.templates.miri_imaging import ImagingTemplate
from aptcheck.model.templates.miri_lrs import LrsTemplate
from aptcheck.model.templates.mrs import MrsTemplate
from aptcheck.model.templates.nirspec_fixed_slits import FixedSlitTemplate
from aptcheck.model.templates.nirspec_ifu import IfuTemplate

__all__ = ["Mosaic", "Observation", "Visit"]

_TILING = frozenset({"Rows", "Columns"})
_OUT = frozenset({"WITHDRAWN", "SKIPPED", "FAILED"})
_EXECUTED = frozenset({"COMPLETED", "ARCHIVED", "EXECUTED"})


class Mosaic(Node):
    """Mosaic parameters: tile counts, overlaps in percent, skews in degrees, removed tiles."""

    rows: int = 1
    columns: int = 1
    row_overlap_percent: float = 0.0
    column_overlap_percent: float = 0.0
    skew_x_deg: float = 0.0
    skew_y_deg: float = 0.0
    removed_tiles: tuple[int, ...] = ()

    @property
    def tiles(self) -> int | None:
        """The number of tiles observed, at least one; None if it cannot be read."""
        if _TILING.intersection(self.unread):
            return None
        return max(1, self.rows * self.columns - len(self.removed_tiles))


class Visit(Node):
    """One visit and its status in the observatory's schedule, None while it is being planned."""

    number: int | None = None
    status: str | None = None


class Observation(Node):
    """One observation, with at most one of the templates below.

    Other templates are known by name, instrument and target only.
    """

    number: int
    label: str = ""
    target: TargetReference | None = None
    instrument: str | None = None
    template: str | None = None
    mrs: MrsTemplate | None = None
    imaging: ImagingTemplate | None = None
    coronagraphy: CoronagraphyTemplate | None = None
    lrs: LrsTemplate | None = None
    ifu: IfuTemplate | None = None
    fixed_slits: FixedSlitTemplate | None = None
    science_duration_s: int | None = None
    coordinated_parallel: bool = False
    requirements: Requirements = Requirements.model_construct()
    mosaic: Mosaic = Mosaic.model_construct()
    visits: tuple[Visit, ...] = ()

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """Results that other modules have worked out for this observation, under their own keys."""
        return {}

    @property
    def acquisition(self) -> Acquisition | None:
        """Its target acquisition; None if its form has none or is not read."""
        form = self.mrs or self.coronagraphy or self.lrs or self.ifu or self.fixed_slits
        return form.acquisition if form is not None else None

    @property
    def has_other_form(self) -> bool:
        """Whether its form is read and is not that of the MRS."""
        forms = (self.imaging, self.coronagraphy, self.lrs, self.ifu, self.fixed_slits)
        return any(form is not None for form in forms)

    @property
    def is_mrs(self) -> bool:
        """Whether the observation takes MRS spectra."""
        return self.mrs is not None and self.mrs.takes_spectra

    @property
    def is_live_mrs(self) -> bool:
        """Whether MRS spectra are still to be taken, or have been."""
        return self.is_mrs and not self.is_out

    @property
    def imager_primary(self) -> bool:
        """Whether the imager is on the target, with the MRS beside it."""
        return self.mrs is not None and self.mrs.imager_primary

    def shares_target(self, other: "Observation") -> bool:
        """Whether both observe one target; not so if its number is unknown."""
        return self.target_number is not None and self.target_number == other.target_number

    @property
    def is_beside_target(self) -> bool:
        """Whether live MRS spectra are taken beside the target, with the imager on it."""
        return self.is_live_mrs and self.imager_primary

    @property
    def target_number(self) -> int | None:
        """The number of its target, None if it names none."""
        return self.target.number if self.target is not None else None

    @property
    def target_name(self) -> str:
        """The name of that target as given in the observation, empty if it names none."""
        return self.target.name if self.target is not None else ""

    @cached_property
    def is_out(self) -> bool:
        """Whether every visit is withdrawn, skipped or failed."""
        return bool(self.visits) and all(visit.status in _OUT for visit in self.visits)

    @cached_property
    def is_executed(self) -> bool:
        """Whether every visit has been taken, so nothing can be changed any more."""
        return bool(self.visits) and all(visit.status in _EXECUTED for visit in self.visits)

    @property
    def is_begun(self) -> bool:
        """Whether a visit has been taken, so the others should stay like that one."""
        return any(visit.status in _EXECUTED for visit in self.visits)
