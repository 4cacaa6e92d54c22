"""Which background the pipeline gives to each exposure."""

from __future__ import annotations

from typing import Any

from aptcheck.testing import Document, exposure, group, mrs, pair, target, time_series
from tests.background.reading import graph_of
from tests.oracle.attachment import attached


def given_to(document: Document) -> dict[tuple[int, str], set[int]]:
    """Return {(science, "SHORT/LONG"): skies}, the arm after the grating."""
    return {
        (number, "/".join(setting)): set(skies)
        for (number, setting), skies in attached(graph_of(document)).items()
    }


def test_a_linked_and_declared_sky_is_given_to_every_exposure() -> None:
    found = given_to(pair())
    assert len(found) == 6
    assert all(skies == {2} for skies in found.values())


def test_neither_an_unlinked_nor_an_undeclared_sky_is_given() -> None:
    assert given_to(pair(links=[])) == {}
    assert given_to(pair(science_target={"background": []})) == {}


def test_the_number_of_groups_does_not_matter() -> None:
    assert given_to(pair(sky={"groups": 40})) == given_to(pair())


def test_a_grating_or_arm_that_the_sky_lacks_gets_none() -> None:
    assert set(given_to(pair(sky={"gratings": ["LONG"]}))) == {(1, "LONG/LONG"), (1, "LONG/SHORT")}
    one_arm = pair(sky={"exposures": [exposure("SHORT", groups_short="")]})
    assert set(given_to(one_arm)) == {(1, "SHORT/LONG")}


def test_another_subarray_gets_none() -> None:
    document = pair(sky={"subarray_long": "SUB64"})
    assert {setting for _, setting in given_to(document)} == {
        "SHORT/SHORT",
        "MEDIUM/SHORT",
        "LONG/SHORT",
    }


def test_a_time_series_gets_none() -> None:
    assert given_to(pair(science={"special": [time_series()]})) == {}


def test_what_is_listed_is_background_and_gets_none() -> None:
    assert given_to(pair(sky_target={"background": [1]})) == {}
    assert given_to(pair(science_target={"background": [1, 2]})) == {}


def test_split_gratings_each_get_their_own_sky_and_doubled_ones_both() -> None:
    document = pair(
        sky={"gratings": ["SHORT", "MEDIUM"]},
        more_observations=[mrs(3, 2, gratings=["MEDIUM", "LONG"])],
        links=[group(1, 2, 3)],
    )
    found = given_to(document)
    assert found[1, "SHORT/LONG"] == {2}
    assert found[1, "MEDIUM/LONG"] == {2, 3}
    assert found[1, "LONG/LONG"] == {3}


def test_an_unlinked_second_science_observation_gets_none() -> None:
    document = pair(more_observations=[mrs(3, 1)])
    assert {number for number, _ in given_to(document)} == {1}


def test_another_science_target_needs_its_own_declaration() -> None:
    more: dict[str, Any] = {"more_observations": [mrs(3)], "links": [group(1, 2, 3)]}
    silent = pair(more_targets=[target(3, "TILE")], **more)
    listing = pair(more_targets=[target(3, "TILE", background=[2])], **more)
    assert {number for number, _ in given_to(silent)} == {1}
    assert {number for number, _ in given_to(listing)} == {1, 3}
