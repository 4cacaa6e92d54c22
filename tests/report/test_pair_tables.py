"""The tables of pairs: of the MRS alone, and of several modes."""

from __future__ import annotations

from dataclasses import replace

import aptcheck
from aptcheck.mode_names import ModeName
from aptcheck.report import Look, render
from aptcheck.report.pair_settings import settings_shown
from aptcheck.results import ExposureMatch, Pair, Report, Scope
from tests.report.pages import parsed
from tests.report.plain import ROOT, finding, proposal

FILTERS = ("F560W", "F770W", "F1000W", "F1130W", "F1280W", "F1500W", "F1800W")


def exposed(setting: str, science: int | None, sky: int | None) -> ExposureMatch:
    groups = tuple(() if number is None else (number,) for number in (science, sky))
    return ExposureMatch(
        setting=setting,
        science_groups=groups[0],
        background_groups=groups[1],
        match=science == sky,
    )


def paired(mode: ModeName, science: int, sky: int, *exposures: ExposureMatch) -> Pair:
    return Pair(
        mode=mode,
        science_observation=science,
        background_observation=sky,
        declared=True,
        linked=True,
        non_interruptible=True,
        order="after",
        separation_arcsec=61.2,
        depth_ratio=1.0,
        exposures=exposures,
    )


MRS = proposal().backgrounds[0]
IFU = paired("nirspec-ifu", 3, 4, exposed("G140H/F100LP", 15, 15), exposed("G395H/F290LP", 15, 5))
IMAGES = paired("miri-imaging", 5, 6, *(exposed(name, 5, 5) for name in FILTERS))


def lines_of(*pairs: Pair, form: str = "text", width: int = 80) -> list[str]:
    report = Report(proposals=(proposal(backgrounds=pairs),))
    return render(form, report, look=Look(width=width)).splitlines()


def test_the_mrs_alone_has_one_table_without_its_name() -> None:
    lines = lines_of(MRS)
    assert lines[3].startswith("Science  Background  Link")
    assert "MRS" not in lines
    assert "| Science | Background | Link |" in "\n".join(lines_of(MRS, form="markdown"))


def test_each_mode_has_its_heading_and_long_settings_go_below_the_pair() -> None:
    assert lines_of(MRS, IMAGES, IFU)[3:18] == [
        "MRS",
        "Science  Background  Link               Order  Separation  Depth  Ngroups",
        '1        2           non-interruptible  after  61.2"       1.00x  S 27 vs 40',
        "",
        "MIRI imaging",
        "Science  Background  Link               Order  Separation  Depth",
        '5        6           non-interruptible  after  61.2"       1.00x',
        "         Ngroups F560W 5, F770W 5, F1000W 5, F1130W 5, F1280W 5, F1500W 5,",
        "         F1800W 5",
        "",
        "NIRSpec IFU",
        "Science  Background  Link               Order  Separation  Depth",
        '3        4           non-interruptible  after  61.2"       1.00x',
        "         Ngroups G140H/F100LP 15, G395H/F290LP 15 vs 5",
        "",
    ]


def test_where_there_is_room_settings_stay_in_their_column() -> None:
    lines = lines_of(IFU, width=120)
    assert lines[4].endswith("Depth  Ngroups")
    assert lines[5].endswith("1.00x  G140H/F100LP 15, G395H/F290LP 15 vs 5")


def test_a_table_of_other_modes_keeps_to_the_width() -> None:
    assert max(map(len, lines_of(MRS, IMAGES, IFU, width=60))) <= 60


def test_markdown_names_the_mode_in_a_column() -> None:
    lines = lines_of(MRS, IFU, form="markdown")
    at = next(n for n, line in enumerate(lines) if line.startswith("| Mode | Science |"))
    assert len({line.count("|") for line in lines[at : at + 4]}) == 1
    assert lines[at + 2].startswith("| MRS | 1 | 2 |")
    assert lines[at + 3].startswith("| NIRSpec IFU | 3 | 4 |")


def test_the_page_groups_its_rows_by_mode() -> None:
    document = parsed(proposal(backgrounds=(MRS, IFU)))
    (table,) = document.xpath("//table[@class='pairs']")
    assert [th.text for th in table.xpath("tbody//th[@scope='rowgroup']")] == ["MRS", "NIRSpec IFU"]
    assert len(document.xpath("//p[contains(@class, 'key')]")) == 1
    alone = parsed(proposal(backgrounds=(MRS,)))
    assert not alone.xpath("//table[@class='pairs']//th[@scope='rowgroup']")
    other = parsed(proposal(backgrounds=(IFU,)))
    assert not other.xpath("//p[contains(@class, 'key')]")


def test_the_page_says_that_fields_left_out_have_no_picture() -> None:
    document = parsed(proposal(scope=Scope(observations=4, fields=3, fields_left_out=2)))
    (words,) = document.xpath("//p[@class='undrawn']")
    assert words.text == (
        "2 fields have no picture: the pipeline subtracts no background from LRS slitless "
        "observations."
    )
    assert document.xpath("//nav/a[text()='Fields']")


def test_a_setting_that_another_pair_matches_is_not_a_fault_of_this_one() -> None:
    """Two filters, each in a separate observation on both sides: four pairs, two that count."""
    one, other = "4QPM/F1065C", "4QPM/F1140C"
    pairs = (
        paired("miri-coronagraphy", 1, 3, exposed(one, 9, 9)),
        paired("miri-coronagraphy", 1, 4, exposed(one, 9, None), exposed(other, None, 8)),
        paired("miri-coronagraphy", 2, 3, exposed(one, None, 9), exposed(other, 8, None)),
        paired("miri-coronagraphy", 2, 4, exposed(other, 8, 8)),
    )
    assert [len(shown) for shown in settings_shown(pairs).values()] == [1, 0, 0, 1]
    assert sum("no setting in common" in line for line in lines_of(*pairs)) == 2
    assert sum("no setting in common" in line for line in lines_of(*pairs, form="markdown")) == 2
    assert not parsed(proposal(backgrounds=pairs)).xpath("//span[contains(@class, 'amiss')]")


def test_a_setting_that_no_background_has_stays_a_fault() -> None:
    lacking = paired("miri-imaging", 1, 2, exposed("F560W", 5, 5), exposed("F770W", 5, None))
    assert settings_shown([lacking])[lacking] == lacking.exposures
    assert "F560W 5, F770W 5 vs -" in "\n".join(lines_of(lacking))
    assert parsed(proposal(backgrounds=(lacking,))).xpath("//span[contains(@class, 'amiss')]")


def test_what_the_mrs_shows_does_not_depend_on_other_pairs() -> None:
    own = paired("miri-mrs", 1, 2, exposed("SHORT(A)", 9, None))
    beside = paired("miri-mrs", 1, 3, exposed("SHORT(A)", 9, 9))
    assert settings_shown([own, beside])[own] == own.exposures


WRONG = paired("miri-mrs", 399, 400, exposed("SHORT(A)", 27, 40))


def many_pairs(*changed: Pair, right: int = 200) -> tuple[Pair, ...]:
    numbers = range(1, 2 * right, 2)
    return (*(paired("miri-mrs", n, n + 1, exposed("SHORT(A)", 27, 27)) for n in numbers), *changed)


def test_the_one_wrong_pair_of_many_is_shown_and_the_others_are_counted() -> None:
    lines = lines_of(*many_pairs(WRONG), width=100)
    assert lines[4].startswith("399      400")
    assert lines[5] == "and 200 pairs that match"


def test_many_pairs_that_match_take_a_line() -> None:
    lines = lines_of(*many_pairs())
    assert "200 pairs match: --verbose lists them" in lines
    assert not any(line.startswith("Science") for line in lines)


def test_verbose_lists_more_after_the_wrong_one() -> None:
    report = Report(proposals=(proposal(backgrounds=many_pairs(WRONG)),))
    lines = render("text", report, verbose=True).splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith("Science"))
    assert lines[at + 1].startswith("399      400")
    assert lines[at + 2].startswith("1        2")
    assert "and 140 pairs that match" in lines


def test_pairs_that_a_report_does_not_list_are_not_said_to_match() -> None:
    scope = Scope(observations=9, pairs=2_201)
    report = Report(proposals=(proposal(backgrounds=many_pairs(WRONG), scope=scope),))
    assert "and 2000 more pairs without a finding" in render("text", report).splitlines()


def test_a_pair_with_an_error_is_shown_although_its_settings_match() -> None:
    about = finding(observation=42, related_observations=(41,))
    report = Report(proposals=(proposal(about, backgrounds=many_pairs()),))
    lines = render("text", report).splitlines()
    assert lines[4].startswith("41       42")
    assert "and 199 pairs that match" in lines


def test_on_a_narrow_terminal_a_pair_takes_lines_of_its_own() -> None:
    lines = lines_of(MRS, width=40)
    at = lines.index("Science 1, background 2")
    assert lines[at + 1 : at + 4] == [
        "  non-interruptible, background after,",
        '  61.2" apart, depth 1.00x',
        "  Ngroups S 27 vs 40",
    ]


def test_a_pair_that_differs_only_in_its_readout_says_in_what() -> None:
    differs = replace(
        exposed("G395H/F290LP", 15, 15),
        match=False,
        science_readouts=("NRSIRS2",),
        background_readouts=("NRSRAPID",),
    )
    pairs = (
        paired("nirspec-ifu", 1, 2, exposed("G140H/F100LP", 9, 9)),
        paired("nirspec-ifu", 3, 4, differs),
    )
    for form in ("text", "markdown"):
        (line,) = [line for line in lines_of(*pairs, form=form, width=120) if "G395H" in line]
        assert "G395H/F290LP 15 (NRSIRS2 vs NRSRAPID)" in line
        assert "G140H/F100LP 9 (" not in "".join(lines_of(*pairs, form=form))


def test_the_readout_patterns_are_those_of_the_file() -> None:
    report = aptcheck.check(ROOT / "sample_proposals" / "broken.aptx", catalog="none")
    pairs = {one.background_observation: one for one in report.proposals[0].backgrounds}
    sides = {(e.science_readouts, e.background_readouts) for e in pairs[14].exposures}
    assert sides == {(("FASTR1",), ("SLOWR1",))}
