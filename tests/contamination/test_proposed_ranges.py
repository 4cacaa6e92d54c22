"""What is proposed as clean is clean by the next check."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aptcheck.testing import lines, orient_range
from tests.rules.orient.ring import look_about_pole, polar
from tests.skies import of_code, star

#: An Aperture PA Range of a fix.
RANGE = re.compile(r"(\d+\.\d+) to (\d+\.\d+)")


@settings(deadline=None, max_examples=25)
@given(
    places=st.lists(
        st.tuples(st.floats(0, 360), st.floats(45, 120), st.floats(0, 14)), min_size=1, max_size=8
    )
)
@example(places=[(60.0, 74.2, 4.0)])
@example(places=[(60.0, 74.2, 12.0), (60.0 + 180.0, 95.0, 3.0)])
def test_what_is_proposed_is_clean_when_it_is_asked_for(tmp_path_factory, places):
    folder = tmp_path_factory.mktemp("sky")
    stars = [
        star(rho * np.sin(np.radians(psi)), rho * np.cos(np.radians(psi)), round(mag, 3))
        for psi, rho, mag in places
    ]
    for reported in of_code(look_about_pole(folder, *stars), "ORI101", "ORI104"):
        ranges = [(float(low), float(high)) for low, high in RANGE.findall(reported.fix)]
        assert ranges or reported.code == "ORI101"
        assert all((high - low) % 360 >= 0.98 for low, high in ranges)
        if not ranges:
            continue
        asked = polar(special=[orient_range(low, high) for low, high in ranges])
        again = look_about_pole(folder, *stars, document=asked)
        assert of_code(again, "SKY101", "ORI10") == []
        assert lines(of_code(again, "SKY102")) in ([], ["SKY102 info 2"])


def test_both_findings_propose_a_range_beside_one_star(tmp_path):
    place = 74.2 * np.sin(1.0), 74.2 * np.cos(1.0)
    reported = of_code(look_about_pole(tmp_path, star(*place, 4.0)), "ORI101", "ORI104")
    assert lines(reported) == ["ORI101 error 2", "ORI104 info 2"]
    assert all(RANGE.search(finding.fix) for finding in reported)
