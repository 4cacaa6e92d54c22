"""Every format that is text as last reviewed; APTCHECK_UPDATE_GOLDEN=1 rewrites the files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aptcheck.report import render
from aptcheck.rules import Rule
from tests.report.plain import every_kind, sample_report

GOLDEN = Path(__file__).parent / "golden"
SUFFIX: dict[str, str] = {
    "text": "txt",
    "concise": "concise.txt",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github.txt",
    "junit": "junit.xml",
    "markdown": "md",
    "html": "html",
}


@pytest.mark.parametrize("what", ["every_kind", "sample"])
@pytest.mark.parametrize("name", SUFFIX)
def test_a_format_is_what_it_was(name: str, what: str, monkeypatch) -> None:
    for module in ("archive.proposal_columns", "html", "json", "sarif"):
        monkeypatch.setattr(f"aptcheck.report.{module}.__version__", "0.0.0")
    # The text of a rule's page does not matter to a format.
    page = "The title of {0.code}.\n\n## What\nWhat {0.code} looks at.\n\n## Why\nWhy it does."
    monkeypatch.setattr(Rule, "page", property(page.format))
    report = every_kind() if what == "every_kind" else sample_report(monkeypatch)
    text = render(name, report, verbose=True)
    path = GOLDEN / f"{what}.{SUFFIX[name]}"
    if os.environ.get("APTCHECK_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
