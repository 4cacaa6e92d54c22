"""The engine: selection, severities, crashes, the ledger."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from typing import Any

import pytest

from aptcheck.background.pairs import Pairs
from aptcheck.background.roles import Background
from aptcheck.engine import judge
from aptcheck.finding import Evidence, Severity
from aptcheck.model import Observation, Proposal
from aptcheck.rules import Context, Fault, Graph, NotApplicable, NotChecked, Verdicts, rule
from aptcheck.rules.registry import all_rules, find_rule
from aptcheck.testing import exposure, group, mrs, outcome, pair, target
from tests.judging import faults, findings, judged
from tests.other_modes import ifu_pair

MISMATCH = pair(sky={"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]})

#: Findings that every test here ignores.
OTHERS = ("BKG3",)

#: A fault whose values may be of any type, as a rule that was not type-checked may give them.
AnyFault: Any = Fault


def test_the_faultless_pair_passes() -> None:
    report = judged(pair())
    assert report.verdict == "pass"
    assert faults(pair()) == []
    assert len(report.backgrounds) == 1


def test_a_mismatch_fails_the_proposal() -> None:
    assert judged(MISMATCH).verdict == "fail"
    assert faults(MISMATCH, select=("BKG201",)) == ["BKG201 error 2"]


def test_a_draft_warns_where_the_default_fails() -> None:
    assert faults(MISMATCH, select=("BKG201",), profile="draft") == ["BKG201 warning 2"]
    assert faults(MISMATCH, select=("BKG201",), profile="submit") == ["BKG201 error 2"]


def test_a_team_sets_its_own_severity() -> None:
    assert faults(MISMATCH, select=("BKG201",), severity={"BKG201": "info"}) == ["BKG201 info 2"]


def test_a_deselected_rule_is_not_checked_and_says_so() -> None:
    assert outcome(MISMATCH, "BKG201", ignore=("BKG2",)) == ("not-checked", "not selected")
    assert outcome(MISMATCH, "APT001", select=("BKG201",)) == ("passed", None)


def test_the_longer_prefix_wins() -> None:
    assert outcome(MISMATCH, "BKG201", select=("BKG201",), ignore=("BKG",))[0] == "finding"
    assert outcome(MISMATCH, "BKG201", select=("BKG",), ignore=("BKG201",))[0] == "not-checked"


def test_every_rule_has_one_line_in_the_ledger() -> None:
    assert [line.code for line in judged(pair()).coverage] == [r.code for r in all_rules()]


def test_an_executed_pair_can_no_longer_be_changed() -> None:
    done = pair(
        science={"status": "COMPLETED"},
        sky={"status": "ARCHIVED", "exposures": [exposure("SHORT", groups=40)]},
    )
    own = [f for f in findings(done, select=("BKG201",)) if f.code == "BKG201"]
    assert [f.severity for f in own] == [Severity.INFO]
    assert "can no longer be changed" in own[0].message


def test_a_crashing_rule_is_reported_and_does_not_hide_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @rule("BKG000", severity=Severity.ERROR)
    def crashing(proposal: Proposal, context: Context) -> Verdicts:
        """Crash."""
        yield from ()
        raise ZeroDivisionError

    monkeypatch.setattr(judge, "all_rules", lambda: (crashing, *all_rules()))
    report = judged(MISMATCH, select=("BKG",), ignore=OTHERS)
    assert [f.code for f in report.findings] == ["APT900", "BKG201"]
    ledger = {line.code: line for line in report.coverage}
    assert ledger["BKG000"].outcome == "not-checked"
    assert "ZeroDivisionError" in (ledger["BKG000"].reason or "")
    assert ledger["APT900"].outcome == "finding"


@pytest.mark.parametrize(
    "say",
    [
        lambda: AnyFault(message=None, fix="f"),
        lambda: AnyFault(message="m.", fix=["f"]),
        lambda: AnyFault(message="m.", fix="f", observation="2"),
        lambda: AnyFault(message="m.", fix="f", observation=float("nan")),
        lambda: AnyFault(message="m.", fix="f", related=2),
        lambda: AnyFault(message="m.", fix="f", related=("1",)),
        lambda: AnyFault(message="m.", fix="f", target=3),
        lambda: AnyFault(message="m.", fix="f", each=(1, 2)),
        lambda: AnyFault(message="m.", fix="f", each={"1": 2}),
        lambda: AnyFault(message="m.", fix="f", each={1: (2, 3)}),
        lambda: AnyFault(message="m.", fix="f", evidence="20 groups"),
        lambda: AnyFault(message="m.", fix="f", angles=("V3PA", 3)),
        lambda: AnyFault(message="m.", fix="f", severity="fatal"),
        lambda: AnyFault(message="m.", fix="f", cause=[]),
        lambda: NotChecked(None),
        lambda: NotApplicable(3),  # type: ignore[arg-type]
        lambda: None,
        lambda: sys.exit(7),
    ],
)
def test_an_error_in_a_rule_is_reported_for_that_rule_only(
    say: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("BKG000", severity="error")
    def wrong(proposal: Proposal, context: Context) -> Verdicts:
        """Yield something that no report can show."""
        yield say()

    monkeypatch.setattr(judge, "all_rules", lambda: (wrong, *all_rules()))
    report = judged(MISMATCH, select=("BKG",), ignore=OTHERS)
    assert [f.code for f in report.findings] == ["APT900", "BKG201"]
    assert "BKG000" in report.findings[0].message


def test_an_interrupt_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("BKG000", severity="error")
    def interrupted(proposal: Proposal, context: Context) -> Verdicts:
        """Be interrupted."""
        yield from ()
        raise KeyboardInterrupt

    monkeypatch.setattr(judge, "all_rules", lambda: (interrupted,))
    with pytest.raises(KeyboardInterrupt):
        judged(pair())


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ({}, ("error", 2, (1, 3))),
        # the message says that it can still be changed, though the worst is over
        ({"sky": {"status": "COMPLETED"}}, ("error", 2, (1, 3))),
    ],
)
def test_faults_of_one_cause_become_one_finding_on_all_their_observations(
    statuses: dict[str, Any], expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("BKG000", severity="warning")
    def odd_rule(observation: Observation, context: Context) -> Verdicts:
        """Report the same for every observation, worst for the second."""
        yield Fault(
            message="m.",
            fix="f",
            observation=observation.number,
            severity="error" if observation.number == 2 else None,
            cause="the same",
        )

    monkeypatch.setattr(judge, "all_rules", lambda: (odd_rule,))
    (finding,) = findings(pair(more_observations=[mrs(3, 1)], **statuses))
    assert (finding.severity, finding.observation, finding.related_observations) == expected


THREE = pair(more_observations=[mrs(3, 1), mrs(4, 2)], links=[group(1, 2, 3, 4)])


@pytest.mark.parametrize(
    ("each", "expected"),
    [
        ({2: 0.5}, (2, (1, 3), "NGC-1-SKY")),
        ({2: 0.5, 4: 0.25}, (None, (2, 4), "NGC-1-SKY")),
        ({2: 0.5, 3: None}, (None, (2, 3), None)),
    ],
)
def test_a_single_finding_belongs_to_one_observation_or_lists_several(
    each: dict[int, float | None], expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("BKG000", severity="warning")
    def odd_rule(pairs: Pairs, context: Context) -> Verdicts:
        """Report it once."""
        about = pairs.only(skies={2})
        yield Fault(message="m.", fix="f", about=about, each=each, evidence=Evidence(0.5, 1))

    monkeypatch.setattr(judge, "all_rules", lambda: (odd_rule,))
    (finding,) = findings(THREE)
    assert (finding.observation, finding.related_observations, finding.target) == expected
    assert finding.location.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy"
    assert finding.evidence is not None
    assert finding.evidence.measured == 0.5
    listed = {one.observation: one.measured for one in finding.evidence.each}
    assert listed == (each if len(each) > 1 else {})


TWO = pair(
    more_targets=[
        target(3, "NGC-3", north=600, background=[4]),
        target(4, "NGC-3-SKY", north=690, category="Calibration"),
    ],
    more_observations=[mrs(3), mrs(4), mrs(5, 1)],
    links=[group(1, 2, 5), group(3, 4)],
)


@pytest.mark.parametrize(
    ("related", "expected"),
    [((), {2: (1, 5), 4: (3,)}), ((1, 3), {2: (1,), 4: (3,)}), ((3,), {2: (), 4: (3,)})],
)
def test_each_listed_background_has_its_own_science(
    related: tuple[int, ...], expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    @rule("BKG000", severity="warning")
    def odd_rule(pairs: Pairs, context: Context) -> Verdicts:
        """Report it once."""
        yield Fault(message="m.", fix="f", about=pairs, related=related, each={2: 1, 4: 1})

    monkeypatch.setattr(judge, "all_rules", lambda: (odd_rule,))
    (finding,) = findings(TWO)
    assert (finding.observation, finding.related_observations) == (None, (2, 4))
    assert finding.evidence is not None
    listed = {one.observation: one.related_observations for one in finding.evidence.each}
    assert listed == expected


def test_each_other_listed_observation_has_all_its_links(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @rule("BKG000", severity="warning")
    def odd_rule(graph: Graph, context: Context) -> Verdicts:
        """Report it once."""
        yield Fault(message="m.", fix="f", related=(5, 4), each={1: None, 4: None})

    monkeypatch.setattr(judge, "all_rules", lambda: (odd_rule,))
    (finding,) = findings(TWO)
    assert finding.evidence is not None
    assert [one.related_observations for one in finding.evidence.each] == [(4, 5), (5,)]


def test_a_single_finding_is_separate_for_suspected_pairs_and_lists_only_faulty_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @rule("BKG000", severity="warning", suspected=True)
    def odd_rule(pairs: Pairs, context: Context) -> Verdicts:
        """Report it for the last background."""
        number = max(sky.number for sky in pairs.skies)
        yield Fault(message="m.", fix="f", about=pairs.only(skies={number}), each={number: None})

    monkeypatch.setattr(judge, "all_rules", lambda: (odd_rule,))
    more = [
        target(number, f"NGC-{number}{'' if number % 2 else '-SKY'}", north=90 * number)
        for number in (3, 4, 5, 6)
    ]
    xml = pair(
        more_targets=more,
        more_observations=[
            mrs(n, n, label=f"NGC-{n} background"[: 5 + 11 * (n % 2 == 0)]) for n in (3, 4, 5, 6)
        ],
        more_links=[group(3, 4), group(5, 6)],
    )
    declared, suspected = findings(xml)
    assert (declared.severity, declared.observation) == ("warning", 2)
    assert (suspected.severity, suspected.observation) == ("info", 6)
    assert suspected.message == "m (if observation 6 is meant as the background of observation 5)."


def test_it_can_still_be_changed_until_all_it_lists_are_executed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @rule("BKG000", severity="warning")
    def odd_rule(pairs: Pairs, context: Context) -> Verdicts:
        """Report it once."""
        skies = {sky.number: None for sky in pairs.skies}
        yield Fault(message="m.", fix="f", about=pairs, each=skies)

    monkeypatch.setattr(judge, "all_rules", lambda: (odd_rule,))
    (partly,) = findings(
        pair(
            sky={"status": "COMPLETED"},
            more_observations=[mrs(3, 2, status="COMPLETED")],
            links=[group(1, 2, 3)],
        )
    )
    assert (partly.severity, partly.related_observations) == ("warning", (2, 3))


def test_one_unchecked_subject_makes_a_rule_not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("BKG000", severity=Severity.ERROR)
    def unsure(background: Background, context: Context) -> Verdicts:
        """Raise Unknown."""
        yield NotChecked("the readout is unknown")

    monkeypatch.setattr(judge, "all_rules", lambda: (unsure,))
    assert outcome(pair(), "BKG000") == ("not-checked", "1 not checked: the readout is unknown")


def test_fingerprints_survive_a_shift_of_lines_and_differ_from_each_other() -> None:
    first = findings(MISMATCH)
    shifted = findings(MISMATCH.xml.replace(b"<Targets>", b"<!-- \n\n\n -->\n<Targets>"))
    assert [f.fingerprint for f in first] == [f.fingerprint for f in shifted]
    assert {f.location.line for f in first} != {f.location.line for f in shifted}
    assert len({f.fingerprint for f in first}) == len(first)


def test_a_finding_points_at_its_line_and_column() -> None:
    place = next(f for f in findings(MISMATCH) if f.code == "BKG201").location
    line = MISMATCH.xml.decode().splitlines()[(place.line or 0) - 1]
    assert line[(place.column or 0) - 1 :].startswith("<mmrs:Exposure>")
    assert place.trail == "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1"


def test_a_finding_names_every_other_observation_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def odd_rule(proposal: Proposal, context: Context) -> Verdicts:
        yield Fault(message="m.", fix="f", at=None, observation=2, related=(1, 2, 1))

    odd = dataclasses.replace(
        find_rule("BKG201"), check=odd_rule, subject="Proposal", suspected=False
    )
    monkeypatch.setattr(judge, "all_rules", lambda: (odd,))
    (finding,) = findings(pair())
    assert (finding.observation, finding.related_observations) == (2, (1,))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("SKY106", "no MRS science observation"),
        ("BKG207", "no MRS background is declared and taken"),
        ("BKG208", "no MRS science observation"),
    ],
)
def test_a_rule_on_the_mrs_says_that_it_did_not_judge_other_modes(code: str, reason: str) -> None:
    assert outcome(ifu_pair(), code) == ("not-applicable", reason)


def test_a_rule_on_another_mode_does_not_say_that_the_mrs_has_no_background() -> None:
    assert outcome(pair(), "BKG211")[1] == "no NIRSpec fixed-slit background is declared and taken"
