"""Who needs a place for a background, and what is known of the one there is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aptcheck.contamination.empty_sky.wanted import wanted_skies
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.testing import (
    FIELD,
    Document,
    before_date,
    dither,
    mosaic,
    moving,
    mrs,
    offset,
    pair,
    proposal,
    target,
)
from tests.background.reading import graph_of
from tests.contamination.empty_sky.searching import searched, the_only
from tests.skies import allwise, offset_position, star

POINT = [dither("4-Point", "POINT SOURCE")]
SHADOW: dict[str, dict[str, object]] = {"1": {"strategy": "shadow"}}


def wanted(document: Document, **intents: dict[str, object]) -> list[tuple[list[int], list[int]]]:
    """Return who is searched for, as (science numbers, sky numbers)."""
    return [
        ([science.number for science in one.sciences], [sky.number for sky in one.skies])
        for one in wanted_skies(graph_of(document, **intents))
    ]


def lone(*, dithers: Any = None, science: Any = None, **changes: Any) -> Document:
    """Make science without a background."""
    return proposal(
        targets=[target(1, **changes)],
        observations=[mrs(1, dithers=dithers or [dither()], **(science or {}))],
    )


def three(*, spread: float = 10.0, executed: int = 0) -> Document:
    """Make three science targets that share one sky, each so far north of the one before."""
    return proposal(
        targets=[
            *(target(n, f"NGC-{n}", north=spread * n, background=[4]) for n in (1, 2, 3)),
            target(4, "SKY", north=300, keywords=["Telescope/sky background"]),
        ],
        observations=[
            mrs(number, status="COMPLETED" if number == executed else None)
            for number in (1, 2, 3, 4)
        ],
    )


def test_a_pair_is_one_search() -> None:
    assert wanted(pair()) == [([1], [2])]


def test_one_background_of_three_science_targets_is_one_search() -> None:
    assert wanted(three()) == [([1, 2, 3], [4])]


def test_two_skies_of_one_science_are_one_search() -> None:
    document = pair(
        science_target={"background": [2, 3]},
        more_targets=[target(3, "SKY-2", north=-90)],
        more_observations=[mrs(3)],
    )
    assert wanted(document) == [([1], [2, 3])]


def test_sciences_with_skies_of_their_own_are_searches_of_their_own() -> None:
    document = pair(
        more_targets=[target(3, "NGC-2", north=500, background=[4]), target(4, "S", north=600)],
        more_observations=[mrs(3), mrs(4)],
    )
    assert wanted(document) == [([1], [2]), ([3], [4])]


def test_a_background_that_looks_meant_counts_as_one() -> None:
    assert wanted(pair(science_target={"background": []})) == [([1], [2])]


@pytest.mark.parametrize(
    ("document", "intents", "expected"),
    [
        (lone(), {}, [([1], [])]),
        (lone(extended="Unknown"), {}, [([1], [])]),
        (lone(extended="NO", dithers=POINT), {}, []),
        (lone(extended="NO", dithers=POINT, required=True), {}, [([1], [])]),
        (lone(extended="NO", dithers=POINT), {"1": {"source_class": "faint-point"}}, [([1], [])]),
        (lone(), {"1": {"strategy": "external"}}, []),
        (lone(), {"1": {"strategy": "none"}}, []),
        (lone(science={"status": "COMPLETED"}), {}, []),
        (lone(required=True, science={"status": "COMPLETED"}), {}, []),
        (lone(category="Calibration"), {}, []),
    ],
)
def test_what_has_no_background_and_should_is_searched_for(
    document: Document, intents: dict[str, Any], expected: list[tuple[list[int], list[int]]]
) -> None:
    assert wanted(document, **intents) == expected


def test_two_observations_of_one_bare_target_share_a_search() -> None:
    document = proposal(targets=[target(1)], observations=[mrs(1), mrs(2, 1)])
    assert wanted(document) == [([1, 2], [])]


@pytest.mark.parametrize("status", ["COMPLETED", "ARCHIVED", "EXECUTED"])
def test_a_background_that_was_taken_is_left_out(status: str) -> None:
    assert wanted(pair(sky={"status": status})) == []
    assert wanted(pair(sky={"status": "SCHEDULED"})) == [([1], [2])]


@pytest.mark.parametrize("status", ["WITHDRAWN", "SKIPPED", "FAILED"])
def test_a_background_that_will_not_be_taken_is_missing(status: str) -> None:
    assert wanted(pair(sky={"status": status})) == [([1], [])]


def test_science_that_was_taken_may_still_move_its_background() -> None:
    assert wanted(pair(science={"status": "COMPLETED"})) == [([1], [2])]
    assert wanted(three(executed=2)) == [([1, 2, 3], [4])]


def test_a_shadow_is_left_out() -> None:
    document = pair(
        science={"target": 3},
        sky={"target": 4},
        science_target={"background": []},
        more_targets=[
            moving(3, "MARS", background=[4]),
            target(4, "WHERE-IT-WAS"),
        ],
    )
    assert wanted(document, **SHADOW) == []
    assert wanted(document) == [([1], [2])]
    alone = proposal(targets=[moving(1, "MARS", required=True)], observations=[mrs(1)])
    assert wanted(alone, **SHADOW) == []
    assert wanted(alone) == [([1], [])]


def test_science_that_moves_is_not_checked_and_says_why(tmp_path: Path) -> None:
    document = pair(
        science={"target": 3},
        science_target={"background": []},
        more_targets=[moving(3, "MARS", background=[2])],
    )
    one = the_only(searched(tmp_path, document, allwise(tmp_path / "w.csv", [star(0, 90)])))
    assert (one.status, one.suggestions) == ("not-checked", ())
    assert one.reason is not None
    assert "MARS" in one.reason
    assert one.ra_deg is None


def test_a_copy_for_a_missing_background_has_no_mosaic_and_no_offset() -> None:
    changed = {"tiles": mosaic(2, 2), "special": [offset(4, 5)]}
    (one,) = wanted_skies(graph_of(lone(science=changed)))
    (taker,) = one.takers
    assert (taker.mosaic.rows, taker.requirements.offset_arcsec) == (1, (0.0, 0.0))
    assert one.science.observation.mosaic.rows == 2


@pytest.mark.parametrize(
    ("stars", "present"),
    [
        ([star(0, 90)], "contaminated"),
        ([star(0, 98, 5.0)], "contaminated"),
        ([star(0, 102, 12.0, ext_flg=1)], "contaminated"),
        ([star(0, 102, 12.0)], "clean"),
        ([star(0, 150)], "clean"),
        ([star(0, 0)], "clean"),
    ],
)
def test_what_is_known_of_the_present_background(
    tmp_path: Path, stars: list[dict[str, Any]], present: str
) -> None:
    catalogue = allwise(tmp_path / "w.csv", stars)
    assert the_only(searched(tmp_path, pair(), catalogue)).present == present
    found = searched(tmp_path, pair(), catalogue, every=False)
    assert found.clean == ((2,) if present == "clean" else ())
    assert len(found.targets) == (present != "clean")


def test_why_the_present_background_was_not_checked_is_kept(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [star(80, 80)])
    never = pair(sky={"special": [before_date("01-JAN-2019")]})
    found = the_only(searched(tmp_path, never, catalogue))
    assert (found.status, found.present) == ("ok", "not-checked")
    assert "observation 2 asks for dates (to 2019-01-01)" in (found.present_reason or "")
    assert the_only(searched(tmp_path, pair(), catalogue)).present_reason is None


def test_a_background_on_its_own_source_is_contaminated(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [star(80, 80)])
    document = pair(sky_target={"north": 1})
    assert the_only(searched(tmp_path, document, catalogue, every=False)).present == "contaminated"


def test_of_two_skies_the_worse_counts(tmp_path: Path) -> None:
    document = pair(
        science_target={"background": [2, 3]},
        more_targets=[target(3, "SKY-2", north=-90)],
        more_observations=[mrs(3)],
    )
    for spot, present in ((90, "contaminated"), (-90, "contaminated"), (0, "clean")):
        catalogue = allwise(tmp_path / "w.csv", [star(0, spot)])
        assert the_only(searched(tmp_path, document, catalogue)).present == present


def test_a_shared_background_is_within_reach_of_all_and_clear_of_all(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [star(0, 300), star(60, 60)])
    one = the_only(searched(tmp_path, three(spread=40.0), catalogue, every=False))
    assert one.science_targets == ("NGC-1", "NGC-2", "NGC-3")
    assert one.status == "ok"
    places = [offset_position(FIELD, 0, 40.0 * number) for number in (1, 2, 3)]
    for found in one.suggestions:
        for place in places:
            assert 29.98 < great_circle_arcsec((found.ra_deg, found.dec_deg), place) < 120.02


def test_a_background_out_of_reach_of_some_has_its_reason(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [star(0, 300), star(60, 60)])
    one = the_only(searched(tmp_path, three(spread=125.0), catalogue))
    assert one.status == "not-checked"
    assert one.reason is not None
    assert "from all of NGC-1, NGC-2 and NGC-3" in one.reason
