"""The files that a command reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        "/dev/stdin",
        "a.aptx",
        "a.xml",
        "base.json",
        "c.aptx",
        "old.lock",
        "stars.csv",
        "sub/b.xml",
        "team.toml",
    ]


def test_files_found_without_being_named_are_read_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "aptcheck.toml").touch()
    for name in ("a/p.xml", "a/q.xml", "b/p.xml"):
        file = tmp_path / "work" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    work = tmp_path / "work"
    monkeypatch.chdir(work)
    (work / "strict.conf").touch()
    (work / "a" / "aptcheck.toml").symlink_to("../strict.conf")
    (work / "a" / "aptcheck.lock").touch()
    (work / "b" / "pyproject.toml").touch()
    configurations = {work / "a" / "aptcheck.toml", work / "b" / "pyproject.toml"}

    def further(**options: Any) -> set[Path]:
        found = inputs(["a", "b"], Options(**options))
        assert len(found) == len(set(found))
        return {Path(file).absolute() for file in found if file.suffix != ".xml"}

    above, lock = tmp_path / "aptcheck.toml", work / "a" / "aptcheck.lock"
    assert further() == {*configurations, above, lock}
    assert further(catalogs=("none",)) == {*configurations, above}
    assert further(config=Path("strict.conf")) == {work / "strict.conf", lock}
    assert above in inputs(["-"], Options())
