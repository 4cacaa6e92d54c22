from __future__ import annotations

import pytest

from aptcheck.apt import read_bytes
from aptcheck.model import Links, Oddity
from aptcheck.testing import (
    after_link,
    group,
    mrs,
    orient_from_link,
    proposal,
    raw_link,
    same_orient_link,
    target,
)


def read(*links) -> tuple[Links, tuple[Oddity, ...]]:
    xml = proposal(
        targets=[target(1)],
        observations=[mrs(1, 1, label="A (b) (Obs 7)"), mrs(2, 1), mrs(3, 1, label=None)],
        links=links,
    ).xml
    found = read_bytes(xml, "x.xml").proposal
    return found.links, found.oddities


def test_a_sequence_keeps_the_order_of_its_list() -> None:
    found, oddities = read(group(2, 1))
    (link,) = found.groups
    assert (link.sequence, link.non_interruptible, link.members) == (True, True, (2, 1))
    assert (link.within_days, link.dangling) == (None, ())
    assert link.place.trail == "Special Requirements > Group/Sequence Observations Link 1"
    assert oddities == ()


@pytest.mark.parametrize("time", ["12 Hours", "0.5 Days", "720 Minutes"])
def test_an_absent_attribute_is_false_and_time_is_days(time: str) -> None:
    found, _ = read(group(1, 2, sequence=False, non_interruptible=False, time=time))
    (link,) = found.groups
    assert (link.sequence, link.non_interruptible) == (False, False)
    assert link.within_days == pytest.approx(0.5)


def test_members_are_named_by_label_or_by_observation() -> None:
    found, _ = read(group(1, 3, "Observation 2", "x (Obs 12)"))
    assert found.groups[0].members == (1, 3, 2, 12)


def test_members_are_sorted_without_a_sequence() -> None:
    found, _ = read(group(3, "x (Obs 12)", 2, sequence=False), same_orient_link(3, 1))
    assert found.groups[0].members == (2, 3, 12)
    assert found.same_orient[0].members == (1, 3)


def test_links_are_sorted_by_their_members_and_keep_their_trail() -> None:
    found, _ = read(group(3, 2), group(1, 3), group(2, 1))
    assert [link.members for link in found.groups] == [(2, 1), (1, 3), (3, 2)]
    assert [link.place.trail[-1] for link in found.groups] == ["3", "2", "1"]


def test_a_member_without_a_number_dangles() -> None:
    found, oddities = read(group(1, "the one before", "Observation two"))
    assert found.groups[0].members == (1,)
    assert found.groups[0].dangling == ("the one before", "Observation two")
    assert oddities == ()


def test_an_empty_link_is_left_out() -> None:
    found, oddities = read(group(), group(1, 2))
    assert [link.members for link in found.groups] == [(1, 2)]
    assert (
        found.groups[0].place.trail == "Special Requirements > Group/Sequence Observations Link 2"
    )
    assert oddities == ()


def test_a_delay_is_read() -> None:
    found, _ = read(after_link(2, 1, minimum="60.0 Days"))
    (link,) = found.after
    assert (link.observation, link.after) == (2, 1)
    assert (link.min_days, link.max_days, link.implicit) == (60, None, False)


def test_an_implicit_delay_and_a_dangling_one() -> None:
    found, _ = read(
        raw_link('<AfterObservationLink PrimaryObs="x" AfterObs="A (Obs 1)" Implicit="true"/>')
    )
    (link,) = found.after
    assert link.implicit
    assert (link.observation, link.after, link.dangling) == (None, 1, ("x",))


def test_relative_angles_may_be_negative_and_reversed() -> None:
    found, _ = read(orient_from_link(2, 1, -7, -14, mode="V3"))
    (link,) = found.orient_from
    assert (link.observation, link.origin, link.frame) == (2, 1, "V3")
    assert (link.min_deg, link.max_deg) == (-7, -14)


def test_a_common_angle_is_read() -> None:
    found, _ = read(same_orient_link(1, 2))
    (link,) = found.same_orient
    assert (link.members, link.frame) == ((1, 2), "aperture")


@pytest.mark.parametrize(
    ("link", "field"),
    [
        (group(1, 2, time="3 Fortnights"), "Time"),
        (after_link(1, 2, maximum="soon"), "MaxInterval"),
        (same_orient_link(1, mode="Z9"), "Mode"),
        (
            raw_link(
                '<GroupWithinLink Sequence="yes"><Observation>Observation 1</Observation></GroupWithinLink>'
            ),
            "Sequence",
        ),
        (raw_link("<MysteryLink/>"), "MysteryLink"),
    ],
)
def test_a_part_that_cannot_be_read_is_reported(link, field: str) -> None:
    _, oddities = read(link)
    assert [o.field for o in oddities] == [field]
