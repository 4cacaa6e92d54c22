from __future__ import annotations

from scripts.blank_sky_table import PAGE, page


def test_the_blank_sky_of_the_page_is_that_of_the_table() -> None:
    assert page() == PAGE.read_text("utf-8")
