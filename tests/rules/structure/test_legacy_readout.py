"""A science exposure uses a retired readout pattern."""

from __future__ import annotations

import pytest

from aptcheck.testing import exposure, leaf, mrs, pair, proposal, target
from tests.judging import faults, findings


@pytest.mark.parametrize("readout", ["FAST", "SLOW"])
def test_a_retired_readout_is_one_warning_a_file(readout: str) -> None:
    (finding,) = findings(pair(both={"readout": readout}))
    assert (finding.code, finding.severity.value, finding.observation) == (
        "APT003",
        "warning",
        None,
    )
    assert finding.related_observations == (1, 2)
    assert finding.evidence is not None
    assert [one.measured for one in finding.evidence.each] == [readout, readout]
    assert finding.location.trail.startswith(
        "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure"
    )


def test_the_place_to_open_is_the_first_exposure_with_an_old_readout() -> None:
    lines = [
        exposure("SHORT", readout="SLOWR1"),
        exposure("MEDIUM", readout="SLOW"),
        exposure("LONG", readout="SLOW"),
    ]
    document = proposal(targets=[target(1)], observations=[mrs(1, exposures=lines)])
    (finding,) = findings(document, select=["APT003"])
    assert (
        finding.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure 2"
    )


def test_the_first_observation_is_that_of_the_lowest_number() -> None:
    old = [mrs(number, readout="FAST") for number in (2, 1)]
    (finding,) = findings(proposal(targets=[target(1)], observations=old), select=["APT003"])
    assert finding.related_observations == (1, 2)
    assert (
        finding.location.trail == "Observation 1 > MIRI Medium Resolution Spectroscopy > Exposure 1"
    )


def test_the_image_beside_the_spectra_counts() -> None:
    lines = [exposure(g, imaging="F770W", imaging_readout="FAST") for g in ("SHORT", "LONG")]
    document = proposal(targets=[target(1)], observations=[mrs(1, exposures=lines)])
    assert faults(document, select=["APT003"]) == ["APT003 warning 1"]


@pytest.mark.parametrize("readout", ["FASTR1", "SLOWR1"])
def test_the_readouts_of_today_are_clean(readout: str) -> None:
    assert faults(pair(both={"readout": readout}), select=["APT003"]) == []


def test_target_acquisition_may_use_fast() -> None:
    document = pair(
        science={"acquisition": "NONE", "template_raw": leaf("mmrs:AcqReadoutPattern", "FAST")}
    )
    assert faults(document, select=["APT003"]) == []


def test_an_imager_only_observation_is_not_judged() -> None:
    document = pair(more_observations=[mrs(3, 1, detector="IMAGER", readout="FAST")])
    assert faults(document, select=["APT003"]) == []
