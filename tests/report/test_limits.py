"""A large report stays within the limits of where it goes."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from aptcheck.finding import Severity, Suppression
from aptcheck.report import render
from aptcheck.report.markdown_proposal import MOST_LINES
from aptcheck.results import Coverage, Outcome, Report
from tests.report.plain import finding, many, proposal
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
    errors, warnings, infos = (
        sum(f.severity is severity for f in LARGE.findings) for severity in Severity
    )
    rest = f"{errors - 10} errors, {warnings - 10} warnings and {infos - 9} infos more are in the"
    assert rest in shown[-1].data


def test_github_shares_its_annotations_out_over_the_proposals() -> None:
    few, noisy = many(5).proposals, proposal(*(finding() for _ in range(50)), path="noisy.aptx")
    shown = commands(render("github", Report(proposals=(noisy, *few))))
    errors = Counter(c.properties["file"] for c in shown if c.name == "error")
    failing = [one for one in few if one.verdict == "fail"]
    assert errors == {"noisy.aptx": 10 - len(failing), **{one.path: 1 for one in failing}}


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines of each proposal in a summary, by its path."""
    found: dict[str, list[str]] = {}
    lines = text.splitlines()
    for at, line in enumerate(lines):
        opened = re.match(r"### (\S+\.aptx)|<details><summary>(\S+\.aptx): ", line)
        if opened:
            end = lines.index("</details>", at)
            found[opened[1] or opened[2]] = ["", *lines[at : end + 1]]
    return found


@pytest.mark.parametrize("findings", [0, 1, 5, 8, 12, 13, 200])
@pytest.mark.parametrize("pairs", [0, 1, 9, 300])
@pytest.mark.parametrize("severity", Severity)
def test_a_proposal_takes_at_most_25_lines_of_a_summary(findings, pairs, severity) -> None:
    suppressed = finding(suppressed=Suppression(reason="agreed"))
    found = [
        finding(severity=severity, code=f"TST{at:03}", observation=at) for at in range(findings)
    ]
    (pair,) = proposal().backgrounds
    one = proposal(
        suppressed,
        *found,
        path="one.aptx",
        backgrounds=(pair,) * pairs,
        scope=replace(proposal().scope, pairs=pairs),
    )
    lines = sections(render("markdown", Report(proposals=(one,))))["one.aptx"]
    assert len(lines) <= MOST_LINES == 25
    shown = sum(line.startswith(f"- **{severity.value}**") for line in lines)
    assert shown >= min(findings, 11)
    if shown < findings:
        left = findings - shown
        assert any(line.startswith(f"- and {left} {severity.value}s: TST011") for line in lines)
    rows = sum(bool(re.match(r"\| \d", line)) for line in lines)
    if 0 < rows < pairs:
        assert f"and {pairs - rows} more pair{'s' * (pairs - rows > 1)}" in lines
    if pairs and not rows and severity is not Severity.ERROR:
        assert any(line.startswith(f"- {pairs} pair") for line in lines)


def test_codes_that_were_not_checked_and_their_reason_are_whole() -> None:
    reason = f"2 not checked: {'observation 2 asks for angles that are not available, ' * 3}so"
    codes = [f"TST{at:03}" for at in range(5)]
    coverage = tuple(
        Coverage(code=code, outcome=Outcome.NOT_CHECKED, reason=reason) for code in codes
    )
    text = render("markdown", Report(proposals=(proposal(coverage=coverage),)))
    assert f"- Not checked: {', '.join(codes)} ({reason})\n" in text


def test_a_summary_fits_into_a_comment_and_says_what_it_leaves_out() -> None:
    every = tuple(
        replace(one, path=f"{at}.aptx") for at, one in enumerate(tuple(many(500).proposals) * 60)
    )
    report = Report(proposals=every)
    text = render("markdown", report)
    assert len(text) < 65_536
    assert len(text.encode()) < 65_536
    shown = sections(text)
    assert 3 < len(shown) < 100
    assert f"**{300 - len(shown)} proposals with " in text
    assert f"{300 - len(shown)} of which fail**" in text
    assert text.count("| fail |") == 100
    assert "and 200 more proposals" in text


def test_a_summary_begins_with_what_fails_and_folds_the_others() -> None:
    clean, failing = replace(proposal(), path="clean.aptx"), proposal(finding(), path="bad.aptx")
    text = render("markdown", Report(proposals=(clean, failing)))
    order = [
        text.index(part)
        for part in ("### bad.aptx", "| bad.aptx | fail |", "| clean.aptx | pass |")
    ]
    assert order == sorted(order)
    assert "### clean.aptx" not in text
    assert "<details><summary>clean.aptx: <b>PASS</b>" in text[order[-1] :]


def test_an_error_is_listed_before_an_info() -> None:
    info, error = finding(severity=Severity.INFO, observation=None), finding()
    text = render("markdown", Report(proposals=(proposal(info, error),)))
    assert text.index("- **error**") < text.index("- **info**")


def test_the_same_fix_in_many_observations_is_one_line() -> None:
    found = [
        finding(
            observation=at,
            related_observations=(at - 1,),
            target=f"SKY-{at}",
            message=f"Observation {at} is not linked with observation {at - 1}.",
            fix=f"Link observations {at - 1} and {at} of SKY-{at}.",
        )
        for at in (2, 4, 6)
    ]
    other = finding(observation=8, fix="Link observations 7 and 8, then set Groups/Int to 27.")
    text = render("markdown", Report(proposals=(proposal(*found, other),)))
    assert text.count("- **error**") == 2
    assert "Link observations 1 and 2 of SKY-2. Likewise in observations 4 and 6." in text


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
