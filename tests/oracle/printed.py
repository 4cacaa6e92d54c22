"""Programmes rebuilt from APT's own printouts, and what APT printed about them."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.shared import shared

__all__ = ["apt_lists", "apt_says", "other_modes", "programmes"]


def programmes() -> Iterator[tuple[str, bytes]]:
    """Yield the number and the XML of each programme with the MRS; other templates are empty."""
    yield from _archive("even.zip")


def other_modes() -> Iterator[tuple[str, bytes]]:
    """Yield those in which another mode takes a background, with all their exposures."""
    yield from _archive("other-modes-even.zip")


def _archive(name: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(shared("printed", name)) as archive:
        for member in sorted(archive.namelist()):
            if member.endswith(".xml"):
                yield member.removesuffix(".xml").rpartition("/")[2], archive.read(member)


def apt_says() -> dict[str, dict[str, dict[str, list[Any]]]]:
    """Return {programme: {observation: APT's lists and diagnostics}}, for the MRS only."""
    said: dict[str, dict[str, dict[str, list[Any]]]] = json.loads(
        shared("printed", "apt-says-even.json").read_text()
    )
    return said


@cache
def apt_lists() -> Mapping[str, Mapping[int, Mapping[str, Any]]]:
    """Return {programme: {observation: what APT prints about it}}, for all instruments."""
    with gzip.open(shared("printed", "apt-lists-all-modes-even.json.gz"), "rt") as file:
        return {
            str(one["programme"]): {
                int(number): said for number, said in one["observations"].items()
            }
            for one in json.load(file)
        }
