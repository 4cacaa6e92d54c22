"""Exposures that a background lacks in modes other than the MRS, and those in another filter."""

from __future__ import annotations

from typing import Any

import pytest

from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    group,
    ifu,
    ifu_exposure,
    image,
    image_dither,
    image_filter,
    target,
)
from tests.fixing.correcting import codes, correction, left, model_after, reasons, remaining
from tests.rules.other_modes import pair_of

SKY = {"background_quadrant": "1"}
BLUE, RED = ("G140M", "F070LP"), ("G140M", "F100LP")
ONE, TWO = ("G235H", "F170LP"), ("G395H", "F290LP")


def alike(build: Any, **both: Any) -> bytes:
    return pair_of(build, both=both).xml


@pytest.mark.parametrize(
    ("build", "two", "rest"),
    [
        (ifu, {"settings": [ONE, TWO]}, {"settings": [ONE]}),
        (fixed_slits, {"settings": [ONE, TWO]}, {"settings": [ONE]}),
        (image, {"filters": ["F770W", "F1130W"]}, {"filters": ["F770W"]}),
    ],
)
def test_an_exposure_is_copied(build: Any, two: dict[str, Any], rest: dict[str, Any]) -> None:
    document = pair_of(build, science=two, sky=rest)
    assert not correction(document, unsafe=False, select=["BKG203"]).differs
    found = correction(document, select=["BKG203"])
    assert codes(found) == ["BKG203"]
    assert found.data == alike(build, **two)


def test_images_use_the_dither_of_most_background_exposures() -> None:
    science = {"filters": ["F770W", "F1000W", "F1130W", "F1500W"]}
    dithers = [image_dither(), image_dither(points=8)]
    rows = [
        image_filter("F770W"),
        *(image_filter(f, dither="Dither 2") for f in ("F1000W", "F1130W")),
    ]
    document = pair_of(image, science=science, sky={"exposures": rows, "dithers": dithers})
    found = correction(document, select=["BKG203"])
    form = model_after(found).observations[1].imaging
    assert form is not None
    assert [(row.filter, row.dither) for row in form.exposures][-1] == ("F1500W", 2)


def test_a_spectrum_keeps_the_dither_checkbox_of_the_science() -> None:
    rows = [ifu_exposure(*ONE), ifu_exposure(*TWO, dithered=False)]
    document = pair_of(ifu, science={"exposures": rows})
    found = correction(document, select=["BKG203"])
    assert codes(found) == ["BKG203"]
    assert remaining(found, select=["BKG2", "BKG4", "APT"]) == ["BKG407 warning 1"]


def test_a_leakcal_is_not_an_exposure_of_the_setting() -> None:
    rows = [ifu_exposure(*ONE), ifu_exposure(*TWO, leakcal=True), ifu_exposure(*TWO)]
    found = correction(pair_of(ifu, science={"exposures": rows}), select=["BKG203"])
    form = model_after(found).observations[1].ifu
    assert form is not None
    assert [(row.grating, row.leakcal) for row in form.exposures] == [
        ("G235H", False),
        ("G395H", False),
    ]


@pytest.mark.parametrize(
    ("build", "two", "rest"),
    [
        (image, {"filters": ["F770W", "F1130W"]}, {"subarray": "SUB256"}),
        (fixed_slits, {"settings": [ONE, TWO]}, {"slit": "S400A1", "subarray": "SUBS400A1"}),
    ],
)
def test_nothing_is_copied_into_another_subarray_or_slit(
    build: Any, two: dict[str, Any], rest: dict[str, Any]
) -> None:
    found = correction(pair_of(build, science=two, sky=rest), select=["BKG203"])
    assert not found.differs


def test_no_file_has_two_filters_in_a_coronagraphic_observation() -> None:
    document = pair_of(coronagraph, science={"filters": ["F1140C", "F1550C"]}, sky=SKY)
    found = correction(document, select=["BKG203"])
    assert left(found) == ["BKG203"]
    assert "public file" in reasons(found)


# --- the other filter


def test_a_spare_exposure_gets_the_filter_of_the_science_and_its_leakcal_too() -> None:
    both = [ifu_exposure(*RED), ifu_exposure(*RED, leakcal=True)]
    sky = [ifu_exposure(*BLUE), ifu_exposure(*BLUE, leakcal=True)]
    document = pair_of(ifu, science={"exposures": both}, sky={"exposures": sky})
    found = correction(document, select=["BKG210"])
    assert codes(found) == ["BKG210"]
    assert found.data == alike(ifu, exposures=both)


@pytest.mark.parametrize("own", [True, False])
def test_what_science_needs_keeps_its_filter_and_another_exposure_is_added(own: bool) -> None:
    others: dict[str, Any] = {
        "more_targets": [target(3, "NGC-3", background=[2], north=700)],
        "more_observations": [ifu(3, 3, settings=[BLUE])],
        "links": [group(1, 2, 3)],
    }
    science = {"settings": [BLUE, RED] if own else [RED]}
    document = pair_of(ifu, science=science, sky={"settings": [BLUE]}, **({} if own else others))
    found = correction(document, select=["BKG210"])
    assert codes(found) == ["BKG210"]
    form = model_after(found).observations[1].ifu
    assert form is not None
    assert [row.filter for row in form.exposures] == ["F070LP", "F100LP"]
    assert remaining(found, select=["BKG210", "BKG203", "APT"]) == []


def test_a_filter_without_a_dither_gets_the_first() -> None:
    rows = [image_filter("F770W"), image_filter("F2100W", dither="None")]
    found = correction(pair_of(image, both={"exposures": rows}), select=["BKG407"])
    assert codes(found) == ["BKG407", "BKG407"]
    assert found.data == alike(image, filters=["F770W", "F2100W"])
    spectra = [ifu_exposure(*ONE), ifu_exposure(*TWO, dithered=False)]
    assert not correction(pair_of(ifu, both={"exposures": spectra}), select=["BKG407"]).differs
