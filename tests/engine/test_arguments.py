"""The arguments of the library: accepted, or refused in one sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import aptcheck
from aptcheck.engine.arguments import (
    codes,
    observation_numbers,
    options_of,
    place_of,
    process_count,
    proposal_paths,
    ring_of,
    terms_of,
    window_of,
)
from aptcheck.errors import UsageError
from aptcheck.testing import FIELD, pair
from tests.skies import allwise, star


class Several(list[str]):
    """A stand-in for an array: a comparison gives one answer per entry."""

    __hash__ = None

    def __init__(self, *words: str) -> None:
        super().__init__(words)

    def __eq__(self, other: object) -> Any:
        return Answers()


class Answers:
    """The result of comparing an array: neither true nor false."""

    def __bool__(self) -> bool:
        raise ValueError("the truth value of an array is ambiguous")


YEAR = (datetime(2026, 7, 1), datetime(2027, 6, 30))


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ({"profile": "submitt"}, "profile cannot be 'submitt'; did you mean 'submit'?"),
        ({"profile": ""}, "profile cannot be ''; it takes 'draft', 'default' or 'submit'."),
        ({"profile": ["draft"]}, "profile cannot be"),
        ({"profile": Several("draft", "submit")}, "profile cannot be"),
        ({"fields": Several("all", "backgrounds")}, "fields cannot be"),
        ({"fields": "al"}, "fields cannot be 'al'; did you mean 'all'?"),
        ({"fields": None}, "fields cannot be None; it takes 'backgrounds' or 'all'."),
        ({"jobs": -3}, "jobs must be a whole number"),
        ({"jobs": "2"}, "jobs must be a whole number"),
        ({"jobs": True}, "jobs must be a whole number"),
        ({"jobs": 2.0}, "jobs must be a whole number"),
        ({"select": "XYZ"}, "select: no rule code begins with 'XYZ'"),
        ({"ignore": ["XYZ"]}, "ignore: no rule code begins with 'XYZ'"),
        ({"select": 3}, "select takes codes of rules such as 'BKG2', not 3."),
        ({"select": None}, "select takes codes of rules such as 'BKG2', not None."),
        ({"select": b"BKG2"}, "not b'BKG2'."),
        ({"ignore": [3]}, "ignore takes codes of rules such as 'BKG2', not 3."),
        ({"dates": YEAR[::-1]}, "ends before it starts"),
        ({"dates": (date(2026, 7, 1), date(2026, 7, 1))}, "is empty"),
        ({"dates": "2026-07-01"}, "'2026-07-01' is not a window of dates"),
        ({"dates": ("2026-07-01", "soon")}, "'2026-07-01' to 'soon' is not a window of dates"),
        ({"dates": (2026, 2027)}, "2026 to 2027 is not a window of dates"),
        ({"dates": YEAR[:1]}, "is not a window of dates"),
        ({"dates": set(YEAR)}, "is not a window of dates"),
        ({"dates": ()}, "() is not a window of dates"),
        ({"dates": 2026}, "2026 is not a window of dates"),
        ({"dates": (datetime.min.replace(tzinfo=timezone(timedelta(hours=5))), YEAR[1])}, "years"),
        ({"catalog": 3}, "catalog takes irsa, vizier, the address of a TAP service, the path"),
        ({"catalog": ""}, "lock or none, not ''."),
        ({"catalog": [b"a.csv"]}, "lock or none, not b'a.csv'."),
        ({"config": 3}, "config must be a path, as text or a pathlib.Path, not 3."),
        ({"config": ""}, "config is an empty path; name a file."),
        ({"config": "nope.toml"}, "nope.toml: does not exist"),
        ({"baseline": b"b.json"}, "baseline must be a path"),
        ({"baseline": ""}, "baseline is an empty path"),
        ({"baseline": "nope.json"}, "nope.json: does not exist"),
    ],
)
def test_a_wrong_argument_is_refused(tmp_path: Path, argument: Any, words: str) -> None:
    file = pair().write(tmp_path / "a.xml")
    with pytest.raises(UsageError) as fault:
        aptcheck.check(file, **argument)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        ((), "no path was given"),
        (([],), "no path was given"),
        (("",), "an empty path"),
        ((3,), "a proposal must be a path, as text or a pathlib.Path, not 3."),
        ((None,), "a proposal must be a path, as text or a pathlib.Path, not None."),
        ((b"a.xml",), "a proposal must be a path, as text or a pathlib.Path, not b'a.xml'."),
        (("a\0.xml",), "a proposal must be a path"),
    ],
)
def test_without_a_path_nothing_is_clean(paths: Any, words: str) -> None:
    with pytest.raises(UsageError) as fault:
        aptcheck.check(*paths)
    assert words in str(fault.value)


def test_something_that_is_not_a_path_is_not_read() -> None:
    with pytest.raises(UsageError, match=r"path must be a path, as text or .*, not 3"):
        aptcheck.read(3)  # type: ignore[arg-type]


def test_paths_come_one_by_one_or_in_lists(tmp_path: Path) -> None:
    a, b = (pair().write(tmp_path / name) for name in ("a.xml", "b.xml"))
    assert proposal_paths([str(a), [b]]) == [str(a), str(b)]
    assert len(aptcheck.check([a], b).proposals) == 2
    assert len(aptcheck.check(tmp_path.glob("*.xml"), jobs=0).proposals) == 2


def test_a_text_is_one_code_or_several_with_commas() -> None:
    assert codes("BKG2", "select") == ("BKG2",)
    assert codes("BKG2, SKY,", "select") == codes(["BKG2", "SKY"], "select") == ("BKG2", "SKY")
    assert codes((), "select") == codes("", "select") == ()


@pytest.mark.parametrize(
    "given",
    [
        YEAR,
        [date(2026, 7, 1), date(2027, 6, 30)],
        ("2026-07-01", "2027-06-30T00:00"),
        "2026-07-01/2027-06-30",
        (" 2026-07-01 ", YEAR[1]),
        tuple(moment.replace(tzinfo=UTC) for moment in YEAR),
        (datetime(2026, 7, 1, 2, tzinfo=timezone(timedelta(hours=2))), "2027-06-29T20:00-04:00"),
        (date(2026, 7, 1), YEAR[1].replace(tzinfo=UTC)),
    ],
)
def test_any_kind_of_date_is_understood(given: Any) -> None:
    assert window_of(given) == YEAR


def test_dates_of_any_kind_reach_the_judgement(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "a.xml")
    aware = tuple(moment.replace(tzinfo=UTC) for moment in YEAR)
    kinds: tuple[Any, ...] = (aware, (date(2026, 7, 1), "2027-06-30"), "2026-07-01/2027-06-30")
    for dates in kinds:
        report = aptcheck.check(file, dates=dates)
        assert report == aptcheck.check(file, dates=YEAR)
        assert not [finding for finding in report.findings if finding.code == "APT900"]


def test_no_jobs_are_one_for_each_core() -> None:
    assert process_count(0) >= 1
    assert process_count(3) == 3


def test_no_catalogue_and_a_lock_beside_are_two_things() -> None:
    assert options_of().catalogs is None
    assert options_of(catalog="none").catalogs == ("none",)
    assert options_of(catalog=Path("a.csv")).catalogs == ("a.csv",)


def test_an_empty_list_of_catalogues_is_none_given(tmp_path: Path) -> None:
    assert options_of(catalog=[]).catalogs is None
    file = pair().write(tmp_path / "a.xml")
    (tmp_path / "aptcheck.lock").write_text("no lock")
    beside, without = aptcheck.check(file), aptcheck.check(file, catalog="none")
    assert aptcheck.check(file, catalog=[]) == beside != without


@pytest.mark.parametrize(
    "given",
    ["30..120", " 30 .. 120.0 ", (30, 120), [30.0, 120], ("30", "120"), np.array([30, 120])],
)
def test_a_ring_is_two_distances(given: Any) -> None:
    assert ring_of(given) == (30.0, 120.0)
    assert terms_of(within=given) == terms_of()


@pytest.mark.parametrize(
    "given",
    [
        *("", "30", "120..30", "a..b", (30, 30), (-1, 30), (0, 1801), (30, float("inf"))),
        *((float("nan"), 9), None, 30, (1, 2, 3), (), (None, 3), b"30..120"),
    ],
)
def test_something_that_is_not_a_ring_is_refused(given: Any) -> None:
    with pytest.raises(UsageError, match=r"not a pair of distances in arcsec such as 30\.\.120"):
        ring_of(given)


@pytest.mark.parametrize(
    "given",
    [
        *(
            "150.1163 2.2010",
            "150.1163, 2.201",
            "10 00 27.912 +02 12 3.6",
            "10:00:27.912 2:12:03.6",
        ),
        *("10h00m27.912s +02d12m03.6s", FIELD, [*FIELD], np.array(FIELD), (510.1163, 2.201)),
        *("150.1163d 2.201d", "150.1163° 2.201°", "150.1163deg, 2.201deg"),
    ],
)
def test_a_position_is_degrees_or_sexagesimal(given: Any) -> None:
    assert place_of(given) == pytest.approx(FIELD, abs=1e-9)


def test_the_minus_of_a_paper_is_a_minus() -> None:
    assert place_of("10 00 00 \N{MINUS SIGN}30 00 00") == pytest.approx((150.0, -30.0))
    assert place_of("150 \N{MINUS SIGN}30.5") == pytest.approx((150.0, -30.5))


@pytest.mark.parametrize(
    "given",
    [
        *("", "north", "10", "10 91", "24 00 00 +00 00 00", "1e999 0", "1" * 1000, b"10 5"),
        *((float("nan"), 0), (10, -91), None, 10, (1, 2, 3), ("a", "b"), (True, None)),
    ],
)
def test_something_that_is_not_a_position_is_refused(given: Any) -> None:
    with pytest.raises(UsageError, match=r"is not a position such as") as fault:
        place_of(given)
    assert len(str(fault.value)) < 400


def test_numbers_of_observations() -> None:
    mixed: list[Any] = [1, np.int64(3)]
    assert observation_numbers(mixed) == (1, 3)
    assert observation_numbers(()) == ()
    for wrong in (["1"], [1.0], 3, None, "12"):
        with pytest.raises(UsageError, match="takes numbers of observations, not"):
            observation_numbers(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ({"far": -1}, "far must be 0 to 1800 arcsec, not -1."),
        ({"far": 1800.1}, "far must be 0 to 1800 arcsec"),
        ({"far": float("nan")}, "far must be 0 to 1800 arcsec, not nan."),
        ({"far": "600"}, "far must be 0 to 1800 arcsec, not '600'."),
        ({"far": True}, "far must be 0 to 1800 arcsec, not True."),
        ({"count": 0}, "count must be 1 to 50, not 0."),
        ({"count": 51}, "count must be 1 to 50, not 51."),
        ({"count": 2.0}, "count must be 1 to 50, not 2.0."),
        ({"count": True}, "count must be 1 to 50, not True."),
        ({"prefer": "nearest"}, "prefer cannot be 'nearest'; did you mean 'near'?"),
        ({"prefer": None}, "prefer cannot be None; it takes 'margin' or 'near'."),
        ({"within": "near"}, "'near' is not a pair of distances"),
        ({"target": FIELD}, "give either a path or a target."),
        ({"observations": 3}, "takes numbers of observations, not 3."),
        ({"observations": [7]}, "the proposal has no observation 7."),
        ({"catalog": 3}, "catalog takes irsa"),
        ({"config": "nope.toml"}, "nope.toml: does not exist"),
    ],
)
def test_a_wrong_argument_of_suggest_is_refused(tmp_path: Path, argument: Any, words: str) -> None:
    file = pair().write(tmp_path / "a.xml")
    with pytest.raises(UsageError) as fault:
        aptcheck.suggest(file, **argument)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("path", [None, 3, "", "nowhere.xml", b"a.xml"])
def test_suggest_needs_an_existing_file(path: Any) -> None:
    with pytest.raises(UsageError):
        aptcheck.suggest(path)


def test_suggest_takes_a_file_or_a_position(tmp_path: Path) -> None:
    file = pair().write(tmp_path / "a.xml")
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 90), star(50, 50)])
    (of_file,) = aptcheck.suggest(str(file), catalog=catalogue, observations=[2]).targets
    (of_place,) = aptcheck.suggest(target=FIELD, catalog=[catalogue], count=2).targets
    assert (of_file.status, of_place.status) == ("ok", "ok")
    assert (of_file.science_observations, of_place.science_observations) == ((1,), ())
    assert len(of_place.suggestions) == 2
    assert aptcheck.suggest(target="150.1163 2.2010", catalog=catalogue, count=2).targets == (
        of_place,
    )
    assert not aptcheck.suggest(file, catalog=allwise(tmp_path / "w.csv", [])).targets
    assert aptcheck.suggest(file, catalog=tmp_path / "w.csv", every=True).targets
