"""Wheel and source distribution hold what they should, and no stray files of the folder."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packing import ROOT, built

#: What a source distribution needs in addition to the package and the schemas.
BESIDE = {"LICENSE", "README.md", "pyproject.toml", ".gitignore"}


def tracked() -> set[str]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a git checkout: the tracked files are not known")
    return {name for name in done.stdout.split("\0") if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tracked files, mixed with files that must not be published."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("project")
    for name in tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for place in (".", "aptcheck", "aptcheck/apt", "schemas", "docs", "sample_proposals", "tests"):
        for name in ("secret.aptx", "secret.xml", "aptcheck.toml", "aptcheck.lock", "secret.html"):
            (folder / place / name).write_text("confidential")
    return folder


def test_the_source_distribution_holds_the_tracked_files_of_the_package(
    project: Path, tmp_path: Path
) -> None:
    with tarfile.open(built("sdist", tmp_path, project=project)) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    expected = {name for name in tracked() if name.startswith(("aptcheck/", "schemas/"))}
    assert held == expected | BESIDE | {"PKG-INFO"}


def test_the_wheel_holds_the_tracked_files_of_the_package(project: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built("wheel", tmp_path, project=project)) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    package = {name for name in tracked() if name.startswith("aptcheck/")}
    schemas = {f"aptcheck/{name}" for name in tracked() if name.startswith("schemas/")}
    assert held == package | schemas
