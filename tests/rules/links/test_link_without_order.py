"""The link of science and background is a non-interruptible group, in a proposal of an old APT."""

from __future__ import annotations

import pytest

from aptcheck.testing import group, mrs, outcome, pair
from tests.judging import faults, findings

OLD = "2023.7.2"


def test_a_non_interruptible_group_of_an_old_apt_is_an_info() -> None:
    document = pair(link={"sequence": False}, apt_version=OLD)
    (finding,) = findings(document)
    assert (finding.code, finding.severity.value) == ("BKG118", "info")
    assert (finding.observation, finding.related_observations) == (2, (1,))


@pytest.mark.parametrize("version", ["25.4.3", "27.1.1  JWST PRD: PRDOPSSOC-L-023", "2021.3"])
def test_versions_were_no_years_before_2020(version: str) -> None:
    document = pair(link={"sequence": False}, apt_version=version)
    assert faults(document, select=["BKG118"]) == ["BKG118 info 2"]


@pytest.mark.parametrize("version", ["2024.1", "2026.5.1"])
def test_since_2024_a_group_counts_like_a_sequence(version: str) -> None:
    document = pair(link={"sequence": False}, apt_version=version)
    assert faults(document) == []
    result, reason = outcome(document, "BKG118")
    assert result == "not-applicable"
    assert "2024" in str(reason)


@pytest.mark.parametrize("version", [None, "", "unknown", "²", "9" * 5000])
def test_a_version_that_is_not_known_is_left_alone(version: str | None) -> None:
    document = pair(link={"sequence": False}, apt_version=version)
    assert faults(document, select=["BKG118"]) == []
    result, reason = outcome(document, "BKG118")
    assert result == "not-applicable"
    assert "not known" in str(reason)


@pytest.mark.parametrize("version", [None, OLD])
def test_a_sequence_is_clean(version: str | None) -> None:
    document = pair(apt_version=version)
    assert faults(document) == []
    assert outcome(document, "BKG118")[0] == "passed"


def test_a_sequence_beside_the_group_suffices() -> None:
    document = pair(link={"sequence": False}, more_links=[group(1, 2)], apt_version=OLD)
    assert faults(document) == []


def test_an_interruptible_group_is_left_to_its_own_rule() -> None:
    document = pair(link={"sequence": False, "non_interruptible": False}, apt_version=OLD)
    assert faults(document) == ["BKG105 error 2"]


def test_a_group_of_two_science_observations_and_a_sky_is_one_finding() -> None:
    document = pair(
        more_observations=[mrs(3, 1)], links=[group(1, 2, 3, sequence=False)], apt_version=OLD
    )
    assert faults(document, select=["BKG118"]) == ["BKG118 info 2"]
