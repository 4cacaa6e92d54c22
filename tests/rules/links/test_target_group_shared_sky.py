"""A target group contains a background and more than one science target.

No published file shows how APT writes a target group, so these add it to what was read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from aptcheck.model import Proposal, TargetGroup, TargetReference
from aptcheck.testing import (
    Observation,
    fixed_slits,
    ifu,
    image,
    lrs,
    mrs,
    outcome,
    proposal,
    target,
)
from tests.judging import faults, judged_model
from tests.reading import model_of


def group_of(
    members: int, skies: tuple[int, ...], observed: int = 9, make: Callable[..., Observation] = mrs
) -> Proposal:
    """Make a group of so many targets, so many of them observed; all others list the skies."""
    numbers = range(1, members + 1)
    document = proposal(
        targets=[
            target(number, f"T-{number}", background=[] if number in skies else skies)
            for number in numbers
        ],
        observations=[make(number) for number in numbers[:observed]],
    )
    references = tuple(TargetReference(number=number, name=f"T-{number}") for number in numbers)
    groups = (TargetGroup(name="FIELD", members=references),)
    return model_of(document).model_copy(update={"target_groups": groups})


def test_two_science_targets_around_one_sky_are_an_info() -> None:
    (finding,) = judged_model(group_of(3, (3,)), "BKG113").findings
    assert (finding.severity.value, finding.target, finding.observation) == ("info", "FIELD", None)


@pytest.mark.parametrize(
    ("members", "skies", "observed"),
    [(2, (2,), 9), (3, (), 9), (3, (2, 3), 9), (3, (1,), 2)],
)
def test_one_science_target_or_no_sky_is_clean(
    members: int, skies: tuple[int, ...], observed: int
) -> None:
    assert judged_model(group_of(members, skies, observed), "BKG113").findings == ()


@pytest.mark.parametrize("make", [ifu, fixed_slits, lrs])
def test_it_is_the_same_in_every_mode_that_has_target_groups(
    make: Callable[..., Observation],
) -> None:
    (finding,) = judged_model(group_of(3, (3,), make=make), "BKG113").findings
    assert (finding.severity.value, finding.target) == ("info", "FIELD")
    assert judged_model(group_of(3, (3,), make=image), "BKG113").findings == ()


def test_a_group_in_two_modes_is_reported_once() -> None:
    group = group_of(3, (3,))
    both = (*group.observations, *group_of(3, (3,), make=ifu).observations)
    (finding,) = judged_model(group.model_copy(update={"observations": both}), "BKG113").findings
    assert finding.code == "BKG113"


def test_a_proposal_without_target_groups_is_not_judged() -> None:
    assert outcome(judged_model(Proposal()), "BKG113")[0] == "not-applicable"


def test_a_group_in_a_file_is_not_checked() -> None:
    document = proposal(targets=[replace(target(1), kind="TargetGroupType")], observations=[mrs(1)])
    assert outcome(document, "BKG113")[0] == "not-checked"
    assert faults(document, select=["APT004"]) == ["APT004 warning -"]
