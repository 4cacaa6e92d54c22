"""How much of a proposal was checked, as the report says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from aptcheck.contamination.sky import Sky
from aptcheck.finding import Severity, Suppression
from aptcheck.report.verdict_words import verdict_sentence
from aptcheck.results import NOTHING_TO_JUDGE, Outcome, Scope
from aptcheck.testing import (
    Document,
    before_date,
    between_dates,
    check,
    exposure,
    lrs,
    moving,
    mrs,
    other,
    pair,
    proposal,
    target,
)
from tests.other_modes import ifu_pair, three_modes
from tests.rules.other_modes import pair_of
from tests.skies import allwise, star

MISMATCH = pair(sky={"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]})
TARGET = target()
ELSEWHERE = proposal(targets=[TARGET], observations=[other(1, "NircamImaging", target=1)])


def test_without_a_catalogue_no_field_is_checked() -> None:
    scope = check(pair()).scope
    assert scope == Scope(observations=2, pairs=1, fields=1, angles_known=1)


def test_a_field_is_checked_if_every_catalogue_answered(tmp_path: Path) -> None:
    empty = allwise(tmp_path / "allwise.csv", [])
    scope = check(pair(), catalog=empty).scope
    assert (scope.catalogue_asked, scope.fields, scope.fields_checked) == (True, 1, 1)
    far = allwise(tmp_path / "elsewhere.csv", [], centre=(10.0, 10.0))
    scope = check(pair(), catalog=far).scope
    assert (scope.catalogue_asked, scope.fields, scope.fields_checked) == (True, 1, 0)


def test_a_contaminated_field_has_been_checked(tmp_path: Path) -> None:
    report = check(pair(), catalog=allwise(tmp_path / "allwise.csv", [star(0.5, 90.5)]))
    assert (report.verdict, report.scope.fields_checked) == ("fail", 1)


def test_the_angles_of_a_moving_target_are_not_known() -> None:
    document = proposal(
        targets=[moving(1, "IO", background=[2], required=True), moving(2, "IO-SKY")],
        observations=[mrs(1, 1), mrs(2, 2)],
    )
    scope = check(document).scope
    assert (scope.fields, scope.angles_known) == (1, 0)


@pytest.mark.parametrize(
    ("cycle", "changes", "unchecked"),
    [
        (None, {}, 2),
        (None, {"status": "COMPLETED"}, 0),
        (5, {}, 0),
    ],
)
def test_dates_that_cannot_be_checked_are_counted(
    cycle: int | None, changes: dict[str, str], unchecked: int
) -> None:
    past = between_dates("01-MAR-2022", "01-MAY-2022")
    report = check(pair(both={"special": [past], **changes}, cycle=cycle))
    assert report.scope.dates_unchecked == unchecked
    assert ("dates not checked" in verdict_sentence([report])) is bool(unchecked)


def test_dates_of_a_moving_target_and_unreadable_ones_are_counted() -> None:
    summer = between_dates("01-JUL-2026", "01-AUG-2026")
    titan = proposal(targets=[moving(1, "TITAN")], observations=[mrs(1, special=[summer])])
    assert check(titan).scope.dates_unchecked == 1
    # the science observation is linked with it, so its dates are not known either
    assert check(pair(sky={"special": [before_date("soon")]})).scope.dates_unchecked == 2


def test_a_catalogue_that_no_selected_rule_needs_is_not_asked(tmp_path: Path) -> None:
    empty = allwise(tmp_path / "allwise.csv", [])
    scope = check(pair(), catalog=empty, select=("BKG2",)).scope
    assert (scope.catalogue_asked, scope.fields_checked) == (False, 0)


def test_the_fields_of_every_mode_are_counted_and_checked(tmp_path: Path) -> None:
    scope = check(three_modes()).scope
    assert (scope.observations, scope.pairs) == (6, 3)
    assert (scope.fields, scope.fields_left_out, scope.angles_known) == (3, 0, 3)
    assert not scope.catalogue_asked
    looked = check(three_modes(), catalog=allwise(tmp_path / "allwise.csv", [star(90, 450)])).scope
    assert (looked.fields_checked, looked.catalogue_asked) == (3, True)


def test_science_fields_on_request_are_those_of_the_mrs(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "allwise.csv", [star(90, 450)])
    scope = check(three_modes(), catalog=catalogue, fields="all").scope
    assert (scope.fields_checked, scope.science_fields, scope.science_fields_checked) == (3, 1, 1)


def test_a_proposal_without_the_mrs_never_passes_as_if_its_fields_were_empty() -> None:
    assert "sky not checked: 1 field, no catalogue asked" in verdict_sentence([check(ifu_pair())])


def test_lrs_slitless_fields_are_counted_and_never_checked(
    tmp_path: Path,
) -> None:
    report = check(
        pair_of(lrs, both={"subarray": "SLITLESSPRISM"}),
        catalog=allwise(tmp_path / "allwise.csv", []),
    )
    scope = report.scope
    assert (scope.fields, scope.fields_left_out, scope.fields_checked) == (1, 1, 0)
    assert "1 field not checked: the pipeline subtracts no" in verdict_sentence([report])


def test_a_crash_in_a_field_leaves_it_unchecked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Sky, "_examined", crash)
    report = check(pair(), catalog=allwise(tmp_path / "allwise.csv", []))
    assert (report.scope.fields, report.scope.fields_checked) == (1, 0)
    assert "APT900" in {finding.code for finding in report.findings}


@pytest.mark.parametrize(
    ("configuration", "by"),
    [({}, None), ({"select": ("ALL",)}, None), ({"ignore": ("SKY",)}, "configuration")],
)
def test_the_source_of_left_out_rules(configuration: dict[str, Any], by: str | None) -> None:
    assert check(pair(), **configuration).scope.deselected_by == by


def test_a_milder_configured_severity_is_recorded() -> None:
    report = check(MISMATCH, severity={"BKG201": "info", "BKG301": "error"})
    assert report.scope.lowered == ("BKG201",)
    assert check(MISMATCH, severity={"BKG201": "error"}).scope.lowered == ()


def test_what_a_draft_shows_as_a_warning_is_counted() -> None:
    report = check(MISMATCH, select=("BKG201",), profile="draft")
    assert (report.verdict, report.scope.softened) == ("warn", 1)
    assert check(MISMATCH, select=("BKG201",)).scope.softened == 0


def test_a_milder_severity_of_a_rule_on_the_configuration_is_recorded_too() -> None:
    report = check(pair(), intents={"99": {"strategy": "pixel"}}, severity={"CFG003": "info"})
    assert [f.code for f in report.findings if f.code.startswith("CFG")] == ["CFG003"]
    assert report.scope.lowered == ("CFG003",)


def test_science_fields_are_counted_separately_and_suspected_backgrounds_are_not(
    tmp_path: Path,
) -> None:
    undeclared = pair(science_target={"background": (), "required": None})
    empty = allwise(tmp_path / "allwise.csv", [])
    scope = check(undeclared, catalog=empty).scope
    assert (scope.pairs, scope.fields, scope.fields_checked) == (1, 1, 1)
    scope = check(pair(), catalog=empty, fields="all").scope
    assert (scope.fields, scope.science_fields) == (1, 1)
    assert (scope.fields_checked, scope.science_fields_checked) == (1, 1)


def test_findings_that_can_no_longer_be_changed_are_counted() -> None:
    done = pair(
        science={"status": "COMPLETED"},
        sky={"status": "ARCHIVED", "exposures": [exposure("SHORT", groups=40)]},
    )
    report = check(done, select=("BKG201",))
    assert (report.verdict, report.scope.executed) == ("pass", 1)
    own = check(done, select=("BKG201",), severity={"BKG201": "info"})
    assert (own.scope.executed, own.scope.lowered) == (1, ())


@pytest.mark.parametrize(
    "document",
    [ELSEWHERE, proposal(targets=[TARGET], observations=[mrs(1, 1, status="SKIPPED")])],
    ids=["another mode", "all skipped"],
)
def test_without_anything_to_judge_nothing_passes(document: Document) -> None:
    report = check(document)
    assert report.verdict == "not-applicable"
    assert report.scope.observations == 0
    assert Outcome.PASSED not in {line.outcome for line in report.coverage}
    assert NOTHING_TO_JUDGE in {line.reason for line in report.coverage}


def test_a_finding_decides_if_there_is_nothing_else_to_judge() -> None:
    from aptcheck.engine.severity import verdict, with_findings

    report = check(ELSEWHERE)
    (reported,) = report.findings
    warned = with_findings(report, [replace(reported, severity=Severity.WARNING)])
    assert warned.verdict == "warn"
    hidden = replace(warned.findings[0], suppressed=Suppression(reason="as agreed"))
    assert with_findings(warned, [hidden]).verdict == "not-applicable"
    assert verdict([], Scope(observations=1)) == "pass"
