"""Intervals that keep a background from being taken next to the science it serves."""

from __future__ import annotations

import pytest

from aptcheck.background.sequence import keeps_apart
from aptcheck.model import AfterLink, Observation

SCIENCE = Observation(number=1, science_duration_s=3600)
SKY = Observation(number=2, science_duration_s=7200)


@pytest.mark.parametrize(("observation", "after"), [(1, 2), (2, 1)])
def test_a_minimum_interval_separates_the_two_either_way(observation, after):
    link = AfterLink(observation=observation, after=after, min_days=60.0)
    assert keeps_apart(link, SCIENCE, SKY)


@pytest.mark.parametrize("minimum", [None, 0.0])
def test_without_a_minimum_interval_one_may_follow_at_once(minimum):
    link = AfterLink(observation=1, after=2, min_days=minimum, max_days=1.0)
    assert not keeps_apart(link, SCIENCE, SKY)


def test_an_interval_that_the_earlier_observation_fills_separates_nothing():
    ninety_minutes = 1.5 / 24
    after_sky = AfterLink(observation=1, after=2, min_days=ninety_minutes)
    after_science = AfterLink(observation=2, after=1, min_days=ninety_minutes)
    assert not keeps_apart(after_sky, SCIENCE, SKY)
    assert keeps_apart(after_science, SCIENCE, SKY)


def test_links_of_other_observations_separate_nothing():
    links = [
        AfterLink(observation=1, after=3, min_days=60.0),
        AfterLink(observation=3, after=2, min_days=60.0),
        AfterLink(observation=None, after=None, min_days=60.0),
    ]
    assert not any(keeps_apart(link, SCIENCE, SKY) for link in links)
