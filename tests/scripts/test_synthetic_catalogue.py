from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.catalog.fetch import fetch
from aptcheck.catalog.local import CatalogueFile
from aptcheck.catalog.motion import secure
from aptcheck.catalog.position import Position
from aptcheck.catalog.survey import SURVEYS
from scripts import synthetic_catalogue

PATCH = ["--patch", "150", "2", "0.1", "2500"]


def test_a_seed_gives_the_same_files_and_another_seed_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        synthetic_catalogue.main(["--output", str(tmp_path / name), "--seed", seed, *PATCH])
    for survey in SURVEYS:
        a, b, c = ((tmp_path / name / f"{survey.table}.csv").read_bytes() for name in "abc")
        assert a == b
        assert a != c
    assert "synthetic" in capsys.readouterr().out


def test_the_files_are_catalogues_aptcheck_reads(tmp_path: Path) -> None:
    synthetic_catalogue.main(["--output", str(tmp_path), *PATCH])
    files = [CatalogueFile(tmp_path / f"{survey.table}.csv") for survey in SURVEYS]
    answer = fetch([Position(field_id="a", ra_deg=150, dec_deg=2)], 300 / 3600, files)
    assert answer.fields[0].checked
    assert {"AllWISE", "AllWISE+2MASS"} <= set(answer.sources.catalogue)
    assert answer.sources.extended.any()
    assert answer.sources.nebulous.any()
    assert secure(answer.sources).any()
