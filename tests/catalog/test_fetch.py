"""What leaves the machine when a catalogue is queried, and what every supplier is asked."""

from __future__ import annotations

from pathlib import Path

from aptcheck.catalog.choose import providers
from aptcheck.catalog.dialect import IRSA_NAMES
from aptcheck.catalog.fetch import disclosure, fetch, queries
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.survey import TWO_MASS
from scripts.synthetic_catalogue import TWOMASS_COLUMNS, write
from tests.catalog.skies import POSITION, RADIUS, star_row


def test_what_leaves_the_machine_is_said(tmp_path: Path) -> None:
    said = disclosure([POSITION], RADIUS, providers(["irsa"], folder=tmp_path))
    assert said is not None
    assert said.startswith("Sending 1 position and a radius of 300 arcsec to IRSA (https://irsa.")
    assert "and to VizieR (https://tapvizier." in said
    assert disclosure([POSITION], RADIUS, providers(["lock"], folder=tmp_path)) is None
    assert POSITION.field_id not in " ".join(queries(RADIUS, providers(["irsa"], folder=tmp_path)))


def test_a_file_is_asked_for_the_radius_that_a_service_is_sent(tmp_path: Path) -> None:
    inside, beyond = (POSITION.dec_deg + RADIUS - spare for spare in (1e-7, 1e-8))
    stars = [
        star_row(TWO_MASS, ra=POSITION.ra_deg, dec=dec, designation=name)
        for name, dec in {"inside": inside, "beyond": beyond}.items()
    ]
    write(tmp_path / "stars.csv", TWOMASS_COLUMNS, stars)
    answer = fetch([POSITION], RADIUS, [CatalogueFile(tmp_path / "stars.csv")])
    (batch,) = answer.batches
    assert f",{batch.radius_deg}))" in IRSA_NAMES.query(TWO_MASS, RADIUS)
    assert batch.rows is not None
    assert batch.rows["designation"].tolist() == ["inside"]
    assert answer.fields[0].counts == {"2MASS": 1}
