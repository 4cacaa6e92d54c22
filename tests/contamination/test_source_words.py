"""How a source is told in a message."""

from __future__ import annotations

import numpy as np
import pytest

from aptcheck.contamination.light_words import flux_words
from aptcheck.contamination.source_words import (
    band_list,
    evidence_of,
    hit_words,
    place_words,
    strength_words,
    threats_at_angles,
    wing_words,
)
from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.testing import coronagraph, ifu, mosaic, pair
from tests.contamination.planted import examined, swept_sky
from tests.geometry.planting import on_sky_plane
from tests.rules.imager import imager_pair
from tests.rules.other_modes import pair_of
from tests.skies import star

MRS, IMAGER = primary_aperture("ALL"), primary_aperture("IMAGER")


@pytest.mark.parametrize(
    ("ujy", "words"),
    [(0.0312, "0.0312 µJy"), (730.4, "730 µJy"), (38_260, "38.3 mJy"), (4.2e6, "4.2 Jy")],
)
def test_a_flux_has_three_figures_and_a_fitting_unit(ujy, words):
    assert flux_words(ujy) == words


def test_the_tiles_and_dithers_that_a_source_hits_are_named():
    tiled = pair(sky={"tiles": mosaic(1, 3, column_overlap=-100)})
    field = swept_sky(tiled).field
    last = next(f for f in field.footprints if f.tile == 3 and f.band == "1A" and f.dither == 1)
    x, y = (sum(values) / 4 for values in zip(*last.corners, strict=True))
    (threat,) = examined(
        [star(*on_sky_plane((x, y), 30.0))], tiled, AngleSet.between(30, 30)
    ).threats
    assert threat.tiles == (3,)
    assert hit_words(threat).startswith("in 1A to ")
    assert hit_words(threat).endswith("of tile 3")


def test_the_place_is_told_from_the_target():
    (threat,) = examined([star(-0.3, 0.4)]).threats
    assert place_words(threat.place) == "0.50 arcsec from the target at position angle 323.1"


def test_what_a_flux_rests_on_is_told():
    (measured,) = examined([star(0, 0, 8.0)]).threats
    assert "predicted in 2A (8.2 µm): 900 sigma" in strength_words(measured)
    blue = star(0, 0, 8.0, w3mpro="", w4mpro="", w3sigmpro="", w4sigmpro="", ph_qual="AAXX")
    (estimated,) = examined([blue]).threats
    assert "from the magnitude of the nearest band" in strength_words(estimated)


def test_what_its_own_limits_leave_of_a_source_is_told_as_that():
    unseen = {f"w{band}sigmpro": "" for band in "123"}
    limits = {"w1mpro": 17.5, "w2mpro": 16.8, "w3mpro": 12.5, "k_m_2mass": ""}
    artefact = star(0, 0, 7.5, **unseen, **limits, ph_qual="UUUA")
    short = pair(both={"gratings": ["SHORT"], "groups": 400})
    (threat,) = examined([artefact], short).threats
    told = strength_words(threat)
    assert told.startswith(f"at most {flux_words(threat.flux_ujy)} in {threat.limit.band} (")
    assert "by its own upper limits: likely an artefact or nebulosity (10 sigma of" in told
    assert "predicted" not in told


def test_only_the_worst_five_are_spelled_out():
    crowd = [star(0.1 * n, 0.0, 8.0 + 0.1 * n) for n in range(1, 8)]
    told = threats_at_angles(examined(crowd).threats, MRS)
    assert told.count("arcsec from the target") == 5
    assert told.endswith("and 2 others")


def test_a_source_on_the_target_is_told_as_that():
    (threat,) = examined([star(0.0, 0.0, 8.0)]).threats
    assert place_words(threat.place) == "on the target"


def test_wings_are_told_only_where_they_spoil_more_angles_than_the_star_itself():
    document = imager_pair()
    footprint = next(f for f in swept_sky(document).field.footprints if f.band == "1A")
    place = on_sky_plane(np.array(footprint.corners).mean(axis=0), 40.0)
    bright, faint = (
        threats_at_angles(examined([star(*place, mag)], document).threats, IMAGER)
        for mag in (4.0, 12.0)
    )
    assert "its wings spoil the field up to" in bright
    assert "wings" not in faint


def test_a_star_beside_the_only_angle_is_told_as_outside():
    document = imager_pair()
    footprint = next(f for f in swept_sky(document).field.footprints if f.band == "1A")
    place = np.array(on_sky_plane(np.array(footprint.corners).mean(axis=0), 40.0))
    outside = place * (1 + 14.0 / np.hypot(*place))
    (threat,) = examined([star(*outside, 4.0)], document, AngleSet.between(40.0, 40.0)).threats
    assert threat.is_beside
    told = threats_at_angles([threat], MRS)
    assert "outside it" in told
    assert "dither" not in told


def test_a_diffraction_spike_is_told_where_it_stands_out():
    (near,), (far,) = (examined([star(x, 0.0, mag)]).threats for x, mag in ((9.2, 4.0), (12, 4)))
    assert near.wings.spike_brightness < 2 * near.wings.brightness or "spike" in wing_words(near)
    assert "diffraction spike" in wing_words(far)


def test_the_numbers_of_a_broken_row_stay_within_reason():
    (threat,) = examined([star(0, 0, -60.0)]).threats
    assert evidence_of(threat).measured == 10**15
    assert "more than 1000 sigma" in strength_words(threat)
    assert "more than 1000 times the light of blank sky" in strength_words(threat)


def test_one_source_alone_is_told_without_its_angles_which_the_message_gives():
    (threat,) = examined([star(0, 0, 8.0)]).threats
    assert "V3PA" not in threats_at_angles([threat], MRS)
    assert threats_at_angles([threat, threat], MRS).count(" at every position angle") == 2


def threats_of(build, mag, **how):
    """Return what a star on the target of a background is to it."""
    return examined([star(0, 0, mag)], pair_of(build), **how).threats


def test_without_a_known_sensitivity_a_flux_is_held_against_blank_sky():
    (mean,) = threats_of(ifu, 12.0)
    assert strength_words(mean).startswith("9.01 mJy predicted in G235H/F170LP (2.4 µm): ")
    assert strength_words(mean).endswith(" times the light of blank sky in the field")
    (pixel,) = threats_of(coronagraph, 12.0, pixel=True)
    assert "the light of blank sky in a disc as wide as a star, " in strength_words(pixel)
    assert "sigma" not in strength_words(mean) + strength_words(pixel)


def test_the_evidence_is_held_against_what_matters():
    (threat,) = threats_of(coronagraph, 12.0, pixel=True)
    assert evidence_of(threat).limit == pytest.approx(0.1 * threat.limit.core_ujy, rel=1e-3)
    assert evidence_of(threat).unit == "µJy"
    assert np.isnan(threat.sigma)


def test_bands_of_other_modes_are_listed_one_by_one():
    assert band_list(["1A", "1B", "1C", "2A"]) == "1A to 2A"
    assert band_list(["F1065C", "F1140C", "F1550C"]) == "F1065C, F1140C and F1550C"
    assert band_list(["G395H/F290LP"]) == "G395H/F290LP"
