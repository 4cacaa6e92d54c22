"""How a finding names a source."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from aptcheck.contamination.finding_tables import source_table
from aptcheck.contamination.light_words import flux_words
from aptcheck.contamination.source_words import (
    angles_to_avoid,
    band_list,
    distance_words,
    effect_words,
    evidence_of,
    hit_words,
    strength_words,
    wing_words,
    worst_words,
)
from aptcheck.geometry.angles import AngleSet
from aptcheck.testing import coronagraph, ifu, mosaic, pair
from tests.contamination.planted import examined, swept_sky
from tests.geometry.planting import on_sky_plane
from tests.rules.imager import imager_pair
from tests.rules.other_modes import pair_of
from tests.skies import star


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


def test_the_distance_is_from_the_target():
    (threat,) = examined([star(-0.3, 0.4)]).threats
    assert distance_words(threat.place) == "0.50 arcsec from its target"


def test_the_words_say_what_a_flux_rests_on():
    (measured,) = examined([star(0, 0, 8.0)]).threats
    assert "predicted in 2A (8.2 µm): 900 sigma" in strength_words(measured)
    blue = star(0, 0, 8.0, w3mpro="", w4mpro="", w3sigmpro="", w4sigmpro="", ph_qual="AAXX")
    (estimated,) = examined([blue]).threats
    assert "from the magnitude of the nearest band" in strength_words(estimated)


def test_a_source_that_its_own_limits_dim_is_called_an_artefact():
    unseen = {f"w{band}sigmpro": "" for band in "123"}
    limits = {"w1mpro": 17.5, "w2mpro": 16.8, "w3mpro": 12.5, "k_m_2mass": ""}
    artefact = star(0, 0, 7.5, **unseen, **limits, ph_qual="UUUA")
    short = pair(both={"gratings": ["SHORT"], "groups": 400})
    (threat,) = examined([artefact], short).threats
    words = strength_words(threat)
    assert words.startswith(f"at most {flux_words(threat.flux_ujy)} in {threat.limit.band} (")
    assert "by its own upper limits: likely an artefact or nebulosity (10 sigma of" in words
    assert "predicted" not in words


def test_few_sources_are_named_with_their_angles_and_many_are_counted():
    ranges = [(10.0, 20.0), (30.0, 40.0), (50.0, 60.0), (70.0, 80.0)]
    (one,) = examined([star(0, 0, 8.0)]).threats
    threats = [replace(one, angles=AngleSet.of([arc]), always=False) for arc in ranges]
    flux = flux_words(one.flux_ujy)
    name = one.place.designation
    assert angles_to_avoid(threats[:2], AngleSet.of(ranges[:2])) == (
        f"V3PA 10.0-20.0 ({name}, {flux} at 8.2 µm) and 30.0-40.0 ({name}, {flux})"
    )
    assert angles_to_avoid(threats, AngleSet.of(ranges)) == (
        "V3PA 10.0-20.0, 30.0-40.0, 50.0-60.0 and 70.0-80.0 "
        f"(4 sources, the worst {name}, {flux} at 8.2 µm)"
    )


def test_the_worst_of_a_crowd_speaks_for_it_and_the_table_has_each():
    crowd = [star(0.1 * n, 0.0, 8.0 + 0.1 * n) for n in range(1, 8)]
    judged = examined(crowd)
    assert worst_words(judged.threats).startswith("7 sources, the worst WISEA ")
    table = source_table(judged.threats, judged.swept)
    assert [row[0] for row in table.rows] == [one.place.designation for one in judged.threats]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_table_ends_before_a_crowd_fills_the_report():
    judged = examined([star(0.0, 0.0, 8.0)])
    table = source_table(judged.threats * 70, judged.swept)
    assert len(table.rows) == 60
    assert table.note.endswith("10 more rows are left out.")


def test_a_source_on_the_target_has_no_distance():
    (threat,) = examined([star(0.0, 0.0, 8.0)]).threats
    assert distance_words(threat.place) == "on its target"


def test_wings_are_mentioned_only_where_they_spoil_more_angles_than_the_star_itself():
    document = imager_pair()
    footprint = next(f for f in swept_sky(document).field.footprints if f.band == "1A")
    place = on_sky_plane(np.array(footprint.corners).mean(axis=0), 40.0)
    bright, faint = (
        effect_words(examined([star(*place, mag)], document).threats[0]) for mag in (4.0, 12.0)
    )
    assert "its wings spoil the field up to" in bright
    assert "wings" not in faint


def test_a_star_beside_the_only_angle_is_outside():
    document = imager_pair()
    footprint = next(f for f in swept_sky(document).field.footprints if f.band == "1A")
    place = np.array(on_sky_plane(np.array(footprint.corners).mean(axis=0), 40.0))
    east, north = place * (1 + 14.0 / np.hypot(*place))
    (threat,) = examined([star(east, north, 4.0)], document, AngleSet.between(40.0, 40.0)).threats
    assert threat.is_beside
    words = effect_words(threat)
    assert "outside it" in words
    assert "dither" not in words


def test_a_diffraction_spike_is_mentioned_where_it_is_bright():
    (near,), (far,) = (examined([star(x, 0.0, mag)]).threats for x, mag in ((9.2, 4.0), (12, 4)))
    assert near.wings.spike_brightness < 2 * near.wings.brightness or "spike" in wing_words(near)
    assert "diffraction spike" in wing_words(far)


def test_the_numbers_of_a_broken_row_stay_within_reason():
    (threat,) = examined([star(0, 0, -60.0)]).threats
    assert evidence_of(threat).measured == 10**15
    assert "more than 1000 sigma" in strength_words(threat)
    assert "more than 1000 times the light of blank sky" in strength_words(threat)


def threats_of(build, mag, **how):
    """Return what a star on the target of a background is to it."""
    return examined([star(0, 0, mag)], pair_of(build), **how).threats


def test_without_a_known_sensitivity_a_flux_is_compared_with_blank_sky():
    (mean,) = threats_of(ifu, 12.0)
    assert strength_words(mean).startswith("9.01 mJy predicted in G235H/F170LP (2.4 µm): ")
    assert strength_words(mean).endswith(" times the light of blank sky in the field")
    (pixel,) = threats_of(coronagraph, 12.0, pixel=True)
    assert "the light of blank sky in a disc as wide as a star, " in strength_words(pixel)
    assert "sigma" not in strength_words(mean) + strength_words(pixel)


def test_the_evidence_is_compared_with_what_matters():
    (threat,) = threats_of(coronagraph, 12.0, pixel=True)
    assert evidence_of(threat).limit == pytest.approx(0.1 * threat.limit.core_ujy, rel=1e-3)
    assert evidence_of(threat).unit == "µJy"
    assert np.isnan(threat.sigma)


def test_bands_of_other_modes_are_listed_one_by_one():
    assert band_list(["1A", "1B", "1C", "2A"]) == "1A to 2A"
    assert band_list(["F1065C", "F1140C", "F1550C"]) == "F1065C, F1140C and F1550C"
    assert band_list(["G395H/F290LP"]) == "G395H/F290LP"
