from __future__ import annotations

from typing import Any

import pytest

from aptcheck.model import FixedSlitTemplate, Oddity
from aptcheck.testing import Document, fixed_slits, leaf, proposal, slit_exposure, target
from tests.reading import model_of


def read(
    replace: tuple[str, str] = ("", ""), **changes: Any
) -> tuple[FixedSlitTemplate, tuple[Oddity, ...]]:
    document = proposal(
        targets=[target(1, "NGC-1"), target(2, "STAR")], observations=[fixed_slits(1, **changes)]
    )
    found = model_of(Document(document.text.replace(*replace)))
    template = found.observations[0].fixed_slits
    assert template is not None
    return template, found.oddities


def odd(replace: tuple[str, str] = ("", ""), **changes: Any) -> list[tuple[str, str]]:
    return [(o.field, o.text) for o in read(replace, **changes)[1]]


def test_a_template_is_read_without_an_oddity() -> None:
    template, oddities = read(
        exposures=[
            slit_exposure("G140H", "F070LP", groups=12, integrations=2, readout="NRS"),
            slit_exposure("PRISM", "CLEAR"),
        ],
        slit="S400A1",
        subarray="SUBS400A1",
        positions="P_3",
        subpixel="NONE",
        method="WATA",
        acquisition="2 STAR",
    )
    assert oddities == ()
    assert (template.slit, template.subarray) == ("S400A1", "SUBS400A1")
    assert (template.primary_positions, template.subpixel_pattern) == (3, "NONE")
    assert [
        (e.index, e.grating, e.filter, e.readout, e.groups, e.integrations)
        for e in template.exposures
    ] == [
        (1, "G140H", "F070LP", "NRS", 12, 2),
        (2, "PRISM", "CLEAR", "NRSRAPID", 20, 1),
    ]
    acquisition = template.acquisition
    assert (acquisition.kind, acquisition.method) == ("other", "WATA")
    assert acquisition.target is not None
    assert acquisition.target.name == "STAR"
    assert template.place.trail == "Observation 1 > NIRSpec Fixed Slit Spectroscopy"
    assert (
        template.exposures[1].place.trail
        == "Observation 1 > NIRSpec Fixed Slit Spectroscopy > Exposure 2"
    )


@pytest.mark.parametrize(
    ("written", "count"),
    [("NONE", 1), ("P_2", 2), ("p-3", 3), ("P 5", 5), ("", None), (None, None)],
)
def test_primary_positions_are_counted(written: str | None, count: int | None) -> None:
    template, oddities = read(positions=written)
    assert template.primary_positions == count
    assert oddities == ()


@pytest.mark.parametrize("method", ["NONE", "MSATA", "VERIFY_ONLY"])
def test_only_wata_names_a_target(method: str) -> None:
    template, oddities = read(method=method)
    assert template.acquisition.kind == ("same" if method == "MSATA" else "none")
    assert template.acquisition.text == ""
    assert oddities == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"slit": "S800A1"}, ("Slit", "S800A1")),
        ({"subarray": "SUB640"}, ("Subarray", "SUB640")),
        ({"positions": "P_4"}, ("PrimaryPositions", "P_4")),
        ({"subpixel": "SOME"}, ("SubpixelPattern", "SOME")),
        ({"settings": [("MIRROR", "CLEAR")]}, ("Grating", "MIRROR")),
        ({"settings": [("PRISM", "OPAQUE")]}, ("Filter", "OPAQUE")),
        ({"readout": "FASTR1"}, ("ReadoutPattern", "FASTR1")),
        ({"integrations": "x"}, ("Integrations", "x")),
        ({"template_raw": "<nsfss:Colour>red</nsfss:Colour>"}, ("Colour", "red")),
        ({"line_raw": "<nsfss:Colour>red</nsfss:Colour>"}, ("Colour", "red")),
    ],
)
def test_unknown_values_are_kept_and_reported(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    template, oddities = read(**changes)
    assert [(o.field, o.text) for o in oddities] == [expected]
    assert oddities[0].observation == 1
    assert template.exposures


def test_fields_that_do_not_matter_are_not_oddities() -> None:
    assert odd(template_raw=leaf("nsfss:HFFReadoutMode", "true")) == []
