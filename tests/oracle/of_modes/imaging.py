"""MIRI imaging: level 2 only, filter by filter."""

from __future__ import annotations

from aptcheck.testing import (
    group,
    image,
    image_dither,
    lrs,
    mosaic,
    mrs,
    proposal,
    target,
    time_series,
)
from tests.oracle.of_modes.case import Case, Pairing
from tests.oracle.of_modes.mechanism import mechanism

__all__ = ["CASES"]

_pair = Pairing(make=image, both={"dithers": [image_dither("2-Point", points=None)]})
_TARGETS = [target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=300)]
_SERIES = {"special": [time_series()]}

CASES = {
    **mechanism(
        _pair,
        sky="2 x2",
        # image3 subtracts no sky: the sky becomes a separate image
        alone=["image3 of 1 x2", "image3 of 2 x2"],
        readout="SLOWR1",
        elsewhere=lrs(2),
        # an image may do without a background
        says={"a science in the link that does not list the sky": ["BKG117 warning"]},
    ),
    "four positions on both sides": Case(
        document=_pair(both={"dithers": [image_dither(points=4)]}), level2={"1": "2 x4"}
    ),
    "the sky undithered, the science not": Case(
        document=_pair(sky={"dither": "None"}), level2={"1": "2 x1"}
    ),
    "the sky lacks a filter": Case(
        document=_pair(science={"filters": ["F770W", "F2100W"]}),
        level2={"1 F770W": "2 x2", "1 F2100W": "none"},
        says=["BKG203 error"],
    ),
    "another filter": Case(
        document=_pair(sky={"filters": ["F1000W"]}), level2={"1": "none"}, says=["BKG203 error"]
    ),
    "filters split over two skies": Case(
        document=_pair(
            science={"filters": ["F770W", "F2100W"]},
            more=[_pair.another(3, 2, filters=["F2100W"])],
            links=[group(1, 2, 3)],
        ),
        level2={"1 F770W": "2 x2", "1 F2100W": "3 x2"},
        level3=None,
    ),
    "two skies": Case(
        document=_pair(more=[_pair.another(3, 2)], links=[group(2, 1, 3)]),
        level2={"1": "2 x2 + 3 x2"},
        level3=None,
    ),
    "another subarray": Case(
        document=_pair(sky={"subarray": "BRIGHTSKY"}), level2={"1": "none"}, says=["BKG205 error"]
    ),
    "a science mosaic of two tiles": Case(
        document=_pair(science={"tiles": mosaic(1, 2)}), level2={"1": "2 x2"}
    ),
    "the science is a time series": Case(
        document=_pair(science=_SERIES), level2={"1": "none"}, says=["BKG114 warning"]
    ),
    "both are time series": Case(
        document=_pair(both=_SERIES), level2={"1": "none"}, says=["BKG114 warning"]
    ),
    "the sky is a time series": Case(
        document=_pair(sky=_SERIES),
        level2={"1": "none"},
        says=["BKG114 warning"],
    ),
    # An image in parallel with MRS spectra is an image like any other.
    "an MRS sky without images": Case(
        document=proposal(
            targets=_TARGETS,
            observations=[image(1, dithers=None, dither="None"), mrs(2)],
            links=[group(1, 2)],
        ),
        level2={"1": "none"},
        says=["BKG111 error"],
    ),
    "an MRS sky with images in the filter": Case(
        document=proposal(
            targets=_TARGETS,
            observations=[
                image(1, dithers=None, dither="None"),
                mrs(2, imaging="F770W", gratings=["SHORT"]),
            ],
            links=[group(1, 2)],
        ),
        level2={"1": "2 x1"},
    ),
    "an MRS sky with images in another filter": Case(
        document=proposal(
            targets=_TARGETS,
            observations=[
                image(1, dithers=None, dither="None"),
                mrs(2, imaging="F1000W", gratings=["SHORT"]),
            ],
            links=[group(1, 2)],
        ),
        level2={"1": "none"},
        says=["BKG111 error"],
    ),
    "an image as the sky of an MRS science with images in the filter": Case(
        document=proposal(
            targets=_TARGETS,
            observations=[
                mrs(1, imaging="F770W", gratings=["SHORT"]),
                image(2, dithers=None, dither="None"),
            ],
            links=[group(1, 2)],
        ),
        level2={"1 F770W": "2 x1", "1 SHORT/LONG": "none", "1 SHORT/SHORT": "none"},
        level3=None,
        says=["BKG111 error"],
    ),
}
