"""What the rules on position angles have in common."""

from __future__ import annotations

import re

from tests.judging import found


def found_of(code: str, xml, **config) -> list[str]:
    """Return the findings of one rule."""
    return found(xml, select=[code], **config)


def read_back(fix: str) -> list[tuple[float, float]]:
    """Read the Aperture PA Ranges that a fix proposes."""
    ranges = re.findall(r"(\d+\.\d+) to (\d+\.\d+)", fix)
    assert ranges, fix
    return [(float(low), float(high)) for low, high in ranges]
