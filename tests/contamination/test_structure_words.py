from __future__ import annotations

import pytest

from aptcheck.contamination.sky_structure import Structure
from aptcheck.contamination.structure_words import structure_words


@pytest.mark.parametrize(
    ("structure", "words"),
    [
        (
            Structure(excess=4.2, gradient=1.0),
            "W shows structure in the field: 4.2 times the scatter of its surroundings",
        ),
        (
            Structure(excess=4.2, gradient=12.3),
            "W shows a gradient across the field: 12 times the scatter of its surroundings",
        ),
        (
            Structure(excess=1.0, gradient=1e9),
            "W shows a gradient across the field: more than 1000 times the scatter of its surroundings",
        ),
        (
            Structure(excess=-20.0, gradient=3.99),
            "W shows nothing above 4 times the scatter of its surroundings",
        ),
        (
            Structure(reason="has gaps there"),
            "the W image has gaps there, so it does not say whether there is structure",
        ),
    ],
)
def test_a_fragment_says_what_the_image_shows(structure: Structure, words: str) -> None:
    assert structure_words("W", structure) == words
