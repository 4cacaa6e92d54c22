"""``aptcheck schema``: the published JSON Schema of what aptcheck writes or reads."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import aptcheck

__all__ = ["command"]

_PACKAGE = Path(aptcheck.__file__).parent
# A wheel has them in the package; a clone, installed editable or not, has them beside it.
_PACKED = _PACKAGE / "schemas"
_FOLDER = _PACKED if _PACKED.is_dir() else _PACKAGE.parent / "schemas"


@click.command("schema")
@click.argument("name", type=click.Choice(sorted(path.stem for path in _FOLDER.glob("*.json"))))
def command(name: str) -> int:
    """Print a published JSON Schema, such as that of a report, a baseline or aptcheck.toml."""
    # Bytes: the file is UTF-8, whatever the terminal uses.
    sys.stdout.buffer.write((_FOLDER / f"{name}.json").read_bytes())
    return 0
