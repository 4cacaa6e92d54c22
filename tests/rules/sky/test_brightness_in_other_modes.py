"""How bright a star in a background field of a mode other than the MRS may be."""

from __future__ import annotations

import pytest

from aptcheck.testing import lines
from tests.rules.skies_of_modes import EMPTY, levels, look, polar, shining
from tests.rules.sky.looking import measured_and_limit
from tests.skies import of_code, star

CODES = ("SKY101", "SKY102", "SKY103", "ORI")


def reported(report, *codes):
    return lines(of_code(report, *(codes or CODES)))


@pytest.mark.parametrize("name", EMPTY)
def test_by_how_bright_it_is_it_is_nothing_a_warning_or_an_error(name, tmp_path):
    matters, spoils = levels(name)
    first: tuple[tuple[float, list[str] | None], ...] = ((0.97, []), (1.03, None))
    for share, expected in first:
        report = look(tmp_path, name, shining(name, 0.0, 0.0, share * matters))
        severity = "error" if matters == spoils else "warning"
        assert reported(report) == ([f"SKY101 {severity} 2"] if expected is None else expected)
    for share, severity in ((0.97, "warning"), (1.03, "error")):
        report = look(tmp_path, name, shining(name, 0.0, 0.0, share * spoils))
        assert reported(report) == (
            [] if share < 1 and matters == spoils else [f"SKY101 {severity} 2"]
        )
        for found in of_code(report, "SKY101"):
            assert found.evidence.limit == pytest.approx(matters, rel=1e-3)
            assert found.evidence.measured == pytest.approx(share * spoils, rel=2e-3)


def test_a_mean_over_the_field_bears_what_pixels_do_not():
    for name in EMPTY:
        (matters, spoils), (of_mean, _) = levels(name, pixel=True), levels(name, pixel=False)
        assert matters < spoils < of_mean


@pytest.mark.parametrize("name", ["IFU", "slit"])
def test_nirspec_subtracted_pixel_by_pixel_is_compared_with_a_disc(name, tmp_path):
    pixel = {"intents": {"1": {"strategy": "pixel"}}}
    matters, spoils = levels(name, pixel=True)
    for ujy, expected in (
        (0.97 * matters, []),
        (1.03 * matters, ["SKY101 warning 2"]),
        (1.03 * spoils, ["SKY101 error 2"]),
    ):
        assert reported(look(tmp_path, name, shining(name, 0, 0, ujy), **pixel)) == expected


def test_the_lrs_with_a_master_background_is_compared_with_its_field(tmp_path):
    master = {"intents": {"1": {"strategy": "master"}}}
    (matters, _) = levels("LRS", pixel=False)
    for share, expected in ((0.97, []), (1.03, ["SKY101 error 2"])):
        shone = shining("LRS", 0, 0, share * matters)
        assert reported(look(tmp_path, "LRS", shone, **master)) == expected


@pytest.mark.parametrize("name", ["LRS", "coronagraph"])
def test_what_no_science_uses_is_subtracted_as_the_pipeline_does_in_the_mode(name, tmp_path):
    _, spoils = levels(name)
    document = polar(name, links=[])
    report = look(tmp_path, document, shining(name, 0, 0, 1.03 * spoils))
    assert reported(report, "SKY101") == ["SKY101 error 2"]


@pytest.mark.parametrize("name", EMPTY)
def test_the_share_of_the_light_of_the_sky_is_a_setting(name, tmp_path):
    matters, _ = levels(name)
    shone = shining(name, 0, 0, 1.03 * matters)
    assert reported(look(tmp_path, name, shone), "SKY101")
    bearing = {"thresholds": {"background_light_fraction": 0.2}}
    assert reported(look(tmp_path, name, shone, **bearing)) == []


@pytest.mark.parametrize("name", ["LRS", "coronagraph"])
def test_an_upper_limit_is_a_warning(name, tmp_path):
    unseen = {"w3sigmpro": "", "w4sigmpro": "", "ph_qual": "AAUU"}
    red = star(0, 0, 19.2, w3mpro=11.5, w4mpro=8.0, **unseen)
    (found,) = of_code(look(tmp_path, name, red), "SKY101")
    assert found.severity.value == "warning"
    # an error if anything had been detected there
    measured, _ = measured_and_limit(found)
    assert measured > levels(name)[1]
