"""Numbers, lists and forms in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from aptcheck.wording import (
    Reason,
    agree,
    angle_words,
    briefly,
    count,
    date_words,
    excerpt,
    in_mrs_form,
    in_requirements,
    in_runs,
    in_targets,
    listed,
    named,
    numbered,
    open_date_words,
    turn_words,
    v3pa_words,
)


def test_a_list_has_an_and_before_its_last() -> None:
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert listed(letter for letter in "ab") == "a and b"


def test_a_noun_agrees_with_its_numbers() -> None:
    assert numbered("observation", [2]) == "observation 2"
    assert numbered("observation", (2, 3)) == "observations 2 and 3"
    assert numbered("observation", (112, 2, 13)) == "observations 2, 13 and 112"
    assert numbered("observation", range(50, 0, -1)).endswith(", 48, 49 and 50")
    assert numbered("observation", range(51, 0, -1)).endswith(" 10, 11, 12 and 39 more")
    assert [count(n, "position") for n in (0, 1, 2)] == ["0 positions", "1 position", "2 positions"]
    assert count(["x"], "entry", "entries") == "1 entry"
    assert count({1, 2}, "entry", "entries") == "2 entries"


def test_twelve_of_many_numbers_are_named() -> None:
    assert briefly("observation", [2]) == "observation 2"
    assert briefly("observation", range(1, 13)).endswith(", 11 and 12")
    assert briefly("observation", range(1, 15)).endswith(", 11, 12 and 2 more")


def test_a_verb_agrees_with_a_number_or_with_what_is_counted() -> None:
    assert [agree(n, "is", "are") for n in (0, 1, 2)] == ["are", "is", "are"]
    assert agree([7], "has", "have") == "has"
    assert agree({}, "has", "have") == "have"


def test_names_of_a_proposal_are_on_one_line_once_and_not_too_many() -> None:
    assert named(["NGC-1", "NGC-2", "NGC-1"]) == "NGC-1 and NGC-2"
    assert named(f"T{n}" for n in range(4)) == "T0, T1, T2 and T3"
    assert named(f"T{n}" for n in range(40)) == "T0, T1, T2, T3 and 36 more"
    assert excerpt("a\n  b") == "a b"
    assert len(excerpt("x" * 100)) == 60


def test_a_fix_names_the_form_in_one_way() -> None:
    assert in_targets("open X") == "In Fixed Targets, open X."
    assert in_targets("tick it", "NGC-1") == "In Fixed Targets, open NGC-1, tick it."
    tab = "MIRI Medium Resolution Spectroscopy tab"
    assert in_mrs_form(2, "set A to B") == f"In observation 2, {tab}, set A to B."
    assert in_requirements("tick it") == "In Special Requirements, tick it."
    whole = "In Special Requirements of observations 1 and 2, set A."
    assert in_requirements("set A", [1, 2]) == whole
    assert in_requirements("set A", range(1, 14)) == "In Special Requirements of each, set A."


def test_a_reason_is_a_fragment_and_becomes_a_sentence() -> None:
    assert Reason("no catalogue was asked").sentence == "No catalogue was asked."
    assert isinstance(Reason("x"), str)
    with pytest.raises(ValueError, match="fragment"):
        Reason("No catalogue was asked.")


MRS = SimpleNamespace(name="MIRIFU_CHANNEL1A", v3_ideal_angle=0.0)
IMAGER = SimpleNamespace(name="MIRIM_FULL", v3_ideal_angle=4.835449)
ALL = ((0.0, 360.0),)


@pytest.mark.parametrize(
    ("arcs", "aperture", "again", "expected"),
    [
        (
            ((102.7, 106.1),),
            IMAGER,
            False,
            "V3PA 102.7 to 106.1 (aperture PA of MIRIM_FULL 107.5 to 110.9)",
        ),
        (((102.7, 106.1),), IMAGER, True, "V3PA 102.7 to 106.1 (aperture PA 107.5 to 110.9)"),
        (
            ((102.7, 106.1),),
            MRS,
            False,
            "V3PA 102.7 to 106.1 (aperture PA of MIRIFU_CHANNEL1A the same)",
        ),
        (((102.7, 106.1),), MRS, True, "V3PA 102.7 to 106.1"),
        (
            ((358.0, 370.0), (30.0, 30.0)),
            IMAGER,
            True,
            "V3PA 358.0 to 10.0 and 30.0 (aperture PA 2.8 to 14.8 and 34.8)",
        ),
        (
            ((10.0, 20.02), (20.04, 30.0)),
            IMAGER,
            True,
            "V3PA 10.0 to 30.0 (aperture PA 14.8 to 34.8)",
        ),
        (ALL, IMAGER, False, "every position angle"),
        (ALL, MRS, True, "every position angle"),
        (((359.99, 360.0),), MRS, True, "V3PA 0.0"),
        (((5.0, 364.98),), IMAGER, True, "all but a tenth of a degree of the position angles"),
        (
            ((100.01, 100.04), (200.0, 201.0)),
            IMAGER,
            True,
            "V3PA 200.0 to 201.0 (aperture PA 204.8 to 205.8)",
        ),
        (((10.0, 10.04), (20.0, 30.0)), MRS, True, "V3PA 20.0 to 30.0"),
        (((10.0, 10.0), (290.0, 290.0)), MRS, True, "V3PA 10.0 and 290.0"),
        ((), IMAGER, False, "no V3PA"),
    ],
)
def test_aperture_pa_is_beside_v3pa_and_its_aperture_named_once(arcs, aperture, again, expected):
    assert angle_words(arcs, aperture, again=again) == expected


@pytest.mark.parametrize(
    ("arcs", "expected"),
    [
        ((), "no V3PA"),
        (((0.0, 360.0),), "every position angle"),
        (((0.02, 359.95),), "all but a tenth of a degree of the position angles"),
        (((12.34, 20.0), (350.0, 362.5)), "V3PA 12.3 to 20.0 and 350.0 to 2.5"),
    ],
)
def test_ranges_of_v3pa_need_no_aperture(arcs, expected) -> None:
    assert v3pa_words(arcs) == expected


def test_four_of_many_ranges_are_shown_in_both_frames():
    many = [(10.0 * n, 10.0 * n + 1) for n in range(7)]
    assert angle_words(many, IMAGER).count("3 more") == 2


def test_an_aperture_is_described_by_its_angle():
    assert turn_words(IMAGER) == "aperture PA of MIRIM_FULL: V3PA + 4.835"
    assert turn_words(MRS) == "aperture PA of MIRIFU_CHANNEL1A: equal to V3PA"


def test_a_window_of_less_than_a_day_has_its_hours():
    noon = datetime(2026, 11, 18, 12)
    assert date_words([(noon, noon + timedelta(hours=3))]) == "2026-11-18 12:00 to 15:00"
    over_midnight = "2026-11-18 12:00 to 2026-11-19 03:00"
    assert date_words([(noon, noon + timedelta(hours=15))]) == over_midnight
    assert open_date_words([(noon, noon + timedelta(hours=3))]) == "from 2026-11-18 12:00 to 15:00"
    assert open_date_words([(datetime.min, noon)]) == "to 2026-11-18 12:00"
    whole = [(datetime(2026, 11, 18), datetime(2026, 12, 1))]
    assert open_date_words(whole) == "from 2026-11-18 to 2026-12-01"


def test_dates_that_touch_are_one():
    day = datetime(2026, 11, 21)
    touching = [(datetime(2026, 11, 18), day), (day + timedelta(minutes=1), datetime(2027, 1, 7))]
    assert date_words(touching) == "2026-11-18 to 2027-01-07"
    apart = [(datetime(2026, 11, 18), day), (day + timedelta(days=1), datetime(2027, 1, 7))]
    assert date_words(apart) == "2026-11-18 to 2026-11-21 and 2026-11-22 to 2027-01-07"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["1A"], ["1A"]),
        (["1A", "1B"], ["1A", "1B"]),
        (["1A", "1B", "1C"], ["1A to 1C"]),
        (["1A", "1C", "2A", "2B", "3A"], ["1A", "1C to 2B", "3A"]),
    ],
)
def test_three_names_that_follow_each_other_are_a_run(
    names: list[str], expected: list[str]
) -> None:
    assert list(in_runs(names, ["1A", "1B", "1C", "2A", "2B", "2C", "3A"])) == expected
