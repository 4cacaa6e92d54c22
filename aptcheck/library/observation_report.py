"""What a report says about one observation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aptcheck.library.fields import Fields

if TYPE_CHECKING:
    from aptcheck.library.finding import Finding
    from aptcheck.library.pair import Pair
    from aptcheck.library.proposal_report import ProposalReport

__all__ = ["ObservationReport"]


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class ObservationReport:
    """One observation of a proposal: its findings, pairs and fields."""

    number: int
    proposal: ProposalReport

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that are about it, also on its other side of a pair or among several."""
        return tuple(
            one
            for one in self.proposal.findings
            if self.number in (one.observation, *one.related_observations)
        )

    @property
    def backgrounds(self) -> tuple[Pair, ...]:
        """The pairs that it is in, as science or as background."""
        return tuple(
            pair
            for pair in self.proposal.backgrounds
            if self.number in (pair.science_observation, pair.background_observation)
        )

    @property
    def fields(self) -> Fields:
        """Its field if it is a background, otherwise those of its backgrounds."""
        numbers = {self.number, *(pair.background_observation for pair in self.backgrounds)}
        own = [field for field in self.proposal.fields if field.observation == self.number]
        every = (field for field in self.proposal.fields if field.observation in numbers)
        return Fields(own or every)

    def __repr__(self) -> str:
        from aptcheck.report.notebook.lines import observation_line

        said = observation_line(self.number, self.findings, self.backgrounds, self.fields)
        return f"<ObservationReport {said}>"

    def _repr_html_(self) -> str:
        from aptcheck.report.notebook import findings_piece, pairs_piece

        pairs = pairs_piece(self.backgrounds) if self.backgrounds else ""
        return findings_piece(self.findings) + pairs + self.fields._repr_html_()
