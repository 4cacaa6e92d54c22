"""A code that is no longer a rule says so wherever it is named, and no other rule gets it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aptcheck.errors import UsageError
from aptcheck.rules.registry import all_rules, find_rule
from aptcheck.rules.retired import RENAMED, RETIRED, Retired, find_retired
from aptcheck.testing import group, other, pair, proposal, target
from tests.cli.running import run
from tests.judging import faults


@pytest.mark.parametrize("gone", RETIRED, ids=lambda gone: gone.code)
def test_no_rule_has_its_code_or_its_name(gone: Retired) -> None:
    assert find_rule(gone.code) is None
    assert find_rule(gone.name) is None
    assert gone.why.endswith(".")


@pytest.mark.parametrize("word", ["APT006", "apt006", "link-order-unusual"])
def test_explain_says_why_it_is_gone(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    gone = find_retired(word)
    assert gone is not None
    done = run(capsys, "explain", word)
    assert done.status == 0
    assert done.out.startswith("# APT006: link-order-unusual (retired)")
    assert gone.why in done.out


@pytest.mark.parametrize("how", ["select", "ignore"])
def test_it_can_be_neither_selected_nor_ignored(how: str) -> None:
    with pytest.raises(UsageError, match=r"APT006 .* is retired"):
        faults(pair(), **{how: ("APT006",)})


@pytest.mark.parametrize(
    "text",
    [
        'ignore = ["link-order-unusual"]\n',
        '[severity]\nAPT006 = "error"\n',
        '[[suppress]]\ncode = "APT006"\nreason = "we know"\n',
    ],
)
def test_a_configuration_that_names_it_is_refused_with_the_reason(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "aptcheck.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a.xml").write_bytes(pair().xml)
    done = run(capsys, "check", tmp_path / "a.xml")
    assert done.status == 2
    assert "is retired" in done.err


def test_a_family_goes_on_without_it() -> None:
    assert faults(pair(), select=["APT00"]) == []
    assert "APT006" not in {rule.code for rule in all_rules()}


def test_a_sequence_that_is_reordered_in_its_link_is_nothing_to_speak_of() -> None:
    star: dict[str, Any] = {
        "more_targets": [target(3, "STAR", east=600)],
        "more_observations": [other(3)],
    }
    assert faults(pair(links=[group(2, 1)])) == []
    assert faults(pair(links=[group(2, 1, 3)], **star)) == []


@pytest.mark.parametrize(("former", "code"), RENAMED.items())
def test_a_rule_is_still_known_by_a_former_name(
    former: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = find_rule(former)
    assert rule is not None
    assert (rule.code, find_retired(former)) == (code, None)
    assert rule.name != former
    assert run(capsys, "explain", former).out.startswith(f"# {code}: {rule.name}")


def test_a_former_name_selects_and_leaves_out() -> None:
    document = proposal(targets=[], observations=[])
    assert faults(document, select=["no-mrs-observations"]) == ["APT005 info -"]
    assert faults(document, ignore=["no-mrs-observations"]) == []
