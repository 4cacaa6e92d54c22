from __future__ import annotations

from typing import Any

from aptcheck.apt import read_bytes
from aptcheck.model import Proposal
from aptcheck.testing import mrs, nest, proposal, target


def read(*observations, replace: tuple[str, str] = ("", ""), **changes: Any) -> Proposal:
    text = proposal(targets=[target(1)], observations=observations, **changes).text
    return read_bytes(text.replace(*replace).encode(), "x.xml").proposal


def test_a_draft_has_visits_without_a_status() -> None:
    (one,) = read(mrs(1, visits=2)).observations
    assert [(v.number, v.status) for v in one.visits] == [(1, None), (2, None)]
    assert one.visits[1].place.trail == "Observation 1 > Visit 2"
    assert not one.is_out


def test_a_status_finds_its_visit() -> None:
    (one,) = read(mrs(12, visits=2, status=["WITHDRAWN", "COMPLETED"])).observations
    assert [(v.number, v.status) for v in one.visits] == [(1, "WITHDRAWN"), (2, "COMPLETED")]


def test_a_visit_that_only_has_a_status_counts() -> None:
    (one,) = read(mrs(1, visits=0, status=["Withdrawn", "WITHDRAWN"])).observations
    assert [(v.number, v.status) for v in one.visits] == [(1, "WITHDRAWN"), (2, "WITHDRAWN")]
    assert one.is_out
    assert one.visits[0].place.trail == "Observation 1 > Visit 1"


def test_the_status_of_another_program_is_ignored() -> None:
    found = read(
        mrs(1, status="COMPLETED"),
        replace=("<ProposalID>1234</ProposalID>", "<ProposalID>0</ProposalID>"),
    )
    assert found.program is None
    assert found.observations[0].visits[0].status is None


def test_the_status_of_a_draft_is_its_own() -> None:
    (one,) = read(mrs(1, status="IMPLEMENTATION"), program=0).observations
    assert one.visits[0].status == "IMPLEMENTATION"


def test_an_observation_without_any_visit_is_not_out() -> None:
    (one,) = read(mrs(1, visits=0)).observations
    assert one.visits == ()
    assert not one.is_out
    assert not one.is_executed


def test_a_visit_id_of_another_form_is_an_oddity() -> None:
    status = nest("VisitStatuses", nest("VisitStatus", VisitId="1234:1:1", Status="COMPLETED"))
    found = read(mrs(1), raw=status)
    assert [(o.field, o.text) for o in found.oddities] == [("VisitId", "1234:1:1")]
