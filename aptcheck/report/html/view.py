"""The report as the page's templates see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aptcheck.report.briefs import Briefs
from aptcheck.report.html.anchors import proposal_anchors
from aptcheck.report.html.finding_groups import FindingView
from aptcheck.report.html.proposal_view import ProposalView, proposal_view
from aptcheck.report.html.ranked_fields import RankedField, ranked_fields
from aptcheck.report.html.rule_pages import RulePage, rule_pages
from aptcheck.report.reservations import has_reservations
from aptcheck.report.verdict_words import by_verdict, verdict_rank, worst
from aptcheck.report.visible import one_line, shortened
from aptcheck.results import ProposalReport, Report, Verdict

__all__ = ["Page", "page"]

#: Proposals shown unfolded, and so many that the tables of their findings still have room.
_PROPOSALS_OPEN, _MOST_WITH_TABLES = 5, 200
#: What one page can hold, in characters: without pictures a proposal takes up to 10,000 and a
#: picture 26,000. Spoiled fields are drawn first, others only up to a number.
_MOST, _PROPOSAL, _PICTURE = 11_500_000, 10_000, 26_000
_LEAST_PICTURES, _MOST_UNSPOILED = 24, 240
#: Characters of survey images: an image takes 15,000 to 60,000.
_MOST_IMAGES = 4_000_000


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole page: the proposals, the worst first, and in ``report`` `Briefs` of them."""

    report: Report
    proposals: tuple[ProposalView, ...]
    rules: tuple[RulePage, ...]

    @property
    def single(self) -> ProposalView | None:
        """The proposal of a page about one."""
        return self.proposals[0] if len(self.proposals) == 1 else None

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all."""
        return worst(self.report.proposals)

    @property
    def verdicts(self) -> dict[Verdict, int]:
        """How many proposals have each verdict, the worst first."""
        return by_verdict(self.report.proposals)

    @property
    def partial(self) -> bool:
        """Whether the verdict is a pass of less than everything."""
        return self.verdict == "pass" and has_reservations(self.report.proposals)

    @property
    def rule_codes(self) -> frozenset[str]:
        """The rules whose page is on this page."""
        return frozenset(rule.code for rule in self.rules)

    @property
    def has_tables(self) -> bool:
        """Whether the page has room for the tables of findings."""
        return len(self.proposals) <= _MOST_WITH_TABLES

    @property
    def unfolded(self) -> bool:
        """Whether the proposals are so few that they are shown unfolded."""
        return len(self.proposals) <= _PROPOSALS_OPEN


def page(report: Report) -> Page:
    """Return the page of a report."""
    proposals, briefs = [], Briefs()
    for proposal in report.proposals:
        proposals.append(proposal)
        briefs.add(proposal)
    proposals.sort(key=_worst_first)
    ranked = list(_pictured(map(ranked_fields, proposals)))
    every = zip(proposals, proposal_anchors(proposals), ranked, _drawn(ranked), strict=True)
    views = tuple(proposal_view(*one) for one in every)
    return Page(report=briefs.report, proposals=views, rules=rule_pages(_found(views)))


def _pictured(ranked: Iterable[tuple[RankedField, ...]]) -> Iterator[tuple[RankedField, ...]]:
    """Yield the fields of each proposal, without survey images once the page is full of them."""
    room = _MOST_IMAGES
    for fields in ranked:
        kept = []
        for one in fields:
            room -= one.image_size
            kept.append(one if room >= 0 else one.without_images)
        yield tuple(kept)


def _drawn(ranked: Sequence[Sequence[RankedField]]) -> list[int]:
    """Return how many fields of each proposal are drawn: spoiled ones of all before others."""
    left = max(_LEAST_PICTURES, (_MOST - _PROPOSAL * len(ranked)) // _PICTURE)
    drawn: list[int] = []
    for fields in ranked:
        drawn.append(min(left, sum(one.spoiled for one in fields)))
        left -= drawn[-1]
    room = min(left, max(0, _MOST_UNSPOILED - sum(drawn)))
    for place, fields in enumerate(ranked):
        more = min(room, sum(not one.spoiled for one in fields))
        drawn[place] += more
        room -= more
    return drawn


def _worst_first(proposal: ProposalReport) -> tuple[int, int, int]:
    counted = Report(proposals=(proposal,)).summary
    return verdict_rank(proposal), -counted.errors, -counted.warnings


def _found(views: Sequence[ProposalView]) -> Iterator[tuple[str, str, FindingView]]:
    """Yield each finding after the label and the address of its place: a proposal, if several."""
    for view in views:
        name = shortened(one_line(view.report.title or view.report.path), 60)
        for finding in view.findings:
            if len(views) > 1:
                yield name, view.key, finding
            else:
                number = finding.finding.observation
                label = "proposal" if number is None else f"observation {number}"
                yield label, finding.key, finding
