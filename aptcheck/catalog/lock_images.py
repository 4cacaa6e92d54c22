"""The survey images that a lock lists: where, when, from whom, and the hash of each file.

They are one table at the end of the lock, one image to a line and sorted. The files are in a folder
beside it. A hash over the table detects an edited line.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.images import IMAGE_SURVEYS
from aptcheck.catalog.kept_image import Frame, KeptImage
from aptcheck.intake.bounds import MAX_DEPTH, MAX_LOCK_IMAGES

__all__ = ["images_text", "listed_images"]

_SURVEYS = frozenset(name for name, _ in IMAGE_SURVEYS)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"[0-9TZ:-]{1,32}")
_WIDEST_ARCSEC = 36_000.0
_HEAD = "# Images: survey, right ascension, declination, side in arcsec, time, SHA-256 of the file."


def images_text(images: Iterable[KeptImage]) -> str:
    """Return what a lock says about its images, the same for any order; nothing if it has none."""
    lines = sorted(json.dumps(_values(image)) for image in dict.fromkeys(images))
    if not lines:
        return ""
    rows = "\n".join(lines)
    return f"\n{_HEAD}\n[images]\nhash = \"{_hash(lines)}\"\nfiles = '''\n{rows}\n'''\n"


def listed_images(document: Mapping[str, Any]) -> tuple[KeptImage, ...]:
    """Return the images that the tables of a lock list; none if it has none.

    Raises
    ------
    NoAnswer
        The list cannot be read, or was edited.
    """
    if "images" not in document:
        return ()
    try:
        lines = document["images"]["files"].splitlines()
        if document["images"]["hash"] != _hash(lines):
            raise NoAnswer("has a list of images that was edited (its hash does not match)")
        if len(lines) > MAX_LOCK_IMAGES:
            raise NoAnswer(f"lists more than {MAX_LOCK_IMAGES} images")
        return tuple(_image(line) for line in lines)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise NoAnswer("has no readable list of images") from fault


def _values(image: KeptImage) -> list[str | float]:
    frame = image.frame
    return [
        image.survey,
        frame.ra_deg,
        frame.dec_deg,
        frame.side_arcsec,
        image.asked,
        image.sha256,
    ]


def _image(line: str) -> KeptImage:
    if line.count("[") + line.count("{") > MAX_DEPTH:
        raise ValueError
    survey, ra_deg, dec_deg, side_arcsec, asked, sha256 = json.loads(line)
    if survey not in _SURVEYS or not _SHA256.fullmatch(sha256) or not _TIME.fullmatch(asked):
        raise ValueError
    return KeptImage(
        survey=survey,
        frame=Frame(
            ra_deg=_within(ra_deg, 0.0, 360.0),
            dec_deg=_within(dec_deg, -90.0, 90.0),
            side_arcsec=_within(side_arcsec, 1.0, _WIDEST_ARCSEC),
        ),
        asked=asked,
        sha256=sha256,
    )


def _within(value: Any, low: float, high: float) -> float:  # noqa: ANN401 - from a file
    if not isinstance(value, float) or not math.isfinite(value) or not low <= value <= high:
        raise ValueError
    return value


def _hash(lines: Sequence[str]) -> str:
    return f"sha256:{hashlib.sha256(chr(10).join(lines).encode()).hexdigest()}"
