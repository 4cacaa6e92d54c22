"""A large report stays within the limits of where it goes."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from aptcheck.finding import Severity
from aptcheck.report import render
from aptcheck.results import Report
from tests.report.plain import many, proposal
from tests.workflow_commands import commands

LARGE = many(2_000)
LEVELS = {"error": 0, "warning": 1, "note": 2}


def test_github_spends_its_annotations_on_the_worst_and_counts_the_rest() -> None:
    shown = commands(render("github", LARGE))
    counted = Counter(command.name for command in shown)
    assert counted == {"error": 10, "warning": 10, "notice": 10}
    assert [command.name for command in shown] == sorted(
        (command.name for command in shown), key=["error", "warning", "notice"].index
    )
    by_severity = Counter(finding.severity for finding in LARGE.findings)
    rest = {severity: by_severity[severity] - 10 for severity in Severity}
    rest[Severity.INFO] += 1
    for severity, number in rest.items():
        assert f"{number} of severity {severity.value}" in shown[-1].data


def test_a_job_summary_is_below_a_mebibyte_and_says_what_it_leaves_out() -> None:
    text = render("markdown", LARGE)
    assert len(text.encode()) < 2**20
    shown = sum(f"Finding {at}:" in text for at in range(2_000))
    assert 300 < shown < 2_000
    assert f"Cut short: {2_000 - shown} findings are not shown" in text
    assert text.count("proposals/") >= 5


def test_a_job_summary_begins_with_the_worst_proposal() -> None:
    clean = replace(proposal(), path="clean.aptx")
    text = render("markdown", Report(proposals=(clean, *LARGE.proposals)))
    assert "### proposals/0.aptx" in text
    assert "### clean.aptx" not in text
    assert "| clean.aptx | pass |" in text


def test_sarif_is_within_the_limits_of_code_scanning() -> None:
    text = render("sarif", LARGE)
    assert len(gzip.compress(text.encode())) < 10 * 10**6
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == 2_000
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["shortDescription"]["text"]) <= 1024
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["help"]["text"]


def test_sarif_keeps_the_worst_five_thousand() -> None:
    (run,) = json.loads(render("sarif", many(6_000)))["runs"]
    levels = [LEVELS[result["level"]] for result in run["results"]]
    assert len(levels) == 5_000
    assert levels == sorted(levels)
    assert Counter(levels) == {0: 2_000, 1: 2_000, 2: 1_000}
    note = run["invocations"][0]["toolExecutionNotifications"][0]
    assert note["message"]["text"] == "1000 findings are left out, the least severe of 6000."


def test_junit_holds_every_finding() -> None:
    root = ElementTree.fromstring(render("junit", LARGE))
    assert int(root.get("tests")) >= 2_000
    assert len(root.findall("testsuite")) == 5


@pytest.mark.parametrize("name", ["text", "concise", "json"])
def test_the_other_formats_leave_nothing_out(name: str) -> None:
    text = render(name, LARGE)
    assert all(f"Finding {at}:" in text for at in range(2_000))
