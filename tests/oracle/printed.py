"""Programmes rebuilt from APT's own printouts, and what APT itself printed of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator

from tests.shared import shared

__all__ = ["apt_says", "programmes"]


def programmes() -> Iterator[tuple[str, bytes]]:
    """Yield the number and the XML of each programme."""
    with zipfile.ZipFile(shared("printed", "even.zip")) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml"):
                yield name.removesuffix(".xml").rpartition("/")[2], archive.read(name)


def apt_says() -> dict[str, dict[str, dict[str, list[object]]]]:
    """Return {programme: {observation: what APT lists and says of it}}."""
    said: dict[str, dict[str, dict[str, list[object]]]] = json.loads(
        shared("printed", "apt-says-even.json").read_text()
    )
    return said
