"""A background is observed, but the target that declares it is not."""

from __future__ import annotations

import pytest

from aptcheck.testing import Document, group, mrs, other, pair, proposal, target
from tests.judging import faults, findings


def copied(north: float) -> Document:
    """Observe NGC-1 and its sky, with the list on an entry so far to the north."""
    return proposal(
        targets=[
            target(1, "NGC-1"),
            target(2, "NGC-1-SKY", north=90),
            target(3, "NGC-1-COPY", north=north, background=[2]),
        ],
        observations=[mrs(1), mrs(2)],
        links=[group(1, 2)],
    )


def test_a_list_on_the_wrong_copy_is_one_error() -> None:
    assert faults(copied(4.9)) == ["BKG108 error 2"]


def test_farther_than_5_arcsec_is_another_object() -> None:
    assert faults(copied(5.2)) == ["BKG108 warning 2", "BKG117 error 2"]


def test_it_is_at_the_copy_and_names_the_science_that_is_observed() -> None:
    (finding,) = findings(copied(0))
    assert finding.related_observations == (1,)
    assert finding.location.trail == "Fixed Targets > 3 NGC-1-COPY"


def test_a_sky_whose_science_is_not_observed_is_a_warning() -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=90), target(3, "B", east=900)],
        observations=[mrs(2), mrs(3)],
    )
    assert faults(document, select=["BKG1"]) == ["BKG108 warning 2"]


def test_a_background_that_is_used_is_not_an_orphan() -> None:
    assert faults(pair()) == []


@pytest.mark.parametrize("status", ["SKIPPED", "WITHDRAWN"])
def test_science_that_is_not_taken_leaves_its_sky_an_orphan(status: str) -> None:
    assert faults(pair(science={"status": status})) == ["BKG108 warning 2"]


def test_another_instrument_may_use_it() -> None:
    document = proposal(
        targets=[target(1, background=[2]), target(2, "SKY", north=90)],
        observations=[other(1, "NircamImaging"), mrs(2)],
    )
    assert faults(document) == []


def test_a_sky_of_two_targets_that_are_not_observed_is_one_warning() -> None:
    document = proposal(
        targets=[
            target(1, "NGC-1", background=[3]),
            target(2, "NGC-2", east=5, background=[3]),
            target(3, "SKY", north=90),
            target(4, "ELSEWHERE", east=900),
        ],
        observations=[mrs(3), mrs(4)],
    )
    assert faults(document, select=["BKG108"]) == ["BKG108 warning 3"]


def test_several_observations_of_a_copy_are_one_error() -> None:
    document = proposal(
        targets=[
            target(1, "NGC-1"),
            target(2, "NGC-1-SKY", north=90),
            target(3, "NGC-1-COPY", background=[2]),
        ],
        observations=[mrs(1), mrs(4, 1), mrs(2)],
        links=[group(1, 4, 2)],
    )
    (finding,) = findings(document, select=["BKG108"])
    assert (finding.observation, finding.related_observations) == (2, (1, 4))
