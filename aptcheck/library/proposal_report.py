"""The report on one proposal, which shows itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aptcheck import results
from aptcheck.library.extended import SameData, extended
from aptcheck.library.fields import Fields
from aptcheck.library.finding import Finding
from aptcheck.library.observation_report import ObservationReport
from aptcheck.library.pair import Pair
from aptcheck.library.sky_field import SkyField

if TYPE_CHECKING:
    from astropy.table import Table

__all__ = ["ProposalReport"]


class ProposalReport(SameData, results.ProposalReport):
    """A proposal of a report, `aptcheck.results.ProposalReport`, and its observations by number.

    Iteration is over the observations that have a pair, a field or a finding.
    """

    __slots__ = ()
    backgrounds: tuple[Pair, ...]
    findings: tuple[Finding, ...]
    fields: Fields

    @classmethod
    def of(cls, plain: results.ProposalReport) -> ProposalReport:
        """Return a plain report whose parts show themselves too."""
        return extended(
            cls,
            plain,
            backgrounds=tuple(extended(Pair, pair) for pair in plain.backgrounds),
            findings=tuple(extended(Finding, finding) for finding in plain.findings),
            fields=Fields(_field(plain, field) for field in plain.fields),
        )

    @property
    def observations(self) -> tuple[int, ...]:
        """The numbers of the observations that have a pair, a field or a finding."""
        numbers = {field.observation for field in self.fields}
        for pair in self.backgrounds:
            numbers |= {pair.science_observation, pair.background_observation}
        for finding in self.findings:
            own = () if finding.observation is None else (finding.observation,)
            numbers.update((*own, *finding.related_observations))
        return tuple(sorted(numbers))

    def __getitem__(self, number: int | str) -> ObservationReport:
        """Return what is said about an observation; KeyError lists those that there are."""
        wanted = str(number).strip()
        for one in self.observations:
            if str(one) == wanted:
                return ObservationReport(number=one, proposal=self)
        known = ", ".join(map(str, self.observations)) or "none"
        raise KeyError(f"nothing is reported about observation {wanted!r:.60}, only about: {known}")

    def __iter__(self) -> Iterator[ObservationReport]:
        return (self[number] for number in self.observations)

    def to_table(self) -> Table:
        """Return its findings as an astropy Table, as those of a report."""
        from aptcheck.report.astropy_table import astropy_table

        return astropy_table(results.Report(proposals=(self,)))

    def _ipython_key_completions_(self) -> list[str]:
        return [str(number) for number in self.observations]

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import proposal_line

        return f"<ProposalReport {proposal_line(self)}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import report_piece

        return report_piece(results.Report(proposals=(self,)))


def _field(proposal: results.ProposalReport, field: results.SkyField) -> SkyField:
    """Return a field that knows what the findings of its proposal say about its angles."""
    from aptcheck.report.html.obstacles import prospect

    return extended(
        SkyField, field, prospect=prospect(proposal, field) if field.undrawn is None else None
    )
