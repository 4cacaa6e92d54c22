"""Proposals of modes other than the MRS with nothing to fix, two pairs in each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aptcheck.mode_names import ModeName
from aptcheck.testing import (
    SKY_KEYWORD,
    Document,
    coronagraph,
    fixed_slits,
    group,
    ifu,
    image,
    lrs,
    proposal,
    target,
)
from tests.rules.other_modes import Builder

__all__ = ["DOCUMENTS"]

_SPECTRA = {"settings": [("G140M", "F100LP"), ("G395H", "F290LP")]}


def _pairs(
    build: Builder, both: Mapping[str, Any], sky: Mapping[str, Any], apart: int = 90
) -> Document:
    """Make observations 1 and 3 with their backgrounds 2 and 4."""
    targets = []
    for number, north in ((1, 0), (3, 2000)):
        targets += [
            target(number, f"NGC-{number}", background=[number + 1], north=north),
            target(
                number + 1,
                f"NGC-{number}-SKY",
                north=north + apart,
                category="Calibration",
                keywords=[SKY_KEYWORD],
                extended="YES",
            ),
        ]
    observations = [
        build(n, n, label=f"NGC-{n} spectrum" if n % 2 else f"NGC-{n - 1} background", **own)
        for n, own in ((n, {**both, **({} if n % 2 else sky)}) for n in range(1, 5))
    ]
    return proposal(targets=targets, observations=observations, links=[group(1, 2), group(3, 4)])


DOCUMENTS: Mapping[ModeName, Document] = {
    "miri-imaging": _pairs(image, {"filters": ["F770W", "F1130W"]}, {}, apart=150),
    "miri-coronagraphy": _pairs(coronagraph, {}, {"background_quadrant": "1", "dither": "NONE"}),
    "miri-lrs-slit": _pairs(lrs, {}, {}),
    "nirspec-ifu": _pairs(ifu, _SPECTRA, {}),
    "nirspec-fs": _pairs(fixed_slits, _SPECTRA, {}),
}
