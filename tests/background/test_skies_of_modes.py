"""What looks like an undeclared background in modes other than the MRS, and what only seems to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from aptcheck.mode_names import ModeName
from aptcheck.testing import (
    Observation,
    Target,
    coronagraph,
    fixed_slits,
    group,
    ifu,
    ifu_exposure,
    image,
    lrs,
    offset,
    proposal,
    target,
)
from tests.background.reading import graph_in

IMAGING: ModeName = "miri-imaging"
CORONAGRAPHY: ModeName = "miri-coronagraphy"
IFU: ModeName = "nirspec-ifu"
TARGETS = [target(1, "M-83"), target(2, "FIELD-2", north=300)]


def suspected(
    mode: ModeName, *observations: Observation, targets: Sequence[Target] = TARGETS
) -> list[tuple[int, list[int]]]:
    """Return (sky, sciences) of each suspicion; all observations are in one link."""
    links = [group(*(observation.number for observation in observations))]
    document = proposal(targets=targets, observations=observations, links=links)
    return [
        (one.sky.number, [o.number for o in one.sciences])
        for one in graph_in(document, mode).suspicions
    ]


@pytest.mark.parametrize(
    "label", ["M83 imaging off", "MIRI imaging of the sky", "Imager: background", "M83 off image"]
)
def test_a_word_for_an_image_hides_no_sky(label: str) -> None:
    found = suspected(IMAGING, image(1, label="M83 imaging"), image(2, label=label))
    assert found == [(2, [1])]


@pytest.mark.parametrize("label", ["imaging on the star", "imaging of M83 with bkg", "imager"])
def test_other_images_are_not_skies(label: str) -> None:
    assert suspected(IMAGING, image(1, label="M83"), image(2, label=label)) == []


def test_a_psf_reference_is_not_a_sky_whatever_its_name() -> None:
    star = coronagraph(1, label="HD 999 dark disc", psf_references=[2])
    named = coronagraph(2, label="reference position, background", second_exposure="YES")
    assert suspected(CORONAGRAPHY, star, named) == []
    flagged = coronagraph(2, label="BKG", psf_reference=True)
    assert suspected(CORONAGRAPHY, coronagraph(1), flagged) == []
    assert suspected(CORONAGRAPHY, coronagraph(1), coronagraph(2, label="BKG")) == [(2, [1])]


def test_a_psf_reference_observation_is_not_a_reference_position() -> None:
    for label in ("PSF reference observation", "Reference star obs"):
        plain = coronagraph(2, label=label, acquisition="NONE")
        assert suspected(CORONAGRAPHY, coronagraph(1), coronagraph(3, 1), plain) == []


def test_a_second_roll_is_not_a_sky() -> None:
    rolls = [coronagraph(1, label="roll 1"), coronagraph(2, 1, label="roll 2 off axis")]
    assert suspected(CORONAGRAPHY, *rolls) == []


def test_leakage_calibrations_alone_are_not_a_sky() -> None:
    label = "M83 background, leakcal"
    only = ifu(2, label=label, exposures=[ifu_exposure(leakcal=True)])
    assert suspected(IFU, ifu(1), only) == []
    both = ifu(2, label=label, exposures=[ifu_exposure(), ifu_exposure(leakcal=True)])
    assert suspected(IFU, ifu(1), both) == [(2, [1])]


def test_a_nod_is_not_a_sky() -> None:
    assert suspected(IFU, ifu(1, label="nod on"), ifu(2, 1, label="nod off")) == []


@pytest.mark.parametrize(("mode", "make"), [(IFU, ifu), ("miri-lrs-slit", lrs)])
def test_two_that_are_set_up_as_a_pair_are_a_pair(
    mode: ModeName, make: Callable[..., Observation]
) -> None:
    assert suspected(mode, make(1, integrations=4), make(2)) == [(2, [1])]


@pytest.mark.parametrize(("mode", "make"), [(IMAGING, image), ("nirspec-fs", fixed_slits)])
def test_where_two_fields_are_often_linked_the_set_up_proves_nothing(
    mode: ModeName, make: Callable[..., Observation]
) -> None:
    assert suspected(mode, make(1, integrations=4), make(2)) == []


def test_an_offset_must_leave_the_field_of_the_mode() -> None:
    """The field of a coronagraph is 24 arcsec, that of the IFU 3."""
    one = [target(1, "STAR")]
    for arcsec, found in ((40, []), (70, [(2, [1])])):
        aside = coronagraph(2, 1, acquisition="NONE", special=[offset(0, arcsec)])
        assert suspected(CORONAGRAPHY, coronagraph(1), aside, targets=one) == found
    aside = ifu(2, 1, special=[offset(0, 40)])
    assert suspected(IFU, ifu(1), aside, targets=one) == [(2, [1])]


@pytest.mark.parametrize("category", ["CAL", "COM", "ENG"])
def test_calibration_programmes_observe_sky_for_its_own_sake(category: str) -> None:
    document = proposal(
        targets=TARGETS,
        observations=[ifu(1), ifu(2, label="SKY")],
        links=[group(1, 2)],
        category=category,
    )
    assert graph_in(document, IFU).suspicions == ()
