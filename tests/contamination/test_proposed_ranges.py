"""What is proposed as clean is clean by the next check."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.geometry.angles import AngleSet
from aptcheck.modes.mrs.apertures import primary_aperture
from aptcheck.schedule.aperture_pa import aperture_ranges, worth_asking
from aptcheck.testing import lines, orient_range
from tests.rules.orient.ring import look_about_pole, polar
from tests.skies import of_code, star


@settings(deadline=None, max_examples=12)
@given(
    places=st.lists(
        st.tuples(st.floats(0, 360), st.floats(45, 120), st.floats(0, 14)), min_size=1, max_size=8
    )
)
def test_what_is_proposed_is_clean_when_it_is_asked_for(tmp_path_factory, places):
    folder = tmp_path_factory.mktemp("sky")
    stars = [
        star(rho * np.sin(np.radians(psi)), rho * np.cos(np.radians(psi)), round(mag, 3))
        for psi, rho, mag in places
    ]
    for told in of_code(look_about_pole(folder, *stars), "ORI104"):
        kept = worth_asking(AngleSet.of(told.angles.clean))
        ranges = aperture_ranges(kept, primary_aperture("IMAGER"))
        asked = polar(special=[orient_range(low, high) for low, high in ranges])
        again = look_about_pole(folder, *stars, document=asked)
        assert of_code(again, "SKY101", "ORI10") == []
        assert lines(of_code(again, "SKY102")) in ([], ["SKY102 info 2"])
