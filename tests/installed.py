"""The metadata that an installer writes for a package, so that aptcheck finds its rules."""

from __future__ import annotations

from pathlib import Path

__all__ = ["announce"]


def announce(site: Path, name: str, module: str) -> None:
    """Write it into a folder of packages: the entry point for rules in a module."""
    folder = site / f"{name.replace('-', '_')}-1.0.dist-info"
    folder.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
    (folder / "METADATA").write_text(metadata, encoding="utf-8")
    entry = f"[aptcheck.rules]\n{name} = {module}\n"
    (folder / "entry_points.txt").write_text(entry, encoding="utf-8")
