"""Which configuration governs a proposal; each file is read once."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from aptcheck import config
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.options import Options
from aptcheck.testing import pair


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


def test_the_report_says_which_file_governs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").mkdir()
    proposal = pair().write(tmp_path / "one" / "a.xml")
    project = tmp_path / "aptcheck.toml"
    project.write_text("")
    monkeypatch.chdir(tmp_path)
    assert aptcheck.check("one").proposals[0].configuration == "aptcheck.toml"
    monkeypatch.chdir(tmp_path / "one")
    assert aptcheck.check("a.xml").proposals[0].configuration == str(project)
    own = aptcheck.check(proposal, config="../aptcheck.toml")
    assert own.proposals[0].configuration == "../aptcheck.toml"


def test_a_folder_is_searched_once_for_all_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike = tmp_path / ".aptcheck.toml"
    alike.write_text("")
    (tmp_path / "aptcheck.toml").write_text("")
    seen: Counter[Path] = Counter()
    original = config.unread_in

    def counting(folder: Path) -> tuple[Path, ...]:
        seen[folder] += 1
        return original(folder)

    monkeypatch.setattr(config, "unread_in", counting)
    configurations = Configurations(Options(today=datetime(2026, 11, 1)))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        governed = configurations.of(str(tmp_path / name / "proposal.xml"))
        assert governed.unread == (alike.resolve(),)
    assert seen[tmp_path.resolve()] == 1
