"""How near a source may come is exact: the verdict of a check changes there, and nowhere else."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.background.build import build_graph
from aptcheck.config import IntentSetting, Thresholds
from aptcheck.contamination.empty_sky.area import ground
from aptcheck.contamination.empty_sky.gathering import surroundings
from aptcheck.contamination.empty_sky.surroundings import Surroundings
from aptcheck.contamination.empty_sky.trial import swept_at
from aptcheck.contamination.empty_sky.wanted import wanted_skies
from aptcheck.geometry.tangent import unproject
from aptcheck.modes.judged import mode_named
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.schedule.schedule import Schedule
from aptcheck.testing import Document, dither, mosaic, pair
from tests.contamination.planted import cone
from tests.reading import model_of
from tests.skies import star

#: A day in the year of AllWISE: nothing moves, so that every radius is that of a source at rest.
DAY = ObservingWindow(
    start=datetime(2010, 7, 2), end=datetime(2010, 7, 3), origin="the requested dates"
)
#: So much farther a field is clean, and so much nearer it is not, arcsec.
JUST = 0.02

KINDS: list[dict[str, Any]] = [
    {},
    {"ext_flg": 1},
    {"w3rchi2": 8.0},
    {"w3rchi2": 1.7, "w3snr": 6.0},
    {"w4rchi2": 8.0, "ext_flg": 3},
    {"pmra": 900, "sigpmra": 20, "pmdec": -700, "sigpmdec": 20, "k_m_2mass": ""},
    {"w1mpro": 17.5, "w2mpro": 16.8, "w1sigmpro": "", "w2sigmpro": "", "ph_qual": "UUAA"},
    {"w3mpro": 2.0, "w4mpro": -1.0},
    {"cc_flags": "DDdd"},
    {"sigra": 0.9, "sigdec": 0.9},
]
SETUPS: dict[str, dict[str, Any]] = {
    "all bands": {},
    "two dithers": {"both": {"dithers": [dither("2-Point", "POINT SOURCE")]}},
    "channel 3 first": {
        "sky": {"primary": "CHANNEL3", "dithers": [dither("4-Point", "POINT SOURCE")]}
    },
    "one grating": {"both": {"gratings": ["MEDIUM"], "dithers": [], "dither": "None"}},
    "mosaic": {"sky": {"tiles": mosaic(2, 2)}},
    "deep": {"both": {"groups": 360}},
}
THRESHOLDS = [
    Thresholds(),
    Thresholds(neighbour_radius_arcsec=35.0, wing_limit_fraction=0.02),
    Thresholds(background_light_fraction=0.5, neighbour_radius_arcsec=2.0),
]


def searched_through(
    document: Document,
    planted: dict[str, Any],
    thresholds: Thresholds,
    intents: dict[str, IntentSetting],
) -> tuple[Surroundings, Schedule]:
    """Return what a search for the background of a pair goes through, with one source planted."""
    proposal = model_of(document)
    graph, schedule = (
        build_graph(proposal, mode_named("miri-mrs"), intents),
        Schedule(proposal, DAY),
    )
    (wanted,) = wanted_skies(graph)
    there = ground(wanted, graph, schedule, thresholds)
    found = cone([planted])
    return surroundings(wanted, there, schedule, found, there.listed, thresholds), schedule


def is_clean(around: Surroundings, schedule: Schedule, east: float, north: float) -> bool:
    """Judge the field of the background at an offset from the science, at every angle."""
    place = unproject(*around.ground.centre, east, north)
    for taker in around.takers:
        judged = around.trial.judged(swept_at(schedule.of(taker.observation), place))
        if judged.outcome != "clean" or judged.extended:
            return False
    return True


@settings(deadline=None, max_examples=60)
@given(
    kind=st.sampled_from(KINDS),
    mag=st.floats(1.0, 17.5),
    setup=st.sampled_from(list(SETUPS)),
    thresholds=st.sampled_from(THRESHOLDS),
    pixel=st.booleans(),
    angle=st.floats(0, 2 * math.pi),
    at=st.tuples(st.floats(-40, 40), st.floats(-40, 40)),
)
def test_a_field_is_clean_beyond_the_radius_and_not_within(
    kind: dict[str, Any],
    mag: float,
    setup: str,
    thresholds: Thresholds,
    pixel: bool,
    angle: float,
    at: tuple[float, float],
) -> None:
    intents = {"1": IntentSetting(strategy="pixel")} if pixel else {}
    around, schedule = searched_through(
        pair(**SETUPS[setup]), star(*at, mag, **kind), thresholds, intents
    )
    if not len(around.discs):
        assert is_clean(around, schedule, *at)
        return
    (east,), (north,), (radius,) = around.discs.x, around.discs.y, around.discs.radius

    def away(distance: float) -> tuple[float, float]:
        return east + distance * math.sin(angle), north + distance * math.cos(angle)

    assert is_clean(around, schedule, *away(radius + JUST))
    assert not is_clean(around, schedule, *away(radius - JUST))
    assert around.nearest(*away(radius + JUST))[0] == pytest.approx(JUST, abs=1e-6)
