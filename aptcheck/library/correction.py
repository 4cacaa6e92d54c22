"""A corrected copy, which shows itself."""

from __future__ import annotations

from aptcheck import correction as plain
from aptcheck.library.extended import SameData, extended
from aptcheck.library.finding import Finding

__all__ = ["Correction", "Fixed", "Left"]


class Fixed(SameData, plain.Fixed):
    """A finding that is fixed in the copy, and the changes made for it."""

    __slots__ = ()

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import fixed_line

        return f"<Fixed {fixed_line(self)}>"


class Left(SameData, plain.Left):
    """A finding that was not fixed, and why."""

    __slots__ = ()

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import left_line

        return f"<Left {left_line(self)}>"


class Correction(plain.Correction):
    """The result of `aptcheck.fix`, shown as what is fixed and what is left."""

    __slots__ = ()
    fixed: tuple[Fixed, ...]
    left: tuple[Left, ...]

    @classmethod
    def of(cls, found: plain.Correction) -> Correction:
        """Return a plain result whose findings show themselves too."""
        return extended(
            cls,
            found,
            fixed=tuple(
                extended(Fixed, one, finding=extended(Finding, one.finding)) for one in found.fixed
            ),
            left=tuple(
                extended(Left, one, finding=extended(Finding, one.finding)) for one in found.left
            ),
        )

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import correction_line

        return f"<Correction {correction_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import correction_piece

        return correction_piece(self)
