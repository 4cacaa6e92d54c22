"""What has changed: compared with the base of a pull request, or with the branch before a push."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

__all__ = ["Base", "base_of_run", "unchanged"]

#: Files that say how the proposals in their folder and below are judged.
SETTINGS = ("aptcheck.toml", "pyproject.toml", "aptcheck.lock")
_COMMIT = re.compile("[0-9a-f]{40}([0-9a-f]{24})?")
#: Against the files as they are: an earlier step may have changed them.
_DIFF = ("diff", "-z", "--no-ext-diff", "--ignore-submodules=all")


@dataclass(frozen=True, kw_only=True)
class Base:
    """The commit to compare with, what it is called, and the folder of the checkout.

    ``changed`` are the files that differ from it, deleted ones too, ``tracked`` those that git
    knows, and ``renamed`` has the old path of a file by its new one. All paths are absolute.
    """

    commit: str
    name: str
    root: Path
    changed: frozenset[str]
    tracked: frozenset[str]
    renamed: Mapping[str, str]

    def is_unchanged(self, path: str | Path) -> bool:
        """Whether a file, and what it links to, is certainly as it was.

        What git does not know may have changed.
        """
        files = {_absolute(path), os.path.realpath(path)}
        return files <= self.tracked and files.isdisjoint(self.changed)

    def is_governed_anew(self, path: str | Path) -> bool:
        """Whether settings that apply to a proposal have changed, or may have."""
        inside = (f for f in Path(_absolute(path)).parents if f.is_relative_to(self.root))
        files = (str(folder / name) for folder in inside for name in SETTINGS)
        return any(
            file in self.changed or (os.path.lexists(file) and not self.is_unchanged(file))
            for file in files
        )

    def before(self, path: str | Path) -> Path:
        """Return where a file was, and a link's file: the blob of a link is only a path."""
        real = Path(path).resolve()
        file = str(real) if real.is_relative_to(self.root) else _absolute(path)
        return Path(self.renamed.get(file, file))

    def old_name(self, path: str | Path) -> str:
        """Return the old path of a renamed file within the checkout; empty for any other."""
        before = self.before(path)
        is_renamed = str(before) in self.renamed.values()
        return before.relative_to(self.root).as_posix() if is_renamed else ""

    def has(self, path: str | Path) -> bool:
        """Whether the commit has this file, perhaps under another name."""
        return _git(self.root, "cat-file", "-e", self._name(path)) is not None

    def write(self, path: str | Path, to: IO[bytes]) -> bool:
        """Write a file as it was, byte by byte; return whether that succeeded."""
        return _git(self.root, "cat-file", "blob", self._name(path), to=to) is not None

    def _name(self, path: str | Path) -> str:
        return f"{self.commit}:{self.before(path).relative_to(self.root).as_posix()}"


def base_of_run() -> Base | str:
    """Return what this run is to be compared with, or why there is nothing, as a clause."""
    event = os.environ.get("GITHUB_EVENT_NAME", "")
    payload = _payload()
    root = _line(Path.cwd(), "rev-parse", "--show-toplevel")
    if root is None:
        return "the working folder is not a git checkout that git may read"
    if event == "pull_request":
        pull = payload.get("pull_request") or {}
        side = pull.get("base") or {}
        name = str(side.get("ref") or "the base branch")
        commit = _before_merge(Path(root), pull) or _fork_point(Path(root), side.get("sha"))
    elif event == "push":
        name, commit = "the commit before the push", _known(Path(root), payload.get("before"))
        if set(str(payload.get("before"))) == {"0"}:
            return "the branch is new"
    else:
        return f"a run on {event or 'no event'} has nothing to compare with"
    if commit is None:
        return f"the checkout does not hold {name}; give actions/checkout the input fetch-depth: 0"
    changed, tracked = _changed(Path(root), commit), _listed(Path(root), "ls-files", "-z")
    if changed is None or tracked is None:
        return f"git cannot compare with {name}"
    return Base(
        commit=commit,
        name=name,
        root=Path(root).resolve(),
        changed=changed,
        tracked=tracked,
        renamed=_renamed(Path(root), commit),
    )


def _before_merge(root: Path, pull: dict[str, Any]) -> str | None:
    """Return the first parent, if the checkout is GitHub's merge of the pull request."""
    head = (pull.get("head") or {}).get("sha")
    second = _line(root, "rev-parse", "--verify", "--quiet", "HEAD^2")
    if second is None or second != head:
        return None
    return _line(root, "rev-parse", "--verify", "--quiet", "HEAD^1")


def _fork_point(root: Path, base: object) -> str | None:
    """Return where the checkout left the base, so that what the base gained is no change."""
    commit = _known(root, base)
    return None if commit is None else _line(root, "merge-base", commit, "HEAD")


def _known(root: Path, commit: object) -> str | None:
    """Return a commit of the event if the checkout holds it."""
    if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
        return None
    return _line(root, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")


def _changed(root: Path, commit: str) -> frozenset[str] | None:
    return _listed(root, *_DIFF, "--name-only", "--no-renames", commit, "--")


def _renamed(root: Path, commit: str) -> dict[str, str]:
    # Two proposals of a team have much in common: git's own half is not the same proposal.
    options = ("--name-status", "--find-renames=80%", "--diff-filter=R")
    found = _git(root, *_DIFF, *options, commit, "--") or b""
    # A status with its percentage, the old name, the new name.
    names = [str(root.resolve() / os.fsdecode(name)) for name in found.split(b"\0")]
    return dict(zip(names[2::3], names[1::3], strict=False))


def _listed(root: Path, *arguments: str) -> frozenset[str] | None:
    found = _git(root, *arguments)
    if found is None:
        return None
    names = (os.fsdecode(name) for name in found.split(b"\0") if name)
    return frozenset(str(root.resolve() / name) for name in names)


def _payload() -> dict[str, Any]:
    try:
        with open(os.environ.get("GITHUB_EVENT_PATH", ""), encoding="utf-8") as file:
            payload = json.load(file)
    except (OSError, ValueError):
        return {}
    return payload if isinstance(payload, dict) else {}


def _absolute(path: str | Path) -> str:
    """Return a path without links in its folders: git knows a link as a file of its own."""
    full = Path(os.path.abspath(path))
    return str(full.parent.resolve() / full.name)


def _line(folder: Path, *arguments: str) -> str | None:
    found = _git(folder, *arguments)
    return os.fsdecode(found).strip() if found is not None else None


def _git(folder: Path, *arguments: str, to: IO[bytes] | None = None) -> bytes | None:
    """Return what git prints, or write it to a file; None if it fails. Nothing is fetched."""
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *arguments],
            cwd=folder,
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            stdout=to or subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout or b""


def unchanged(base: Base, files: Iterable[str], exports: Mapping[str, str]) -> set[str]:
    """Return the proposals that need no check: file, export and settings are as they were."""
    return {
        file
        for file in files
        if base.is_unchanged(file)
        and (file not in exports or base.is_unchanged(exports[file]))
        and not base.is_governed_anew(file)
    }
