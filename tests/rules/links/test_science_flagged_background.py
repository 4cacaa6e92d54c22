"""A target is flagged as a background and is science by its own entry."""

from __future__ import annotations

from aptcheck.model import Observation, Proposal, Target, TargetGroup, TargetReference
from aptcheck.model.templates.mrs import MrsTemplate
from aptcheck.testing import group, mrs, pair, target
from tests.judging import findings, found


def test_a_sky_that_requires_a_background_itself_is_an_error() -> None:
    document = pair(sky_target={"required": True})
    assert found(document) == ["BKG109 error 2"]
    assert found(pair()) == []


def test_a_sky_that_lists_a_background_itself_is_an_error() -> None:
    document = pair(
        sky_target={"background": [3]},
        more_targets=[target(3, "FAR-SKY", north=180)],
        more_observations=[mrs(3)],
        links=[group(1, 2, 3)],
    )
    assert found(document) == ["BKG109 error 2"]


def test_what_the_sky_lists_in_vain_is_no_second_finding() -> None:
    document = pair(sky_target={"background": [3]}, more_targets=[target(3, "FAR-SKY", north=180)])
    assert found(document) == ["BKG109 error 2"]


def test_two_that_list_each_other_are_one_error() -> None:
    (finding,) = findings(pair(sky_target={"background": [1]}), select=["BKG1"])
    assert (finding.code, finding.observation, finding.related_observations) == (
        "BKG109",
        1,
        (2,),
    )
    assert finding.target == "NGC-1"


def test_a_target_that_lists_itself_is_left_to_its_own_rule() -> None:
    document = pair(sky_target={"background": [2]})
    assert found(document, select=["BKG109", "BKG112"]) == ["BKG112 error 2"]


def grouped(name: str, *, listed: bool = False) -> list[tuple[int | None, str | None]]:
    """Judge a target group whose second member, of this name, is flagged."""
    first, second = TargetReference(number=1, name="NGC-1"), TargetReference(number=2, name=name)
    drawn = Proposal(
        targets=(
            Target(number=1, name="NGC-1", backgrounds=(second,) if listed else ()),
            Target(number=2, name=name),
        ),
        observations=tuple(
            Observation(number=number, target=reference, mrs=MrsTemplate())
            for number, reference in enumerate((first, second), 1)
        ),
        target_groups=(TargetGroup(name="FIELD", members=(first, second), flagged=(2,)),),
    )
    return [(f.observation, f.target) for f in findings(drawn, select=["BKG109"])]


def test_a_flagged_member_of_a_target_group_must_be_sky() -> None:
    assert grouped("NGC-2") == [(2, "NGC-2")]
    assert grouped("NGC-1-SKY") == []
    assert grouped("NGC-2", listed=True) == []


def test_two_unlinked_that_list_each_other_lack_one_link() -> None:
    document = pair(sky_target={"background": [1]}, links=[])
    assert found(document, select=["BKG1"]) == ["BKG104 error 2", "BKG109 error 1"]
