"""Group times of the MIRI readout modes."""

from __future__ import annotations

import pytest

from aptcheck.observatory.readout import group_seconds


@pytest.mark.parametrize("readout", ["FAST", "FASTR1"])
def test_a_fast_group_is_one_frame(readout):
    assert group_seconds(readout) == 2.775


@pytest.mark.parametrize("readout", ["SLOW", "SLOWR1"])
def test_a_slow_group_reads_each_pixel_nine_times(readout):
    """1024 rows of 258 columns (four ports) at 10 microseconds a sample, nine samples a pixel."""
    assert group_seconds(readout) == 23.890
    assert group_seconds(readout) == pytest.approx(9 * 1024 * 258 * 1e-5, rel=0.01)


def test_an_averaged_group_is_eight_frames():
    assert group_seconds("FASTGRPAVG8") == pytest.approx(8 * 2.775)


@pytest.mark.parametrize("readout", [None, "", "FASTGRPAVG", "FASTGRPAVG64", "RAPID"])
def test_other_readouts_have_no_time_here(readout):
    assert group_seconds(readout) is None
