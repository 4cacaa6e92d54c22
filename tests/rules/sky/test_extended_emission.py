from __future__ import annotations

import pytest

from aptcheck.testing import check, lines, pair
from tests.rules.sky.looking import SKY, look
from tests.skies import of_code, offset_position, star


@pytest.mark.parametrize("flag", [{"ext_flg": 1}, {"w3rchi2": 20.0}, {"w4rchi2": 20.0}])
def test_a_flagged_source_near_the_field_is_a_warning(tmp_path, flag):
    report = look(tmp_path, star(0, 25, 11.0, **flag))
    assert lines(report) == ["SKY103 warning 2", "SKY105 info -"]
    (reported,) = of_code(report, "SKY103")
    assert reported.source is not None
    place = offset_position(SKY, 0, 25)
    assert (reported.source.ra_deg, reported.source.dec_deg) == pytest.approx(place, abs=1e-6)


def test_a_match_with_the_2mass_extended_sources_counts(tmp_path):
    near = tmp_path / "near.csv"
    ra, dec = offset_position(SKY, 3, 0)
    near.write_text(
        "designation,ra,dec,j_m,h_m,k_m,k_msigcom,ph_qual,cc_flg,gal_contam,ext_key\n"
        f"10002791+0212036,{ra:.7f},{dec:.7f},13.1,12.5,12.2,0.03,AAA,000,0,4711\n"
    )
    report = check(pair(), catalog=near)
    assert "SKY103 warning 2" in lines(report)


def test_an_ordinary_star_or_a_far_galaxy_is_not(tmp_path):
    report = look(tmp_path, star(0, 25, 11.0), star(0, 60, 11.0, ext_flg=3))
    assert lines(report) == ["SKY105 info -"]


def test_a_faint_star_that_fails_the_cut_by_its_noise_is_reported_in_the_field_only(tmp_path):
    noisy = {"w3snr": 8.0, "w3sigmpro": 0.13, "w3rchi2": 0.95}
    assert of_code(look(tmp_path, star(0, 25, 11.0, **noisy)), "SKY103") == []
    inside = of_code(look(tmp_path, star(0, 0, 11.0, **noisy)), "SKY103")
    assert lines(inside) == ["SKY103 warning 2"]
