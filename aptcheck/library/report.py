"""The report of a check, which shows itself, becomes a table or a page, and is saved."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from aptcheck import results
from aptcheck.errors import UsageError
from aptcheck.library.extended import SameData
from aptcheck.library.proposal_report import ProposalReport

if TYPE_CHECKING:
    from astropy.table import Table

    from aptcheck.library.finding import Finding
    from aptcheck.library.observation_report import ObservationReport

__all__ = ["Report"]

#: Names that the message about an unknown one lists.
_MOST = 20


class Report(SameData, results.Report):
    """Everything that one call of `aptcheck.check` found.

    ``report["1234"]`` is a proposal by programme number, path, file name or name without its
    ending; a report on one proposal also takes the number of an observation, as that proposal does.
    Iteration is over the proposals.
    """

    __slots__ = ()
    proposals: tuple[ProposalReport, ...]

    @classmethod
    def of(cls, plain: results.Report) -> Report:
        """Return a plain report whose parts show themselves too."""
        return cls(proposals=tuple(map(ProposalReport.of, plain.proposals)))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of all proposals, in order."""
        return tuple(finding for proposal in self.proposals for finding in proposal.findings)

    def __getitem__(self, key: str | int | PathLike[str]) -> ProposalReport | ObservationReport:
        """Return a proposal, or an observation of the only one.

        Raises
        ------
        KeyError
            Nothing has this name, or several have; the message says what there is.
        """
        name = str(key) if isinstance(key, int) else fspath(key)
        found = [one for one in self.proposals if name in _names(one)]
        if len(found) == 1:
            return found[0]
        if found:
            paths = ", ".join(one.path for one in found[:_MOST])
            raise KeyError(f"{name!r:.60} names {len(found)} proposals; give a path: {paths}")
        if len(self.proposals) == 1:
            return self.proposals[0][name]
        known = ", ".join(one.path for one in self.proposals[:_MOST]) or "none"
        left = len(self.proposals) - _MOST
        more = f" and {left} more" if left > 0 else ""
        raise KeyError(f"no proposal is called {name!r:.60}; there are: {known}{more}")

    def __iter__(self) -> Iterator[ProposalReport]:
        return iter(self.proposals)

    def _ipython_key_completions_(self) -> list[str]:
        return [one.path for one in self.proposals]

    def to_table(self) -> Table:
        """Return all findings as an astropy Table, one row for each.

        What a finding does not have is masked. ``measured`` and ``limit`` are numbers in the
        ``unit`` of their row, ``allowed`` and ``avoid`` the total widths of these V3PA.
        """
        from aptcheck.report.astropy_table import astropy_table

        return astropy_table(self)

    def to_pandas(self) -> Any:  # noqa: ANN401 - pandas is not a dependency
        """Return the same table as a pandas DataFrame.

        Raises
        ------
        aptcheck.errors.UsageError
            pandas is not installed.
        """
        try:
            import pandas  # noqa: F401
        except ImportError:
            raise UsageError(
                "to_pandas() needs pandas, which is not installed: pip install pandas. "
                "to_table() gives the same as an astropy Table."
            ) from None
        return self.to_table().to_pandas()

    def to_html(self) -> str:
        """Return the page, as ``aptcheck check --format html`` writes it."""
        from aptcheck.tasks.look_of_file import look_of_file
        from aptcheck.tasks.rendering import rendered

        return str(rendered("html", self, look=look_of_file()).content)

    def save(self, path: str | PathLike[str], format: str | None = None) -> None:  # noqa: A002 - as on the command line
        """Write the report to a file.

        Parameters
        ----------
        path : path
            Its ending says the format: ``.html``, ``.json``, ``.jsonl``, ``.md``, ``.parquet``,
            ``.sarif``, ``.txt``, or ``.xml`` for JUnit.
        format : str, optional
            Any format of ``aptcheck check``, whatever the ending.

        Raises
        ------
        aptcheck.errors.UsageError
            The format is not known, or the file cannot be written; a proposal, a lock, a baseline
            or a configuration is never overwritten.
        """
        from aptcheck.engine.arguments import new_file
        from aptcheck.tasks.saving import saved

        saved(self, Path(new_file(path)), format)

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import report_line

        return f"<Report {report_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import report_piece

        return report_piece(self)


def _names(proposal: ProposalReport) -> set[str | None]:
    path = PurePath(proposal.path)
    return {proposal.program, proposal.path, path.name, path.stem}
