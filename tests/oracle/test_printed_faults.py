"""The counts on the validation page are those of today's rules on the printed programmes."""

from __future__ import annotations

from scripts.printed_faults import BEGIN, END, PAGE, judged, section


def test_the_page_has_what_is_counted() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.partition(BEGIN)[2].partition(END)[0] == section(judged())
