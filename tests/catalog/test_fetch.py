"""What leaves the machine when a catalogue is queried."""

from __future__ import annotations

from pathlib import Path

from aptcheck.catalog.choose import providers
from aptcheck.catalog.fetch import disclosure, queries
from tests.catalog.skies import POSITION, RADIUS


def test_what_leaves_the_machine_is_said(tmp_path: Path) -> None:
    said = disclosure([POSITION], RADIUS, providers(["irsa"], folder=tmp_path))
    assert said is not None
    assert said.startswith("Sending 1 position and a radius of 300 arcsec to IRSA (https://irsa.")
    assert "and to VizieR (https://tapvizier." in said
    assert disclosure([POSITION], RADIUS, providers(["lock"], folder=tmp_path)) is None
    assert POSITION.field_id not in " ".join(queries(RADIUS, providers(["irsa"], folder=tmp_path)))
