"""A source has the name that databases use."""

from __future__ import annotations

import pytest

from aptcheck.catalog.designation import full_designation
from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey
from tests.catalog.skies import POSITION, RADIUS


@pytest.mark.parametrize(
    ("survey", "written", "full"),
    [
        (ALLWISE, "J043319.80+225219.9", "WISEA J043319.80+225219.9"),
        (ALLWISE, "J043319.80-225219.9", "WISEA J043319.80-225219.9"),
        (TWO_MASS, "04331980+2252199", "2MASS J04331980+2252199"),
        (TWO_MASS, "04331980-2252199", "2MASS J04331980-2252199"),
        (TWO_MASS, "J04331980+2252199", "2MASS J04331980+2252199"),
        (TWO_MASS, "04331980+2252199B", "2MASS J04331980+2252199B"),
    ],
)
def test_a_bare_designation_gets_its_prefix_once(survey: Survey, written: str, full: str) -> None:
    assert full_designation(survey, written) == full
    assert full_designation(survey, full) == full


@pytest.mark.parametrize("survey", [ALLWISE, TWO_MASS])
@pytest.mark.parametrize(
    "written",
    ["", "my star 7", "WISE J043319.80+225219.9", "WISEAR J043319.80+225219.9", "0433198+225219"],
)
def test_another_name_stays_as_it_is_written(survey: Survey, written: str) -> None:
    assert full_designation(survey, written) == written


def test_the_designation_of_one_survey_is_not_a_name_in_the_other() -> None:
    assert full_designation(ALLWISE, "04331980+2252199") == "04331980+2252199"
    assert full_designation(TWO_MASS, "J043319.80+225219.9") == "J043319.80+225219.9"


def test_the_sources_of_a_file_bear_full_names_and_a_nameless_one_its_place(tmp_path) -> None:
    path = tmp_path / "stars.csv"
    path.write_text(
        "designation,ra,dec,k_m\n"
        "10000000+0200000,150.0,2.0,9.5\n"
        "mine,150.01,2.01,9.5\n"
        ",150.02,2.02,9.5\n"
    )
    answer = fetch([POSITION], RADIUS, [CatalogueFile(path)])
    assert answer.sources.designation.tolist() == [
        "2MASS J10000000+0200000",
        "mine",
        "source at 150.02000 +2.02000",
    ]
