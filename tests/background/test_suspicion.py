"""Observations that look like a background though no target declares them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aptcheck.background.appearance import looks_like_sky
from aptcheck.model import Observation
from aptcheck.model import Target as TargetEntry
from aptcheck.testing import (
    SKY_KEYWORD,
    Document,
    group,
    mosaic,
    moving,
    mrs,
    offset,
    pair,
    proposal,
    target,
)
from aptcheck.testing.targets import Target
from tests.background.reading import graph_of

UNDECLARED = {"background": [], "required": False}


def suspected(document: Document) -> list[tuple[int, list[int], bool]]:
    """Return (sky, sciences, linked) of each suspicion."""
    return [
        (s.sky.number, [o.number for o in s.sciences], s.linked)
        for s in graph_of(document).suspicions
    ]


def test_a_link_is_the_strong_case_and_nearness_the_weak_one() -> None:
    assert suspected(pair(science_target=UNDECLARED)) == [(2, [1], True)]
    assert suspected(pair(science_target=UNDECLARED, links=[])) == [(2, [1], False)]


def test_nearness_means_the_nearest_science_target_with_all_its_observations() -> None:
    assert suspected(beside_two("BLANK-SKY")) == [(2, [3, 4], False)]


def beside_two(name: str, **sky: object) -> Document:
    """Observe a sky between two targets, nearer to the second; nothing is linked."""
    return pair(
        science_target=UNDECLARED,
        sky_target={"name": name} | sky,
        more_targets=[target(3, "NGC-3", north=60)],
        more_observations=[mrs(3), mrs(4, 3)],
        links=[],
    )


def test_a_name_comes_before_the_place_and_a_group_before_both() -> None:
    assert suspected(beside_two("NGC-1-SKY")) == [(2, [1], False)]
    assert suspected(beside_two("NGC-1-SKY", coordinates=None)) == [(2, [1], False)]
    loose: dict[str, Any] = {"non_interruptible": False, "sequence": False}
    document = pair(
        science_target=UNDECLARED,
        sky_target={"name": "BLANK-SKY", "north": 7200},
        more_targets=[target(3, "NGC-3", north=60)],
        more_observations=[mrs(3)],
        links=[group(1, 2, **loose)],
    )
    assert suspected(document) == [(2, [1], False)]


def test_a_sky_without_coordinates_is_near_nothing() -> None:
    assert suspected(beside_two("BLANK-SKY", coordinates=None)) == []


def test_a_suspected_sky_is_not_science() -> None:
    graph = graph_of(pair(science_target=UNDECLARED))
    assert [science.number for science in graph.sciences] == [1]
    assert graph.skies == ()


def test_what_looks_like_sky_and_is_near_nothing_stays_science() -> None:
    graph = graph_of(pair(science_target=UNDECLARED, sky_target={"north": 7200}, links=[]))
    assert [science.number for science in graph.sciences] == [1, 2]


def test_a_target_that_asks_for_a_background_is_science_whatever_its_name() -> None:
    asks = {"background": [], "required": True}
    assert suspected(pair(science_target=UNDECLARED, sky_target=asks)) == []
    named = pair(science={"label": "NGC-1 and background"}, links=[group(1, 2)])
    assert suspected(named) == []


def test_science_that_lists_a_background_is_served_though_its_label_names_the_sky() -> None:
    document = pair(
        science={"label": "NGC-1 and sky"},
        more_targets=[target(3, "SKY-2", north=-90)],
        more_observations=[mrs(3)],
        links=[group(1, 2, 3)],
    )
    assert suspected(document) == [(3, [1], True)]


def test_science_that_is_itself_listed_is_served_too() -> None:
    document = pair(
        sky_target={"name": "NGC-2", "background": [1], "keywords": []},
        sky={"label": "second"},
        more_targets=[target(3, "SKY-2", north=-90)],
        more_observations=[mrs(3)],
        links=[group(2, 3), group(1, 2)],
    )
    assert suspected(document) == [(3, [2], True)]


def test_the_keyword_shows_a_sky_in_upper_or_lower_case() -> None:
    plain = Observation(number=1)
    assert looks_like_sky(plain, TargetEntry(keywords=(SKY_KEYWORD.upper(),)))
    assert not looks_like_sky(plain, TargetEntry(keywords=("Telescope/sky background noise",)))
    assert not looks_like_sky(plain, None)


def offset_sky(
    x: float = 60.0, *, tied: bool = True, entry: Target | None = None, **sky: object
) -> Document:
    """Observe a target, and the sky beside it with the same target and an Offset."""
    given: dict[str, Any] = {"label": "NGC-1 BKG", "special": [offset(x, 0)]} | sky
    return proposal(
        targets=[entry or target(background=[], required=False)],
        observations=[mrs(1, label="NGC-1"), mrs(2, 1, **given)],
        links=[group(1, 2)] if tied else [],
    )


def own_entries(
    document: Document, **intents: Mapping[str, object]
) -> list[tuple[int, bool, bool]]:
    """Return (sky, linked, named) of each sky on the target of the science it serves."""
    found = graph_of(document, **intents).suspicions
    return [(s.sky.number, s.linked, s.named) for s in found if s.own_entry]


def test_a_sky_by_offset_on_the_science_target_is_a_sky() -> None:
    graph = graph_of(offset_sky())
    assert own_entries(offset_sky()) == [(2, True, True)]
    assert [science.number for science in graph.sciences] == [1]
    assert [(e.science.number, e.sky.number) for e in graph.suspected.edges] == [(1, 2)]


def test_without_a_link_its_name_and_its_offset_show_it() -> None:
    assert own_entries(offset_sky(tied=False)) == [(2, False, True)]
    assert own_entries(offset_sky(x=0.5, tied=False)) == []


def test_without_a_name_the_set_up_in_a_link_of_two_shows_it() -> None:
    assert own_entries(offset_sky(label="NGC-1 second")) == [(2, True, False)]
    assert own_entries(offset_sky(label="NGC-1 second", x=10.0)) == []
    assert own_entries(offset_sky(label="NGC-1 second", gratings=["LONG"])) == []
    assert (
        own_entries(offset_sky(label="NGC-1 second", acquisition="Same Target as Observation"))
        == []
    )


def test_a_label_that_contradicts_the_entry_is_a_sky_on_a_fixed_target() -> None:
    assert own_entries(offset_sky(x=0.0)) == [(2, True, True)]


def test_a_target_that_is_sky_by_its_own_name_has_no_science() -> None:
    document = pair(more_observations=[mrs(3, 2, label="NGC-1 sky again")], links=[group(1, 2, 3)])
    assert own_entries(document) == []


def beside_a_comet(x: float) -> Document:
    return offset_sky(x, entry=moving(1, "TITAN", required=False))


def test_a_sky_by_offset_of_a_moving_body_is_a_sky_too() -> None:
    assert own_entries(beside_a_comet(60.0)) == [(2, True, True)]


def test_the_unlinked_sky_of_a_moving_body_is_recognized_by_its_name() -> None:
    document = proposal(
        targets=[
            moving(1, "TITAN", required=False),
            moving(2, "TITAN-BKG", body="TITAN", required=False),
        ],
        observations=[mrs(1), mrs(2, 2)],
    )
    assert suspected(document) == [(2, [1], False)]


def test_the_same_place_at_another_time_is_not_a_sky() -> None:
    assert own_entries(beside_a_comet(0.0)) == []
    assert own_entries(beside_a_comet(60.0), **{"1": {"strategy": "shadow"}}) == []
    assert own_entries(beside_a_comet(60.0), **{"2": {"strategy": "shadow"}}) == []


def test_the_sky_of_another_observation_in_the_link_is_shared() -> None:
    document = proposal(
        targets=[target(background=[], required=False), target(2, "NGC-2", north=60)],
        observations=[
            mrs(1, label="NGC-1"),
            mrs(2, 1, label="NGC-1 BKG", special=[offset(60, 0)]),
            mrs(3, 2, label="NGC-2"),
        ],
        links=[group(1, 2, 3)],
    )
    assert suspected(document) == [(2, [1, 3], True)]


def test_with_the_imager_primary_the_own_entry_says_whose_sky_it_is() -> None:
    document = proposal(
        targets=[target(background=[], required=False), target(2, "NGC-2", north=60)],
        observations=[
            mrs(1, label="NGC-1"),
            mrs(2, 1, label="NGC-1 BKG", primary="IMAGER", imaging="F770W"),
            mrs(3, 2, label="NGC-2"),
        ],
        links=[group(2, 3), group(1, 2)],
    )
    graph = graph_of(document)
    assert graph.suspicions == ()
    assert [science.number for science in graph.sciences] == [1, 2, 3]


def two(one: dict[str, Any], other: dict[str, Any], *, apart: float = 60) -> Document:
    """Observe two targets in their own link, neither of which asks for a background."""
    names = [given.pop("name") for given in (one, other)]
    return proposal(
        targets=[
            target(1, names[0], required=False),
            target(2, names[1], north=apart, required=False),
        ],
        observations=[
            mrs(1, 1, **({"label": "one"} | one)),
            mrs(2, 2, **({"label": "two"} | other)),
        ],
        links=[group(1, 2)],
    )


def roles(document: Document) -> list[tuple[int, list[int], bool]]:
    """Return (sky, sciences, named) of each suspicion."""
    return [
        (s.sky.number, [o.number for o in s.sciences], s.named)
        for s in graph_of(document).suspicions
    ]


def test_the_longer_of_two_names_with_a_sky_word_is_the_sky() -> None:
    assert roles(two({"name": "CL-BKG"}, {"name": "CL-BKG-SKY"})) == [(2, [1], True)]
    assert roles(two({"name": "CL-BKG-SKY"}, {"name": "CL-BKG"})) == [(1, [2], True)]


def test_the_mosaic_and_the_acquisition_show_the_science_of_two_sky_words() -> None:
    tiles = {"name": "FIELD-SKY", "tiles": mosaic(2, 2)}
    assert roles(two(tiles, {"name": "CLUSTER-OFF"})) == [(2, [1], True)]
    acquired = {"name": "CLUSTER-OFF", "acquisition": "Same Target as Observation"}
    assert roles(two({"name": "FIELD-SKY"}, acquired)) == [(1, [2], True)]


def test_two_sky_words_without_a_difference_are_not_a_pair() -> None:
    assert roles(two({"name": "FIELD-SKY"}, {"name": "CLUSTER-OFF"})) == []


def test_two_signs_of_the_set_up_overrule_a_name() -> None:
    deep = {"name": "SKY-BRIDGE", "tiles": mosaic(2, 2), "groups": 60}
    assert roles(two(deep, {"name": "FIELD-2"})) == [(2, [1], True)]
    assert roles(two(deep | {"name": "SKY-BRIDGE", "groups": 27}, {"name": "FIELD-2"})) == [
        (1, [2], True)
    ]


def test_a_plain_name_is_not_overruled_by_a_deep_mosaic_or_a_mistaken_acquisition() -> None:
    more = {"tiles": mosaic(1, 2), "integrations": 3, "acquisition": "Same Target as Observation"}
    assert roles(two({"name": "NGC-5"}, {"name": "NGC-5-BKG"} | more)) == [(2, [1], True)]
    assert roles(two({"name": "NGC-5"}, {"name": "SKY"} | more)) == [(2, [1], True)]


def test_the_numbers_do_not_matter_where_all_names_say_sky() -> None:
    names = ({"name": "SKY-7"}, {"name": "SKY-7-BKG"})
    assert roles(two(*map(dict, names))) == [(2, [1], True)]
    assert roles(two(*map(dict, reversed(names)))) == [(1, [2], True)]


def several(*names: str) -> Document:
    """Observe several targets, one arcminute apart, in one link."""
    numbers = range(1, len(names) + 1)
    return proposal(
        targets=[
            target(n, name, north=60 * n, required=False)
            for n, name in zip(numbers, names, strict=True)
        ],
        observations=[mrs(n, n, label=f"visit {n}") for n in numbers],
        links=[group(*numbers)],
    )


def test_each_of_several_skies_in_a_link_serves_the_science_it_is_named_after() -> None:
    document = several("NGC-5", "NGC-5-BKG", "NGC-7", "NGC-7-BKG")
    assert roles(document) == [(2, [1], True), (4, [3], True)]
    assert roles(several("NGC-5", "NGC-5-BKG", "NGC-7")) == [(2, [1, 3], True)]


def test_a_place_within_a_field_is_a_tile_and_not_a_sky() -> None:
    close = two({"name": "NGC-5"}, {"name": "NGC-5-OFFSET"}, apart=6)
    assert roles(close) == []
    assert roles(two({"name": "NGC-5"}, {"name": "NGC-5-OFFSET"})) == [(2, [1], True)]


def test_dark_and_offset_count_in_a_link_only() -> None:
    document = two({"name": "NGC-5"}, {"name": "DARK-NGC5"})
    assert roles(document) == [(2, [1], True)]
    apart = proposal(
        targets=[target(1, "NGC-5"), target(2, "DARK-NGC5", north=60)],
        observations=[mrs(1), mrs(2, 2)],
    )
    assert roles(apart) == []


def test_dark_does_not_count_beside_a_declared_sky_or_with_an_acquisition() -> None:
    more: dict[str, Any] = {
        "more_targets": [target(3, "DARK-NGC1", east=60)],
        "links": [group(1, 2, 3)],
    }
    assert roles(pair(more_observations=[mrs(3, label="third")], **more)) == []
    acquired = {"name": "DARK-NGC5", "acquisition": "Same Target as Observation"}
    assert (
        roles(two({"name": "NGC-5", "acquisition": "Same Target as Observation"}, acquired)) == []
    )


def test_the_set_up_of_a_link_of_two_shows_a_sky_without_a_word() -> None:
    shallow = {"name": "PLACE-2", "integrations": 1}
    assert roles(two({"name": "NGC-5", "integrations": 2}, dict(shallow))) == [(2, [1], False)]
    assert roles(two({"name": "NGC-5", "integrations": 2}, dict(shallow), apart=10)) == []
    assert roles(two({"name": "NGC-5", "integrations": 2}, dict(shallow), apart=3600)) == []
    assert roles(two({"name": "NGC-5"}, {"name": "PLACE-2"})) == []
    assert roles(two({"name": "NGC-5", "groups": 60}, {"name": "NGC-6"})) == []
    assert roles(two({"name": "NGC-5", "integrations": 2}, shallow | {"gratings": ["LONG"]})) == []
