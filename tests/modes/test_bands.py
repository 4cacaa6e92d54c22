"""The bands of modes other than the MRS: which are known, and what they see."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck import apt
from aptcheck.modes.bands import band_limit, named_band
from aptcheck.modes.judged import mode_named
from aptcheck.modes.miri_coronagraphy.vocabulary import FILTERS as CORONAGRAPHS
from aptcheck.modes.miri_imaging.vocabulary import FILTERS as IMAGES
from aptcheck.modes.nirspec_fixed_slits.vocabulary import SLITS
from aptcheck.modes.nirspec_vocabulary import FILTERS, GRATINGS
from aptcheck.observatory.bands import bands_of_other_modes
from aptcheck.testing import coronagraph, fixed_slits, ifu, image, lrs, proposal, target

#: The filters of each grating (JDox, "NIRSpec Dispersers and Filters").
GOES_WITH = {
    "PRISM": ("CLEAR",),
    **dict.fromkeys(("G140M", "G140H"), ("F070LP", "F100LP")),
    **dict.fromkeys(("G235M", "G235H"), ("F170LP",)),
    **dict.fromkeys(("G395M", "G395H"), ("F290LP",)),
}
SPECTRA = [(grating, name) for grating, filters in GOES_WITH.items() for name in filters]
#: The prism of the imager has no filter, and FND is for acquisitions: neither is a band.
NOT_BANDS = {"F2550WR", "FND"}

TAKEN = {
    **{f"IFU {pair}": ("nirspec-ifu", ifu(1, 1, settings=[pair])) for pair in SPECTRA},
    **{
        f"{slit} {pair}": ("nirspec-fs", fixed_slits(1, 1, slit=slit, settings=[pair]))
        for pair, slit in zip(SPECTRA, [*SLITS, *SLITS], strict=False)
    },
    **{
        f"coronagraph {name}": ("miri-coronagraphy", coronagraph(1, 1, filters=[name]))
        for name in CORONAGRAPHS
    },
    **{
        f"image {name}": ("miri-imaging", image(1, 1, filters=[name]))
        for name in IMAGES
        if name not in NOT_BANDS
    },
    "LRS": ("miri-lrs-slit", lrs(1, 1)),
}
HOSTILE = ["?", "", "F770W\n", "G395M/F290LP", "../F770W", "F" * 400, "<b>", "\u202eF770W", "f770w"]


def read(observation):
    document = proposal(targets=[target(1, "NGC-1")], observations=[observation])
    (one,) = apt.read_bytes(document.xml, "p.xml").proposal.observations
    return one


def limits(mode_name, observation, latitude=90.0):
    mode, one = mode_named(mode_name), read(observation)
    return [mode.band_limit(f, None, latitude) for f in mode.field(one).footprints]


def test_every_grating_of_the_vocabulary_has_its_filters():
    assert set(GOES_WITH) == set(GRATINGS)
    assert set().union(*GOES_WITH.values()) == set(FILTERS)


@pytest.mark.parametrize("name", TAKEN)
def test_every_band_that_can_be_taken_is_known(name):
    mode_name, observation = TAKEN[name]
    found = limits(mode_name, observation)
    assert found
    for limit in found:
        assert limit is not None
        assert limit.sensitivity is None
        assert not limit.is_dark
        assert limit.has_sources == (mode_name == "miri-imaging")
        assert 0.1 < limit.fwhm_arcsec < 1.0
        assert limit.wings().brightness(1.0, 5.0) > 0


@pytest.mark.parametrize("name", TAKEN)
def test_the_footprints_are_called_as_the_setting_calls_its_bands(name):
    mode_name, observation = TAKEN[name]
    mode, one = mode_named(mode_name), read(observation)
    named = {band for ramp in mode.ramps(one) for band in mode.bands_of(ramp.setting)}
    assert named == set(mode.field(one).bands)


@pytest.mark.parametrize("name", TAKEN)
def test_blank_sky_is_brighter_nearer_to_the_ecliptic(name):
    mode_name, observation = TAKEN[name]
    levels = [limits(mode_name, observation, at)[0].sky_ujy for at in (90, -60, 30, 10, 0)]
    assert levels[0] > 0
    assert levels == sorted(levels)
    assert levels[-1] < 2.2 * levels[0]


@pytest.mark.parametrize("name", sorted(NOT_BANDS))
def test_only_bands_of_the_imager_have_a_limit(name):
    assert set(limits("miri-imaging", image(1, 1, filters=[name]))) == {None}


@pytest.mark.parametrize(("grating", "name"), [("G395M", "F100LP"), ("PRISM", "F170LP")])
def test_a_grating_with_the_filter_of_another_has_no_limit(grating, name):
    assert set(limits("nirspec-ifu", ifu(1, 1, settings=[(grating, name)]))) == {None}


def test_the_slitless_lrs_is_not_checked_for_sources():
    assert mode_named("miri-lrs-slitless").band_limit is None
    assert not mode_named("miri-lrs-slitless").looks_for_sources


def test_the_gratings_of_either_resolution_see_the_same_sky():
    medium, high = (
        limits("nirspec-ifu", ifu(1, 1, settings=[(grating, "F290LP")]))[0]
        for grating in ("G395M", "G395H")
    )
    assert (medium.wavelength_um, medium.sky_ujy) == (high.wavelength_um, high.sky_ujy)
    assert (medium.band, high.band) == ("G395M/F290LP", "G395H/F290LP")


def test_the_whole_field_has_the_light_of_its_area():
    # 3.1 x 3.2 arcsec of 0.105 MJy/sr at 4 micron, 23.5 microjansky per square arcsec each
    (limit,) = limits("nirspec-ifu", ifu(1, 1, settings=[("G395M", "F290LP")], dither="NONE"))
    assert limit.area_arcsec2 == pytest.approx(3.1 * 3.2, rel=0.02)
    assert limit.sky_ujy == pytest.approx(3.1 * 3.2 * 23.5 * 0.105, rel=0.1)
    (slit,) = limits("nirspec-fs", fixed_slits(1, 1, settings=[("G395M", "F290LP")]))
    assert slit.area_arcsec2 == pytest.approx(0.19 * 3.28, rel=0.05)
    assert slit.sky_brightness == pytest.approx(limit.sky_brightness)


@pytest.mark.parametrize("text", [None, *HOSTILE])
def test_text_that_cannot_be_a_name_becomes_a_question_mark(text):
    assert named_band(text) == "?"
    assert named_band("G395M", text) == "G395M/?"


@given(st.lists(st.none() | st.text(), min_size=1, max_size=3))
def test_the_name_of_a_band_is_plain_whatever_a_file_says(parts):
    name = named_band(*parts)
    assert name.isascii()
    assert all(part == "?" or part.isalnum() for part in name.split("/"))
    assert len(name.split("/")) == len(parts)


@given(grating=st.text(), name=st.text())
def test_text_that_is_not_a_band_has_no_limit(grating, name):
    band = named_band(grating, name)
    (footprint, *_) = mode_named("nirspec-ifu").field(read(ifu(1, 1))).footprints
    limit = band_limit(replace(footprint, band=band), None, 90.0)
    assert limit is None or (grating, name) in SPECTRA


@pytest.mark.parametrize("band", bands_of_other_modes().values(), ids=lambda band: band.name)
def test_the_width_of_a_star_follows_from_diffraction_and_pixel(band):
    assert band.shortest_um < band.wavelength_um < band.longest_um
    assert band.fwhm_arcsec == math.hypot(0.033 * band.longest_um, band.pixel_arcsec)
    assert band.fwhm_at(band.shortest_um) < band.fwhm_arcsec
    assert band.pixel_arcsec in (0.1, 0.11)
