from __future__ import annotations

import pytest

from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.testing import check, lines, outcome, pair
from tests.rules.sky.looking import SKY
from tests.skies import allwise, of_code, offset_position


def depth(folder, document):
    catalogue = allwise(folder / "wise.csv", [], SKY)
    return of_code(check(document, catalog=catalogue), "SKY105")


def figures(finding):
    """Return {band: {column: figure}} of the table of a finding."""
    names = [column.name for column in finding.table.columns]
    return {row[0]: dict(zip(names, row, strict=True)) for row in finding.table.rows}


@pytest.mark.parametrize("document", [pair(), pair(both={"gratings": ["MEDIUM"]})])
def test_the_depth_is_told_once_for_all_bands(tmp_path, document):
    told = depth(tmp_path, document)
    assert lines(told) == ["SKY105 info -"]
    assert told[0].related_observations == ()


def test_the_table_has_a_row_for_each_band_in_use(tmp_path):
    (told,) = depth(tmp_path, pair(both={"gratings": ["MEDIUM"]}))
    assert [row[0] for row in told.table.rows] == ["1B", "2B", "3B", "4B"]
    (told,) = depth(tmp_path, pair())
    assert len(told.table.rows) == 12


def test_the_worst_is_beside_the_median_in_the_exposure_of_the_science(tmp_path):
    (told,) = depth(tmp_path, pair())
    for band, row in figures(told).items():
        usual = band_limit(band, None)
        assert row["wavelength"] == usual.wavelength_um
        # both grow by the same, to two figures: they are of one exposure
        longer = row["science, median"] / usual.ujy
        assert row["science, worst"] / usual.worst_ujy == pytest.approx(longer, rel=0.11)
        assert row["worst at"] == usual.worst_um
        assert row["star without infrared excess"] < row["source of any colour"]


def test_the_deepest_science_counts_where_several_are_taken(tmp_path):
    shallow, deep = (
        figures(depth(tmp_path, pair(both={"groups": groups}))[0])["2A"] for groups in (20, 80)
    )
    assert shallow["science, median"] == pytest.approx(2 * deep["science, median"], rel=0.1)
    assert shallow["source of any colour"] == deep["source of any colour"]


def test_without_a_catalogue_there_is_no_depth():
    assert outcome(pair(), "SKY105", select=("SKY",))[0] == "not-checked"


def test_the_depth_of_2mass_alone_is_told_too(tmp_path):
    near = tmp_path / "near.csv"
    ra, dec = offset_position(SKY, 200, 0)
    near.write_text(f"designation,ra,dec,k_m\n10+02,{ra:.7f},{dec:.7f},12.2\n")
    told = of_code(check(pair(), catalog=near), "SKY105")
    assert lines(told) == ["SKY105 info -"]
    assert {row["source of any colour"] for row in figures(told[0]).values()} == {None}


def test_no_other_finding_has_a_table(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [], SKY)
    report = check(pair(sky={"groups": 40}), catalog=catalogue)
    assert {f.code for f in report.findings if f.table is not None} == {"SKY105"}
    assert len(report.findings) > 1
