from __future__ import annotations

from typing import Any

import pytest

from aptcheck.apt import read_bytes
from aptcheck.model import Proposal
from aptcheck.testing import group, leaf, mosaic, mrs, nest, other, proposal, target

TARGETS = [target(1, "NGC-1"), target(2, "NGC-2")]


def read(*observations, replace: tuple[str, str] = ("", ""), **changes: Any) -> Proposal:
    text = proposal(targets=TARGETS, observations=observations, **changes).text.replace(*replace)
    return read_bytes(text.encode(), "x.xml").proposal


def test_instruments_are_read_side_by_side() -> None:
    found = read(
        mrs(1),
        other(2, "NirspecIFUSpectroscopy"),
        other(5, "NircamImaging", target=1, label=None),
    )
    assert [(o.number, o.instrument, o.template, o.is_mrs) for o in found.observations] == [
        (1, "MIRI", "MiriMRS", True),
        (2, "NIRSPEC", "NirspecIFUSpectroscopy", False),
        (5, "NIRCAM", "NircamImaging", False),
    ]
    assert found.observations[2].label == ""
    assert found.target_of(found.observations[2]) == found.targets[0]
    assert found.observations[0].place.trail == "Observation 1"
    assert found.observations[0].science_duration_s == 1268
    assert found.oddities == ()


def test_a_declared_namespace_is_not_an_mrs_observation() -> None:
    found = read(other(1, "MiriMRSCrossGratingEngineering"))
    assert found.observations[0].mrs is None


def test_link_members_are_not_observations() -> None:
    found = read(mrs(1), mrs(2), links=[group(1, 2)])
    assert [o.number for o in found.observations] == [1, 2]


def test_groups_and_mosaic_groups_are_folders_only() -> None:
    found = read(mrs(4), groups=[("More", [mrs(2)])], replace=("ObservationGroup", "MosaicGroup"))
    assert [o.number for o in found.observations] == [2, 4]


def test_an_observation_may_lack_target_instrument_and_template() -> None:
    bare = nest("Observation", leaf("Number", 9), nest("Template"), nest("SpecialRequirements"))
    found = read(mrs(1), replace=("</ObservationGroup>", f"{bare}</ObservationGroup>"))
    one = found.observation(9)
    assert one is not None
    assert (one.target, one.instrument, one.template, one.mrs) == (None, None, None, None)
    assert one.visits == ()
    assert found.oddities == ()


def test_target_none_means_no_target() -> None:
    found = read(other(1, "MiriDark", target="NONE"))
    assert found.observations[0].target is None
    assert found.oddities == ()


def test_a_target_that_does_not_exist_keeps_its_text() -> None:
    found = read(mrs(1, target=9))
    reference = found.observations[0].target
    assert reference is not None
    assert (reference.number, reference.text) == (9, "9 NO-SUCH-TARGET")
    assert found.target_of(found.observations[0]) is None


@pytest.mark.parametrize("number", ["", "one", "-1"])
def test_an_observation_without_a_readable_number_is_reported(number: str) -> None:
    text = proposal(targets=TARGETS, observations=[mrs(1), mrs(2)]).text
    head, requests, tail = text.partition("<DataRequests>")
    tail = tail.replace("<Number>1</Number>", f"<Number>{number}</Number>", 1)
    found = read_bytes(f"{head}{requests}{tail}".encode(), "x.xml").proposal
    assert [o.number for o in found.observations] == [2]
    assert [(o.field, o.text) for o in found.oddities] == [("Number", number)]


def test_a_repeated_number_is_an_oddity() -> None:
    found = read(mrs(1), mrs(1))
    assert [(o.field, o.text) for o in found.oddities] == [
        ("Observation Number", "1, given 2 times")
    ]


def test_a_mosaic_is_read() -> None:
    tiles = mosaic(2, 3, row_overlap=5, column_overlap=20, skew=(1.5, -2), removed=[4])
    found = read(mrs(1, tiles=tiles)).observations[0].mosaic
    assert (found.rows, found.columns, found.tiles, found.removed_tiles) == (2, 3, 5, (4,))
    assert (found.row_overlap_percent, found.column_overlap_percent) == (5, 20)
    assert (found.skew_x_deg, found.skew_y_deg) == (1.5, -2)
    assert found.place.trail == "Observation 1 > Mosaic Properties"


def test_empty_mosaic_fields_are_one_tile() -> None:
    found = read(mrs(1, tiles=mosaic("", "", row_overlap="")))
    assert found.observations[0].mosaic.tiles == 1
    assert found.oddities == ()


@pytest.mark.parametrize("rows", [0, 51, 10**8, "-2"])
def test_an_absurd_mosaic_is_an_oddity(rows: object) -> None:
    xml = mosaic().replace("<Rows>1<", f"<Rows>{rows}<")
    found = read(mrs(1, tiles=xml))
    assert found.observations[0].mosaic.rows == 1
    assert [o.field for o in found.oddities] == ["Rows"]
