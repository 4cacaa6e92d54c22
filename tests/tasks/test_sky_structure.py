"""Structure in WISE images, from the positions to the remarks, with a loopback server as hips2fits."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from aptcheck.errors import MissingExtra
from aptcheck.tasks.sky_structure import structure_remarks
from tests.catalog.wise_service import queries_put_to, shows
from tests.contamination.skies_of_noise import blob, noise

module = pytest.importorskip(
    "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
)
pytest.importorskip("matplotlib", reason="the extra images (matplotlib, pillow) is not installed")

HERE, THERE = (150.1, 2.25, 10.0), (150.2, -2.25, 8.0)


@pytest.fixture
def service(httpserver, monkeypatch):
    monkeypatch.setattr(module.hips2fits, "server", httpserver.url_for("/hips2fits"))
    return httpserver


@pytest.fixture
def announced() -> list[str]:
    return []


def noise_and_a_nebula_in_w3(hips: str, pixels: int) -> np.ndarray:
    if hips.endswith("W4"):
        return noise(3, 17.0, pixels)
    return noise(3, 9.2, pixels) + 10.0 * blob(pixels, 40.0)


def test_each_band_has_its_fragment(service, announced) -> None:
    shows(service, noise_and_a_nebula_in_w3)
    found = structure_remarks([HERE], announce=announced.append)
    w3, w4 = found[HERE]
    assert w3.startswith("WISE W3 shows structure in the field: ")
    assert w3.endswith(" times the scatter of its surroundings")
    assert w4 == "WISE W4 shows nothing above 4 times the scatter of its surroundings"
    (sentence,) = announced
    assert sentence.startswith("Sending 1 position and the image width to hips2fits")


def test_the_images_are_large_enough_for_any_reach(service, announced) -> None:
    shows(service, noise_and_a_nebula_in_w3)
    places = [(10.0, 89.9, reach) for reach in (1.0, 4.3, 10.0, 25.0)]
    found = structure_remarks(places, announce=announced.append)
    assert all("gaps" not in fragment for place in places for fragment in found[place])


def test_each_place_is_queried_once_and_answered_each_time(service, announced) -> None:
    shows(service, noise_and_a_nebula_in_w3)
    steps: list[tuple[str, int, int]] = []
    found = structure_remarks(
        iter([HERE, THERE, HERE]),
        announce=announced.append,
        progress=lambda *step: steps.append(step),
    )
    assert set(found) == {HERE, THERE}
    asked = [(query["ra"], query["hips"][-2:]) for query in queries_put_to(service)]
    assert asked == [("150.1", "W3"), ("150.1", "W4"), ("150.2", "W3"), ("150.2", "W4")]
    what = "WISE images from hips2fits"
    assert steps == [(what, 0, 2), (what, 1, 2)]
    assert "Sending 2 positions" in announced[0]


def test_without_a_position_no_service_is_asked(service, announced) -> None:
    assert structure_remarks([], announce=announced.append) == {}
    assert announced == []
    assert service.log == []


def test_a_missing_image_is_in_the_remark_and_reported_once(service, announced) -> None:
    service.expect_request("/hips2fits").respond_with_data("down", status=500)
    found = structure_remarks([HERE, THERE], announce=announced.append)
    assert found[HERE] == found[THERE]
    assert found[HERE] == (
        "no image of WISE W3: hips2fits answered with HTTP status 500",
        "no image of WISE W4: hips2fits answered with HTTP status 500",
    )
    assert announced[1:] == [
        f"No image of 2 positions: {band}, hips2fits answered with HTTP status 500."
        for band in ("WISE W3", "WISE W4")
    ]


def test_a_service_that_is_silent_is_not_asked_again(service, announced) -> None:
    service.expect_request("/hips2fits").respond_with_data("busy", status=503)
    found = structure_remarks([HERE, THERE], announce=announced.append)
    assert {fragment for remarks in found.values() for fragment in remarks} == {
        f"no image of {band}: hips2fits answered with HTTP status 503"
        for band in ("WISE W3", "WISE W4")
    }
    assert len(service.log) == 2  # one request, repeated once


def test_an_image_full_of_gaps_is_reported_as_useless(service, announced) -> None:
    def sky(hips: str, pixels: int) -> np.ndarray:
        values = noise(3, 9.2, pixels)
        values[20:-20, 20:-20] = np.nan
        return values

    shows(service, sky)
    found = structure_remarks([HERE], announce=announced.append)
    assert found[HERE][0] == (
        "the WISE W3 image has gaps there, so it does not say whether there is structure"
    )


def test_without_the_extra_nothing_is_sent(service, announced, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra):
        structure_remarks([HERE], announce=announced.append)
    assert announced == []
    assert service.log == []
