"""``suggest`` at a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from aptcheck.report import Look
from aptcheck.report.suggestions.text import render_text
from aptcheck.suggestions import CatalogueDepth, Searched, Suggestions
from tests.report.hostile import assert_visible
from tests.report.suggested import (
    SUGGESTIONS,
    crowded,
    every_kind,
    offset_only,
    search,
    shared_sky,
    unchecked,
)
from tests.runners import COLOUR, obeyed

WIDE = Look(width=100)


def said(*searches, width: int = 100, clean: tuple[int, ...] = ()) -> str:
    return render_text(Suggestions(targets=searches, clean=clean), look=Look(width=width))


def flowed(text: str) -> str:
    return " ".join(text.split())


def test_a_search_at_100_columns() -> None:
    lines = said(search(count=2)).splitlines()
    assert lines[:8] == [
        "NGC-598-SN, observation 1",
        "  Current background: NGC-598-BKG, observation 2, contaminated.",
        "  No position within 30 to 120 arcsec of the target has a margin above 41.7 arcsec.",
        "",
        "  #  Position in APT              Offset      PA  Margin  Nearest source",
        '  1  01 33 50.8904 +30 39 36.630   65.8"  316.8°   41.6"  WISEA J013318.08+303956.8 at 51.2"',
        '  2  01 33 50.8904 +30 39 36.630  118.7"  110.7°   37.9"  WISEA J013342.02+303956.2 at 47.7"',
        "",
    ]


def test_at_80_columns_the_nearest_source_is_below_its_position() -> None:
    lines = said(search(count=1), width=80).splitlines()
    assert '  1  01 33 50.8904 +30 39 36.630   65.8"  316.8°   41.6"' in lines
    assert '     nearest source: WISEA J013318.08+303956.8 at 51.2"' in lines


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_text_keeps_to_the_width_and_no_position_is_broken(width: int) -> None:
    suggestions = every_kind()
    lines = render_text(suggestions, look=Look(width=width)).splitlines()
    assert max(map(cell_len, lines)) <= width
    rows = [line for line in lines if re.match(r"  \d  01 33 50\.8904 \+30 39 36\.630  ", line)]
    assert len(rows) == sum(len(one.suggestions) for one in suggestions.targets)


def test_a_margin_is_rounded_down_and_a_bound_up() -> None:
    found = search(count=1)
    (sky,) = found.suggestions
    text = said(
        replace(found, bound_arcsec=21.21, suggestions=(replace(sky, margin_arcsec=21.19),))
    )
    assert "has a margin above 21.3 arcsec." in text
    assert ' 21.1"  ' in text


def test_crowded_says_how_much_is_clean_when_and_how_far_the_first_clean_position_is() -> None:
    text = said(crowded())
    assert "  Crowded: every position has a source in the field at some angle.\n" in text
    assert "The nearest position that is clean at every angle is 341.7 arcsec away." in text
    assert [re.search(rf"^  {n} .* (\S+ %)  ", text, re.MULTILINE)[1] for n in (1, 2, 3)] == [
        "91 %",
        "62 %",
        "<1 %",
    ]
    assert (
        "clean at V3PA 100.0 to 181.2 and 350.0 to 12.5; available 2027-03-01 to 2027-04-12 and "
        "2027-09-03"
    ) in flowed(text)


def test_crowded_says_how_far_out_no_position_is_clean() -> None:
    text = said(replace(crowded(), first_clean_arcsec=None))
    assert "No position within 600 arcsec is clean at every angle." in text


def test_a_position_that_is_never_clean_is_not_shown_as_clean() -> None:
    one = crowded().suggestions[0]
    never = replace(one, clean=(), clean_fraction=0.0, clean_dates=())
    text = said(replace(crowded(), suggestions=(never,)))
    assert "clean at no allowed V3PA" in text
    assert " 0 %  " in text


def test_not_checked_has_its_reason_and_is_never_called_clean() -> None:
    text = said(unchecked())
    assert "Not checked: AllWISE does not cover the searched area." in text
    assert "No background yet." in text
    assert "Not supplied: AllWISE." in text
    assert "clean" not in text.lower()


def test_how_to_ask_is_for_the_ring_and_for_what_there_is() -> None:
    asked = "next to the proposal with `aptcheck lock --suggest"
    assert f"{asked}`." in flowed(said(unchecked()))
    wider = Searched(inner_arcsec=30.0, outer_arcsec=300.0)
    assert f"{asked} --within 30..300`." in flowed(said(unchecked(searched=wider)))
    alone = flowed(said(unchecked(science_observations=())))
    assert "To check, use `--catalog irsa`." in alone
    assert "lock" not in alone


def test_why_the_current_background_was_not_checked_is_said_once() -> None:
    why = "the target of observation 2 cannot be observed between 2027-05-20 and 2027-05-25"
    text = flowed(said(search(present="not-checked", present_reason=why)))
    assert f"Current background: NGC-598-BKG, observation 2, not checked ({why})." in text
    unanswered = {"present": "not-checked", "background_observations": (2,)}
    text = flowed(said(unchecked(**unanswered, reason="no reply", present_reason="no reply")))
    assert text.count("no reply") == 1


def test_a_ring_is_reported_as_requested() -> None:
    narrow = Searched(inner_arcsec=119.999, outer_arcsec=120.0)
    assert "within 119.999 to 120 arcsec" in flowed(said(search(searched=narrow)))


def test_an_offset_is_set_in_its_form() -> None:
    assert (
        "In Special Requirements of observation 2, set Offset to x 12.346, y -4.500 arcsec and "
        "keep the coordinates. the imager is primary"
    ) in flowed(said(offset_only()))


def test_several_science_targets_share_a_heading() -> None:
    text = said(shared_sky())
    assert text.startswith("ARP-220-W and ARP-220-E, observations 5 and 7\n")
    assert "of each target has a margin" in text


def test_what_the_catalogues_vouch_for_is_said_once_for_searches_that_share_it() -> None:
    alike = flowed(said(search(), search(seed=2)))
    shared = (
        "For the 2 above: The catalogues list stars without infrared excess down to 14.2 µJy in 1A "
        "(5.33 µm) and 1.1 µJy in 4C (26.2 µm). They list sources of any colour down to 880 µJy in "
        "1A (5.33 µm) and 5.4 mJy in 4C (26.2 µm). Catalogues: AllWISE (IRSA, 2026-11-02) and "
        "2MASS (IRSA, 2026-11-02)."
    )
    assert alike.count(shared) == alike.count("The catalogues list") == 1
    apart = said(search(), replace(search(seed=2), missing=("2MASS",)))
    assert apart.count("The catalogues list") == 2


def test_the_worst_band_is_named_where_it_is_neither_the_shortest_nor_the_longest() -> None:
    bands = [("1A", 5.33, 10.0), ("2B", 9.4, 50.0), ("4C", 26.2, 20.0)]
    depths = tuple(
        CatalogueDepth(band=band, wavelength_um=at, star_ujy=limit, any_ujy=None)
        for band, at, limit in bands
    )
    text = flowed(said(replace(search(), depths=depths)))
    assert "10 µJy in 1A (5.33 µm), 20 µJy in 4C (26.2 µm) and at worst 50 µJy in 2B" in text
    assert "any colour down to an unknown limit in 1A" in text


def test_nothing_to_suggest_says_why_and_how_to_see_positions_anyway() -> None:
    assert flowed(said(clean=(4, 2))) == (
        "Every background is clean, as far as the catalogues go: 2 backgrounds, observations 2 "
        "and 4. --all shows positions anyway."
    )
    assert flowed(said()) == "There is no background to move or to add."


def test_clean_backgrounds_are_named_next_to_the_rest() -> None:
    assert "the background in observation 9. --all shows positions for it anyway." in flowed(
        said(search(), clean=(9,))
    )


def test_colour_changes_no_word() -> None:
    plain = render_text(every_kind(), look=WIDE)
    coloured = render_text(every_kind(), look=Look(width=100, colour=True))
    assert plain != coloured
    # rich leaves a blank where it breaks a styled line
    lines = COLOUR.sub("", coloured).splitlines()
    assert [line.rstrip() for line in lines] == plain.splitlines()


@given(SUGGESTIONS, st.integers(20, 120), st.booleans())
@settings(deadline=None, max_examples=40)
def test_whatever_it_says_is_shown_and_not_obeyed(
    suggestions: Suggestions, width: int, colour: bool
) -> None:
    text = render_text(suggestions, look=Look(width=width, colour=colour))
    assert_visible(COLOUR.sub("", text))
    assert obeyed(text) == []
