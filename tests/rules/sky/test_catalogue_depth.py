from __future__ import annotations

from tests.build import FIELD, pair
from tests.judging import outcome
from tests.skies import allwise, looked_up, of_code, offset_position

SKY = offset_position(FIELD, 0, 90)


def depth(folder, document=None):
    catalogue = allwise(folder / "wise.csv", [], SKY)
    return of_code(looked_up(document or pair(), folder, catalogue), "SKY105")


def test_the_depth_is_told_once_at_each_used_band(tmp_path):
    (told,) = depth(tmp_path, pair(both={"gratings": ["MEDIUM"]}))
    assert told.observation is None
    assert told.severity.value == "info"
    for band in ("1B", "2B", "3B", "4B"):
        assert f"{band} " in told.message
    assert "1A" not in told.message
    # W2 to W3, 71 to 730 microjansky at 4.6 and 11.6 micron
    assert "2B 8 / 430 / 420, " in told.message


def test_a_catalogue_that_was_not_supplied_is_named(tmp_path):
    (told,) = depth(tmp_path)
    assert "2MASS was not supplied" in told.message
    assert "wise.csv on" in told.message
    assert ") knows, in the field of observation 2, only" in told.message


def test_without_a_catalogue_there_is_no_depth():
    assert outcome(pair(), "SKY105", select=("SKY",)) == (
        "not-checked",
        "1 not checked: no catalogue was asked",
    )


def test_with_2mass_alone_cool_sources_stay_unseen(tmp_path):
    near = tmp_path / "near.csv"
    ra, dec = offset_position(SKY, 200, 0)
    near.write_text(f"designation,ra,dec,k_m\n10+02,{ra:.7f},{dec:.7f},12.2\n")
    (told,) = of_code(looked_up(pair(), tmp_path, near), "SKY105")
    assert "unknown" in told.message
    assert "AllWISE was not supplied" in told.message
