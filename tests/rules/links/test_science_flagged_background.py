"""A target is flagged as a background and is science by its own entry."""

from __future__ import annotations

from aptcheck.background import graph
from aptcheck.config import Config
from aptcheck.engine.context import ProposalContext
from aptcheck.model import Observation, Proposal, Target, TargetGroup, TargetReference
from aptcheck.model.mrs import MrsTemplate
from aptcheck.rules.context import Window
from aptcheck.rules.links.science_flagged_background import science_flagged_background
from aptcheck.rules.verdict import Fault
from tests.build import group, mrs, pair, target
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
    second = TargetReference(number=2, name=name)
    targets = (
        Target(number=1, name="NGC-1", backgrounds=(second,) if listed else ()),
        Target(number=2, name=name),
    )
    observations = tuple(
        Observation(number=n, target=TargetReference(number=n), mrs=MrsTemplate()) for n in (1, 2)
    )
    group = TargetGroup(name="FIELD", members=(TargetReference(number=1), second), flagged=(2,))
    proposal = Proposal(targets=targets, observations=observations, target_groups=(group,))
    context = ProposalContext(graph.build(proposal), Config(), _window())
    return [
        (verdict.observation, verdict.target)
        for target in proposal.targets
        for verdict in science_flagged_background.check(target, context)
        if isinstance(verdict, Fault)
    ]


def _window() -> Window:
    from datetime import datetime

    return Window(start=datetime(2026, 7, 1), end=datetime(2027, 6, 30), origin="for a test")


def test_a_flagged_member_of_a_target_group_must_be_sky() -> None:
    assert grouped("NGC-2") == [(2, "NGC-2")]
    assert grouped("NGC-1-SKY") == []
    assert grouped("NGC-2", listed=True) == []


def test_two_unlinked_that_list_each_other_lack_one_link() -> None:
    document = pair(sky_target={"background": [1]}, links=[])
    assert found(document, select=["BKG1"]) == ["BKG104 error 2", "BKG109 error 1"]
