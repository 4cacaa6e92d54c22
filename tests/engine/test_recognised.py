"""Valuable files are recognised by their first bytes, whole or damaged."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

import aptcheck
from aptcheck.catalog.lock_file import dumps
from aptcheck.engine.baseline import recorded, text
from aptcheck.engine.recognised import recognised, reserved
from aptcheck.report import FORMATS, Look
from aptcheck.report import content as content_of
from aptcheck.results import Report
from aptcheck.testing import pair


@pytest.fixture
def xml(tmp_path: Path) -> bytes:
    return pair().write(tmp_path / "plain.xml").read_bytes()


def kind_of(tmp_path: Path, content: bytes) -> str | None:
    file = tmp_path / "some.thing"
    file.write_bytes(content)
    return recognised(file)


def test_a_proposal_in_every_form(tmp_path: Path, xml: bytes) -> None:
    archive = pair().write(tmp_path / "a.aptx").read_bytes()
    body = xml[xml.index(b"?>") + 2 :]
    for content in (
        xml,
        xml[:-500],
        archive,
        archive[:100],
        b"\xef\xbb\xbf" + xml,
        b"<!-- <Report> -->\n<!DOCTYPE x [ <!ENTITY a 'b'> ]>" + body,
        xml.decode().encode("utf-16"),
        b"<apt:JwstProposal/>",
        b"<!--" + b"a long licence " * 6_000 + b"-->" + body,
    ):
        assert kind_of(tmp_path, content) == "proposal"


def test_a_lock_and_a_baseline_as_written(tmp_path: Path) -> None:
    baseline = text(recorded(Report(proposals=()), tmp_path)).encode()
    assert kind_of(tmp_path, dumps([]).encode()) == "lock"
    assert kind_of(tmp_path, baseline) == "baseline"
    assert kind_of(tmp_path, baseline[:60]) == "baseline"
    assert kind_of(tmp_path, baseline.replace(b"\n", b"\r\n    ")) == "baseline"


def test_a_baseline_in_other_orders_and_layouts(tmp_path: Path) -> None:
    baseline = json.loads(text(recorded(Report(proposals=()), tmp_path)))
    baseline["proposals"] = {"p.xml": []}
    reverse = dict(reversed(baseline.items()))
    for content in (
        json.dumps(baseline, sort_keys=True, indent=2),
        json.dumps(reverse, separators=(",", ":")),
        "\ufeff" + json.dumps(baseline, indent="\t"),
    ):
        assert kind_of(tmp_path, content.encode()) == "baseline"
    for content in ("aptcheck baseline", json.dumps({"title": json.dumps(baseline)})):
        assert kind_of(tmp_path, content.encode()) is None


def test_any_toml_is_a_configuration(tmp_path: Path) -> None:
    for name in ("my.toml", "Team.TOML"):
        (tmp_path / name).touch()
        assert recognised(tmp_path / name) == "configuration"


def test_reports_of_aptcheck_may_be_replaced(tmp_path: Path, xml: bytes) -> None:
    other = tmp_path / "other.xml"
    other.write_text("<JwstReport>no JwstProposal</JwstReport>")
    report = aptcheck.check(tmp_path / "plain.xml", other)
    for name in FORMATS:
        if name == "parquet" and not find_spec("pyarrow"):
            continue  # whether its content is recognised is tested where it can be written
        shown = content_of(name, report, look=Look())
        assert kind_of(tmp_path, shown.encode() if isinstance(shown, str) else shown) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"text", b"<JwstProposals/>", b"<a><JwstProposal/></a>", b"<!--" * 20_000, b" " * 70_000],
    ids=["empty", "text", "longer", "inside", "comments", "blank"],
)
def test_nothing_else_is(tmp_path: Path, content: bytes) -> None:
    assert kind_of(tmp_path, content) is None


def test_some_names_are_taken() -> None:
    names = (
        "aptcheck.toml",
        "x/pyproject.toml",
        "Aptcheck.Lock",
        "report.toml",
        "p.aptx",
        "x/P.AptBackup",
    )
    assert [reserved(Path(name)) for name in names] == [
        "configuration",
        "configuration",
        "lock",
        None,
        "proposal",
        "proposal",
    ]
