"""The fields of a proposal that can be drawn, the worst first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from aptcheck.report.html.obstacles import Prospect, prospect
from aptcheck.results import ProposalReport, SkyField

__all__ = ["RankedField", "ranked_fields"]


@dataclass(frozen=True, kw_only=True)
class RankedField:
    """A field and its angles."""

    field: SkyField
    prospect: Prospect

    @cached_property
    def rank(self) -> int:
        """0 where no angle remains, 1 where some do, 2 where not checked, 3 where clean."""
        if self.prospect.left.is_empty:
            return 0
        if not self.prospect.avoid.is_empty:
            return 1
        return 3 if self.prospect.checked else 2

    @property
    def spoiled(self) -> bool:
        """Whether anything spoils the field at some allowed angle, or it has no such angle."""
        return self.rank < 2

    @property
    def image_size(self) -> int:
        """How many characters of the page its survey images take."""
        return sum(len(image.base64) for image in self.field.images)

    @property
    def without_images(self) -> RankedField:
        """The same without survey images."""
        return RankedField(field=replace(self.field, images=()), prospect=self.prospect)


def ranked_fields(report: ProposalReport) -> tuple[RankedField, ...]:
    """Return the spoiled fields, then those not checked, then the clean ones, each by number."""
    drawn = (field for field in report.fields if field.undrawn is None)
    ranked = (RankedField(field=field, prospect=prospect(report, field)) for field in drawn)
    return tuple(sorted(ranked, key=lambda one: one.rank))
