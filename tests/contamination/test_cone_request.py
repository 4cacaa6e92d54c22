"""Where the catalogues are asked, and how far round."""

from __future__ import annotations

from datetime import datetime

import pytest

from aptcheck.config import Thresholds
from aptcheck.contamination.cone_request import fields_of
from aptcheck.contamination.sky import Sky
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.schedule.schedule import Schedule
from aptcheck.testing import FIELD, Document, mosaic, moving, mrs, pair, proposal, target
from tests.background.reading import graph_of
from tests.rules.imager import imager_pair

YEARS = [(datetime(2026, 7, 1), datetime(2027, 6, 30)), (datetime(2034, 7, 1), datetime(2035, 6, 30))]  # fmt: skip


def cones_asked(document: Document, which="backgrounds", years=YEARS[0], **limits):
    graph = graph_of(document)
    schedule = Schedule(graph.proposal, ObservingWindow(start=years[0], end=years[1], origin=""))
    return Sky("dir/my-file.xml", graph, schedule, Thresholds(**limits), which).requests()


def test_a_background_is_asked_about_within_300_arcsec_of_its_target():
    (one,) = cones_asked(pair())
    assert one.position.field_id == "my-file observation 2"
    assert one.position.ra_deg == pytest.approx(FIELD[0], abs=1e-6)
    assert one.position.dec_deg == pytest.approx(FIELD[1] + 90 / 3600, abs=1e-5)
    assert one.radius_deg * 3600 == pytest.approx(300)


def test_on_request_every_field_is_asked_about():
    names = [one.position.field_id for one in cones_asked(pair(), "all")]
    assert names == ["my-file observation 1", "my-file observation 2"]


def test_the_ring_of_an_imager_primary_fits_in_the_usual_cone():
    (one,) = cones_asked(imager_pair())
    assert one.radius_deg * 3600 == pytest.approx(300)


def test_a_large_field_is_asked_about_in_steps_of_a_minute():
    (one,) = cones_asked(imager_pair(sky={"tiles": mosaic(7, 7)}))
    assert one.radius_deg * 3600 > 300
    assert one.radius_deg * 3600 % 60 == pytest.approx(0, abs=1e-6)


def test_the_control_cone_is_a_setting_and_wide_neighbours_widen_the_cone():
    (one,) = cones_asked(pair(), control_radius_arcsec=420)
    assert one.radius_deg * 3600 == pytest.approx(420)
    (one,) = cones_asked(pair(), neighbour_radius_arcsec=400)
    assert one.radius_deg * 3600 >= 400 + 8


def test_the_cone_holds_the_wings_of_very_bright_stars_however_small_the_control_cone():
    (one,) = cones_asked(pair(), control_radius_arcsec=60)
    assert one.radius_deg * 3600 >= 120 + 8
    (ring,) = cones_asked(imager_pair(), control_radius_arcsec=60)
    assert ring.radius_deg * 3600 >= 120 + 86


def test_a_moving_star_is_asked_about_where_its_entry_is_whatever_the_dates():
    fast = {"proper_motion": (-1500, 900), "epoch": 2000}
    document = pair(science_target=fast, sky_target=fast)
    now, later = (cones_asked(document, years=years) for years in YEARS)
    assert now == later
    assert now[0].position.ra_deg == pytest.approx(FIELD[0], abs=1e-6)


def test_what_has_no_place_is_not_asked_about():
    document = proposal(
        targets=[moving(1, "TITAN", background=[2]), moving(2, "SKY", body="TITAN")],
        observations=[mrs(1), mrs(2)],
    )
    assert cones_asked(document) == ()
    assert cones_asked(pair(sky_target={"coordinates": None})) == ()


def test_withdrawn_observations_have_no_field():
    graph = graph_of(pair(sky={"status": "WITHDRAWN"}))
    assert fields_of(graph, "backgrounds") == ()
    assert [o.number for o in fields_of(graph, "all")] == [1]


def test_a_science_target_alone_has_a_field_only_on_request():
    alone = proposal(targets=[target(1, "ALONE")], observations=[mrs(1)])
    assert cones_asked(alone) == ()
    assert len(cones_asked(alone, "all")) == 1
