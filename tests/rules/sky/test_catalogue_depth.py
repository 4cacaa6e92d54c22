from __future__ import annotations

import pytest

from aptcheck.testing import check, lines, outcome, pair
from tests.rules.sky.looking import SKY
from tests.skies import allwise, of_code, offset_position


def depth(folder, document):
    catalogue = allwise(folder / "wise.csv", [], SKY)
    return of_code(check(document, catalog=catalogue), "SKY105")


@pytest.mark.parametrize("document", [pair(), pair(both={"gratings": ["MEDIUM"]})])
def test_the_depth_is_told_once_for_all_bands(tmp_path, document):
    told = depth(tmp_path, document)
    assert lines(told) == ["SKY105 info -"]
    assert told[0].related_observations == ()


def test_without_a_catalogue_there_is_no_depth():
    assert outcome(pair(), "SKY105", select=("SKY",))[0] == "not-checked"


def test_the_depth_of_2mass_alone_is_told_too(tmp_path):
    near = tmp_path / "near.csv"
    ra, dec = offset_position(SKY, 200, 0)
    near.write_text(f"designation,ra,dec,k_m\n10+02,{ra:.7f},{dec:.7f},12.2\n")
    assert lines(of_code(check(pair(), catalog=near), "SKY105")) == ["SKY105 info -"]
