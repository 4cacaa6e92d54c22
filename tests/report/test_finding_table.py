"""The table of a finding: whole in JSON, folded for a reader, left out elsewhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from aptcheck.finding import Column, Table
from aptcheck.report import Look, render
from aptcheck.report.finding_table import shown
from aptcheck.results import ProposalReport, Report
from tests.report.pages import HOSTILE, parsed
from tests.report.plain import FIGURES, finding, proposal

ROOT = Path(__file__).resolve().parents[2]
TOLD = proposal(finding(table=FIGURES))
REPORT = Report(proposals=(TOLD,))
BARE = Report(proposals=(proposal(finding()),))


def one(value) -> str:
    (row,) = shown(Table(caption="c", columns=(Column("a"),), rows=((value,),))).rows
    return row[0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "unknown"),
        (0.0, "0"),
        (1.3, "1.3"),
        (12.499999999, "12.5"),
        (999.96, "1,000"),
        (435_000.0, "435,000"),
        (-7414.2, "-7,414"),
        (1e300, "1e+300"),
        (4107, "4107"),
        ("1A", "1A"),
    ],
)
def test_a_figure_is_read_as_an_astronomer_writes_it(value, words) -> None:
    assert one(value) == words


def test_columns_of_numbers_are_recognized() -> None:
    assert [heading.is_number for heading in shown(FIGURES).headings] == [False, True, True, True]
    assert [heading.words for heading in shown(FIGURES).headings] == [
        "Band",
        "Wavelength, µm",
        "Limit, µJy",
        "Fields",
    ]


def test_a_long_table_is_cut_and_says_so() -> None:
    long = replace(FIGURES, rows=FIGURES.rows * 30)
    assert len(shown(long).rows) == 60
    assert shown(long).note.endswith("30 more rows are in the JSON report.")


def test_json_has_the_figures_as_numbers_and_is_read_back() -> None:
    document = json.loads(render("json", REPORT))
    schema = json.loads((ROOT / "schemas" / "report.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    table = document["proposals"][0]["findings"][0]["table"]
    assert table["columns"][1] == {"name": "wavelength", "unit": "µm"}
    assert table["rows"] == [list(row) for row in FIGURES.rows]
    again = TypeAdapter(ProposalReport).validate_python(document["proposals"][0])
    assert again.findings[0].table == FIGURES


def test_a_report_of_before_there_were_tables_is_still_read() -> None:
    document = json.loads(render("json", REPORT))["proposals"][0]
    del document["findings"][0]["table"]
    assert TypeAdapter(ProposalReport).validate_python(document).findings[0].table is None


def test_text_shows_the_table_when_asked_for_it() -> None:
    brief, whole = render("text", REPORT), render("text", REPORT, verbose=True)
    assert "What each band sees: --verbose shows the table\n" in brief
    assert "26.22" not in brief
    at = whole.splitlines().index("  What each band sees:")
    assert whole.splitlines()[at + 1 : at + 5] == [
        "  Band  Wavelength, µm  Limit, µJy  Fields",
        "  1A              5.33          81       3",
        "  2A              8.15     unknown       2",
        "  4C             26.22       7,414       3",
    ]
    assert FIGURES.note in whole
    assert "--verbose shows the table" not in whole


@pytest.mark.parametrize("width", range(24, 60))
def test_a_narrow_terminal_breaks_no_figure(width) -> None:
    narrow = render("text", REPORT, verbose=True, look=Look(width=width))
    assert max(map(len, narrow.splitlines())) <= width
    table = narrow[narrow.index("What each band") : narrow.index("Figures of")]
    words = table.replace(";", " ").split()
    assert all(words.count(figure) == 1 for figure in ("5.33", "26.22", "7,414", "unknown"))
    assert ("Band" in words) == (width >= 38)


def test_the_page_folds_the_table_and_sets_numbers_flush_right() -> None:
    document = parsed(TOLD)
    (folded,) = document.xpath("//article//details")
    assert folded.get("open") is None
    assert folded.findtext("summary") == "What each band sees"
    assert [row.text for row in folded.xpath(".//tbody//th")] == ["1A", "2A", "4C"]
    assert folded.xpath(".//tbody/tr[3]/td[@class='number']/text()") == ["26.22", "7,414", "3"]
    assert folded.xpath(".//p/text()") == [FIGURES.note]
    assert not parsed(proposal(finding())).xpath("//article//details")


@pytest.mark.parametrize("name", ["concise", "github", "junit", "markdown", "sarif"])
def test_a_format_of_messages_leaves_the_table_out(name) -> None:
    assert render(name, REPORT) == render(name, BARE)


def test_a_hostile_table_stays_text() -> None:
    wild = Table(
        caption=HOSTILE,
        columns=(Column(HOSTILE, HOSTILE), Column("a | b")),
        rows=((HOSTILE, "x | y"),),
        note=HOSTILE,
    )
    text = render("html", Report(proposals=(proposal(finding(table=wild)),)))
    assert HOSTILE not in text
    assert text.count("&lt;script") >= 5
