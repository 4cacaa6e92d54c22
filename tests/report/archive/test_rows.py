"""The rows of a proposal: their columns, and nothing lost, invented or unsafe in them."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from aptcheck.finding import Evidence, Suppression
from aptcheck.report import render
from aptcheck.report.archive.columns import NAMES, OWN
from aptcheck.report.archive.rows import rows
from aptcheck.results import Coverage, Outcome, Report
from aptcheck.testing import group, moving, mrs, pair, target
from aptcheck.testing import proposal as written
from tests.judging import judged
from tests.report.hostile import assert_visible, reports
from tests.report.plain import every_kind, finding, proposal, sample_report
from tests.runners import obeyed

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas" / "rows.json").read_text("utf-8")))


def lines(report: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in render("jsonl", report).splitlines()]


def test_a_proposal_its_findings_and_its_pairs_are_rows() -> None:
    report = judged(pair(sky={"groups": 40}))
    made = lines(Report(proposals=(report,)))
    kinds = [row["row"] for row in made]
    assert kinds == ["proposal"] + ["finding"] * len(report.findings) + ["pair"]
    assert {tuple(row) for row in made} == {NAMES}
    first, *_, last = made
    assert (first["program"], first["cycle"], first["verdict"]) == ("1234", 5, "fail")
    assert (first["errors"], first["pairs"], first["reached"]) == (1, 1, True)
    assert last["sha256"] == first["sha256"]
    assert (last["science_observation"], last["background_observation"]) == (1, 2)
    assert (last["settings_matching"], last["settings_differing"]) == (0, 6)
    assert (last["strategy"], last["background_order"]) == ("master", "after")
    assert last["separation_arcsec"] == pytest.approx(90, abs=0.1)
    (groups,) = (row for row in made if row["code"] == "BKG201")
    assert (groups["observation"], groups["related_observations"]) == (2, [1])
    assert (groups["measured_number"], groups["measured_text"], groups["unit"]) == (
        40,
        None,
        "groups",
    )


def test_a_clean_proposal_and_one_that_was_not_reached_are_rows_that_differ() -> None:
    clean = proposal(verdict="pass")
    unreached = replace(proposal(verdict="fail"), reached=False)
    first, second = (next(rows(one)) for one in (clean, unreached))
    assert (first["verdict"], first["reached"]) == ("pass", True)
    assert (second["verdict"], second["reached"]) == ("fail", False)


@pytest.mark.parametrize("content", [b"", b"<JwstProposal", b"PK\x03\x04"])
def test_an_unreadable_file_is_a_proposal_that_fails_and_its_finding(
    content: bytes, tmp_path: Path
) -> None:
    import aptcheck

    file = tmp_path / "broken.xml"
    file.write_bytes(content)
    first, *others = lines(aptcheck.check(file))
    assert (first["row"], first["verdict"], first["sha256"]) == ("proposal", "fail", None)
    assert [(row["row"], row["code"]) for row in others] == [("finding", "APT001")]


def test_evidence_is_a_number_or_words() -> None:
    words, number = (
        proposal(finding(evidence=Evidence(measured, limit, "s")))
        for measured, limit in (("SLOWR1", None), (2, 3.5))
    )
    (of_words,) = (row for row in rows(words) if row["row"] == "finding")
    (of_number,) = (row for row in rows(number) if row["row"] == "finding")
    assert (of_words["measured_number"], of_words["measured_text"]) == (None, "SLOWR1")
    assert (of_words["limit_number"], of_words["limit_text"]) == (None, None)
    assert (of_number["measured_number"], of_number["limit_number"]) == (2, 3.5)


def test_findings_that_do_not_count_are_marked_and_counted_apart() -> None:
    shown = proposal(
        finding(),
        finding(fingerprint="1" * 32, suppressed=Suppression(reason="The cloud is everywhere.")),
        finding(fingerprint="2" * 32, baselined=True),
    )
    first, *found = list(rows(shown))[:4]
    assert (first["errors"], first["suppressed_findings"], first["baselined_findings"]) == (1, 1, 1)
    assert [row["counts"] for row in found] == [True, False, False]
    assert found[1]["suppressed"] == "The cloud is everywhere."


def test_rules_not_checked_are_counted() -> None:
    ledger = [
        Coverage(code=code, outcome=outcome)
        for code, outcome in (
            ("SKY101", Outcome.NOT_CHECKED),
            ("SKY102", Outcome.NOT_CHECKED),
            ("BKG201", Outcome.PASSED),
        )
    ]
    assert next(rows(proposal(coverage=tuple(ledger))))["rules_not_checked"] == 2


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_an_integer_that_no_column_holds_is_left_out(number: int) -> None:
    assert next(rows(proposal(schema_version=number)))["schema_version"] is None


def test_a_path_that_is_not_unicode_is_valid_text() -> None:
    made = list(rows(proposal(finding(), path="folder/\udcff.xml")))
    assert {row["path"] for row in made} == {r"folder/\udcff.xml"}


def test_the_strategy_that_the_configuration_states_is_that_of_the_pair() -> None:
    document = written(
        targets=[moving(1, "TITAN", background=[2]), target(2, "SKY", north=90)],
        observations=[mrs(1), mrs(2)],
        links=[group(1, 2, non_interruptible=False)],
    )
    stated = judged(document, intents={"1": {"strategy": "shadow"}})
    assert [row["strategy"] for row in rows(stated) if row["row"] == "pair"] == ["shadow"]
    (unstated,) = judged(document).backgrounds
    assert unstated.strategy == "master"


@pytest.mark.parametrize("kind", list(OWN))
def test_a_row_has_values_of_its_own_kind_only(kind: str, monkeypatch: Any) -> None:
    made = [row for row in lines(sample_report(monkeypatch)) if row["row"] == kind]
    assert made
    foreign = [column.name for other, own in OWN.items() if other != kind for column in own]
    assert {row[name] for row in made for name in foreign} == {None}


@pytest.mark.parametrize("sample", sorted((ROOT / "sample_proposals").glob("*.[ax]*")))
def test_the_rows_of_the_samples_follow_the_published_schema(sample: Path) -> None:
    import aptcheck

    made = lines(aptcheck.check(sample))
    assert made[0]["row"] == "proposal"
    for row in made:
        SCHEMA.validate(row)


def test_the_schema_refuses_a_row_of_two_kinds() -> None:
    for row in lines(every_kind()):
        assert SCHEMA.is_valid(row)
        assert not SCHEMA.is_valid({**row, "code": "BKG201", "mode": "miri-mrs"})
        assert not SCHEMA.is_valid({**row, "path": None})
        assert not SCHEMA.is_valid({**row, "more": 1})


@given(reports())
@settings(deadline=None, max_examples=50)
def test_hostile_text_is_one_safe_line_a_row(report: Report) -> None:
    text = render("jsonl", report)
    assert_visible(text)
    assert obeyed(text) == []
    made = [json.loads(line) for line in text.split("\n")[:-1]]
    assert made == [row for one in report.proposals for row in rows(one)]
    for row in made:
        SCHEMA.validate(row)
        assert all(math.isfinite(value) for value in row.values() if isinstance(value, float))
