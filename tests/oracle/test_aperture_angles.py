"""The aperture whose position angle APT uses, compared with the ranges that APT printed.

A proposer who thinks in V3PA types a round number, and APT stores it converted to the angle of its
own aperture: 75 degrees become 213.97164917 for the NIRSpec IFU. So the decimals show which
aperture that is. No such range of the LRS slit or of a fixed slit was found (2026-11).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aptcheck import apt
from aptcheck.modes.judged import aperture_of, mode_of
from tests.oracle.printed import other_modes

#: Ranges with both ends printed to 1e-8 degrees: the least number for each mode.
LEAST = {
    "miri-imaging": 5,
    "miri-coronagraphy": 6,
    "miri-lrs-slitless": 2,
    "nirspec-ifu": 5,
}
#: APT's older tables had another angle (38.892975 for the IFU until 2022), and some ranges are not
#: round numbers in any aperture.
SHARE = 0.6


def turned() -> Iterator[tuple[str, float, float]]:
    """Yield mode, an end of a range with many digits, and the angle of the mode's aperture."""
    for _, xml in other_modes():
        for observation in apt.read_bytes(xml, "").proposal.observations:
            mode = mode_of(observation)
            if mode is None:
                continue
            offset = aperture_of(observation).v3_ideal_angle
            for asked in observation.requirements.orients:
                if len(f"{asked.min_deg:.8f}".rstrip("0").partition(".")[2]) > 4:
                    yield mode.name, asked.min_deg, offset


def test_ranges_that_apt_printed_are_round_in_the_v3pa_of_the_mode_s_aperture() -> None:
    found, round_ones = Counter[str](), Counter[str]()
    for mode, end, offset in turned():
        v3pa = (end - offset) % 360.0
        found[mode] += 1
        round_ones[mode] += abs(v3pa * 1000 - round(v3pa * 1000)) < 0.02
    for mode, least in LEAST.items():
        assert round_ones[mode] >= least, found
        assert round_ones[mode] >= SHARE * found[mode], mode
