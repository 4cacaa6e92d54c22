"""Meeting fields compared with polygons on the sky, one angle at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from aptcheck.geometry.footprint import Field
from aptcheck.geometry.overlap import meeting_angles
from aptcheck.geometry.tangent import Point, on_sky, project, unproject
from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from aptcheck.modes.mrs.fields import field
from aptcheck.modes.mrs.settings import BANDS
from tests.geometry.planting import moved_out

shapely = pytest.importorskip(
    "shapely", reason="shapely is an oracle, installed with the extra `oracle`"
)

mrs = field([(["1B", "4A"], dither("POINT SOURCE", points=2))])
beside = field([(BANDS, NO_DITHER)], primary_channel="IMAGER")
background = field(
    [(["2A", "4C"], dither("BACKGROUND", primary_channel="IMAGER"))], primary_channel="IMAGER"
)


def laid_out(swept: Field, target: Point, v3pa: float, seen_from: Point) -> list[Any]:
    """Return the padded polygons on the sky, in the plane about `seen_from`."""
    return [
        shapely.Polygon(
            [
                project(*seen_from, *corner)
                for corner in on_sky(
                    tuple(map(tuple, moved_out(np.array(f.corners), f.pad))), *target, v3pa
                )
            ]
        )
        for f in swept.footprints
    ]


def overlap(a: Field, at_a, b: Field, at_b, v3pa: float) -> bool:
    ours, theirs = laid_out(a, at_a, v3pa, at_a), laid_out(b, at_b, v3pa, at_a)
    return any(one.intersects(other) for one in ours for other in theirs)


@pytest.mark.parametrize(
    ("a", "b", "east", "north", "dec"),
    [
        (mrs, mrs, 7.0, 4.0, 20.0),
        (mrs, beside, 40.0, 61.0, -60.0),
        (beside, beside, 6.0, 3.0, 0.0),
        (mrs, background, -50.0, 50.0, 85.0),
        (beside, background, 8.0, 6.0, -85.0),
    ],
)
def test_meeting_angles_agree_with_polygons_on_the_sky(a, b, east, north, dec):
    at_a = (123.4, dec)
    at_b = unproject(*at_a, east, north)
    meeting = meeting_angles(a, at_a, b, at_b)
    seen = 0
    for v3pa in np.arange(0.0, 360.0, 2.0):
        theirs = overlap(a, at_a, b, at_b, v3pa)
        seen += theirs
        assert meeting.widened(0.05).contains(v3pa) or not theirs
        assert meeting.complement().widened(0.05).contains(v3pa) or theirs
    assert seen > 0
