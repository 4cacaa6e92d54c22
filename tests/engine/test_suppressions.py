"""Suppressions: what an entry matches, when it ends, and whether its findings count."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from aptcheck.config import Config, SuppressionSetting
from aptcheck.engine.options import Options
from aptcheck.engine.suppressions import concerns, ended, matches
from aptcheck.errors import ConfigError
from aptcheck.finding import Finding
from aptcheck.results import ProposalReport
from aptcheck.tasks.check import check_paths
from aptcheck.testing import exposure, group, mrs, pair, target
from tests.judging import findings

MISMATCH = {"exposures": [exposure(grating, groups=40) for grating in ("SHORT", "MEDIUM", "LONG")]}
TODAY = datetime(2026, 11, 1)


def entry(**setting: object) -> SuppressionSetting:
    return SuppressionSetting.model_validate({"code": "BKG201", "reason": "We know.", **setting})


def mismatch() -> Finding:
    return findings(pair(sky=MISMATCH), select=["BKG201"])[0]


def checked(folder: Path, toml: str, *, select: tuple[str, ...] = ("BKG201",)) -> ProposalReport:
    (folder / "aptcheck.toml").write_text(toml)
    pair(sky=MISMATCH).write(folder / "slip.xml")
    options = Options(select=select, today=TODAY)
    (report,) = check_paths([str(folder / "slip.xml")], options).proposals
    return report


ONE = '[[suppress]]\ncode = "BKG201"\nobservation = 2\nreason = "The sky is bright there."\n'


def test_a_suppressed_finding_is_listed_with_its_reason_and_does_not_count(tmp_path: Path) -> None:
    report = checked(tmp_path, ONE)
    (finding,) = report.findings
    assert finding.suppressed is not None
    assert finding.suppressed.reason == "The sky is bright there."
    assert report.verdict == "pass"


def test_the_ledger_still_says_that_something_was_found(tmp_path: Path) -> None:
    line = next(line for line in checked(tmp_path, ONE).coverage if line.code == "BKG201")
    assert line.outcome == "finding"


def test_another_observation_is_not_suppressed(tmp_path: Path) -> None:
    report = checked(tmp_path, ONE.replace("= 2", "= 1"))
    assert [f.suppressed for f in report.findings if f.code == "BKG201"] == [None]
    assert report.verdict == "fail"


@pytest.mark.parametrize(
    ("setting", "hits"),
    [
        ({}, True),
        ({"observation": 2}, True),
        ({"observation": 1}, False),
        ({"target": "*-SKY"}, True),
        ({"target": "NGC-?-BG"}, False),
        ({"observation": 2, "target": "OTHER"}, False),
        ({"code": "BKG202"}, False),
    ],
)
def test_every_given_key_must_match(setting: dict[str, object], hits: bool) -> None:
    assert mismatch().target == "NGC-1-SKY"
    assert matches(entry(**setting), mismatch()) is hits


FIRST = '[[suppress]]\ncode = "BKG502"\nobservation = 2\nreason = "Copied."\n'
SECOND = '[[suppress]]\ncode = "BKG502"\ntarget = "NGC-3-*"\nreason = "Another."\n'


@pytest.mark.parametrize(
    ("toml", "reason"),
    [(FIRST, None), (SECOND, None), (FIRST + SECOND, "Copied.; Another.")],
)
def test_a_finding_that_lists_several_is_suppressed_once_all_are(
    tmp_path: Path, toml: str, reason: str | None
) -> None:
    (tmp_path / "aptcheck.toml").write_text(toml)
    pair(
        sky_target={"extended": "NO"},
        more_targets=[
            target(3, "NGC-3", north=600, background=[4]),
            target(4, "NGC-3-SKY", north=690, extended="NO"),
        ],
        more_observations=[mrs(3), mrs(4)],
        more_links=[group(3, 4)],
    ).write(tmp_path / "two.xml")
    options = Options(select=("BKG502", "CFG001"), today=TODAY)
    (report,) = check_paths([str(tmp_path / "two.xml")], options).proposals
    # an entry that covers a part of it counts as used
    (finding,) = report.findings
    assert (finding.suppressed and finding.suppressed.reason) == reason


def test_a_target_with_brackets_is_matched_by_its_own_name() -> None:
    (finding,) = findings(pair(sky=MISMATCH, sky_target={"name": "[KSS2006] 1"}), select=["BKG201"])
    assert matches(entry(target="[KSS2006] 1"), finding)
    assert not matches(entry(target="K*"), finding)


def test_a_proposal_is_matched_by_its_name_or_its_path_from_the_configuration(
    tmp_path: Path,
) -> None:
    path, file = str(tmp_path / "cycle6" / "one.aptx"), tmp_path / "aptcheck.toml"
    assert concerns(entry(proposal="one.aptx"), path, file)
    assert concerns(entry(proposal="cycle6/*"), path, file)
    assert not concerns(entry(proposal="two.aptx"), path, file)
    assert not concerns(entry(proposal="cycle5/*"), path, file)


def test_a_date_is_the_last_day_of_an_entry() -> None:
    assert ended(entry(until="2026-12-31"), 5, date(2026, 12, 31)) is None
    assert ended(entry(until=date(2026, 12, 31)), 5, date(2027, 1, 1)) is not None


def test_a_cycle_ends_an_entry_when_it_begins_or_when_the_proposal_is_for_it() -> None:
    until = entry(until="Cycle 6")
    assert ended(until, 5, date(2027, 6, 30)) is None
    assert "2027-07-01" in str(ended(until, 5, date(2027, 7, 1)))
    assert ended(until, None, date(2027, 6, 30)) is None
    assert "Cycle 6" in str(ended(until, 6, date(2026, 11, 1)))
    assert ended(until, 7, date(2026, 11, 1)) is not None


def test_an_entry_without_an_end_never_expires() -> None:
    assert ended(entry(), 50, date(2100, 1, 1)) is None


@pytest.mark.parametrize("until", [6, "6", "soon", "Cycle", "Cycle 0", "2026-13-01", True, 1.5])
def test_an_end_is_a_date_or_a_cycle(until: object) -> None:
    with pytest.raises(ValueError, match="a day or a cycle"):
        entry(until=until)


@pytest.mark.parametrize("reason", ["", "  ", " x "])
def test_a_reason_is_required_and_not_empty(reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        entry(reason=reason)


@pytest.mark.parametrize("code", ["APT001", "APT900", "CFG001", "CFG002"])
def test_suppressing_a_protected_rule_is_a_wrong_configuration(tmp_path: Path, code: str) -> None:
    said = rf"aptcheck.toml, line 2: suppress entry 1: {code} .*cannot be suppressed"
    with pytest.raises(ConfigError, match=said):
        checked(tmp_path, ONE.replace("BKG201", code))


@pytest.mark.parametrize("code", ["BKG2", "bkg201", "BKG999", "ngroups-mismatch"])
def test_a_code_must_be_whole_and_known(tmp_path: Path, code: str) -> None:
    with pytest.raises(ConfigError, match="no rule has the code"):
        checked(tmp_path, ONE.replace("BKG201", code))


def test_a_wrong_end_is_reported_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match="line 5: suppress entry 1, until: it must be a day or a cycle"
    ):
        checked(tmp_path, f'{ONE}until = "soon"\n')


def test_a_configuration_takes_dates_as_toml_writes_them() -> None:
    settings = Config.model_validate(
        {"suppress": [{"code": "BKG201", "reason": "We know.", "until": date(2027, 1, 1)}]}
    )
    assert settings.suppress[0].until == date(2027, 1, 1)
    assert settings.suppress[0].until_cycle is None
    assert entry(until="cycle 6").until_cycle == 6
