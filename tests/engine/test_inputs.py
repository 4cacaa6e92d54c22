"""The files that a command reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.engine.inputs import inputs
from aptcheck.engine.options import Options


def test_proposals_their_exports_and_the_files_that_options_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.aptx", "a.xml", "sub/b.xml", "c.aptx", "c.xml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).touch()
    Path("c.xml").write_text("<testsuites/>")
    options = Options(
        config=Path("team.toml"),
        baseline=Path("base.json"),
        catalogs=("stars.csv", "old.lock", "IRSA", "https://example.org/tap", "lock"),
    )
    assert sorted(map(str, inputs(["a.aptx", "c.aptx", "sub", "-"], options))) == [
        "a.aptx",
        "a.xml",
        "base.json",
        "c.aptx",
        "old.lock",
        "stars.csv",
        "sub/b.xml",
        "team.toml",
    ]
