"""What orient links leave, against looking at every other member of every link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.errors import FieldUnavailable
from aptcheck.geometry.angles import AngleSet
from aptcheck.model import Links, OrientFromLink, SameOrientLink
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.orient import following
from aptcheck.schedule.turning import Turning
from aptcheck.wording import Reason

ALL = primary_aperture("ALL")
IMAGER = primary_aperture("IMAGER")


def test_links_to_known_observations_narrow_the_angles():
    links = Links(
        orient_from=(OrientFromLink(observation=2, origin=1, min_deg=-5, max_deg=5),),
        same_orient=(SameOrientLink(members=(2, 3)),),
    )
    others = {1: (AngleSet.between(100, 110), ALL), 3: (AngleSet.between(90, 98), ALL)}
    assert Turning(links, others.get).left(2, ALL).intervals == ((95.0, 98.0),)


def test_a_link_to_an_unknown_observation_leaves_every_angle():
    links = Links(same_orient=(SameOrientLink(members=(2, 9)),))
    others = {1: (AngleSet.empty(), ALL)}
    assert Turning(links, others.get).left(2, ALL) is None


def test_a_link_of_others_says_nothing():
    links = Links(same_orient=(SameOrientLink(members=(1, 3)),))
    others = {1: (AngleSet.empty(), ALL), 3: (AngleSet.empty(), ALL)}
    assert Turning(links, others.get).left(2, ALL) is None


NUMBERS = st.integers(1, 6)
KNOWN = st.one_of(
    st.none(),
    st.just("unreadable"),
    st.tuples(
        st.builds(
            lambda low, width: AngleSet.of([(low, low + width)]),
            st.integers(0, 359),
            st.integers(1, 330),
        ),
        st.sampled_from([ALL, IMAGER]),
    ),
)
FRAMES = st.sampled_from(["aperture", "V3"])
SAME = st.builds(
    lambda members, frame: SameOrientLink(members=tuple(members), frame=frame),
    st.lists(NUMBERS, max_size=6),
    FRAMES,
)
FROM = st.builds(
    lambda one, other, low, frame: OrientFromLink(
        observation=one, origin=other, min_deg=low, max_deg=low + 20, frame=frame
    ),
    NUMBERS,
    NUMBERS,
    st.integers(-180, 180),
    FRAMES,
)


@given(
    st.lists(SAME, max_size=3), st.lists(FROM, max_size=2), st.dictionaries(NUMBERS, KNOWN), NUMBERS
)
def test_the_angles_are_those_of_every_other_member_in_turn(same, turned, known, number):
    links = Links(same_orient=tuple(same), orient_from=tuple(turned))

    def angles_of(other):
        if known.get(other) == "unreadable":
            raise FieldUnavailable(Reason(f"of {other}"))
        return known.get(other)

    turning = Turning(links, angles_of)
    for aperture in (ALL, IMAGER):
        try:
            expected = one_by_one(links, number, aperture, angles_of)
        except FieldUnavailable as fault:
            with pytest.raises(FieldUnavailable, match=str(fault)):
                turning.left(number, aperture)
            continue
        found = turning.left(number, aperture)
        if expected is None:
            assert found is None
        else:
            around = [step / 2 + 0.25 for step in range(720)]
            assert [found.contains(a) for a in around] == [expected.contains(a) for a in around]


def one_by_one(links, number, aperture, angles_of):
    left = None
    for link in (*links.orient_from, *links.same_orient):
        others = dict.fromkeys(link.members) if number in link.members else {}
        for other in others:
            known = angles_of(other) if other != number else None
            if known is None:
                continue
            angles = following(
                link,
                number,
                known[0],
                own_angle=aperture.v3_ideal_angle,
                other_angle=known[1].v3_ideal_angle,
            )
            left = angles if left is None else left.intersection(angles)
    return left


@given(
    st.lists(SAME, max_size=3), st.lists(FROM, max_size=3), st.dictionaries(NUMBERS, KNOWN), NUMBERS
)
def test_those_tied_together_are_found_link_by_link(same, turned, known, number):
    links = Links(same_orient=tuple(same), orient_from=tuple(turned))
    known = {n: None if one == "unreadable" else one for n, one in known.items()}
    turning = Turning(links, known.get)
    tied, ahead = {number}, [number]
    while ahead:
        fresh = {*turning.turned_with(ahead.pop())} - tied
        tied |= fresh
        ahead.extend(fresh)
    assert turning.together(number) == tuple(sorted(tied))


@given(st.integers(2, 60))
def test_what_a_link_leaves_to_all_its_members_is_worked_out_once(count):
    asked = []

    def angles_of(number):
        asked.append(number)
        return AngleSet.between(number, number + 90), ALL

    turning = Turning(Links(same_orient=(SameOrientLink(members=tuple(range(count))),)), angles_of)
    for number in range(count):
        assert turning.left(number, ALL) is not None
        assert turning.together(number) == tuple(range(count))
    assert sorted(asked) == list(range(count))
