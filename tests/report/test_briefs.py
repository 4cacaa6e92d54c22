"""A brief is small, and enough for every sentence on several proposals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.finding import Finding, Severity, Suppression
from aptcheck.report.briefs import Briefs
from aptcheck.report.fixable import fixable_sentence
from aptcheck.report.reservations import has_reservations, not_checked
from aptcheck.report.verdict_words import by_verdict, is_judged, verdict_rank, verdict_sentence
from aptcheck.results import NOT_SELECTED, Coverage, Outcome, ProposalReport, Report, Scope
from tests.report.plain import finding, proposal

CODES = ("APT001", "APT900", "BKG201", "SKY101", "TST900")

findings = st.builds(
    finding,
    code=st.sampled_from(CODES),
    severity=st.sampled_from(Severity),
    fixable=st.sampled_from([None, "safe", "unsafe"]),
    fix_options=st.sampled_from([(), ("--suggest",), ("--unsafe-fixes", "--suggest")]),
    suppressed=st.sampled_from([None, None, Suppression(reason="agreed")]),
    baselined=st.booleans(),
    message=st.text(max_size=5),
)
lines = st.builds(
    Coverage,
    code=st.sampled_from(CODES),
    outcome=st.sampled_from(Outcome),
    reason=st.sampled_from([None, NOT_SELECTED, "no catalogue was asked"]),
)
few = st.integers(0, 3)
scopes = st.builds(
    Scope,
    observations=few,
    fields=few,
    fields_left_out=few,
    fields_checked=few,
    angles_known=few,
    dates_unchecked=few,
    science_fields=few,
    science_fields_checked=few,
    catalogue_asked=st.booleans(),
    deselected_by=st.sampled_from([None, "configuration", "options", "both"]),
    lowered=st.sampled_from([(), ("BKG201",), ("SKY101", "BKG201")]),
    softened=few,
    executed=few,
)


@st.composite
def proposals(draw: Any) -> ProposalReport:
    found: list[Finding] = draw(st.lists(findings, max_size=4))
    return replace(
        proposal(*found, path=draw(st.sampled_from(["a.aptx", "b c.xml", "-x"]))),
        coverage=tuple(draw(st.lists(lines, max_size=3))),
        scope=draw(scopes),
        verdict=draw(st.sampled_from(["pass", "warn", "fail", "not-applicable"])),
        configuration=draw(st.sampled_from([None, "aptcheck.toml"])),
        reached=draw(st.booleans()),
    )


@given(st.lists(proposals(), max_size=5))
def test_briefs_say_what_the_proposals_say(whole: list[ProposalReport]) -> None:
    briefs = Briefs()
    for one in whole:
        briefs.add(one)
    brief = briefs.report.proposals
    assert len(briefs) == len(brief) == len(whole)
    assert verdict_sentence(brief) == verdict_sentence(whole)
    assert has_reservations(brief) == has_reservations(whole)
    assert by_verdict(brief) == by_verdict(whole)
    assert briefs.report.summary == Report(proposals=whole).summary
    assert fixable_sentence(briefs.report) == fixable_sentence(Report(proposals=whole))
    for mine, its in zip(brief, whole, strict=True):
        assert (mine.path, mine.reached, mine.scope) == (its.path, its.reached, its.scope)
        assert not_checked(mine) == not_checked(its)
        assert is_judged(mine) == is_judged(its)
        assert verdict_rank(mine) == verdict_rank(its)


def test_what_proposals_have_in_common_is_kept_once() -> None:
    briefs = Briefs()
    for number in range(2):
        briefs.add(
            proposal(finding(message=f"Message {number}."), path=f"{number}.xml", title=f"{number}")
        )
    first, second = briefs.report.proposals
    assert (first.path, second.path) == ("0.xml", "1.xml")
    assert first.findings is second.findings
    assert first.coverage is second.coverage
    assert first.scope is second.scope
    assert not first.backgrounds
    assert [line.code for line in first.coverage] == ["SKY101"]
    assert replace(first, path="") == replace(second, path="")
