"""An intent that applies to nothing in a run is reported once, with what would match."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.testing import moving, mrs, other, pair, proposal, target
from tests.rules.structure.suppressing import checked_folder, ledger, stale_codes

INTENT = '[intents.99]\nstrategy = "pixel"\n'
FIRST = INTENT.replace("99", "1")
THREE = pair(more_observations=[mrs(3, 1)])


def test_an_intent_that_matches_nothing_is_a_warning(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, INTENT, select=("CFG",))
    (finding,) = report.findings
    assert (finding.code, finding.severity.value, finding.observation) == (
        "CFG003",
        "warning",
        None,
    )
    assert report.verdict == "warn"
    assert ledger(report, "CFG003") == "finding"


@pytest.mark.parametrize("name", ["1", "2", '"NGC-*"', "NGC-1-SKY"])
def test_an_intent_that_matches_is_a_pass(tmp_path: Path, name: str) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, INTENT.replace("99", name))
    assert stale_codes(report) == []
    assert ledger(report, "CFG003") == "passed"


@pytest.mark.parametrize(
    ("science", "found"),
    [
        (target(1, "NGC-1", background=[2]), ["CFG003"]),
        (moving(1, "CERES", background=[2]), []),
    ],
)
def test_a_shadow_of_what_does_not_move_is_a_warning(tmp_path: Path, science, found) -> None:
    sky = target(2, "NGC-1-SKY", north=90)
    proposal(targets=[science, sky], observations=[mrs(1), mrs(2)]).write(tmp_path / "a.xml")
    shadow = '[intents.1]\nstrategy = "shadow"\nsource_class = "extended"\n'
    (report,) = checked_folder(tmp_path, shadow)
    assert stale_codes(report) == found
    assert report.intents[0].observations == (1,)


def test_without_intents_the_rule_does_not_apply(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, "")
    assert ledger(report, "CFG003") == "not-applicable"


def test_one_proposal_of_the_run_is_enough_to_use_it(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    THREE.write(tmp_path / "b.xml")
    for jobs in (1, 2):
        (tmp_path / "aptcheck.toml").write_text(INTENT.replace("99", "3"))
        reports = checked_folder(tmp_path, INTENT.replace("99", "3"), jobs=jobs)
        assert [stale_codes(report) for report in reports] == [[], []]
        assert [ledger(report, "CFG003") for report in reports] == ["passed", "passed"]


def test_with_several_proposals_it_is_reported_once_with_the_first(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        pair().write(tmp_path / name)
    first, second = checked_folder(tmp_path, INTENT)
    assert (stale_codes(first), stale_codes(second)) == (["CFG003"], [])
    assert (ledger(first, "CFG003"), ledger(second, "CFG003")) == ("finding", "not-applicable")


def test_it_is_reported_where_something_is_near(tmp_path: Path) -> None:
    pair(science_target={"name": "HORSEHEAD"}).write(tmp_path / "a.xml")
    pair().write(tmp_path / "b.xml")
    first, second = checked_folder(tmp_path, INTENT.replace("99", "ngc-1"))
    assert (stale_codes(first), stale_codes(second)) == ([], ["CFG003"])


def test_it_is_reported_where_there_is_science(tmp_path: Path) -> None:
    proposal(targets=[target(1, "M-33")], observations=[other(1, "NircamImaging")]).write(
        tmp_path / "a.xml"
    )
    pair().write(tmp_path / "b.xml")
    first, second = checked_folder(tmp_path, INTENT)
    assert (stale_codes(first), stale_codes(second)) == ([], ["CFG003"])


def test_one_before_which_another_comes_everywhere_is_reported(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    text = FIRST + INTENT.replace("99", "NGC-1")
    (report,) = checked_folder(tmp_path, text)
    assert stale_codes(report) == ["CFG003"]
    # There it decides for observation 3.
    THREE.write(tmp_path / "b.xml")
    assert [stale_codes(report) for report in checked_folder(tmp_path, text)] == [[], []]


def test_an_unreadable_proposal_leaves_it_open(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (tmp_path / "b.xml").write_bytes(b"")
    first, second = checked_folder(tmp_path, INTENT)
    assert (stale_codes(first), stale_codes(second)) == ([], [])
    assert ledger(first, "CFG003") == "not-checked"


def test_a_configuration_of_another_folder_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "aptcheck.toml").write_text("")
    THREE.write(tmp_path / "deep" / "a.xml")
    pair().write(tmp_path / "z.xml")
    outer, deep = checked_folder(tmp_path, INTENT.replace("99", "3"))
    assert (stale_codes(deep), stale_codes(outer)) == ([], ["CFG003"])


def test_two_idle_intents_are_two_findings(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, INTENT + INTENT.replace("99", "98") + FIRST)
    assert stale_codes(report) == ["CFG003", "CFG003"]
    assert len({finding.fingerprint for finding in report.findings}) == len(report.findings)
    assert [(use.name, use.observations) for use in report.intents] == [
        ("99", ()),
        ("98", ()),
        ("1", (1,)),
    ]


def test_it_can_be_deselected_and_given_another_severity(tmp_path: Path) -> None:
    pair().write(tmp_path / "a.xml")
    (report,) = checked_folder(tmp_path, INTENT, ignore=("CFG003",))
    assert (stale_codes(report), ledger(report, "CFG003")) == ([], "not-checked")
    (report,) = checked_folder(tmp_path, f'[severity]\nCFG003 = "error"\n{INTENT}', select=("CFG",))
    assert report.verdict == "fail"
