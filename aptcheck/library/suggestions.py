"""Suggested positions, which show themselves."""

from __future__ import annotations

from aptcheck import suggestions as plain
from aptcheck.library.extended import SameData, extended

__all__ = ["SkySearch", "Suggestions"]


class SkySearch(SameData, plain.SkySearch):
    """A search for one background, `aptcheck.suggestions.SkySearch`, shown as its positions."""

    __slots__ = ()

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import search_line

        return f"<SkySearch {search_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import suggestions_piece

        return suggestions_piece(plain.Suggestions(targets=(self,)))


class Suggestions(SameData, plain.Suggestions):
    """The answer of `aptcheck.suggest`, shown as a table of positions and a picture."""

    __slots__ = ()
    targets: tuple[SkySearch, ...]

    @classmethod
    def of(cls, found: plain.Suggestions) -> Suggestions:
        """Return a plain answer whose searches show themselves too."""
        return extended(
            cls, found, targets=tuple(extended(SkySearch, search) for search in found.targets)
        )

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import suggestions_line

        return f"<Suggestions {suggestions_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import suggestions_piece

        return suggestions_piece(self)
