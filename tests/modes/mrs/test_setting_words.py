"""The names of settings in messages."""

from __future__ import annotations

from aptcheck.modes.judged import mode_named
from aptcheck.modes.mrs.setting_words import grating_names, setting_names
from aptcheck.modes.mrs.settings import SETTINGS
from aptcheck.modes.setting_words import difference_words


def test_gratings_are_named_as_in_apt_from_short_to_long():
    assert grating_names(["LONG", "SHORT"]) == "SHORT(A) and LONG(C)"


def test_an_arm_is_named_only_if_it_is_the_only_one():
    assert setting_names(SETTINGS) == "SHORT(A), MEDIUM(B) and LONG(C)"
    assert setting_names([("LONG", "SHORT")]) == "LONG(C) on the MRS SHORT detector"
    mixed = [("SHORT", "LONG"), ("MEDIUM", "LONG"), ("MEDIUM", "SHORT")]
    assert setting_names(mixed) == "MEDIUM(B); SHORT(A) on the MRS LONG detector"


def test_settings_that_differ_in_the_same_way_are_named_together():
    alike = [(("SHORT", arm), "40", "10") for arm in ("LONG", "SHORT")]
    other = [(("LONG", "SHORT"), "30", "10")]
    assert difference_words(mode_named("miri-mrs"), [*alike, *other]) == (
        "science 40, background 10 in SHORT(A); "
        "science 30, background 10 in LONG(C) on the MRS SHORT detector"
    )
