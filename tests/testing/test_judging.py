"""A built proposal is checked as on the command line, and nothing nearby has an influence."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck.config import Config
from aptcheck.errors import ConfigError, UsageError
from aptcheck.testing import FIELD, check, found, lines, orient_range, outcome, pair
from tests.skies import allwise, star


def test_importing_the_package_loads_only_the_standard_library() -> None:
    code = """
import sys
before = set(sys.modules)
import aptcheck.testing
loaded = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted(loaded - sys.stdlib_module_names - {"aptcheck"}))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


def test_everything_exported_exists() -> None:
    from aptcheck import testing

    assert [name for name in testing.__all__ if not hasattr(testing, name)] == []


def test_every_form_of_a_proposal_gives_the_same_findings(tmp_path: Path) -> None:
    document = pair(sky={"groups": 40})
    forms: list[Any] = [
        document,
        document.text,
        document.xml,
        document.aptx(),
        document.write(tmp_path),
    ]
    assert {tuple(found(form)) for form in forms} == {("BKG201 error 2", "SKY104 info -")}


def test_the_report_is_that_of_the_library(tmp_path: Path) -> None:
    document = pair(sky={"groups": 40, "label": "µ ″"})
    (report,) = aptcheck.check(document.write(tmp_path)).proposals
    assert check(document).findings == report.findings
    assert check(document).coverage == report.coverage
    assert check(document).path == "1234.xml"


def test_an_unreadable_proposal_is_a_finding() -> None:
    assert found("no proposal") == ["APT001 error -"]


def test_the_configuration_is_that_of_a_file() -> None:
    document = pair(sky={"groups": 40})
    assert found(document, select=["BKG201"]) == ["BKG201 error 2"]
    assert found(document, select=["BKG201"], ignore=["BKG201"]) == []
    assert found(document, select=["BKG201"], severity={"BKG201": "info"}) == ["BKG201 info 2"]
    suppressed = {"code": "BKG201", "observation": 2, "target": None, "reason": 'a "good" one'}
    assert found(document, select=["BKG201"], suppress=[suppressed]) == []


@pytest.mark.parametrize(
    ("configuration", "sentence"),
    [
        ({"selekt": ["BKG"]}, "unknown key 'selekt'; did you mean 'select'?"),
        ({"thresholds": {"min_groups": 0}}, "thresholds.min_groups must be 1 or more, not 0"),
        ({"intents": {2: {"strategie": "master"}}}, "did you mean 'strategy'?"),
    ],
)
def test_a_wrong_key_or_value_gives_one_sentence_without_a_folder(
    configuration: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ConfigError) as raised:
        check(pair(), **configuration)
    assert sentence in str(raised.value)
    assert "line" not in str(raised.value)
    assert tempfile.gettempdir() not in str(raised.value)


def test_a_rule_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UsageError, match="XYZ"):
        check(pair(), select=["XYZ"])
    with pytest.raises(UsageError, match=r"no\.xml: cannot be read"):
        check(Path("no.xml"))
    with pytest.raises(LookupError, match="BKG999"):
        outcome(pair(), "BKG999")


def test_no_keyword_of_check_hides_a_key_of_the_configuration() -> None:
    assert not {"document", "catalog", "fields", "dates", "today"} & Config.model_fields.keys()


def test_a_configuration_or_lock_nearby_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aptcheck.toml").write_text('ignore = ["BKG2"]', encoding="utf-8")
    (tmp_path / "aptcheck.lock").write_text("{}", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    written = pair(sky={"groups": 40}).write(tmp_path)
    assert found(written, select=["BKG2", "SKY104"]) == ["BKG201 error 2", "SKY104 info -"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "1234.xml",
        "aptcheck.lock",
        "aptcheck.toml",
    ]


def test_a_catalogue_is_looked_up(tmp_path: Path) -> None:
    sky = (FIELD[0], FIELD[1] + 90 / 3600)
    catalogue = allwise(tmp_path / "allwise.csv", [star(0.0, 0.0)], sky)
    with catalogue.open(encoding="utf-8") as rows:
        assert len(list(csv.DictReader(rows))) == 2
    for given in (catalogue, str(catalogue), [catalogue]):
        assert lines(check(pair(), catalog=given), "SKY101") == ["SKY101 error 2"]
    everything = check(pair(), catalog=catalogue, fields="all", select=["SKY"])
    assert outcome(everything, "SKY104") != outcome(pair(), "SKY104")
    with pytest.raises(UsageError):
        check(pair(), catalog=tmp_path / "none.csv")


def test_the_day_of_the_check_and_the_dates_can_be_given() -> None:
    suppress = [{"code": "BKG201", "reason": "as it was", "until": "2026-12-31"}]
    document = pair(sky={"groups": 40})
    assert lines(check(document, suppress=suppress), "BKG201") == []
    late = check(document, suppress=suppress, today=datetime(2027, 1, 1))
    assert lines(late, "BKG201", "CFG") == ["BKG201 error 2", "CFG002 warning -"]
    narrow = pair(sky={"special": [orient_range(0, 1)]})
    summer = datetime(2026, 7, 1), datetime(2026, 7, 2)
    assert lines(check(narrow, dates=summer), "ORI") != lines(check(narrow), "ORI")


def test_lines_are_sorted_and_can_be_narrowed() -> None:
    report = check(pair(sky={"groups": 14, "gratings": ["SHORT"]}))
    everything = lines(report)
    assert everything == sorted(everything)
    assert lines(report.findings) == everything == lines(aptcheck.Report(proposals=(report,)))
    assert lines(report, "SKY", "BKG201") == ["BKG201 error 2", "SKY104 info -"]


def test_an_outcome_comes_from_the_coverage() -> None:
    report = check(pair(), select=["BKG201"])
    assert outcome(report, "BKG201") == ("passed", None)
    assert outcome(pair(), "BKG202", select=["BKG201"]) == ("not-checked", "not selected")
