"""An extended source is its own acquisition target."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    ifu,
    lrs,
    mrs,
    outcome,
    pair,
    proposal,
    target,
)
from tests.judging import faults, findings
from tests.rules.other_modes import pair_of

SAME = "Same Target as Observation"
ON_ITSELF: dict[str, Any] = {"acquisition": SAME}


@pytest.mark.parametrize("acquisition", [SAME, "1 NGC-1"])
def test_an_extended_target_that_acquires_itself_is_an_info(acquisition: str) -> None:
    (finding,) = findings(pair(science={"acquisition": acquisition}))
    assert (finding.code, finding.severity.value) == ("BKG506", "info")
    assert (finding.observation, finding.related_observations) == (1, ())
    assert (
        finding.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Acq Target"
    )


@pytest.mark.parametrize("extended", ["NO", "Unknown"])
def test_a_target_that_is_not_called_extended_may_acquire_itself(extended: str) -> None:
    xml = pair(science=ON_ITSELF, science_target={"extended": extended})
    assert faults(xml, select=["BKG506"]) == []


@pytest.mark.parametrize(
    ("source_class", "reported"),
    [("extended", True), ("faint-extended", True), ("point-in-extended", False)],
)
def test_a_class_that_is_set_counts_for_more_than_the_target(
    source_class: str, reported: bool
) -> None:
    intents = {"1": {"source_class": source_class}}
    for extended in ("YES", "NO"):
        xml = pair(science=ON_ITSELF, science_target={"extended": extended})
        expected = ["BKG506 info 1"] if reported else []
        assert faults(xml, select=["BKG506"], intents=intents) == expected


def test_a_star_beside_it_is_what_is_recommended() -> None:
    star = target(3, "GUIDE", north=120, category="Star", extended="NO")
    xml = pair(science={"acquisition": "3 GUIDE"}, more_targets=[star])
    assert faults(xml) == []


def test_another_entry_that_is_extended_is_no_better() -> None:
    copy = target(3, "NGC-1-CORE", extended="YES")
    xml = pair(science={"acquisition": "3 NGC-1-CORE"}, more_targets=[copy])
    assert faults(xml) == ["BKG506 info 1"]


def test_no_acquisition_is_clean() -> None:
    assert faults(pair(science={"acquisition": "NONE"})) == []


def test_it_is_reported_once_for_all_observations() -> None:
    xml = proposal(
        targets=[target(1), target(2, "NGC-2", north=600)],
        observations=[mrs(n, n, **ON_ITSELF) for n in (2, 1)],
    )
    (finding,) = findings(xml, select=["BKG506"])
    assert (finding.observation, finding.related_observations) == (None, (1, 2))
    assert [one.target for one in finding.evidence.each] == ["NGC-1", "NGC-2"]
    assert finding.location.trail.startswith("Observation 1 >")


def test_an_acquisition_target_that_is_not_understood_is_not_checked() -> None:
    xml = pair(science={"acquisition": "SOMETHING"})
    assert outcome(xml, "BKG506")[0] == "not-checked"


def test_it_is_suppressed_by_the_observation() -> None:
    entry = {"code": "BKG506", "observation": 1, "reason": "The core is compact."}
    (finding,) = findings(pair(science=ON_ITSELF), select=["BKG506"], suppress=[entry])
    assert finding.suppressed is not None


def test_all_of_many_are_listed() -> None:
    xml = proposal(targets=[target(1)], observations=[mrs(n, 1, **ON_ITSELF) for n in range(1, 15)])
    (finding,) = findings(xml, select=["BKG506"])
    assert [one.observation for one in finding.evidence.each] == list(range(1, 15))


@pytest.mark.parametrize(
    ("build", "science", "form"),
    [
        (lrs, ON_ITSELF, "MIRI Low Resolution Spectroscopy"),
        (ifu, {"method": "WATA"}, "NIRSpec IFU Spectroscopy"),
    ],
)
def test_an_extended_target_of_another_mode(build, science, form) -> None:
    (finding,) = findings(pair_of(build, science=science, extended="YES"), select=["BKG506"])
    assert (finding.severity.value, finding.observation) == ("info", 1)
    assert finding.location.trail == f"Observation 1 > {form} > Acq Target"
    assert faults(pair_of(build, science=science), select=["BKG506"]) == []


def test_slits_too_but_no_reference_stars_and_no_coronagraph() -> None:
    wata = pair_of(fixed_slits, science={"method": "WATA"}, extended="YES")
    assert faults(wata, select=["BKG506"]) == ["BKG506 info 1"]
    stars = pair_of(ifu, science={"method": "MSATA"}, extended="YES")
    assert faults(stars, select=["BKG506"]) == []
    star = pair_of(coronagraph, extended="YES")
    assert outcome(star, "BKG506")[0] == "not-applicable"
