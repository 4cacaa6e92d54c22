"""What the action installs and attaches."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from scripts.action_requirements import FILE, wanted
from tests.action.proposals import ROOT, run, sample

NAME = re.compile("[-_.]+")


def locked() -> dict[str, list[Requirement]]:
    """Return what is locked, by name."""
    entries = re.findall(r"^(\S+==.*?) \\$", FILE.read_text(), re.MULTILINE)
    found: dict[str, list[Requirement]] = {}
    for entry in map(Requirement, entries):
        found.setdefault(entry.name, []).append(entry)
    return found


def test_all_that_the_project_needs_is_locked_in_a_version_that_it_allows() -> None:
    every = locked()
    for requirement in map(Requirement, wanted()):
        versions = every[NAME.sub("-", requirement.name).lower()]
        for one in versions:
            (pinned,) = one.specifier
            assert requirement.specifier.contains(pinned.version), f"{one}: run the script again"


def test_every_package_has_hashes_and_no_index_is_named() -> None:
    text = FILE.read_text()
    entries = re.split(r"\n(?=\S)", text)[1:]
    assert len(entries) > 30
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search("://|--index|--extra|--find-links", text)


def test_every_action_that_it_uses_is_pinned_by_its_commit() -> None:
    uses = re.findall(r"uses: (\S+)", (ROOT / "action.yml").read_text())
    assert len(uses) == 4
    assert all(re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", one) for one in uses)


def test_the_cache_is_named_after_machine_python_and_what_is_locked(workspace: Path) -> None:
    sample(workspace, "linked-extended-source.aptx")
    used = dict(run(workspace).used)
    key = used["actions/cache/restore"]["key"]
    assert re.fullmatch(r"aptcheck-\w+-\w+-python3\.\d+-[0-9a-f]{32}", key)
    assert used["actions/cache/save"] == used["actions/cache/restore"]
    assert "actions/upload-artifact" not in used


def test_the_page_is_attached_under_the_name_given(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, html_artifact="my report", select="BKG201")
    assert not done.ok
    attached = dict(done.used)["actions/upload-artifact"]
    assert attached == {"name": "my report", "path": done.outputs["html-file"]}
    assert "BKG201" in Path(attached["path"]).read_text(encoding="utf-8")


def test_python_is_the_lowest_that_the_project_supports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">=3.11"
    assert "python_full_version < '3.12'" in FILE.read_text()
