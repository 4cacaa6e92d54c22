"""The field of a shadow, a moving target's background at the same place at another time."""

from __future__ import annotations

import pytest

from aptcheck.testing import check, lines, moving, pair, target
from tests.rules.imager import IMAGER
from tests.rules.orient.ring import PLACE, POLE, on_ring
from tests.skies import allwise, of_code, star

INTENTS = {"1": {"strategy": "shadow"}}
JUDGED = ("SKY101", "SKY102", "SKY103", "ORI101", "ORI102")


def shadow(folder, place, *stars, **sky):
    """Check a moving target whose background has a target of its own."""
    document = pair(
        science={"target": 3},
        sky={"target": 4, **sky},
        science_target={"background": []},
        more_targets=[moving(3, "MARS", background=[4]), place],
    )
    catalogue = allwise(folder / "wise.csv", stars, POLE)
    return check(document, catalog=catalogue, intents=INTENTS)


FIXED = target(4, "WHERE-IT-WAS", **{**PLACE, "north": 0})
ITSELF = moving(4, "MARS-LATER", body="MARS")


def test_a_fixed_target_names_the_place_and_its_field_is_judged(tmp_path):
    report = shadow(tmp_path, FIXED, star(1.0, 1.0, 8.0))
    (hit,) = of_code(report, "SKY101")
    assert (hit.observation, hit.related_observations) == (2, (1,))
    assert (report.scope.fields, report.scope.fields_checked, report.scope.angles_known) == (
        1,
        1,
        1,
    )
    assert of_code(report, "SKY104", "ORI106") == []


def test_an_empty_place_is_clean(tmp_path):
    report = shadow(tmp_path, FIXED)
    outcomes = {line.code: line.outcome.value for line in report.coverage}
    assert {outcomes[code] for code in JUDGED} == {"passed"}


def test_its_field_is_swept_over_its_angles(tmp_path):
    report = shadow(tmp_path, FIXED, star(*on_ring(40.0), 8.0), **IMAGER)
    (hit,) = of_code(report, "ORI101")
    assert any(lo < 40.0 < hi for lo, hi in hit.angles.avoid)
    assert hit.angles.clean


@pytest.mark.parametrize("sky", [{}, IMAGER])
def test_where_its_target_moves_itself_no_place_is_named(tmp_path, sky):
    report = shadow(tmp_path, ITSELF, star(1.0, 1.0, 8.0), **sky)
    assert "ORI106 info 2" in lines(report)
    assert "SKY104 info 2" in lines(report)
    ledger = {line.code: line for line in report.coverage}
    for code in JUDGED:
        assert ledger[code].outcome.value == "not-checked"
        assert "no fixed target gives the place" in ledger[code].reason
    assert report.scope.fields_checked == 0


def test_another_strategy_says_only_that_it_moves(tmp_path):
    document = pair(
        science={"target": 3},
        sky={"target": 4},
        science_target={"background": []},
        more_targets=[moving(3, "MARS", background=[4]), ITSELF],
    )
    report = check(document, catalog=allwise(tmp_path / "wise.csv", [], POLE))
    (reason,) = {line.reason for line in report.coverage if line.code == "SKY101"}
    assert "names the place" not in reason
