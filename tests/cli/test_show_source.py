"""``check --show-source``: the XML around the findings, read only when asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import ROOT, refused, run, spawn

BROKEN = ROOT / "sample_proposals" / "broken.aptx"


def test_the_member_of_an_archive_is_shown_around_each_finding(capsys) -> None:
    done = run(capsys, "check", BROKEN, "--select", "BKG201,BKG104", "--show-source")
    lines = done.out.splitlines()
    at = lines.index("  699 |     <mmrs:Exposure>")
    assert lines[at - 2].startswith("  697 | ")
    assert lines[at + 1] == "      |     ^"
    assert lines[at + 3].startswith("  701 | ")
    assert sum(line.endswith(("| ^", "    ^")) for line in lines) == 2


def test_the_place_of_an_error_in_the_xml_is_shown(tmp_path: Path, capsys) -> None:
    path = tmp_path / "cut.xml"
    path.write_bytes(b'<?xml version="1.0"?>\n<JwstProposal>\n  <a>\n  </b>\n</JwstProposal>\n')
    assert "  4 |   </b>" in run(capsys, "check", path, "--show-source").out


def test_nothing_is_read_again_unless_asked_for(capsys, monkeypatch) -> None:
    monkeypatch.setattr("aptcheck.apt.excerpts", None)
    assert run(capsys, "check", BROKEN, "--select", "BKG201").status == 1
    assert run(capsys, "check", BROKEN, "--select", "BKG201", "--show-source", "-q").status == 1


def test_standard_input_is_not_read_twice() -> None:
    done = spawn("check", "-", "--select", "BKG201", "--show-source", stdin=BROKEN.read_bytes())
    assert done.returncode == 1
    assert b"BKG201" in done.stdout
    assert b" | " not in done.stdout


@pytest.mark.parametrize("other", [["--format", "json"], ["--statistics"]])
def test_it_needs_the_text(other: list[str]) -> None:
    assert "--show-source needs the text report" in refused(
        "check", BROKEN, "--show-source", *other
    )


def test_a_further_text_report_has_it(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    arguments = ("--format", "json", "--report", f"text={path}", "--show-source")
    spawn("check", BROKEN, "--select", "BKG201", *arguments)
    assert "  699 | " in path.read_text(encoding="utf-8")


def test_each_of_several_proposals_has_its_own_beside_a_page_too(tmp_path: Path) -> None:
    for name, tag in (("1.xml", "first"), ("2.xml", "second")):
        (tmp_path / name).write_text(f"<JwstProposal>\n  <{tag}>\n</JwstProposal>\n")
    for more in ((), ("--report", f"html={tmp_path / 'page.html'}")):
        shown = spawn("check", tmp_path / "1.xml", tmp_path / "2.xml", "--show-source", *more)
        first, _, second = shown.stdout.decode().partition("2.xml\n")
        assert ("  2 |   <first>" in first, "<second>" in first) == (True, False)
        assert ("  2 |   <second>" in second, "<first>" in second) == (True, False)
