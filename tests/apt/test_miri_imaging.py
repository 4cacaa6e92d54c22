from __future__ import annotations

from typing import Any

import pytest

from aptcheck.model import ImagingTemplate, Oddity
from aptcheck.testing import Document, image, image_dither, image_filter, proposal, target
from tests.reading import model_of


def read(
    replace: tuple[str, str] = ("", ""), **changes: Any
) -> tuple[ImagingTemplate, tuple[Oddity, ...]]:
    document = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR")], observations=[image(1, **changes)]
    )
    found = model_of(Document(document.text.replace(*replace)))
    template = found.observations[0].imaging
    assert template is not None
    return template, found.oddities


def odd(replace: tuple[str, str] = ("", ""), **changes: Any) -> list[tuple[str, str]]:
    return [(o.field, o.text) for o in read(replace, **changes)[1]]


def test_a_template_is_read_without_an_oddity() -> None:
    template, oddities = read(
        exposures=[
            image_filter("F770W", groups=12, integrations=3, count=2),
            image_filter("F2100W", readout="SLOWR1", dither="Dither 2"),
            image_filter("F2550W", dither="None"),
        ],
        dithers=[
            image_dither(),
            image_dither(
                "4-Point-Sets", points=4, sets=2, optimized_for="EXTENDED SOURCE", size="SMALL"
            ),
        ],
        subarray="BRIGHTSKY",
    )
    assert oddities == ()
    assert template.subarray == "BRIGHTSKY"
    assert [
        (d.index, d.dither_type, d.number_of_points, d.number_of_sets, d.optimized_for)
        for d in template.dithers
    ] == [
        (1, "CYCLING", 12, None, None),
        (2, "4-POINT-SETS", 4, 2, "EXTENDED SOURCE"),
    ]
    assert [d.pattern_size for d in template.dithers] == ["LARGE", "SMALL"]
    assert [
        (e.index, e.filter, e.readout, e.groups, e.integrations, e.exposures, e.dither)
        for e in template.exposures
    ] == [
        (1, "F770W", "FASTR1", 12, 3, 2, 1),
        (2, "F2100W", "SLOWR1", 20, 1, 1, 2),
        (3, "F2550W", "FASTR1", 20, 1, 1, None),
    ]
    assert [e.undithered for e in template.exposures] == [False, False, True]
    assert template.pattern(template.exposures[1]) == template.dithers[1]
    assert template.place.trail == "Observation 1 > MIRI Imaging"
    assert template.exposures[1].place.trail == "Observation 1 > MIRI Imaging > Exposure 2"
    assert template.dithers[1].place.trail == "Observation 1 > MIRI Imaging > Dither 2"


@pytest.mark.parametrize("written", ["Sparse Cycling", "SPARSE-CYCLING", "sparse_cycling"])
def test_listed_points_are_counted_and_the_other_number_is_ignored(written: str) -> None:
    template, oddities = read(dithers=[image_dither(written, points=100, listed="1, 2, 3-32")])
    assert template.dithers[0].dither_type == "SPARSE-CYCLING"
    assert template.dithers[0].number_of_points == 32
    assert oddities == ()


def test_points_of_another_dither_type_are_ignored() -> None:
    template, oddities = read(dithers=[image_dither("CYCLING", points=4, listed="?")])
    assert template.dithers[0].number_of_points == 4
    assert oddities == ()


def test_missing_sparse_points_are_unknown() -> None:
    template, oddities = read(dithers=[image_dither("SPARSE-CYCLING", points=100)])
    assert template.dithers[0].number_of_points is None
    assert oddities == ()


@pytest.mark.parametrize(
    "written",
    ["2-Point", "REULEAUX", "4-POINT-MIRI-F770W-WITH-NIRCam", "9-POINT-MIRI-F1000W-WITH-NIRISS"],
)
def test_known_dithers_are_not_oddities(written: str) -> None:
    template, oddities = read(dithers=[image_dither(written)])
    assert template.dithers[0].dither_type == written.upper()
    assert oddities == ()


def test_fields_of_parallel_images_are_known() -> None:
    raw = "<mi:DitherDirectImageParallels>x</mi:DitherDirectImageParallels>"
    assert odd(template_raw=raw) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subarray": "SUB320"}, ("Subarray", "SUB320")),
        ({"filters": ["F444W"]}, ("Filter", "F444W")),
        ({"readout": "DEEP8"}, ("ReadoutPattern", "DEEP8")),
        ({"groups": "many"}, ("Groups", "many")),
        ({"integrations": "-1"}, ("Integrations", "-1")),
        ({"count": "1.5"}, ("Exposures", "1.5")),
        ({"dither": "Dither 2"}, ("Dither", "Dither 2")),
        ({"dithers": [image_dither("SPIRAL")]}, ("DitherType", "SPIRAL")),
        ({"dithers": [image_dither("4-POINT-MIRI")]}, ("DitherType", "4-POINT-MIRI")),
        ({"dithers": [image_dither(size="HUGE")]}, ("PatternSize", "HUGE")),
        ({"dithers": [image_dither(optimized_for="Jupiter")]}, ("OptimizeFor", "Jupiter")),
        ({"dithers": [image_dither(points="x")]}, ("NumberOfPoints", "x")),
        ({"dithers": [image_dither("SPARSE-CYCLING", listed="x")]}, ("Points", "x")),
        ({"dithers": [image_dither("4-Point-Sets", sets="x")]}, ("NumberOfSets", "x")),
        ({"line_raw": "<mi:Colour>red</mi:Colour>"}, ("Colour", "red")),
        ({"template_raw": "<mi:Colour>red</mi:Colour>"}, ("Colour", "red")),
    ],
)
def test_unknown_values_are_kept_and_reported(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    template, oddities = read(**changes)
    assert [(o.field, o.text) for o in oddities] == [expected]
    assert oddities[0].observation == 1
    assert oddities[0].place.trail.startswith("Observation 1 > MIRI Imaging")
    assert template.exposures


def test_the_text_of_an_unknown_value_stays_in_the_model() -> None:
    assert read(filters=["f444w"])[0].exposures[0].filter == "F444W"
    assert read(dithers=[image_dither("spiral  arm")])[0].dithers[0].dither_type == "SPIRAL ARM"


def test_an_empty_form_has_no_values() -> None:
    template, oddities = read(dithers=None, subarray=None, exposures=[], filters=[])
    assert (template.subarray, template.dithers, template.exposures) == (None, (), ())
    assert oddities == ()
    (one,) = read(
        filters=[""], readout="", groups="", integrations="", count="", dither="", dithers=[]
    )[0].exposures
    assert (one.filter, one.readout, one.groups, one.integrations, one.exposures) == (None,) * 5
    assert (one.dither, one.dither_text, one.undithered) == (None, None, True)
