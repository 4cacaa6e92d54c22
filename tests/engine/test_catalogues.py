"""One query for a whole run; each field gets its own part of the answer."""

from __future__ import annotations

import pytest

import aptcheck
from aptcheck.catalog import LOCK_NAME
from aptcheck.config import Config
from aptcheck.engine import catalogues
from aptcheck.engine.catalogues import Catalogues, choices
from aptcheck.engine.options import Options
from aptcheck.engine.session import Session, open_proposal
from aptcheck.errors import UsageError
from aptcheck.testing import FIELD, pair
from tests.skies import allwise, offset_position, star

SKY = offset_position(FIELD, 0, 90)


def test_without_a_choice_a_lock_beside_the_proposal_is_used(tmp_path):
    file = str(tmp_path / "p.xml")
    assert choices(file, Options()) == ()
    (tmp_path / LOCK_NAME).touch()
    assert choices(file, Options()) == ("lock",)
    assert choices(file, Options(catalogs=("irsa",))) == ("irsa",)
    assert choices(file, Options(catalogs=("irsa", "none"))) == ()


def cones_of(path, options):
    """Return the queries for a proposal."""
    opened = open_proposal(str(path), options, Config())
    assert isinstance(opened, Session)
    return opened.cones()


def test_each_field_gets_the_sources_of_its_own_cone(tmp_path):
    near = pair().write(tmp_path / "near.xml")
    far = pair(sky_target={"north": 400}).write(tmp_path / "far.xml")
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0), star(0, -120), star(0, 420)], SKY)
    options = Options(catalogs=(str(catalogue),))
    found = Catalogues(options).answers(
        {str(path): cones_of(path, options) for path in (near, far)}
    )
    (one,), (other,) = found[str(near)].values(), found[str(far)].values()
    assert one.sources is not None
    assert other.sources is not None
    assert len(one.sources) == 3  # including the single one in the control cone
    assert len(other.sources) == 2
    assert one.suppliers[0].startswith("wise.csv on 20")
    assert one.radius_arcsec == pytest.approx(300)


def test_queries_are_announced_and_progress_is_reported(tmp_path):
    path = str(pair().write(tmp_path / "p.xml"))
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    options = Options(catalogs=(str(catalogue),))
    said, steps = [], []
    Catalogues(
        options,
        announce=lambda *words: said.append(words),
        progress=lambda *step: steps.append(step),
    ).answers({path: cones_of(path, options)})
    assert said == []  # a local file: nothing is sent
    assert steps == [("AllWISE from wise.csv", 0, 1), ("AllWISE from wise.csv", 1, 1)]


def test_a_crash_while_asking_leaves_the_fields_unchecked(tmp_path, monkeypatch):
    path = str(pair().write(tmp_path / "p.xml"))
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    options = Options(catalogs=(str(catalogue),))

    def crash(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(catalogues, "fetched", crash)
    (found,) = Catalogues(options).answers({path: cones_of(path, options)})[path].values()
    assert found.sources is None
    assert "ZeroDivisionError" in found.reason


def test_a_missing_file_is_wrong_usage_even_without_a_field(tmp_path):
    path = pair(sky_target={"coordinates": None}).write(tmp_path / "p.xml")
    with pytest.raises(UsageError, match="no catalogue file"):
        aptcheck.check(path, catalog=tmp_path / "none.csv")


def test_the_library_takes_one_catalogue_or_several(tmp_path):
    path = pair().write(tmp_path / "p.xml")
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    for given in (catalogue, str(catalogue), [catalogue]):
        report = aptcheck.check(path, catalog=given)
        assert "SKY101" in [finding.code for finding in report.findings]
    report = aptcheck.check(path, catalog="none")
    assert "SKY104" in [finding.code for finding in report.findings]


def test_many_processes_give_the_same_report(tmp_path):
    for number in range(3):
        pair(sky_target={"north": 90 + number}).write(tmp_path / f"{number}.xml")
    catalogue = allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    one, two = (aptcheck.check(tmp_path, catalog=catalogue, jobs=jobs) for jobs in (1, 2))
    assert one == two
    assert [f.code for f in one.findings].count("SKY101") == 3
