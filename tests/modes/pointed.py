"""The corners of an aperture according to pysiaf, with a target at a given position."""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

import numpy as np
import pytest

from aptcheck.geometry.footprint import Field, Footprint
from aptcheck.geometry.tangent import on_sky, project
from aptcheck.model import Mosaic, Observation
from aptcheck.model.requirements import Offset, Requirements
from aptcheck.observatory.siaf import aperture

_INSTRUMENTS = {"MIR": "MIRI", "NRS": "NIRSpec"}
#: Position of a target and V3PA there, degrees.
POINTINGS = [(150.0, -45.0, 77.0), (10.0, 20.0, 300.0), (266.0, 88.0, 12.5)]


@cache
def _siaf(instrument: str) -> Any:
    pysiaf = pytest.importorskip(
        "pysiaf", reason="pysiaf is an oracle, installed with the extra `oracle`"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pysiaf.Siaf(instrument)


def siaf_row(name: str) -> Any:
    """Return an aperture of pysiaf; skips the test if it is not installed."""
    return _siaf(_INSTRUMENTS[name[:3]])[name]


def assert_as_pointed(
    footprint: Footprint,
    *,
    primary: str,
    landed: tuple[float, float] = (0.0, 0.0),
    seen: str | None = None,
) -> None:
    """Compare a footprint with pysiaf at several pointings, to 0.001 arcsec.

    `landed` are the Ideal coordinates of the target in the primary aperture, arcsec; `seen` is the
    aperture whose corners are compared, by default the primary one.
    """
    reference, row = siaf_row(primary), siaf_row(seen or primary)
    from pysiaf.utils.rotations import attitude, pointing

    verts = [[getattr(row, f"{axis}IdlVert{n}") for n in (1, 2, 3, 4)] for axis in "XY"]
    corners = row.idl_to_tel(*(np.array(axis) for axis in verts))
    for ra, dec, v3pa in POINTINGS:
        matrix = attitude(*reference.idl_to_tel(*landed), ra, dec, v3pa)
        theirs = np.column_stack(pointing(matrix, *corners))
        ours = on_sky(footprint.corners, ra, dec, v3pa)
        apart = [[np.hypot(*project(*a, *b)) for b in theirs.tolist()] for a in ours]
        assert sorted(np.argmin(apart, axis=1)) == [0, 1, 2, 3]
        assert np.min(apart, axis=1).max() <= 0.001


def placed(observation: Observation, **mosaic: float) -> Observation:
    """Return the same observation as a mosaic."""
    return observation.changed(mosaic=Mosaic(**mosaic))


def offset(observation: Observation, x: float, y: float) -> Observation:
    """Return the same observation with an Offset."""
    asked = Requirements(offset=Offset(x_arcsec=x, y_arcsec=y))
    return observation.changed(requirements=asked)


def middle(field: Field) -> tuple[float, float]:
    """Return the mean of all corners, V2 and V3 from the target in arcsec."""
    corners = np.array([corner for one in field.footprints for corner in one.corners])
    v2, v3 = corners.mean(axis=0).tolist()
    return v2, v3


def holds(whole: str, part: str) -> bool:
    """Whether the field of one aperture around its target is within that of another."""
    large, small = (np.array(aperture(name).corners) for name in (whole, part))
    large, small = large - aperture(whole).reference, small - aperture(part).reference
    along = np.roll(large, -1, axis=0) - large
    to = small[:, None, :] - large[None, :, :]
    turns = along[None, :, 0] * to[..., 1] - along[None, :, 1] * to[..., 0]
    return bool((turns > 0).all() or (turns < 0).all())
