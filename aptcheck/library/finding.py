"""A finding that shows itself."""

from __future__ import annotations

from aptcheck import finding as plain
from aptcheck.library.extended import SameData

__all__ = ["Finding"]


class Finding(SameData, plain.Finding):
    """A finding of a report, `aptcheck.finding.Finding`, shown as a row with its fix."""

    __slots__ = ()

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import finding_line

        return f"<Finding {finding_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import findings_piece

        return findings_piece((self,))
