"""Several fields, which show themselves as pictures."""

from __future__ import annotations

from aptcheck.library.sky_field import SkyField

__all__ = ["Fields"]

#: Pictures that one cell of a notebook shows, about 30 kB each.
_MOST = 12


class Fields(tuple[SkyField, ...]):
    """The fields of a proposal or of an observation, a tuple."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Fields {list(self)!r}>" if len(self) <= _MOST else f"<Fields: {len(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import side_by_side

        shown = [field._repr_html_() for field in self[:_MOST]]
        return side_by_side(shown, left=len(self) - len(shown))
