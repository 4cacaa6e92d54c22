"""MIRI Imaging: one line for each filter, and the dithers that the lines name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from aptcheck.testing.element import leaf, lined, nest
from aptcheck.testing.observations import Observation, other

__all__ = ["ImageRamp", "image", "image_dither", "image_filter"]


class ImageRamp(TypedDict, total=False):
    """The fields of a filter: `image_filter` uses them for one line, `image` for all its lines."""

    count: object
    readout: str
    groups: object
    integrations: object
    dither: str
    line_raw: str


def image_filter(name: str | None = "F770W", **ramp: Unpack[ImageRamp]) -> str:
    """Write one line of the filter list.

    Parameters
    ----------
    name : str or None
        The filter.
    **ramp
        `groups` (20), `integrations` (1), `readout` (FASTR1), `count` (1) for the number of
        exposures, `dither` (`Dither 1`), and `line_raw` for XML at the end of the line.
    """
    return nest(
        "mi:FilterConfig",
        leaf("mi:Exposures", ramp.get("count", 1)),
        leaf("mi:Filter", name),
        leaf("mi:ReadoutPattern", ramp.get("readout", "FASTR1")),
        leaf("mi:Groups", ramp.get("groups", 20)),
        leaf("mi:Integrations", ramp.get("integrations", 1)),
        leaf("mi:EtcId"),
        leaf("mi:Dither", ramp.get("dither", "Dither 1")),
        ramp.get("line_raw", ""),
    )


def image_dither(
    dither_type: str | None = "CYCLING",
    *,
    points: object = 12,
    listed: str | None = None,
    sets: object = None,
    optimized_for: str | None = None,
    size: str | None = "LARGE",
) -> str:
    """Write one dither; the first of an observation is `Dither 1`. None leaves a field out.

    `points` is the number of points of CYCLING, `listed` the points of SPARSE-CYCLING; `sets` is
    the number of sets of 4-Point-Sets, and `optimized_for` what these are optimized for.
    """
    return nest(
        "mi:DitherSpecification",
        leaf("mi:DitherType", dither_type),
        leaf("mi:StartingPoint", None if points is None else 1),
        leaf("mi:NumberOfPoints", points),
        leaf("mi:Points", listed),
        leaf("mi:StartingSet", None if sets is None else 1),
        leaf("mi:NumberOfSets", sets),
        leaf("mi:Direction", None if optimized_for is None else "POSITIVE"),
        leaf("mi:OptimizeFor", optimized_for),
        leaf("mi:PatternSize", size),
    )


def image(
    number: int,
    target: int | str | None = None,
    *,
    exposures: Sequence[str] | None = None,
    filters: Sequence[str | None] = ("F770W",),
    dithers: Sequence[str] | None = (image_dither(),),
    subarray: str | None = "FULL",
    label: str | None = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    template_raw: str = "",
    raw: str = "",
    **ramp: Unpack[ImageRamp],
) -> Observation:
    """Make a MIRI Imaging observation: one filter, and a cycling dither with 12 points.

    Parameters
    ----------
    number, target, label, special, tiles, visits, status, raw
        As for `other`.
    exposures : sequence of str, optional
        The lines of the filter list, as written by `image_filter`.
    filters : sequence of str or None
        One line for each, if `exposures` is not given.
    dithers : sequence of str or None
        As written by `image_dither`; None leaves the element out.
    subarray : str or None
        None leaves it out.
    template_raw : str
        XML at the end of the template, word for word.
    **ramp
        Any keyword of `image_filter` (`groups=40`), for all lines, if `exposures` is not given.
    """
    lines = exposures if exposures is not None else [image_filter(f, **ramp) for f in filters]
    return other(
        number,
        "MiriImaging",
        target=target,
        label=label,
        content=lined(
            leaf("mi:Subarray", subarray),
            "" if dithers is None else nest("mi:Dithers", *dithers),
            nest("mi:Filters", *lines),
            template_raw,
        ),
        special=special,
        tiles=tiles,
        visits=visits,
        status=status,
        raw=raw,
    )
