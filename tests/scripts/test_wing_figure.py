from __future__ import annotations

from scripts.wing_figure import PAGE, page


def test_the_radii_of_the_page_are_those_of_the_table() -> None:
    assert page() == PAGE.read_text("utf-8")
