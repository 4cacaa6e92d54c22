from __future__ import annotations

from typing import Any

import pytest

from aptcheck.model import LrsTemplate, Oddity
from aptcheck.testing import Document, leaf, lrs, other, proposal, target
from tests.reading import model_of


def read(
    replace: tuple[str, str] = ("", ""), **changes: Any
) -> tuple[LrsTemplate, tuple[Oddity, ...]]:
    document = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR")], observations=[lrs(1, **changes)]
    )
    found = model_of(Document(document.text.replace(*replace)))
    template = found.observations[0].lrs
    assert template is not None
    return template, found.oddities


def odd(replace: tuple[str, str] = ("", ""), **changes: Any) -> list[tuple[str, str]]:
    return [(o.field, o.text) for o in read(replace, **changes)[1]]


def test_a_template_is_read_without_an_oddity() -> None:
    template, oddities = read(groups=30, integrations=2, count=3, readout="SLOWR1")
    assert oddities == ()
    assert (template.subarray, template.dither_type) == ("FULL", "ALONG SLIT NOD")
    assert not template.is_slitless
    assert template.acquisition.kind == "none"
    assert [
        (e.index, e.readout, e.groups, e.integrations, e.exposures) for e in template.exposures
    ] == [(1, "SLOWR1", 30, 2, 3)]
    assert template.place.trail == "Observation 1 > MIRI Low Resolution Spectroscopy"
    assert template.exposures[0].place == template.place


def test_a_map_has_its_steps() -> None:
    template, oddities = read(dither="MAPPING", steps=(3, 45))
    assert (template.dither_type, template.spectral_steps, template.spatial_steps) == (
        "MAPPING",
        3,
        45,
    )
    assert oddities == ()


@pytest.mark.parametrize("written", ["ALONG SLIT NOD", "along-slit-nod", "ALONG_SLIT__NOD"])
def test_blanks_hyphens_and_underscores_are_equivalent(written: str) -> None:
    template, oddities = read(dither=written)
    assert template.dither_type == "ALONG SLIT NOD"
    assert oddities == ()


@pytest.mark.parametrize(
    ("subarray", "slitless"),
    [
        ("FULL", False),
        ("SUBSLIT", False),
        ("SLITLESSPRISM", True),
        ("slitlessprism_ip", True),
        ("SLITLESSPRISM_IPS", True),
    ],
)
def test_the_subarray_decides_the_mode(subarray: str, slitless: bool) -> None:
    template, oddities = read(subarray=subarray)
    assert template.is_slitless is slitless
    assert oddities == ()


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("NONE", "none", None),
        ("Same Target as Observation", "same", None),
        ("O[1 NGC-1]", "same", 1),
        ("2 STAR", "other", 2),
        (None, "unknown", None),
    ],
)
def test_the_acquisition_target_decides(written: str | None, kind: str, number: int | None) -> None:
    template, oddities = read(acquisition=written)
    star = template.acquisition.target
    assert template.acquisition.kind == kind
    assert (star.number if star else None) == number
    assert oddities == ()


def test_a_verification_image_is_not_an_oddity() -> None:
    raw = leaf("mlrs:PointingVerificationFilter", "F560W") + leaf("mlrs:VerificationImage", "YES")
    assert odd(template_raw=raw) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"subarray": "BRIGHTSKY"}, ("Subarray", "BRIGHTSKY")),
        ({"dither": "ALONGSLITNOD"}, ("DitherType", "ALONGSLITNOD")),
        ({"dither": "MAPPING", "steps": ("x", 2)}, ("NumberOfSpectralSteps", "x")),
        ({"dither": "MAPPING", "steps": (2, "x")}, ("NumberOfSpatialSteps", "x")),
        ({"readout": "NRS"}, ("ReadoutPattern", "NRS")),
        ({"groups": "x"}, ("Groups", "x")),
        ({"acquisition": "somebody"}, ("AcqTargetID", "somebody")),
        ({"template_raw": "<mlrs:Colour>red</mlrs:Colour>"}, ("Colour", "red")),
    ],
)
def test_unknown_values_are_kept_and_reported(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    template, oddities = read(**changes)
    assert [(o.field, o.text) for o in oddities] == [expected]
    assert oddities[0].place.trail.startswith("Observation 1 > MIRI Low Resolution Spectroscopy")
    assert len(template.exposures) == 1


def test_a_form_without_an_exposure_has_none() -> None:
    document = proposal(targets=[target()], observations=[other(1, "MiriLRS")])
    (observation,) = model_of(document).observations
    assert observation.lrs is not None
    assert observation.lrs.exposures == ()
    assert not observation.lrs.is_slitless
