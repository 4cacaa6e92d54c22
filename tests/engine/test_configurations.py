"""Which configuration governs a proposal, each file of it read once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aptcheck import config
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.options import Options


def test_a_pyproject_is_read_once_for_all_folders_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.aptcheck]\nprofile = "submit"\n')
    read: Counter[Path] = Counter()
    original = config.toml

    def counting(path: Path) -> dict[str, Any]:
        read[path] += 1
        return original(path)

    monkeypatch.setattr(config, "toml", counting)
    configurations = Configurations(Options(today=datetime(2026, 11, 1)))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        governed = configurations.of(str(tmp_path / name / "proposal.xml"))
        assert governed.settings.profile == "submit"
    assert read == {project.resolve(): 1}
