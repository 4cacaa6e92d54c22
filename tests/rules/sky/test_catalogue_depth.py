from __future__ import annotations

import pytest

from aptcheck.catalog.survey import SURVEYS
from aptcheck.catalog.survey_depth import survey_depth
from aptcheck.modes.mrs.band_limits import band_limit
from aptcheck.testing import check, group, ifu, lines, outcome, pair
from tests.rules.orient.ring import POLE
from tests.rules.skies_of_modes import EMPTY, levels, limit_of, polar
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
def test_the_depth_is_reported_once_for_all_bands(tmp_path, document):
    reported = depth(tmp_path, document)
    assert lines(reported) == ["SKY105 info -"]
    assert reported[0].related_observations == ()


def test_the_table_has_a_row_for_each_band_in_use(tmp_path):
    (reported,) = depth(tmp_path, pair(both={"gratings": ["MEDIUM"]}))
    assert [row[0] for row in reported.table.rows] == ["1B", "2B", "3B", "4B"]
    (reported,) = depth(tmp_path, pair())
    assert len(reported.table.rows) == 12


def test_the_worst_is_beside_the_median_in_the_exposure_of_the_science(tmp_path):
    (reported,) = depth(tmp_path, pair())
    for band, row in figures(reported).items():
        limit = band_limit(band, None)
        usual = limit.sensitivity
        assert row["wavelength"] == limit.wavelength_um
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


def test_the_depth_of_2mass_alone_is_also_reported(tmp_path):
    near = tmp_path / "near.csv"
    ra, dec = offset_position(SKY, 200, 0)
    near.write_text(f"designation,ra,dec,k_m\n10+02,{ra:.7f},{dec:.7f},12.2\n")
    reported = of_code(check(pair(), catalog=near), "SKY105")
    assert lines(reported) == ["SKY105 info -"]
    assert {row["source of any colour"] for row in figures(reported[0]).values()} == {None}


def test_no_other_finding_has_a_table(tmp_path):
    catalogue = allwise(tmp_path / "wise.csv", [], SKY)
    report = check(pair(sky={"groups": 40}), catalog=catalogue)
    assert {f.code for f in report.findings if f.table is not None} == {"SKY105"}
    assert len(report.findings) > 1


NEAR = "designation,ra,dec,j_m,h_m,k_m,j_msigcom,h_msigcom,k_msigcom,ph_qual\n"


def both_surveys(folder, centre=POLE):
    """Write a file of either survey with one star far from the field."""
    near = folder / "near.csv"
    ra, dec = offset_position(centre, 200, 0)
    near.write_text(f"{NEAR}10+02,{ra:.7f},{dec:.7f},12.2,12.2,12.2,0.02,0.02,0.02,AAA\n")
    return [near, allwise(folder / "wise.csv", [], centre)]


def depth_of(folder, name, catalogues=None, **changes):
    catalog = catalogues or both_surveys(folder)
    (reported,) = of_code(check(polar(name, **changes), catalog=catalog), "SKY105")
    return reported


@pytest.mark.parametrize("name", EMPTY)
def test_in_other_modes_the_table_has_from_which_flux_on_a_source_matters(name, tmp_path):
    reported = depth_of(tmp_path, name)
    (row,) = figures(reported).values()
    limit, (matters, _) = limit_of(name), levels(name)
    assert row["wavelength"] == limit.wavelength_um
    assert row["matters in the background from"] == pytest.approx(matters, rel=0.05)
    depth = survey_depth(limit.wavelength_um, SURVEYS)
    assert row["star without infrared excess"] == pytest.approx(depth.star_ujy, rel=0.05)
    assert row["source of any colour"] == pytest.approx(depth.any_ujy, rel=0.05)
    assert not any("science" in column.name for column in reported.table.columns)


def test_the_imager_which_is_not_asked_to_be_empty_has_no_depth(tmp_path):
    report = check(polar("image"), catalog=both_surveys(tmp_path))
    assert of_code(report, "SKY105") == []


@pytest.mark.parametrize(
    ("setting", "suppliers", "known"),
    [
        (("G140M", "F070LP"), "both", False),
        (("G140M", "F100LP"), "both", True),
        (("G395M", "F290LP"), "both", True),
        (("G395M", "F290LP"), "2MASS", False),
        (("G395M", "F290LP"), "AllWISE", True),
        (("G235M", "F170LP"), "AllWISE", False),
    ],
)
def test_beyond_the_bands_of_the_surveys_a_source_of_another_colour_is_unseen(
    setting, suppliers, known, tmp_path
):
    near, far = both_surveys(tmp_path)
    catalogues = {"both": [near, far], "2MASS": near, "AllWISE": far}[suppliers]
    reported = depth_of(tmp_path, "IFU", catalogues, both={"settings": [setting]})
    (row,) = figures(reported).values()
    assert (row["source of any colour"] is not None) == known
    assert row["star without infrared excess"] is not None


def test_each_mode_has_its_own_table(tmp_path):
    document = polar(
        "coronagraph",
        more_observations=[ifu(3, 1), ifu(4, 2)],
        links=[group(1, 2), group(3, 4)],
    )
    reported = of_code(check(document, catalog=both_surveys(tmp_path)), "SKY105")
    assert lines(reported) == ["SKY105 info -"] * 2
    assert {row[0] for finding in reported for row in finding.table.rows} == {
        "F1140C",
        "G235H/F170LP",
    }
    assert len({finding.fingerprint for finding in reported}) == 2
