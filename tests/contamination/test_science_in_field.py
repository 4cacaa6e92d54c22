"""Where a background meets the science it serves, as geometry has it in closed form."""

from __future__ import annotations

import math

import pytest

from aptcheck.background.build import build_graph
from aptcheck.contamination.science_in_field import Meetings
from aptcheck.finding import Severity
from aptcheck.modes.judged import mode_of
from aptcheck.schedule.observing_window import ObservingWindow
from aptcheck.schedule.schedule import Schedule
from aptcheck.testing import ifu, image, image_dither, lrs
from tests.reading import model_of
from tests.rules.other_modes import pair_of
from tests.schedule.window import CYCLE_5

#: The pole of the ecliptic, where every position angle comes once a year.
POLE = {"ra": 270.0, "dec": 66.56}
UNDITHERED = {"dither": "NONE"}


def met(build, north, **both):
    """Return the meetings of a pair, its observations, and where its fields meet, if they may."""
    document = pair_of(build, both=both, science_target=POLE, sky_target={**POLE, "north": north})
    proposal = model_of(document)
    science, sky = proposal.observations
    mode = mode_of(sky)
    assert mode is not None
    graph = build_graph(proposal, mode)
    window = ObservingWindow(start=CYCLE_5[0], end=CYCLE_5[1], origin="Cycle 5")
    meetings = Meetings(graph, Schedule(proposal, window))
    found, unknown = meetings.overlaps(sky, [(bond, None) for bond in graph.declared.bonds])
    assert not unknown
    return meetings, science, sky, next(iter(found), None)


@pytest.mark.parametrize("apart", [1.0, 1.5, 2.0])
def test_a_source_is_in_a_slit_at_two_ranges_of_angles(apart):
    *_, found = met(lrs, apart, **UNDITHERED)
    # a slit 0.515 arcsec wide, longer than twice as far
    assert found.source.total == pytest.approx(
        4 * math.degrees(math.asin(0.515 / 2 / apart)), abs=0.5
    )
    assert (found.is_widened, found.is_met) == (False, True)


def test_two_slits_lie_on_each_other_at_wider_ranges():
    *_, found = met(lrs, 2.0, **UNDITHERED)
    assert found.fields.total == pytest.approx(4 * math.degrees(math.asin(0.515 / 2)), abs=0.5)


def test_what_is_met_by_the_reach_of_a_pattern_alone_is_not_known():
    cycling = {"dithers": [image_dither("CYCLING")]}
    *_, found = met(image, 110, **cycling)
    assert (found.is_widened, found.fields_by_widening, found.is_met) == (True, False, True)
    *_, beyond = met(image, 180, **cycling)
    assert (beyond.fields.is_empty, beyond.fields_by_widening, beyond.is_met) == (
        False,
        True,
        False,
    )
    *_, apart = met(image, 220, **cycling)
    assert apart is None


def test_what_holds_the_source_at_every_angle_is_sure_where_the_points_are():
    meetings, science, sky, _ = met(ifu, 1.2, dither="4-POINT-NOD")
    assert meetings.on_source(science, sky) is Severity.WARNING
    meetings, science, sky, _ = met(ifu, 1.2, **UNDITHERED)
    assert meetings.on_source(science, sky) is Severity.ERROR
