"""A pair that shows itself."""

from __future__ import annotations

from aptcheck import results
from aptcheck.library.extended import SameData

__all__ = ["Pair"]


class Pair(SameData, results.Pair):
    """A pair of a report, `aptcheck.results.Pair`, shown as a row of its table."""

    __slots__ = ()

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import pair_line

        return f"<Pair {pair_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import pairs_piece

        return pairs_piece((self,))
