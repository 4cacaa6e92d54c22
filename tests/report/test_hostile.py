"""Hostile text in every format, parsed back by the format's own parser."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aptcheck.finding import Finding
from aptcheck.report import Look, render
from aptcheck.report.address import address
from aptcheck.report.markdown_text import cell, plain
from aptcheck.report.sentence import sentence
from aptcheck.report.visible import shortened, visible
from aptcheck.results import Outcome, Report
from tests.report.hostile import ATTACKS, TEXT, assert_visible, hostile_findings, reports
from tests.report.plain import finding, proposal
from tests.runners import COLOUR, hidden, obeyed
from tests.workflow_commands import commands

LOOK = Look(here="/repo/sub", root="/repo")


def counting(report: Report) -> list[Finding]:
    return [found for found in report.findings if found.counts]


@given(reports(), st.integers(40, 120))
@settings(deadline=None, max_examples=50)
def test_text_sends_nothing_to_the_terminal_but_text(report: Report, width: int) -> None:
    text = render("text", report, look=Look(width=width), verbose=True)
    assert_visible(text)
    assert obeyed(text) == []
    coloured = render("text", report, look=Look(width=width, colour=True), verbose=True)
    assert_visible(COLOUR.sub("", coloured))
    assert obeyed(coloured) == []


def test_no_wrapping_makes_a_command() -> None:
    """At some width the colons are at the beginning of a line."""
    forged = finding(message=f"{'word ' * 9}::error::forged and more")
    report = Report(proposals=(proposal(forged),))
    texts = [render("text", report, look=Look(width=width)) for width in range(40, 80)]
    assert any("\n  \\x3a:error::forged" in text for text in texts)
    assert [obeyed(text) for text in texts] == [[]] * 40


@given(reports())
@settings(deadline=None, max_examples=50)
def test_concise_is_one_line_a_finding(report: Report) -> None:
    text = render("concise", report)
    assert_visible(text)
    assert obeyed(text) == []
    lines = text.split("\n")[:-1]
    assert len(lines) == len(counting(report))
    for line, found in zip(lines, counting(report), strict=True):
        assert f": {found.code} {found.severity.value} " in line


@given(reports())
@settings(deadline=None, max_examples=50)
def test_json_gives_back_every_text(report: Report) -> None:
    text = render("json", report)
    text.encode("utf-8")
    assert not hidden(text)
    assert obeyed(text) == []
    expected = json.loads(json.dumps([asdict(entry) for entry in report.proposals]))
    assert json.loads(text)["proposals"] == expected


@given(reports())
@settings(deadline=None, max_examples=50)
def test_sarif_is_bounded_relative_and_literal(report: Report) -> None:
    text = render("sarif", report, look=LOOK)
    assert_visible(text)
    (run,) = json.loads(text)["runs"]
    assert len(run["results"]) == len(report.findings)
    assert sum("suppressions" in result for result in run["results"]) == len(report.findings) - len(
        counting(report)
    )
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        message = result["message"]["text"]
        assert 0 < len(message) < 8000
        assert "](" not in message
        assert not re.search(r"[{}]", message.replace("{{", "").replace("}}", ""))
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        assert physical["artifactLocation"]["uri"].isascii()
        assert not re.search(r"[\s<>\"\\^`{|}]", physical["artifactLocation"]["uri"])
        assert physical["region"]["startLine"] >= 1
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@given(reports())
@settings(deadline=None, max_examples=50)
def test_sarif_is_read_by_a_library(report: Report) -> None:
    library = pytest.importorskip("sarif_pydantic", reason="sarif-pydantic is not installed")
    log = library.Sarif.model_validate_json(render("sarif", report, look=LOOK))
    assert len(log.runs[0].results or []) == len(report.findings)


@given(reports())
@settings(deadline=None, max_examples=50)
def test_github_obeys_our_commands_and_no_other(report: Report) -> None:
    text = render("github", report, look=LOOK)
    assert_visible(text)
    obeyed = commands(text)
    assert len(obeyed) == len(text.split("\n")) - 1
    hidden = any(f.suppressed for entry in report.proposals for f in entry.findings)
    assert len(obeyed) == len(counting(report)) + 1 + hidden
    counted = [(one, found) for one in report.proposals for found in one.findings if found.counts]
    assert sorted((c.properties["file"], c.data) for c in obeyed[: len(counted)]) == sorted(
        (visible(address(one, found, LOOK).path), sentence(found)) for one, found in counted
    )
    names = [command.name for command in obeyed[: len(counted)]]
    assert names == sorted(names, key=["error", "warning", "notice"].index)
    for command in obeyed[: len(counted)]:
        assert list(command.properties) == ["file", "line", "col", "title"]
        assert command.properties["line"].isdigit()
        assert command.properties["title"].startswith("BKG201 ")
    titles = [command.properties["title"] for command in obeyed[len(counted) :]]
    assert titles == ["aptcheck: suppressed"] * hidden + ["aptcheck"]


@given(reports())
@settings(deadline=None, max_examples=50)
def test_junit_is_read_and_counts_what_it_holds(report: Report) -> None:
    text = render("junit", report, look=LOOK)
    assert_visible(text)
    root = ElementTree.fromstring(text.encode())
    suites = list(root)
    assert len(suites) == len(report.proposals)
    for suite, entry in zip(suites, report.proposals, strict=True):
        assert int(suite.get("tests")) == len(list(suite)) == len(entry.findings) + 2
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        failing = [f for f in entry.findings if f.counts and f.severity.value != "info"]
        assert int(suite.get("failures")) == len(failing)
    reasons = [skipped.get("message") for skipped in root.iter("skipped")]
    assert sum(reason.startswith("not checked:") for reason in reasons) == len(suites)


@given(reports())
@settings(deadline=None, max_examples=50)
def test_markdown_holds_our_markup_and_no_other(report: Report) -> None:
    text = render("markdown", report, look=LOOK)
    assert_visible(text)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = parser.parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inline)}
    assert not kinds & {"link_open", "image", "fence", "code_block", "code_inline", "hr", "s_open"}
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    opened = [re.fullmatch(r"<details><summary>(.*)</summary>", h) for h in html]
    assert all(h == "</details>" or o for h, o in zip(html, opened, strict=True))
    assert sum(map(bool, opened)) == len(html) / 2 == len(report.proposals)
    summaries = " ".join(o[1] for o in opened if o)
    obeyed = re.sub(r"<span>\$</span>|<b>[A-Z ]+</b>|[@#]?&#8203;", "", summaries)
    assert not re.search(r"[<>@#$]", obeyed)
    allowed = {"<span>", "</span>", "<br>"}
    assert {t.content for t in inline if t.type == "html_inline"} <= allowed
    headings = [token for token in tokens if token.type == "heading_open"]
    failing = sum(entry.verdict == "fail" for entry in report.proposals)
    several = len(report.proposals) > 1
    assert len(headings) == 1 + failing + several
    for unquoted in (r"(?<!\\)@\w", r"://", r"(?i)www\.", r"(?<![\\&])#\d"):
        assert not re.search(unquoted, text), unquoted
    assert sum(t.type == "tr_open" for t in tokens) == _rows(report)


def _rows(report: Report) -> int:
    listed = [entry.backgrounds for entry in report.proposals if entry.backgrounds]
    overview = 1 + len(report.proposals) if len(report.proposals) > 1 else 0
    return overview + sum(1 + len(pairs) for pairs in listed)


@given(TEXT)
@settings(deadline=None, max_examples=50)
def test_markdown_shows_the_text_itself(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    (paragraph,) = [t for t in parser.parse(f"x {plain(text, 300)}") if t.type == "inline"]
    shown = "".join(child.content for child in paragraph.children if child.type != "html_inline")
    assert shown.replace("\u200b", "").rstrip() == f"x {shortened(text, 300)}".rstrip()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", " \t=1", "\r\n@x", "＝1"])
def test_a_cell_is_not_a_formula_where_it_is_pasted(text: str) -> None:
    row = f"| {cell(text, 100)} |"
    tokens = MarkdownIt("commonmark").enable("table").parse(f"| a |\n|---|\n{row}\n")
    shown = [t.content for t in tokens if t.type == "inline"][1]
    assert shown.startswith("'")


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_short_text_is_bounded_and_stays_short(attack: str) -> None:
    assert len(shortened(attack * 500, 50)) <= 50


@given(hostile_findings())
@settings(deadline=None, max_examples=50)
def test_every_machine_format_reports_what_was_not_checked(found) -> None:
    report = Report(proposals=(proposal(found),))
    assert report.proposals[0].coverage[-1].outcome is Outcome.NOT_CHECKED
    assert "Rules not checked: 1." in render("github", report)
    assert "not checked: no catalogue was asked" in render("junit", report)
    assert "Not checked: SKY101 (no catalogue was asked)" in render("markdown", report)
    (run,) = json.loads(render("sarif", report))["runs"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "1 rule not checked (SKY101)" in note["message"]["text"]


def test_empty_reports_are_valid() -> None:
    for report in (Report(proposals=()), Report(proposals=(proposal(),))):
        (run,) = json.loads(render("sarif", report))["runs"]
        assert run["results"] == run["tool"]["driver"]["rules"] == []
        assert [c.name for c in commands(render("github", report))] == ["notice"]
        assert ElementTree.fromstring(render("junit", report)).get("failures") == "0"
        assert render("markdown", report).startswith("## aptcheck: 0 errors")


def test_two_copies_of_a_proposal_stay_two_alerts() -> None:
    report = Report(proposals=(proposal(finding()), proposal(finding(), path="copy.aptx")))
    (run,) = json.loads(render("sarif", report))["runs"]
    prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
    assert prints == [f"{finding().fingerprint}:1", f"{finding().fingerprint}:2"]
