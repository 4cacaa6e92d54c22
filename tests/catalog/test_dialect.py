from __future__ import annotations

import pytest

from aptcheck.catalog.dialect import IRSA_NAMES, VIZIER_NAMES
from aptcheck.catalog.survey import ALLWISE, SURVEYS, TWO_MASS, Survey
from tests.integration.server import tap_url


def test_the_query_put_to_irsa() -> None:
    assert IRSA_NAMES.query(TWO_MASS, 300 / 3600) == (
        "SELECT u.fld_id, c.designation, c.ph_qual, c.rd_flg, c.bl_flg, c.cc_flg, c.ra, c.dec, "
        "c.j_m, c.h_m, c.k_m, c.k_msigcom, c.gal_contam, c.mp_flg, c.ext_key "
        "FROM fp_psc AS c, TAP_UPLOAD.flds AS u "
        "WHERE CONTAINS(POINT('ICRS',c.ra,c.dec), CIRCLE('ICRS',u.fld_ra,u.fld_dec,0.0833333))=1"
    )


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.name)
def test_no_upload_column_is_named_like_a_catalogue_column(survey: Survey) -> None:
    for dialect in (IRSA_NAMES, VIZIER_NAMES):
        assert not {"fld_id", "fld_ra", "fld_dec"} & set(dialect.named(survey).values())


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.name)
def test_vizier_names_are_given_for_columns_of_the_survey_only(survey: Survey) -> None:
    names = VIZIER_NAMES.named(survey)
    assert set(names) <= set(survey.columns)
    assert {"designation", "ra", "dec", survey.mark, "ph_qual"} <= set(names)


def test_vizier_is_asked_for_its_own_tables() -> None:
    query = VIZIER_NAMES.query(ALLWISE, 0.1)
    assert 'FROM "II/328/allwise" AS c' in query
    assert 'POINT(\'ICRS\',c."RAJ2000",c."DEJ2000")' in query
    assert 'c."W3mag", c."e_W3mag"' in query


@pytest.mark.parametrize("survey", SURVEYS, ids=lambda survey: survey.name)
def test_the_query_put_to_vizier_is_good_adql(survey: Survey) -> None:
    from astropy.table import Table
    from pyvo.dal import TAPService
    from pyvo.dal.exceptions import DALQueryError

    fields = Table({"fld_id": [0], "fld_ra": [1.0], "fld_dec": [2.0]})
    with pytest.raises(DALQueryError, match=r"Could not locate table '.*II/"):
        TAPService(tap_url()).run_sync(VIZIER_NAMES.query(survey, 0.1), uploads={"flds": fields})
