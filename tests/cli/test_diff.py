"""``aptcheck diff OLD NEW`` as text, JSON and Markdown."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from jsonschema import validate
from markdown_it import MarkdownIt

from aptcheck.testing import exposure, pair, target
from tests.cli.running import run
from tests.report.hostile import ATTACKS

ROOT = Path(__file__).resolve().parents[2]
SLIP = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return pair().write(tmp_path / "good.aptx")


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    return pair(sky=SLIP).write(tmp_path / "slip.xml")


def test_a_new_error_exits_with_1_and_a_fixed_one_with_0(
    good: Path, slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    worse, better = run(capsys, "diff", good, slip), run(capsys, "diff", slip, good)
    assert (worse.status, better.status) == (1, 0)
    assert "~ SHORT(A) Ngroups: 27 to 40" in worse.out
    assert "error BKG201 ngroups-mismatch (observations 2, 1)" in worse.out
    assert " ".join(worse.out.split()).endswith(
        "verdict fail (sky not checked: 1 field, no catalogue asked), "
        "was pass (sky not checked: 1 field, no catalogue asked)"
    )
    assert "\nFixed\n" in better.out
    assert "\nNew findings\n" not in better.out


def test_an_old_error_that_stays_exits_with_0(
    slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "diff", slip, slip)
    assert done.status == 0
    assert "none that aptcheck reads" in done.out


@pytest.mark.parametrize(("fail_on", "status"), [("never", 0), ("error", 1), ("info", 1)])
def test_fail_on_decides(
    good: Path, slip: Path, fail_on: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "diff", good, slip, "--fail-on", fail_on).status == status


def test_rules_can_be_chosen(good: Path, slip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "diff", good, slip, "--ignore", "BKG").status == 0


def test_json_follows_its_schema(
    good: Path, slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads(run(capsys, "diff", good, slip, "--format", "json").out)
    validate(document, json.loads((ROOT / "schemas" / "difference.json").read_text()))
    found = document["difference"]
    assert found["appeared"][0]["finding"]["code"] == "BKG201"
    assert found["changes"][0] == {
        "kind": "changed",
        "subject": "observation 2",
        "field": "SHORT(A) Ngroups",
        "old": "27",
        "new": "40",
        "note": None,
    }
    assert (found["old"]["verdict"], found["new"]["verdict"]) == ("pass", "fail")


def test_an_unreadable_version_is_reported_and_not_compared(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = good.parent / "empty.aptx"
    empty.write_bytes(b"")
    worse, better = run(capsys, "diff", good, empty), run(capsys, "diff", empty, good)
    assert worse.status == 1
    assert "The new version could not be read." in worse.out
    assert "APT001" in worse.out
    assert better.status == 0


@pytest.mark.parametrize("other", ["none.aptx", "."])
def test_something_that_is_not_a_file_is_wrong_usage(
    good: Path, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "diff", good, good.parent / other)
    assert (done.status, done.out, len(done.err.splitlines())) == (2, "", 1)


def test_neither_version_is_overwritten(
    good: Path, slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = slip.read_bytes()
    assert run(capsys, "diff", good, slip, "-o", slip).status == 2
    assert slip.read_bytes() == before


def test_a_suppression_is_judged_on_each_version_separately(
    good: Path, slip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (good.parent / "aptcheck.toml").write_text(
        '[[suppress]]\ncode = "BKG201"\nobservation = 2\nreason = "We know."\n'
    )
    document = json.loads(run(capsys, "diff", good, slip, "--format", "json").out)["difference"]
    assert [one["finding"]["code"] for one in document["fixed"]] == ["CFG001"]
    assert "BKG201" in [one["finding"]["code"] for one in document["appeared"]]


HOSTILE = [text for text in ATTACKS if text.isprintable() and "\ud800" not in text]


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_names_stay_text(
    tmp_path: Path, attack: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old = pair().write(tmp_path / "old.xml")
    name = "".join(f"&#{ord(character)};" for character in attack)
    document = pair(title="TITLE", sky={"label": "TITLE"}, more_targets=[target(3, "TITLE")])
    new = tmp_path / "new.xml"
    new.write_bytes(document.xml.replace(b"TITLE", name.encode()))
    text = run(capsys, "diff", old, new).out
    assert not [c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
    markdown = run(capsys, "diff", old, new, "--format", "markdown").out
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [t for t in inline if t.type in ("link_open", "image", "em_open")]
    assert {t.content for t in inline if t.type == "html_inline"} <= {"<span>", "</span>", "<br>"}
    assert not [t for t in tokens if t.type == "fence"]
    html = [token.content.strip() for token in tokens if token.type == "html_block"]
    folded, closed = html
    assert re.fullmatch(r"<details><summary>\d+ changes? to the proposal</summary>", folded)
    assert closed == "</details>"
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    assert len(cells) == 4 * len(rows) > 8
