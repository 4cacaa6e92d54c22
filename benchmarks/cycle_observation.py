"""An observation of each mode for the invented cycle, and a background as deep as it shall be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aptcheck.testing import Observation, coronagraph, dither, ifu, image, lrs, mrs

__all__ = ["observation", "ramps"]

_BUILDERS: dict[str, Callable[..., Observation]] = {
    "miri-imaging": image,
    "miri-lrs-slit": lrs,
    "nirspec-ifu": ifu,
}
#: Integrations of science and background, where dithers do not give the ratio.
_INTEGRATIONS = {0.67: (3, 2), 0.6: (5, 3), 0.05: (20, 1)}


def observation(mode: str, number: int, *, is_sky: bool, **fields: Any) -> Observation:  # noqa: ANN401 - passed on
    """Make an observation of a mode; its other fields are those of a faultless one."""
    if mode == "miri-coronagraphy":
        quadrant = "1" if is_sky else None
        return coronagraph(number, background_quadrant=quadrant, **fields)
    builders: dict[str, Callable[..., Observation]] = {
        "miri-imaging": image,
        "miri-lrs-slit": lrs,
        "nirspec-ifu": ifu,
    }
    return builders.get(mode, mrs)(number, **fields)


def ramps(depth: float, *, is_sky: bool, is_point: bool) -> dict[str, Any]:
    """Return dithers and integrations of the MRS, so that the background has this depth.

    The science has a dither of four points; half of that is one of two points, and a quarter none.
    """
    pattern = "POINT SOURCE" if is_point else "EXTENDED SOURCE"
    if is_sky and depth == 0.25:
        return {"dithers": None, "dither": "None"}
    points = "2-Point" if is_sky and depth == 0.5 else "4-Point"
    science, sky = _INTEGRATIONS.get(depth, (1, 1))
    return {"dithers": [dither(points, pattern)], "integrations": sky if is_sky else science}
