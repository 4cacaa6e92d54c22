"""What `aptcheck.check` returns shows itself, and is data all the same."""

from __future__ import annotations

import json
import pickle
import re
import sys
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from lxml import etree

import aptcheck
from aptcheck import results
from aptcheck.errors import UsageError
from aptcheck.finding import Angles, Evidence, Severity, SourceReference, Suppression
from aptcheck.library.report import Report
from aptcheck.mode_names import ModeName
from aptcheck.report.notebook import report_piece
from tests.report.hostile import TEXT, reports
from tests.report.plain import finding, proposal
from tests.shared import ROOT

SAMPLES = ROOT / "sample_proposals"
DISC = SAMPLES / "disc-through-the-slit.aptx"


@pytest.fixture(scope="module")
def checked() -> Report:
    return aptcheck.check(DISC)


def report(*proposals: results.ProposalReport) -> Report:
    return Report.of(results.Report(proposals=proposals))


def pair() -> results.Pair:
    return results.Pair(
        mode="miri-mrs",
        science_observation=1,
        background_observation=2,
        declared=True,
        linked=True,
        non_interruptible=True,
        order="after",
        separation_arcsec=60.0,
        depth_ratio=1.0,
        exposures=(),
    )


def elements(piece: str) -> etree._Element:
    """Parse a piece as XML, which is stricter than HTML: the only void elements are these."""
    closed = re.sub("[\ufffe\uffff]", "?", piece.replace("<br>", "<br/>"))
    return etree.fromstring(f"<div>{closed}</div>".replace('height:auto">', 'height:auto"/>'))


# At a prompt


def test_each_part_is_one_short_line(checked: Report) -> None:
    one = checked.proposals[0]
    parts = (checked, one, *one.findings, *one.backgrounds, one.fields, one[2], one[2].fields[0])
    for part in parts:
        line = repr(part)
        assert line.startswith(f"<{type(part).__name__} ")
        assert "\n" not in line
        assert len(line) < 240


def test_a_pass_that_left_something_unchecked_says_so() -> None:
    scope = results.Scope(observations=2, pairs=1, fields=1)
    assert "PASS (not all checked)" in repr(report(proposal(scope=scope)))
    assert "PASS (not all checked)" in report(proposal(scope=scope))._repr_html_()


def test_a_thousand_proposals_are_bounded() -> None:
    many = tuple(
        finding(code=f"BKG{at}", message="x" * 5000, fix="y" * 5000) for at in range(100, 200)
    )
    pairs = (pair(),) * 200
    whole = report(*(proposal(*many, path=f"{at}.aptx", backgrounds=pairs) for at in range(1000)))
    assert len(repr(whole)) < 120
    piece = whole._repr_html_()
    assert len(piece) < 500_000
    assert "975 more proposals" in piece


def test_the_worst_proposals_are_first() -> None:
    whole = report(proposal(path="good.aptx"), proposal(finding(), path="bad.aptx", verdict="fail"))
    piece = whole._repr_html_()
    assert piece.index("bad.aptx") < piece.index("good.aptx")


@settings(deadline=None, max_examples=60)
@given(reports())
def test_hostile_text_is_shown_and_not_obeyed(hostile: results.Report) -> None:
    whole = Report.of(hostile)
    assert "\n" not in repr(whole)
    for piece in (whole._repr_html_(), *(one._repr_html_() for one in whole.findings)):
        tree = elements(piece)
        assert {one.tag for one in tree.iter()} <= {
            *("div", "p", "b", "br", "code", "details", "summary"),
            *("table", "thead", "tbody", "tr", "th", "td"),
        }
        assert {name for one in tree.iter() for name in one.attrib} <= {"style", "class", "scope"}


@settings(deadline=None, max_examples=40)
@given(TEXT)
def test_a_title_keeps_to_one_line(title: str) -> None:
    assert "\n" not in repr(report(proposal(path=title or "x", title=title)).proposals[0])


def test_a_piece_has_no_style_sheet_and_no_script(checked: Report) -> None:
    piece = checked._repr_html_() + checked[2]._repr_html_()
    assert "<style" not in piece
    assert "<script" not in piece
    assert "http" not in piece.replace("http://www.w3.org/2000/svg", "")


def test_errors_and_warnings_have_their_fixes(checked: Report) -> None:
    piece = checked._repr_html_()
    for one in checked.findings:
        assert (one.code in piece) is (one.severity is not Severity.INFO)
    assert "set Aperture PA Range" in piece


# As data


def test_it_is_the_plain_report(checked: Report) -> None:
    assert isinstance(checked, results.Report)
    assert isinstance(checked, aptcheck.Report)
    assert isinstance(checked.proposals[0], aptcheck.ProposalReport)
    assert all(isinstance(one, aptcheck.Finding) for one in checked.findings)
    assert replace(checked) == checked


def test_a_pickle_is_equal_and_still_draws(checked: Report) -> None:
    again = pickle.loads(pickle.dumps(checked))
    assert again == checked
    assert hash(again.findings[0]) == hash(checked.findings[0])
    assert again[2].fields[0].at(100).svg == checked[2].fields[0].at(100).svg


def test_it_is_equal_to_the_same_plain_data() -> None:
    plain = results.Report(proposals=(proposal(finding(), backgrounds=(pair(),)),))
    shown = Report.of(plain)
    assert shown == plain
    assert plain == shown
    assert len({plain, shown}) == 1
    assert shown != Report.of(results.Report(proposals=(proposal(),)))
    assert shown != object()
    assert shown.findings[0] != shown.proposals[0].backgrounds[0]


def test_it_holds_no_other_data() -> None:
    plain = results.Report(proposals=(proposal(finding(), backgrounds=(pair(),)),))
    assert asdict(Report.of(plain)) == asdict(plain)


def test_without_pictures_there_are_no_fields() -> None:
    assert aptcheck.check(DISC, pictures=False).proposals[0].fields == ()


def test_a_setting_that_another_pair_may_match_is_not_called_different() -> None:
    one_sided = results.ExposureMatch(
        setting="F1280W", science_groups=(10,), background_groups=(), match=False
    )
    both = replace(one_sided, background_groups=(8,))
    cases: tuple[tuple[ModeName, results.ExposureMatch, bool], ...] = (
        ("miri-imaging", one_sided, False),
        ("miri-imaging", both, True),
        ("miri-mrs", one_sided, True),
    )
    for mode, exposed, differs in cases:
        lone = replace(pair(), mode=mode, exposures=(exposed,))
        shown = report(proposal(backgrounds=(lone,))).proposals[0].backgrounds[0]
        assert ("1 setting differs" in repr(shown)) is differs
        assert ("≠" in shown._repr_html_()) is differs


# By name


def test_a_proposal_has_four_names() -> None:
    whole = report(
        proposal(path="a/1.aptx", program="1234"), proposal(path="b/2.aptx", program=None)
    )
    first = whole.proposals[0]
    for name in ("1234", 1234, "a/1.aptx", Path("a/1.aptx"), "1.aptx", "1"):
        assert whole[name] is first
    assert [one.path for one in whole] == ["a/1.aptx", "b/2.aptx"]


def test_an_unknown_name_lists_what_there_is() -> None:
    whole = report(proposal(path="a.aptx"), proposal(path="b.aptx"))
    with pytest.raises(KeyError, match=r"no proposal is called 'c'; there are: a\.aptx, b\.aptx"):
        whole["c"]


def test_a_name_of_several_asks_for_a_path() -> None:
    whole = report(proposal(path="a/x.aptx"), proposal(path="b/x.aptx"))
    with pytest.raises(KeyError, match=r"names 2 proposals; give a path: a/x\.aptx, b/x\.aptx"):
        whole["x"]
    assert whole["b/x.aptx"] is whole.proposals[1]


def test_the_only_proposal_gives_its_observations(checked: Report) -> None:
    only = checked["4116"]
    assert isinstance(only, aptcheck.ProposalReport)
    assert checked["2"] == checked[2] == only["2"] == only[2]
    assert [one.number for one in checked.proposals[0]] == [1, 2]
    with pytest.raises(KeyError, match=r"nothing is reported about observation '3'.*: 1, 2"):
        checked[3]


def test_an_observation_has_its_findings_pairs_and_fields(checked: Report) -> None:
    science, background = checked[1], checked[2]
    assert {one.code for one in background.findings} == {"ORI101", "BKG403"}
    assert science.backgrounds == background.backgrounds == checked.proposals[0].backgrounds
    assert science.fields == background.fields
    assert background.fields[0].observation == 2


# As a table


def test_the_columns_have_types_units_and_masks() -> None:
    full = finding(
        evidence=Evidence(measured=2.5, limit=3, unit="arcsec"),
        angles=Angles(allowed=((0.0, 10.0), (20.0, 25.0)), avoid=((0.0, 4.0),)),
        source=SourceReference(designation="WISEA J1", ra_deg=1.5, dec_deg=-2.5),
        suppressed=Suppression(reason="known"),
    )
    bare = finding(
        evidence=Evidence(measured="FAST", limit=None), observation=None, related_observations=()
    )
    table = report(proposal(full, bare)).to_table()
    assert len(table) == 2
    assert table["observation"].dtype.kind == "i"
    assert str(table["ra"].unit) == str(table["avoid"].unit) == "deg"
    first, second = table
    assert (first["measured"], first["limit"], first["unit"]) == (2.5, 3.0, "arcsec")
    assert (first["allowed"], first["avoid"], first["ra"]) == (15.0, 4.0, 1.5)
    assert (first["related"], first["suppressed"], bool(first["counts"])) == ("1", "known", False)
    for name in ("measured", "limit", "observation", "related", "avoid", "ra", "suppressed"):
        assert second[name] is np.ma.masked, name


def test_no_finding_makes_a_table_with_the_same_columns() -> None:
    empty, full = report(proposal()).to_table(), report(proposal(finding())).to_table()
    assert len(empty) == 0
    assert empty.colnames == full.colnames
    assert empty["observation"].dtype == full["observation"].dtype


def test_a_data_frame_has_the_same_rows() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = report(proposal(finding(), finding(observation=None))).to_pandas()
    assert list(frame["code"]) == ["BKG201", "BKG201"]
    assert frame["observation"].isna().tolist() == [False, True]


def test_without_pandas_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="needs pandas"):
        report(proposal(finding())).to_pandas()


# In a file


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("r.html", "<!doctype html>"),
        ("r.json", "{"),
        ("r.sarif", "{"),
        ("r.md", "#"),
        ("r.txt", "1234.aptx"),
        ("r.xml", "<?xml"),
    ],
)
def test_the_ending_says_the_format(name: str, start: str, tmp_path: Path) -> None:
    report(proposal(finding(), path="1234.aptx", verdict="fail")).save(tmp_path / name)
    assert (tmp_path / name).read_text("utf-8").startswith(start)


def test_a_named_format_goes_before_the_ending(tmp_path: Path) -> None:
    report(proposal(finding())).save(tmp_path / "r.txt", format="json")
    assert json.loads((tmp_path / "r.txt").read_text("utf-8"))["summary"]["errors"] == 1


@pytest.mark.parametrize(("name", "format_"), [("r.pdf", None), ("r", None), ("r.html", "pdf")])
def test_an_unknown_format_lists_those_there_are(name, format_, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="html"):
        report(proposal()).save(tmp_path / name, format_)
    assert not [*tmp_path.iterdir()]


def test_a_proposal_is_never_overwritten(tmp_path: Path) -> None:
    copy = tmp_path / "proposal.xml"
    copy.write_bytes(DISC.with_suffix(".xml").read_bytes())
    before = copy.read_bytes()
    whole = aptcheck.check(copy, catalog="none")
    with pytest.raises(UsageError, match="must not be overwritten"):
        whole.save(copy)
    with pytest.raises(UsageError, match="must not be overwritten"):
        report(proposal()).save(copy, format="html")
    assert copy.read_bytes() == before


def test_a_report_may_be_replaced(tmp_path: Path) -> None:
    for _ in range(2):
        report(proposal(finding())).save(tmp_path / "r.html")


def test_the_page_is_that_of_the_command_line(checked: Report) -> None:
    page = checked.to_html()
    assert page.startswith("<!doctype html>")
    assert 'class="sky"' in page


def test_a_plain_report_has_the_same_piece(checked: Report) -> None:
    assert report_piece(checked) == checked._repr_html_()
