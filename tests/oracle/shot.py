"""One exposure, as columns of an association pool."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

__all__ = ["Shot", "leading", "template_name"]


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A pool's columns for a single exposure."""

    exposure_type: str
    detector: str
    band: str = "NULL"
    filter: str = "NULL"
    pupil: str = "NULL"
    grating: str = "NULL"
    slit: str = "NULL"
    subarray: str = "FULL"
    pattern: str = "NULL"
    position: int = 1
    positions: int = 1
    subpixels: int = 1
    imprint: bool = False
    psf: bool = False
    plan: str = "NULL"
    """The MSA metadata file of a shutter plan."""
    part: int = 1
    """EXPSPCIN, which counts the settings of a visit."""


def leading(text: str | None, otherwise: int = 0) -> int:
    """Read the number in front of `2 NAME`."""
    found = re.match(r"\s*(\d+)", text or "")
    return int(found[1]) if found else otherwise


def template_name(observation: etree._Element) -> str:
    """Return the name of an observation's template."""
    template = observation.find("{*}Template/*")
    return "" if template is None else etree.QName(template).localname
