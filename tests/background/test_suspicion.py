"""Observations that look like a background though no target declares them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.background.suspicion import looks_like_sky
from aptcheck.model import Observation, Target
from aptcheck.testing import SKY_KEYWORD, Document, group, mrs, pair, target
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
    document = pair(
        science_target=UNDECLARED,
        more_targets=[target(3, "NGC-3", north=60)],
        more_observations=[mrs(3), mrs(4, 3)],
        links=[],
    )
    assert suspected(document) == [(2, [3, 4], False)]


def test_a_sky_without_coordinates_is_near_nothing() -> None:
    document = pair(science_target=UNDECLARED, sky_target={"coordinates": None}, links=[])
    assert suspected(document) == []


def test_a_suspected_sky_is_no_science() -> None:
    graph = graph_of(pair(science_target=UNDECLARED))
    assert [science.number for science in graph.sciences] == [1]
    assert graph.skies == ()


def test_what_looks_like_sky_and_is_near_nothing_stays_science() -> None:
    graph = graph_of(pair(science_target=UNDECLARED, sky_target={"north": 7200}, links=[]))
    assert [science.number for science in graph.sciences] == [1, 2]


def test_a_target_that_asks_for_a_background_is_science_whatever_it_is_called() -> None:
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


def test_the_keyword_tells_a_sky_in_any_case_of_letters() -> None:
    plain = Observation(number=1)
    assert looks_like_sky(plain, Target(keywords=(SKY_KEYWORD.upper(),)))
    assert not looks_like_sky(plain, Target(keywords=("Telescope/sky background noise",)))
    assert not looks_like_sky(plain, None)


@given(
    st.sampled_from(["BG", "bkg", "Bkgd", "background", "SKY", "offsky"]),
    st.text(st.characters(categories=["L", "Nd"]), max_size=3),
    st.text(st.characters(categories=["P", "Z", "S"]), min_size=1, max_size=3),
)
def test_a_word_counts_where_no_letter_or_digit_touches_it(
    word: str, letters: str, between: str
) -> None:
    label = f"{letters}{between}{word}{between}{letters}"
    assert looks_like_sky(Observation(number=1, label=label), None)
    touched = f"{letters}x{word}x{letters}"
    assert not looks_like_sky(Observation(number=1, label=touched), None)
