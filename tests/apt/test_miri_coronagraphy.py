from __future__ import annotations

from typing import Any

import pytest

from aptcheck.model import CoronagraphyTemplate, Oddity
from aptcheck.testing import Document, coronagraph, coronagraph_filter, leaf, proposal, target
from tests.reading import model_of


def read(
    replace: tuple[str, str] = ("", ""), **changes: Any
) -> tuple[CoronagraphyTemplate, tuple[Oddity, ...]]:
    document = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR")], observations=[coronagraph(1, **changes)]
    )
    found = model_of(Document(document.text.replace(*replace)))
    template = found.observations[0].coronagraphy
    assert template is not None
    return template, found.oddities


def odd(replace: tuple[str, str] = ("", ""), **changes: Any) -> list[tuple[str, str]]:
    return [(o.field, o.text) for o in read(replace, **changes)[1]]


def test_a_star_is_read_without_an_oddity() -> None:
    template, oddities = read(
        exposures=[
            coronagraph_filter("F1140C", groups=300, integrations=5),
            coronagraph_filter("F2300C", readout="SLOWR1", count=2),
        ],
        quadrant="4",
        dither="9-POINT-SMALL-GRID",
        psf_references=[3, "a (b) star (Obs 14)", 3],
    )
    assert oddities == ()
    assert (template.quadrant, template.background_quadrant) == ("4", None)
    assert (template.dither, template.second_exposure) == ("9-POINT-SMALL-GRID", False)
    assert (template.psf_reference, template.psf_references) == (False, (3, 14))
    assert [
        (e.index, e.mask, e.filter, e.readout, e.groups, e.integrations, e.exposures)
        for e in template.exposures
    ] == [
        (1, "FOUR_QPM", "F1140C", "FASTR1", 300, 5, 1),
        (2, "LYOT", "F2300C", "SLOWR1", 500, 10, 2),
    ]
    acquisition = template.acquisition
    assert (acquisition.kind, acquisition.filter, acquisition.groups) == ("same", "FND", 10)
    assert template.place.trail == "Observation 1 > MIRI Coronagraphic Imaging"
    assert template.exposures[1].place.trail.endswith("Imaging > Exposure 2")
    assert acquisition.place.trail.endswith("Imaging > Acq Target")


def test_a_background_has_its_quadrant_and_no_acquisition() -> None:
    template, oddities = read(background_quadrant="2")
    assert oddities == ()
    assert (template.quadrant, template.background_quadrant) == (None, "2")
    assert (template.dither, template.second_exposure) == ("BACKGROUND", True)
    assert template.acquisition.kind == "none"
    assert template.acquisition.place.trail.endswith("Imaging > Acq Target")


@pytest.mark.parametrize("name", ["BackgroundQuadrant", "MiriBackgroundQuadrantChoice"])
def test_any_spelling_of_the_quadrant_field_is_read(name: str) -> None:
    template, oddities = read(template_raw=leaf(f"mc:{name}", "3"))
    assert template.background_quadrant == "3"
    assert oddities == ()


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (None, "none"),
        ("NONE", "none"),
        ("Same Target as Observation", "same"),
        ("C[1 NGC-1]", "same"),
        ("2 STAR", "other"),
        (" ", "unknown"),
    ],
)
def test_without_acq_target_nothing_is_acquired(written: str | None, kind: str) -> None:
    template, oddities = read(acquisition=written)
    assert template.acquisition.kind == kind
    assert oddities == ()


def test_a_reference_star_is_marked() -> None:
    template, oddities = read(psf_reference=True)
    assert template.psf_reference
    assert template.psf_references == ()
    assert oddities == ()


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("[24][PSF (Obs 24)]", (24,)),
        ("[24, 25][PSF [x] (Obs 24), Observation 9 (Obs 25)]", (24, 25)),
        ("[7][Observation 7]", (7,)),
        ("[][]", ()),
        ("", ()),
        ("PSF (Obs 3)", (3,)),
    ],
)
def test_references_may_be_listed_in_brackets(written: str, numbers: tuple[int, ...]) -> None:
    template, oddities = read(template_raw=leaf("mc:PsfReferenceObservations", written))
    assert template.psf_references == numbers
    assert oddities == ()


def test_references_in_both_spellings_count_once() -> None:
    both = leaf("mc:PsfReferenceObservations", "[8][B (Obs 8), A (Obs 3)]")
    assert read(psf_references=[3], template_raw=both)[0].psf_references == (3, 8)


@pytest.mark.parametrize("written", ["[][no one]", "[24]", "24", "[[[[", "[]["])
def test_references_that_are_not_observations_are_reported(written: str) -> None:
    name = "PsfReferenceObservations"
    assert odd(template_raw=leaf(f"mc:{name}", written)) == [(name, written)]
    assert odd(psf_references=["no one"]) == [("PsfReferenceObservation", "no one")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"filters": ["F770W"]}, ("Filter", "F770W")),
        ({"mask": "BAR"}, ("Mask", "BAR")),
        ({"readout": "FASTGRPAVG"}, ("ReadoutPattern", "FASTGRPAVG")),
        ({"groups": "1e3"}, ("Groups", "1e3")),
        ({"quadrant": "5"}, ("AcqQuadrant", "5")),
        ({"background_quadrant": "left"}, ("BackgroundQuadrant", "left")),
        ({"second_exposure": "MAYBE"}, ("SecondExposure", "MAYBE")),
        ({"dither": "25-POINT-SMALL-GRID"}, ("Dither", "25-POINT-SMALL-GRID")),
        ({"psf_reference": "perhaps"}, ("PsfReference", "perhaps")),
        ({"acquisition": "the star"}, ("AcqTargetID", "the star")),
        ({"template_raw": "<mc:Colour>red</mc:Colour>"}, ("Colour", "red")),
        ({"line_raw": "<mc:Colour>red</mc:Colour>"}, ("Colour", "red")),
    ],
)
def test_unknown_values_are_kept_and_reported(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    template, oddities = read(**changes)
    assert [(o.field, o.text) for o in oddities] == [expected]
    assert oddities[0].observation == 1
    assert template.exposures


def test_words_may_be_spelled_with_blanks_for_hyphens() -> None:
    assert read(dither="9 Point_Small Grid")[0].dither == "9-POINT-SMALL-GRID"
