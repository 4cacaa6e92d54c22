"""Findings that `aptcheck fix` can fix: how they are marked, and the line that counts them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from aptcheck.finding import Suppression
from aptcheck.report import Look, render
from aptcheck.report.fixable import fixable_sentence
from aptcheck.results import Report
from tests.report.pages import parsed
from tests.report.plain import finding, proposal

SAFE = finding(fixable="safe")
UNSAFE = finding(fixable="unsafe", fix_options=("--unsafe-fixes",), fingerprint="1" * 32)
MOVED = finding(fixable="unsafe", fix_options=("--suggest",), fingerprint="5" * 32)
EITHER = finding(
    fixable="unsafe", fix_options=("--unsafe-fixes", "--suggest"), fingerprint="6" * 32
)
NONE = finding(fingerprint="2" * 32)
SET_ASIDE = (
    replace(SAFE, suppressed=Suppression(reason="agreed"), fingerprint="3" * 32),
    replace(UNSAFE, baselined=True, fingerprint="4" * 32),
)


@pytest.mark.parametrize(
    ("findings", "sentence"),
    [
        (
            (SAFE, NONE),
            (
                "1 finding can be fixed safely. See the changes: "
                "aptcheck fix proposals/1234.aptx --diff"
            ),
        ),
        (
            (UNSAFE, NONE),
            (
                "1 finding can be fixed with --unsafe-fixes. See the changes: "
                "aptcheck fix proposals/1234.aptx --unsafe-fixes --diff"
            ),
        ),
        (
            (MOVED,),
            (
                "1 finding can be fixed with --suggest. See the changes: "
                "aptcheck fix proposals/1234.aptx --suggest --diff"
            ),
        ),
        (
            (MOVED, EITHER, UNSAFE),
            (
                "3 findings can be fixed: 1 with --unsafe-fixes, 1 with --unsafe-fixes or "
                "--suggest, 1 with --suggest. See the changes: "
                "aptcheck fix proposals/1234.aptx --unsafe-fixes --suggest --diff"
            ),
        ),
        (
            (SAFE, UNSAFE, *SET_ASIDE),
            (
                "2 findings can be fixed: 1 safely, 1 with --unsafe-fixes. See the "
                "changes: aptcheck fix proposals/1234.aptx --diff"
            ),
        ),
        ((NONE, *SET_ASIDE), ""),
        ((), ""),
    ],
)
def test_the_last_line_counts_what_counts_and_names_the_command(findings, sentence: str) -> None:
    report = Report(proposals=(proposal(*findings),))
    assert fixable_sentence(report) == sentence
    last = render("text", report).partition("\n1 proposal: ")[2].split("\n", 1)[1]
    assert " ".join(last.split()) == sentence


def test_the_last_line_names_none_of_several_proposals() -> None:
    report = Report(
        proposals=(
            proposal(SAFE, UNSAFE),
            proposal(SAFE, path="other.aptx"),
            proposal(NONE, path="third.aptx"),
        )
    )
    assert fixable_sentence(report) == (
        "3 findings in 2 proposals can be fixed: 2 safely, 1 with --unsafe-fixes. "
        "See the changes to each: aptcheck fix FILE --diff"
    )


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("a b.aptx", "'a b.aptx'"),
        ("$(id).aptx", "'$(id).aptx'"),
        ("-", "FILE"),
        ("--output=x", "FILE"),
        ("x\n::error::forged.aptx", "FILE"),
        ("\x1b[2J.aptx", "FILE"),
    ],
)
def test_a_path_is_one_word_of_the_command(path: str, shown: str) -> None:
    sentence = fixable_sentence(Report(proposals=(proposal(SAFE, path=path),)))
    assert sentence.endswith(f": aptcheck fix {shown} --diff")


def test_each_fix_says_whether_a_command_makes_it() -> None:
    report = Report(proposals=(proposal(SAFE, UNSAFE, MOVED, NONE, *SET_ASIDE),))
    text = render("text", report, verbose=True)
    for way in (" (by aptcheck fix)", " (by aptcheck fix --unsafe-fixes)", ""):
        assert text.count(f"  Fix{way}: In observation 2") == 1
    assert "Fix (by aptcheck fix --suggest): In" in text
    markdown = render("markdown", report)
    assert markdown.count("<br>**Fix (by aptcheck fix):** In") == 1
    assert markdown.count("<br>**Fix (by aptcheck fix --unsafe-fixes):** In") == 1
    assert "3 findings can be fixed: 1 safely" in markdown
    concise = render("concise", report)
    assert "fixable" not in concise
    assert "aptcheck fix" not in concise


def test_a_badge_on_the_page_names_the_command_and_none_is_on_what_does_not_count() -> None:
    page = parsed(proposal(SAFE, UNSAFE, NONE, *SET_ASIDE))
    badges = page.find_class("fixable")
    assert [badge.text_content() for badge in badges] == ["fixable", "fixable, unsafe"]
    safe, unsafe = (badge.get("title") for badge in badges)
    assert safe.startswith("aptcheck fix makes this change")
    assert unsafe.startswith("aptcheck fix --unsafe-fixes makes this change")
    (verdict,) = page.find_class("verdict")
    assert "2 findings can be fixed: 1 safely" in verdict.text_content()


def test_sarif_says_which_results_are_fixable() -> None:
    report = Report(proposals=(proposal(SAFE, UNSAFE, NONE),))
    results = json.loads(render("sarif", report))["runs"][0]["results"]
    assert [result["properties"]["fixable"] for result in results] == ["safe", "unsafe", None]


def test_markdown_names_the_path_within_the_repository() -> None:
    report = Report(proposals=(proposal(SAFE, path="/home/me/team/a/1234.aptx"),))
    markdown = render("markdown", report, look=Look(here="/home/me/team", root="/home/me/team"))
    assert "aptcheck fix a/1234.aptx --diff" in markdown
