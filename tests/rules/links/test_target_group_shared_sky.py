"""A target group holds a background and more than one science target.

No published file shows how APT writes a target group, so these build the model.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from aptcheck.model import Observation, Proposal, Target, TargetGroup, TargetReference
from aptcheck.model.templates.mrs import MrsTemplate
from aptcheck.testing import mrs, proposal, target
from tests.judging import findings, found, outcome


def group_of(members: int, flagged: tuple[int, ...], observed: int = 9) -> Proposal:
    """Make a proposal with a group of so many targets, of which so many are observed."""
    references = [TargetReference(number=n, name=f"T-{n}") for n in range(1, members + 1)]
    return Proposal(
        targets=tuple(Target(number=r.number, name=r.name) for r in references),
        observations=tuple(
            Observation(number=r.number or 0, target=r, mrs=MrsTemplate())
            for r in references[:observed]
        ),
        target_groups=(TargetGroup(name="FIELD", members=tuple(references), flagged=flagged),),
    )


def test_two_science_targets_around_one_sky_are_an_info() -> None:
    (finding,) = findings(group_of(3, (3,)), select=["BKG113"])
    assert (finding.severity.value, finding.target, finding.observation) == ("info", "FIELD", None)


@pytest.mark.parametrize(
    ("members", "flagged", "observed"),
    [(2, (2,), 9), (3, (), 9), (3, (2, 3), 9), (3, (1,), 2)],
)
def test_one_science_target_or_no_flag_is_clean(
    members: int, flagged: tuple[int, ...], observed: int
) -> None:
    assert found(group_of(members, flagged, observed), select=["BKG113"]) == []


def test_a_proposal_without_target_groups_is_not_judged() -> None:
    assert outcome(Proposal(), "BKG113")[0] == "not-applicable"


def test_a_group_in_a_file_is_not_checked() -> None:
    document = proposal(targets=[replace(target(1), kind="TargetGroupType")], observations=[mrs(1)])
    assert outcome(document, "BKG113")[0] == "not-checked"
    assert found(document, select=["APT004"]) == ["APT004 warning -"]
