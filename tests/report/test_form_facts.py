"""The facts of the forms of other modes: what ``textconv`` prints and ``diff`` compares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aptcheck.report.outline import outline
from aptcheck.testing import (
    Observation,
    coronagraph,
    fixed_slits,
    ifu,
    ifu_exposure,
    image,
    image_dither,
    image_filter,
    lrs,
    proposal,
    target,
)
from tests.reading import model_of

#: What every observation of these tests says in addition to its template.
COMMON = ("label", "target", "instrument", "template")


def form_of(observation: Observation) -> list[str]:
    document = proposal(targets=[target(1, "NGC-1")], observations=[observation])
    (section,) = (one for one in outline(model_of(document)) if one.kind == "observation")
    return [f"{name}: {value}" for name, value in section.facts if name not in COMMON]


def test_the_form_of_images() -> None:
    two = image_filter("F1000W", groups=9, dither="None")
    assert form_of(image(1, exposures=[image_filter("F770W"), two])) == [
        "subarray: FULL",
        "dither 1: CYCLING, points 12, LARGE",
        "F770W exposures: 1",
        "F770W dither: Dither 1",
        "F770W readout: FASTR1",
        "F770W Ngroups: 20",
        "F770W integrations: 1",
        "F1000W exposures: 1",
        "F1000W dither: None",
        "F1000W readout: FASTR1",
        "F1000W Ngroups: 9",
        "F1000W integrations: 1",
    ]


def test_a_dither_omits_the_number_of_another_kind_of_pattern() -> None:
    sets = image_dither("4-POINT-SETS", points=12, sets=2, optimized_for="POINT SOURCE", size=None)
    assert "dither 1: 4-POINT-SETS, sets 2, POINT SOURCE" in form_of(image(1, dithers=[sets]))
    plain = image_dither("2-POINT", points=12, sets=2, size="SMALL")
    assert "dither 1: 2-POINT, SMALL" in form_of(image(1, dithers=[plain]))


def test_the_form_of_a_coronagraph() -> None:
    assert form_of(coronagraph(1, psf_references=[3, 2])) == [
        "acquisition: Same Target as Observation, FND, FASTGRPAVG, Ngroups 10",
        "acquisition quadrant: 1",
        "second exposure: no",
        "dither: NONE",
        "PSF reference: no",
        "PSF reference observations: 2, 3",
        "4QPM/F1140C exposures: 1",
        "4QPM/F1140C readout: FASTR1",
        "4QPM/F1140C Ngroups: 500",
        "4QPM/F1140C integrations: 10",
    ]
    sky = form_of(coronagraph(1, background_quadrant="2"))
    assert sky[:4] == [
        "acquisition: none",
        "background quadrant: 2",
        "second exposure: yes",
        "dither: BACKGROUND",
    ]


def test_the_form_of_the_lrs() -> None:
    assert form_of(lrs(1, dither="MAPPING", steps=(3, 2))) == [
        "acquisition: none",
        "subarray: FULL",
        "dither: MAPPING",
        "spectral steps: 3",
        "spatial steps: 2",
        "exposures: 1",
        "readout: FASTR1",
        "Ngroups: 40",
        "integrations: 1",
    ]


def test_the_form_of_the_ifu_separates_a_leakcal_from_its_exposure() -> None:
    leakcal = ifu_exposure(leakcal=True, dithered=False)
    assert form_of(ifu(1, exposures=[ifu_exposure(), leakcal])) == [
        "acquisition: none",
        "dither: CYCLING",
        "dither size: MEDIUM",
        "dither points: 4",
        "G235H/F170LP dither: yes",
        "G235H/F170LP readout: NRSIRS2RAPID",
        "G235H/F170LP Ngroups: 30",
        "G235H/F170LP integrations: 1",
        "G235H/F170LP leakcal dither: no",
        "G235H/F170LP leakcal readout: NRSIRS2RAPID",
        "G235H/F170LP leakcal Ngroups: 30",
        "G235H/F170LP leakcal integrations: 1",
    ]


def test_the_form_of_fixed_slits() -> None:
    assert form_of(fixed_slits(1, positions="P_3")) == [
        "acquisition: none",
        "slit: S200A1",
        "subarray: SUBS200A1",
        "primary positions: 3",
        "subpixel pattern: SPECTRAL",
        "G235H/F170LP readout: NRSRAPID",
        "G235H/F170LP Ngroups: 20",
        "G235H/F170LP integrations: 1",
    ]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("NONE", "none"),
        ("VERIFY_ONLY", "VERIFY_ONLY"),
        ("WATA", "WATA, Same Target as Observation, CLEAR, NRSRAPID"),
        ("MSATA", "MSATA"),
    ],
)
def test_nirspec_acquires_by_a_method(method: str, words: str) -> None:
    assert form_of(ifu(1, method=method))[0] == f"acquisition: {words}"


def test_an_exposure_that_comes_twice_is_numbered() -> None:
    twice = form_of(image(1, exposures=[image_filter("F770W")] * 2))
    assert "F770W #2 Ngroups: 20" in twice


@pytest.mark.parametrize(
    ("build", "fields", "words"),
    [
        (image, {"filters": [None]}, "no filter Ngroups: 20"),
        (coronagraph, {"mask": None, "filters": [None]}, "no mask/no filter Ngroups: 500"),
        (ifu, {"settings": [(None, None)]}, "no grating/no filter Ngroups: 30"),
        (fixed_slits, {"settings": [(None, "CLEAR")]}, "no grating/CLEAR Ngroups: 20"),
    ],
)
def test_what_is_not_chosen_yet_is_said(
    build: Callable[..., Observation], fields: dict[str, Any], words: str
) -> None:
    assert words in form_of(build(1, **fields))
