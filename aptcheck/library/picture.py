"""The picture of a field at one position angle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from aptcheck.report.html.obstacles import Prospect
    from aptcheck.results import SkyField

__all__ = ["AngleState", "Picture"]

#: What an angle means for a field; "not-checked" is allowed, with no catalogue to confirm it.
AngleState: TypeAlias = Literal["clean", "contaminated", "not-allowed", "not-checked"]


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Picture:
    """A field with the telescope at one V3PA, degrees, drawn as on the page.

    ``state`` says what the angle means, ``sources`` what contaminates the field there.
    """

    sky: SkyField
    v3pa: float
    prospect: Prospect = field(compare=False)

    @property
    def state(self) -> AngleState:
        """Whether the field is clean at this angle."""
        return _STATES[self.prospect.state(self.v3pa)]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that contaminate the field there, or without any what findings call it."""
        from aptcheck.geometry.angles import AngleSet

        hits = (one for one in self.sky.sources if AngleSet.of(one.angles).contains(self.v3pa))
        others = (one for one in self.prospect.obstacles if one.angles.contains(self.v3pa))
        sources = dict.fromkeys(one.designation for one in hits)
        return tuple(sources or dict.fromkeys(one.label for one in others))

    @property
    def aperture_pa(self) -> float:
        """The same angle as APT uses it, of the aperture that holds the target, degrees."""
        return round((self.v3pa + self.sky.aperture_offset_deg) % 360.0, 3)

    @property
    def svg(self) -> str:
        """The picture as an SVG document that needs nothing else."""
        from aptcheck.report.html.alone import svg

        return svg(self.sky, self.v3pa, angles=self.prospect)

    def __repr__(self) -> str:
        where = f"observation {self.sky.observation}, V3PA {self.v3pa:.1f}°"
        return f"<Picture {where}: {self.state}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.html.field_sentence import state_sentence
        from aptcheck.report.notebook import picture_piece
        from aptcheck.report.notebook.lines import picture_heading

        return picture_piece(
            self.svg,
            heading=picture_heading(self.sky, self.v3pa, self.aperture_pa),
            sentence=state_sentence(self.sky, self.prospect, self.v3pa),
        )


#: The states of the page by their names here.
_STATES: dict[str, AngleState] = {
    "clean": "clean",
    "meets": "contaminated",
    "outside": "not-allowed",
    "unknown": "not-checked",
}
