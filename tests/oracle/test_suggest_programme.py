"""A programme of 24 targets with a star in each background gets 24 answers in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from aptcheck import apt
from aptcheck.background.build import build_graph
from aptcheck.contamination.empty_sky.terms import Terms
from aptcheck.engine.options import Options
from aptcheck.finding import Severity
from aptcheck.geometry.great_circle import great_circle_arcsec
from aptcheck.model.epoch import position_at
from aptcheck.modes.judged import mode_named
from aptcheck.suggestions import Suggestions
from aptcheck.tasks.suggest import suggested_places
from aptcheck.testing import check
from scripts import synthetic_catalogue
from tests.contamination.empty_sky.searching import TODAY
from tests.shared import shared
from tests.skies import of_code

PROGRAMME = "clagn24-rebuilt.xml"
#: Around each science target: degrees, and objects.
PATCH = ("0.17", "350")


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """A sky around every science target, with a star at each background."""
    path = shared("corpus", PROGRAMME)
    proposal = apt.read_path(path).proposal
    graph = build_graph(proposal, mode_named("miri-mrs"))
    given = ["--output", str(folder := tmp_path_factory.mktemp("sky"))]
    for science in graph.sciences:
        ra, dec = place_of(science.target)
        given += ["--patch", repr(ra), repr(dec), *PATCH]
    for sky in graph.skies:
        ra, dec = place_of(proposal.target_of(sky))
        given += ["--star", repr(ra), repr(dec), "9.0"]
    synthetic_catalogue.main(given)
    return tuple(str(Path(folder, name)) for name in ("fp_psc.csv", "allwise_p3as_psd.csv"))


@pytest.fixture(scope="module")
def answers(catalogues: tuple[str, ...]) -> Suggestions:
    options = Options(today=TODAY, catalogs=catalogues)
    return suggested_places(shared("corpus", PROGRAMME), options, Terms(count=2))


def place_of(target) -> tuple[float, float]:
    assert target is not None
    place = position_at(target, None)
    assert place is not None
    return place


def test_every_target_has_an_answer(answers: Suggestions) -> None:
    assert len(answers.targets) == 24
    assert answers.clean == ()
    assert {one.status for one in answers.targets} == {"ok"}
    assert {one.present for one in answers.targets} == {"contaminated"}
    assert len({one.target for one in answers.targets}) == 24
    skies = [number for one in answers.targets for number in one.background_observations]
    assert len(skies) == len(set(skies)) == 24


def test_every_position_is_within_reach_of_its_own_target(answers: Suggestions) -> None:
    for one in answers.targets:
        assert one.ra_deg is not None
        assert one.dec_deg is not None
        assert one.bound_arcsec is not None
        for found in one.suggestions:
            away = great_circle_arcsec((one.ra_deg, one.dec_deg), (found.ra_deg, found.dec_deg))
            assert 29.98 < away < 120.02
            assert 0 < found.margin_arcsec <= one.bound_arcsec


def test_with_all_of_them_moved_a_check_finds_24_clean_fields(
    answers: Suggestions, catalogues: tuple[str, ...]
) -> None:
    moved = {one.background_target: one.suggestions[0].apt for one in answers.targets}
    tree = etree.parse(shared("corpus", PROGRAMME))
    for target in tree.iter("{*}Target"):
        if (name := target.findtext("{*}TargetName")) in moved:
            target.find("{*}EquatorialCoordinates").set("Value", moved.pop(name))
    assert moved == {}
    report = check(etree.tostring(tree), catalog=catalogues)
    assert report.scope.fields_checked == report.scope.fields == 24
    found = of_code(report, "SKY", "ORI", "BKG6")
    assert [one.code for one in found if one.severity != Severity.INFO] == []
