"""A proposal opened for questions of where and when, without judging it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aptcheck import apt
from aptcheck.background import graph
from aptcheck.contamination.opportunities import Opportunities
from aptcheck.engine.stored import StoredWindows
from aptcheck.engine.window import observing_window
from aptcheck.errors import UnreadableProposal, UsageError
from aptcheck.model import Observation, Proposal
from aptcheck.rules.context import Window

__all__ = ["Opened", "opened"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A proposal, its observing window, and when its observations can be taken."""

    proposal: Proposal
    window: Window
    opportunities: Opportunities

    @property
    def spectra(self) -> tuple[Observation, ...]:
        """The live MRS observations."""
        return tuple(o for o in self.proposal.observations if o.is_mrs and not o.is_out)

    @property
    def skies(self) -> tuple[Observation, ...]:
        """The live backgrounds, declared and then suspected ones."""
        built = graph.build(self.proposal)
        suspected = (suspicion.sky for suspicion in built.suspicions)
        return (*built.skies, *suspected)

    def chosen(
        self, numbers: tuple[int, ...], default: tuple[Observation, ...]
    ) -> tuple[Observation, ...]:
        """Return the observations asked for by number, without any the default.

        Raises
        ------
        UsageError
            If there is no such observation, it takes no MRS spectra, or there is none at all.
        """
        for number in numbers:
            observation = self.proposal.observation(number)
            if observation is None:
                raise UsageError(f"the proposal has no observation {number}.")
            if not observation.is_mrs:
                raise UsageError(f"observation {number} takes no MRS spectra.")
        chosen = tuple(o for o in self.proposal.observations if o.number in numbers) or default
        if not chosen:
            raise UsageError("the proposal has no MRS observation that is still to be taken.")
        return chosen


def opened(path: Path, dates: tuple[datetime, datetime] | None, today: datetime) -> Opened:
    """Open a proposal; without dates its cycle gives the observing window.

    Raises
    ------
    UsageError
        If it cannot be read, with its path and the reason.
    """
    try:
        document = apt.read_path(path)
    except UnreadableProposal as fault:
        raise UsageError(f"{path}: {fault}") from None
    window = observing_window(document.proposal, dates, today)
    return Opened(
        proposal=document.proposal,
        window=window,
        opportunities=Opportunities(
            document.proposal, window.start, window.end, StoredWindows(document)
        ),
    )
