"""Which bands of a field the science uses in modes other than the MRS, and how it is subtracted."""

from __future__ import annotations

import pytest

from aptcheck.background.build import build_graph
from aptcheck.config import IntentSetting
from aptcheck.contamination.brightness import band_limits, is_subtracted_by_pixel, used_bands
from aptcheck.contamination.cone_request import fields_of
from aptcheck.modes.judged import mode_named
from aptcheck.testing import (
    coronagraph,
    fixed_slits,
    group,
    ifu,
    ifu_exposure,
    image,
    lrs,
    moving,
    pair,
    proposal,
    target,
)
from tests.background.reading import graph_in, graph_of
from tests.contamination.planted import examined
from tests.reading import model_of
from tests.rules.other_modes import pair_of
from tests.skies import star

TWO = [("G235H", "F170LP"), ("G395H", "F290LP")]


def graph_with(document, mode_name, **intent):
    """Return the graph of one mode in which all observations have an intent."""
    intents = {"*": IntentSetting.model_validate(intent)} if intent else {}
    return build_graph(model_of(document), mode_named(mode_name), intents)


def used(document, mode_name):
    graph = graph_in(document, mode_name)
    (sky,) = graph.skies
    field = graph.mode.field(sky)
    users = [science.observation for science in graph.users_of(sky)]
    return used_bands(field, sky, users), band_limits(field, sky, users)


def test_a_band_of_the_background_alone_is_left_out():
    bands, limits = used(pair_of(ifu, sky={"settings": TWO}), "nirspec-ifu")
    assert list(bands) == [limit.band for limit in limits] == ["G235H/F170LP"]


def test_a_leakage_calibration_takes_no_band():
    lines = [ifu_exposure(), ifu_exposure("G395H", "F290LP", leakcal=True)]
    bands, _ = used(pair_of(ifu, both={"exposures": lines}), "nirspec-ifu")
    assert list(bands) == ["G235H/F170LP"]


def test_without_a_common_band_the_background_is_compared_with_its_own():
    bands, _ = used(pair_of(coronagraph, sky={"filters": ["F2300C"]}), "miri-coronagraphy")
    assert list(bands) == ["F2300C"]
    (limit,) = examined([star(0, 0)], pair(sky={"gratings": ["LONG"]})).limits[:1]
    assert limit.band == "1C"


@pytest.mark.parametrize(
    ("build", "both", "mode_name", "names"),
    [
        (image, {"filters": ["F770W", None]}, "miri-imaging", ["?", "F770W"]),
        (coronagraph, {"filters": [None]}, "miri-coronagraphy", ["?"]),
        (fixed_slits, {"settings": [("G140M", None)]}, "nirspec-fs", ["G140M/?"]),
        (image, {"filters": ["F2550WR"]}, "miri-imaging", ["F2550WR"]),
    ],
)
def test_a_band_that_is_not_known_is_in_use_and_has_no_limit(build, both, mode_name, names):
    bands, limits = used(pair_of(build, both=both), mode_name)
    assert list(bands) == names
    assert [limit.band for limit in limits] == [name for name in names if name == "F770W"]


def test_an_unclear_exposure_of_the_science_counts_for_every_band_of_the_background():
    science = {"settings": [("G235H", None)]}
    bands, _ = used(pair_of(ifu, science=science, sky={"settings": TWO}), "nirspec-ifu")
    assert len(bands) == 2


def test_a_field_of_unknown_bands_alone_is_examined_and_not_checked():
    for both in ({"filters": [None]}, {"filters": ["F9999C"]}):
        found = examined([star(0, 0, 3.0), star(5, 5, 9.0)], pair_of(coronagraph, both=both))
        assert (found.outcome, found.threats, found.limits) == ("not-checked", (), ())
        assert found.unknown_bands
        assert len(found.seen.sources) == 2


def test_what_the_catalogue_did_not_answer_is_the_reason_before_the_bands():
    document = pair_of(coronagraph, both={"filters": [None]})
    found = examined([star(0, 0)], document, reason="2MASS: IRSA refused the connection")
    assert found.unknown_bands == ()
    assert found.reason.startswith("2MASS")


@pytest.mark.parametrize(
    ("build", "mode_name", "default"),
    [
        (ifu, "nirspec-ifu", False),
        (fixed_slits, "nirspec-fs", False),
        (lrs, "miri-lrs-slit", True),
        (coronagraph, "miri-coronagraphy", True),
        (image, "miri-imaging", True),
    ],
)
def test_how_a_background_is_subtracted_is_what_is_planned_or_usual(build, mode_name, default):
    mode = mode_named(mode_name)
    assert is_subtracted_by_pixel((), mode) is default
    sciences = graph_in(pair_of(build), mode_name).sciences
    assert is_subtracted_by_pixel(sciences, mode) is default
    for strategy in ("none", "external"):
        sciences = graph_with(pair_of(build), mode_name, strategy=strategy).sciences
        assert not is_subtracted_by_pixel(sciences, mode)
    sciences = graph_with(pair_of(build), mode_name, strategy="pixel").sciences
    assert is_subtracted_by_pixel(sciences, mode)
    titan = proposal(
        targets=[moving(1, "TITAN", background=[2]), target(2, "WHERE-IT-WAS")],
        observations=[build(1), build(2)],
        links=[group(1, 2)],
    )
    shadow = graph_with(titan, mode_name, strategy="shadow").sciences
    assert [science.intent.strategy for science in shadow] == ["shadow"]
    assert is_subtracted_by_pixel(shadow, mode) is default


@pytest.mark.parametrize("which", ["backgrounds", "all"])
def test_on_request_the_science_fields_of_the_mrs_alone_are_asked_about(which):
    numbers = [1, 2] if which == "all" else [2]
    assert [o.number for o in fields_of(graph_of(pair()), which)] == numbers
    graph = graph_in(pair_of(ifu), "nirspec-ifu")
    assert [o.number for o in fields_of(graph, which)] == [2]


def test_the_lrs_without_its_slit_is_not_asked_about():
    graph = graph_in(pair_of(lrs, both={"subarray": "SLITLESSPRISM"}), "miri-lrs-slitless")
    assert [o.number for o in graph.background_fields] == [2]
    assert fields_of(graph, "backgrounds") == ()
