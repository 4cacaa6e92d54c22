"""The source type with which the pipeline treats an observation."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aptcheck.modes.mrs.source_type import predicted_source_type
from aptcheck.testing import dither, mrs, proposal, target, time_series
from tests.reading import model_of

EXTENTS = st.sampled_from(["YES", "NO", "Unknown", None])
DITHERS = st.sampled_from(["POINT SOURCE", "EXTENDED SOURCE", "ALL", "CHANNEL 1"])


@given(EXTENTS, DITHERS, st.booleans(), st.booleans())
def test_the_source_type_follows_the_order_of_the_pipeline(extended, optimized, series, background):
    special = [time_series()] if series else []
    read = model_of(
        proposal(
            targets=[target(1, extended=extended)],
            observations=[mrs(1, dithers=[dither("4-Point", optimized)], special=special)],
        )
    )
    found = predicted_source_type(read.observations[0], read.targets[0], background=background)
    if background:
        expected = "EXTENDED"
    elif series:
        expected = "POINT"
    elif extended in ("YES", "NO"):
        expected = {"YES": "EXTENDED", "NO": "POINT"}[extended]
    else:
        expected = "POINT" if optimized == "POINT SOURCE" else "EXTENDED"
    assert found == expected
