"""``suggest`` as JSON keeps its contract and its published schema."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from aptcheck.report.suggestions.json import JsonSearch, render_json
from aptcheck.suggestions import SkySearch, SuggestedSky, Suggestions
from tests.report.hostile import assert_visible
from tests.report.suggested import SUGGESTIONS, crowded, every_kind, offset_only, search
from tests.runners import obeyed

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas" / "suggestions.json").read_text()))


def written(*searches: SkySearch) -> list[dict[str, Any]]:
    document = json.loads(render_json(Suggestions(targets=searches)))
    targets: list[dict[str, Any]] = document["targets"]
    return targets


def numbers(value: object):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, float):
        yield value


def test_keys_are_those_of_the_contract() -> None:
    document = json.loads(render_json(every_kind()))
    assert list(document) == ["schema_version", "targets", "clean", "other_modes"]
    assert document["schema_version"] == "1"
    assert document["clean"] == [9, 11]
    assert document["other_modes"] == []
    target = document["targets"][0]
    assert {
        "target",
        "science_observations",
        "status",
        "reason",
        "searched",
        "bound_arcsec",
        "suggestions",
    } <= set(target)
    assert target["searched"] == {"inner_arcsec": 30.0, "outer_arcsec": 120.0}
    assert {
        "ra_deg",
        "dec_deg",
        "apt",
        "offset_arcsec",
        "position_angle_deg",
        "margin_arcsec",
        "clean",
    } <= set(target["suggestions"][0])


def test_all_of_a_search_is_written_but_its_chart() -> None:
    assert {one.name for one in fields(JsonSearch)} == {one.name for one in fields(SkySearch)} - {
        "chart"
    }
    (target,) = written(offset_only())
    assert set(target["suggestions"][0]) == {one.name for one in fields(SuggestedSky)}


def test_margins_are_rounded_down_and_bounds_up() -> None:
    found = search(count=1)
    (sky,) = found.suggestions
    for margin, expected in ((21.21, 21.21), (21.2195, 21.219), (-0.0004, -0.001), (0.3, 0.3)):
        (target,) = written(
            replace(found, bound_arcsec=margin, suggestions=(replace(sky, margin_arcsec=margin),))
        )
        assert target["suggestions"][0]["margin_arcsec"] == expected
        assert -1e-6 <= target["bound_arcsec"] - margin < 0.001


def test_a_share_that_is_nearly_all_is_not_all() -> None:
    one = replace(crowded().suggestions[0], clean_fraction=0.99999)
    (target,) = written(replace(crowded(), suggestions=(one,)))
    assert target["suggestions"][0]["clean_fraction"] == 0.9999


def test_a_right_ascension_is_not_rounded_to_360() -> None:
    one = replace(search(count=1).suggestions[0], ra_deg=359.99999999, position_angle_deg=359.9999)
    (target,) = written(replace(search(), suggestions=(one,)))
    assert target["suggestions"][0]["ra_deg"] == 0.0
    assert target["suggestions"][0]["position_angle_deg"] == 0.0


def test_clean_angles_are_intervals_between_0_and_360() -> None:
    (target,) = written(crowded())
    first = target["suggestions"][0]["clean"]
    assert first == [[0.0, 12.5], [100.0, 181.25], [350.0, 360.0]]


@given(SUGGESTIONS)
@settings(deadline=None, max_examples=50)
def test_every_answer_follows_the_schema_and_is_finite(suggestions: Suggestions) -> None:
    text = render_json(suggestions)
    assert_visible(text)
    assert obeyed(text) == []
    document = json.loads(text)
    SCHEMA.validate(document)
    assert all(map(math.isfinite, numbers(document)))
    for search_, target in zip(suggestions.targets, document["targets"], strict=True):
        for sky, position in zip(search_.suggestions, target["suggestions"], strict=True):
            assert position["margin_arcsec"] <= sky.margin_arcsec + 1e-6
            assert sky.margin_arcsec - position["margin_arcsec"] < 0.00101
