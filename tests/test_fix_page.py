"""docs/fix.md shows what `aptcheck fix` prints, and its table matches the rules."""

from __future__ import annotations

import inspect
import re
import sys

import pytest

from aptcheck.rules.registry import all_rules
from scripts.fix_page import PAGE, said
from scripts.suggest_pictures import BLOCK, renewed

TEXT = PAGE.read_text("utf-8")
SHOWN = [*BLOCK.finditer(TEXT)]
KINDS = {"safe", "unsafe", "move", ""}


def rows() -> list[list[str]]:
    """Return the cells of the table of what is written."""
    section = TEXT.partition("\n## What is written\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown[2])
def test_a_block_shows_what_the_command_prints(shown: re.Match[str]) -> None:
    block = f"{shown[0]}```"
    assert renewed(block, said) == block, "run python -m scripts.fix_page"


def test_the_page_shows_a_diff_and_copies() -> None:
    assert [shown[2].split()[0] for shown in SHOWN] == ["fix"] * 4


def test_every_rule_with_a_remedy_has_a_row_and_no_other() -> None:
    with_remedy = {
        rule.code
        for rule in all_rules()
        if "remedy=" in inspect.getsource(sys.modules[rule.check.__module__])
    }
    listed = [code for row in rows() for code in re.findall(r"\[(\w+)\]\(rules/\1\.md\)", row[0])]
    assert sorted(listed) == sorted(with_remedy)


def test_every_row_names_its_kind() -> None:
    assert all(len(row) == 4 and row[2] in KINDS for row in rows())


def test_a_rule_with_one_kind_of_remedy_has_that_kind_in_its_rows() -> None:
    """As far as its source shows: "safe" and "unsafe" are written out there."""
    kinds: dict[str, set[str]] = {}
    codes: list[str] = []
    for row in rows():
        codes = re.findall(r"\[(\w+)\]", row[0]) or codes
        for code in codes:
            kinds.setdefault(code, set()).add(row[2])
    for rule in all_rules():
        if rule.code not in kinds:
            continue
        source = inspect.getsource(sys.modules[rule.check.__module__])
        for kind in ("safe", "unsafe"):
            if re.search(rf"""["']{kind}["']""", source):
                assert kind in kinds[rule.code], rule.code
