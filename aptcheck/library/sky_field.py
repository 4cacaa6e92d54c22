"""The field of a background, which shows itself as a picture."""

from __future__ import annotations

import math
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from aptcheck import results
from aptcheck.errors import UsageError
from aptcheck.library.extended import SameData
from aptcheck.library.picture import Picture

if TYPE_CHECKING:
    from aptcheck.report.html.obstacles import Prospect

__all__ = ["SkyField"]

_Intervals = tuple[tuple[float, float], ...]


class SkyField(SameData, results.SkyField):
    """A field of a report, `aptcheck.results.SkyField`, drawn at any position angle.

    It also knows what the findings of its proposal say about its angles.
    """

    __slots__ = ("_prospect",)
    _prospect: Prospect | None

    def __init__(self, *, prospect: Prospect | None = None, **data: Any) -> None:  # noqa: ANN401 - as the plain field
        results.SkyField.__init__(self, **data)
        object.__setattr__(self, "_prospect", prospect)

    def at(self, v3pa: float | None = None) -> Picture:
        """Return the picture at a V3PA.

        Parameters
        ----------
        v3pa : float, optional
            Degrees; None takes the middle of the widest clean range, or of the widest allowed one.

        Raises
        ------
        aptcheck.errors.UsageError
            The field cannot be drawn, which its ``undrawn`` explains, or the angle is not a number.
        """
        prospect = self._known()
        angle = prospect.best if v3pa is None else _degrees(v3pa)
        return Picture(sky=self, v3pa=angle, prospect=prospect)

    @property
    def avoid(self) -> _Intervals:
        """The allowed V3PA at which something contaminates the field, degrees."""
        return self._known().avoid.intervals

    @property
    def clean(self) -> _Intervals:
        """The other allowed V3PA; none if the field was not checked."""
        prospect = self._known()
        return prospect.left.intervals if prospect.checked else ()

    def _known(self) -> Prospect:
        if self.undrawn is not None:
            raise UsageError(f"observation {self.observation} has no picture: {self.undrawn}")
        if self._prospect is None:
            raise UsageError("this field was made by hand; use the one of a report.")
        return self._prospect

    def __reduce__(self) -> tuple[partial[SkyField], tuple[()]]:
        data = {one.name: getattr(self, one.name) for one in fields(self)}
        return partial(SkyField, prospect=self._prospect, **data), ()

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import field_line

        return f"<SkyField {field_line(self, self._prospect)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import undrawn_piece

        if self.undrawn is not None or self._prospect is None:
            return undrawn_piece(self)
        return self.at()._repr_html_()


def _degrees(given: float) -> float:
    try:
        angle = float(given)
    except (TypeError, ValueError):
        angle = math.nan
    if not math.isfinite(angle):
        raise UsageError(f"v3pa must be a number of degrees, not {given!r:.40}.")
    return angle % 360.0
