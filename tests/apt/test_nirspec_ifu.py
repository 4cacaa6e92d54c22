from __future__ import annotations

from typing import Any

import pytest

from aptcheck.model import IfuTemplate, Oddity
from aptcheck.testing import Document, ifu, ifu_exposure, leaf, nest, proposal, target
from tests.reading import model_of


def read(
    replace: tuple[str, str] = ("", ""), **changes: Any
) -> tuple[IfuTemplate, tuple[Oddity, ...]]:
    document = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR")], observations=[ifu(1, **changes)]
    )
    found = model_of(Document(document.text.replace(*replace)))
    template = found.observations[0].ifu
    assert template is not None
    return template, found.oddities


def odd(replace: tuple[str, str] = ("", ""), **changes: Any) -> list[tuple[str, str]]:
    return [(o.field, o.text) for o in read(replace, **changes)[1]]


def test_a_template_is_read_without_an_oddity() -> None:
    template, oddities = read(
        exposures=[
            ifu_exposure("G395H", "F290LP", groups=12, integrations=2, readout="NRSIRS2"),
            ifu_exposure("G395H", "F290LP", leakcal=True, dithered=False),
            ifu_exposure("PRISM", "CLEAR"),
        ],
        points=9,
        size="SMALL",
    )
    assert oddities == ()
    assert (template.dither_type, template.dither_size) == ("CYCLING", "SMALL")
    assert template.number_of_points == 9
    assert [
        (e.index, e.grating, e.filter, e.readout, e.groups, e.integrations, e.leakcal, e.dithered)
        for e in template.exposures
    ] == [
        (1, "G395H", "F290LP", "NRSIRS2", 12, 2, False, True),
        (2, "G395H", "F290LP", "NRSIRS2RAPID", 30, 1, True, False),
        (3, "PRISM", "CLEAR", "NRSIRS2RAPID", 30, 1, False, True),
    ]
    assert (template.acquisition.kind, template.acquisition.method) == ("none", "NONE")
    assert template.place.trail == "Observation 1 > NIRSpec IFU Spectroscopy"
    assert (
        template.exposures[2].place.trail == "Observation 1 > NIRSpec IFU Spectroscopy > Exposure 3"
    )
    assert (
        template.acquisition.place.trail == "Observation 1 > NIRSpec IFU Spectroscopy > Acq Target"
    )


@pytest.mark.parametrize(
    "dither", ["NONE", "2-POINT-NOD", "4-Point-Nod", "4 POINT DITHER", "CYCLING", "SPARSE_CYCLING"]
)
def test_known_dithers_are_not_oddities(dither: str) -> None:
    template, oddities = read(dither=dither)
    known = dither.upper().replace(" ", "-").replace("_", "-")
    assert template.dither_type == known
    assert oddities == ()


def test_listed_points_are_counted() -> None:
    template, oddities = read(dither="SPARSE-CYCLING", points=60, listed="1, 4-6")
    assert template.number_of_points == 4
    assert oddities == ()


@pytest.mark.parametrize(
    ("method", "acquisition", "kind", "number"),
    [
        ("NONE", None, "none", None),
        ("WATA", "Same Target as Observation", "same", None),
        ("WATA", "2 STAR", "other", 2),
        ("WATA", "1 NGC-1", "same", 1),
        ("WATA", "NONE", "none", None),
        ("WATA", None, "unknown", None),
        ("MSATA", None, "same", None),
        ("VERIFY_ONLY", None, "none", None),
        ("Verify Only", None, "none", None),
        (None, None, "unknown", None),
    ],
)
def test_the_method_decides_and_then_the_target(
    method: str | None, acquisition: str | None, kind: str, number: int | None
) -> None:
    template, oddities = read(method=method, acquisition=acquisition)
    found = template.acquisition
    assert found.kind == kind
    assert found.method == (None if method is None else method.upper().replace(" ", "_"))
    assert (found.target.number if found.target else None) == number
    assert found.text == ((acquisition or "") if found.method == "WATA" else "")
    assert oddities == ()


def test_a_target_that_no_method_uses_is_stale() -> None:
    stale = leaf("nsifus:AcqTargetID", "2 STAR") + leaf("nsifus:AcqReadoutPattern", "old")
    for method, kind in (("NONE", "none"), ("VERIFY_ONLY", "none"), ("MSATA", "same")):
        template, _ = read(method=method, template_raw=stale)
        assert (template.acquisition.kind, template.acquisition.target) == (kind, None)
    assert odd(method="NONE", template_raw=stale) == []


def test_the_fields_of_an_acquisition_are_read() -> None:
    acquisition = read(method="WATA")[0].acquisition
    assert (acquisition.filter, acquisition.readout, acquisition.groups) == (
        "CLEAR",
        "NRSRAPID",
        None,
    )


def test_with_an_unknown_method_the_target_decides() -> None:
    named = leaf("nsifus:AcqTargetID", "2 STAR")
    template, oddities = read(method="GUESS", template_raw=named)
    assert (template.acquisition.kind, template.acquisition.method) == ("other", "GUESS")
    assert [(o.field, o.text) for o in oddities] == [("TaMethod", "GUESS")]
    assert read(method="GUESS")[0].acquisition.kind == "unknown"


def test_fields_that_do_not_matter_are_not_oddities() -> None:
    raw = nest("nsifus:PointingVerificationImage", leaf("nsifus:Filter", "CLEAR"))
    assert odd(method="VERIFY_ONLY", template_raw=raw + leaf("nsifus:HffReadoutMode", "true")) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"settings": [("G140X", "F100LP")]}, ("Grating", "G140X")),
        ({"settings": [("G140H", "F110W")]}, ("Filter", "F110W")),
        ({"readout": "FASTR1"}, ("ReadoutPattern", "FASTR1")),
        ({"groups": "x"}, ("Groups", "x")),
        ({"leakcal": "some"}, ("Leakcal", "some")),
        ({"dithered": "some"}, ("Dither", "some")),
        ({"dither": "8-POINT-NOD"}, ("DitherType", "8-POINT-NOD")),
        ({"size": "TINY"}, ("DitherSize", "TINY")),
        ({"points": "x"}, ("NumberOfPoints", "x")),
        ({"dither": "SPARSE-CYCLING", "listed": "9-1"}, ("Points", "9-1")),
        ({"method": "WATA", "acquisition": "x"}, ("AcqTargetID", "x")),
        ({"template_raw": "<nsifus:Colour>red</nsifus:Colour>"}, ("Colour", "red")),
        ({"line_raw": "<nsifus:Colour>red</nsifus:Colour>"}, ("Colour", "red")),
    ],
)
def test_unknown_values_are_kept_and_reported(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    template, oddities = read(**changes)
    assert [(o.field, o.text) for o in oddities] == [expected]
    assert oddities[0].place.trail.startswith("Observation 1 > NIRSpec IFU Spectroscopy")
    assert template.exposures


def test_absent_checkboxes_mean_no_leakcal_and_an_unknown_dither() -> None:
    template, oddities = read(leakcal=None, dithered=None)
    assert (template.exposures[0].leakcal, template.exposures[0].dithered) == (False, None)
    assert oddities == ()
