"""Which observations of a programme are called a sky, by label and target name only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.background.sky_names import Call, ObservationName, called_sky

NO, LINKED, SKY = Call.NOT_SKY, Call.SKY_IF_LINKED, Call.SKY


def called(*names: tuple[str, str]) -> list[Call]:
    """Return the calls of the observations with these labels and target names."""
    return list(called_sky([ObservationName(label, target) for label, target in names]))


def of(name: str) -> Call:
    """Return the call of a single observation with this label and target name."""
    as_label, as_target = called((name, "")), called(("", name))
    assert as_label == as_target
    return as_label[0]


@pytest.mark.parametrize(
    "name",
    [
        *("ARP-999-BKG", "Arp 999 bkgd", "ARP-999-BG", "ARP-999-BK", "arp999_background"),
        *("ARP-999-BGD", "ARP-999-BGND", "ARP-999-BCK", "ARP-999-BCKG", "ARP-999-BCKGR"),
        *("ARP-999-BCKGND", "ARP-999-BKGR", "ARP-999-BKGND", "ARP-999-BKGRND", "ARP-999-BACKGND"),
        *("ARP-999-BACK", "Back obs of Arp 999", "backgrounds of Arp 999"),
        *("ARP-999-SKY", "dedicated sky", "SKY-POSITION-2", "MIRI/MRS sky", "skies"),
        *("ARP-999-OFF", "Arp 999 off - MRS", "off-source", "Off position 2", "ARP-999-OFF-GALAXY"),
        *("ARP-999-BLANK", "blank field", "empty region near Arp 999"),
    ],
)
def test_the_usual_words_and_abbreviations_are_a_sky(name: str) -> None:
    assert of(name) is of(name.upper()) is of(name.lower()) is SKY


def test_in_capitals_the_plural_of_bg_is_a_survey() -> None:
    assert of("Arp 999 BGs") is SKY
    assert of("BGS 12") is NO


@pytest.mark.parametrize("name", ["BACKGROUND2", "Sky1", "ARP-999-BCK1", "2BKG", "OFF3", "Bkg2B"])
def test_a_sky_word_may_carry_a_number(name: str) -> None:
    assert of(name) is SKY


@pytest.mark.parametrize(
    "name",
    [
        *("SRCBKG", "MIRIBACKGROUND", "BKGARP999", "MRSBG", "ArpSky", "ARP999SKY", "ARP999OFF"),
        *("BLANKSKY", "OFFSKY", "OFFPOS1", "emptyfield", "BackgroundEast", "skybkg"),
    ],
)
def test_a_sky_word_may_be_glued_to_what_is_known(name: str) -> None:
    assert of(name) is SKY


@pytest.mark.parametrize(
    "name", ["Arp 999 back ground", "Arp 999 Backgroun d", "bacground", "backgorund", "ARP-999-BGK"]
)
def test_a_slip_or_a_broken_line_does_not_hide_the_word(name: str) -> None:
    assert of(name) is SKY


@pytest.mark.parametrize(
    "name",
    [
        *("MACS1-BCG", "BCG-2", "ARP-999-B", "Barnard 999", "MRS backgr", "Blackbody"),
        *("SkyMapper J0000-00", "all-sky survey 3", "Skyscraper", "Kowalsky", "Skye", "Lutsky 2"),
        *("Split off", "offset galaxy 3", "Off-nuclear arc", "Arp 999 off-axis", "Offenbach"),
        *(
            "turn-off star 5",
            "TA off",
            "Kickoff",
            "Back-up target",
            "ARP-999-EMPTY-SHELL",
            "(empty)",
        ),
        *("DARK-CLOUD-7", "Great Dark Spot", "Arp 999 dark", "XBKGX", "N/A", "", "---"),
    ],
)
def test_what_only_looks_like_a_sky_word_is_none(name: str) -> None:
    assert of(name) is NO


@pytest.mark.parametrize(
    "name",
    [
        *("background star", "Background quasar 2", "bkg sources", "BG-STAR-3", "BackgroundStar"),
        *("background field star", "Bright background galaxy: Background star"),
    ],
)
def test_what_is_in_the_background_is_science(name: str) -> None:
    assert of(name) is NO


def test_a_star_in_the_background_is_science_whatever_its_target_is_called() -> None:
    assert called(("background star 4", "ARP-999-BG")) == [NO]


@pytest.mark.parametrize("name", ["background of star 4", "STAR-4-BKG", "sky near the galaxy"])
def test_the_background_of_a_star_is_a_sky(name: str) -> None:
    assert of(name) is SKY


def test_the_background_of_a_target_named_for_a_star_is_a_sky() -> None:
    assert called(("Star 4", "STAR-4"), ("bkg", "BKG-STAR-4")) == [NO, SKY]
    assert called(("Star 4", "STAR-4"), ("", "BKG-QUASAR-4")) == [NO, NO]


@pytest.mark.parametrize(
    "name",
    [
        *("ARP-999-WITH-BKG-MRS", "ARP-999-WBKG", "w/ background", "w/o sky", "no dedicated sky"),
        *("Arp 999 and background", "Arp 999 + sky", "NoBkg", "sky-subtracted Arp 999"),
        *("MRS (bkg in obs 4)", "Arp 999 w bkg"),
    ],
)
def test_an_observation_that_has_a_sky_is_not_the_sky(name: str) -> None:
    assert of(name) is NO


def test_a_sky_with_a_sky_word_after_the_one_it_has_is_a_sky() -> None:
    assert of("ARP-999-WITH-BKG-SKY") is SKY


@pytest.mark.parametrize("name", ["R-AND-BKG", "V999 And background", "+BKG", "J0000+00-BKG"])
def test_a_star_in_andromeda_and_a_coordinate_join_nothing(name: str) -> None:
    assert of(name) is SKY


def test_the_name_of_a_star_in_andromeda_is_known_from_its_own_observation() -> None:
    assert called(("star", "PSI-AND"), ("bkg", "PSI-AND-BKG")) == [NO, SKY]
    assert called(("star", "PSI-AND"), ("", "PSI-AND-BKG")) == [NO, SKY]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "DARK-ARP-999",
            "Dark field",
            "ARP-999-OFFSET",
            "Arp 999 off-set 2",
            "ARP-999-OFFSET-MRS",
        ),
        *("Arp 999 off-jet", "Arp 999 back (east rim)", "Reference position", "control field 2"),
        *("ARP-999-EMPTY", "Clean region"),
    ],
)
def test_a_word_of_many_meanings_counts_only_in_a_link(name: str) -> None:
    assert of(name) is LINKED


@pytest.mark.parametrize("name", ["BG-LYN", "V-BK-TAU", "2099 BG12", "SN2099-BK"])
def test_bg_and_bk_in_a_designation_count_only_in_a_link(name: str) -> None:
    assert of(name) is LINKED
    assert of("SN 2099bk") is NO


def test_bg_and_bk_glued_to_another_name_of_the_programme_are_a_sky() -> None:
    science = ("", "ARPA")
    assert called(science, ("", "ARPABK"), ("", "BGARPA"), ("", "ARPASKY")) == [NO, SKY, SKY, SKY]
    assert called(("", "NEWA"), ("", "ARPABK"), ("", "BGARPA"), ("", "ARPASKY")) == [NO] * 4


def test_a_supernova_is_not_a_sky_of_its_own_year() -> None:
    assert called(("sn 2099 bk", "SN2099BK"), ("sn 2099 c", "SN2099C")) == [LINKED, NO]


def test_the_longer_of_two_sky_names_is_the_sky() -> None:
    both = [("Q7-BG", "Q-7-BG"), ("Q7-BG-SKY", "Q-7-BG-SKY")]
    assert called(*both) == [NO, SKY]
    assert called(("Q7", "Q-7-BG"), ("Q7 sky", "Q-7-BG-SKY")) == [NO, SKY]
    assert called(("MRS", "Q-7-BG-MRS"), ("MRS", "Q-7-BG-SKY-MRS")) == [NO, SKY]
    assert called(both[0]) == [SKY]


def test_both_are_a_sky_where_the_science_has_a_name_without() -> None:
    names = [("", "Q-7"), ("", "Q-7-SKY"), ("", "Q-7-SKY-BKG")]
    assert called(*names) == [NO, SKY, SKY]
    assert called(("Background", "P-1"), ("Background sky", "P-2")) == [SKY, SKY]


def test_a_number_or_a_place_does_not_make_a_name_the_longer_one() -> None:
    names = [("", "ARP BKG"), ("", "ARP BKG-EAST"), ("", "ARP-BKG-2"), ("", "BKG-ARP")]
    assert called(*names) == [SKY] * 4


def test_one_label_for_all_does_not_count_where_the_targets_say_sky() -> None:
    assert called(("MRS sky", "ARP-999"), ("MRS sky", "ARP-999-SKY")) == [NO, SKY]
    assert called(("MRS sky", "ARP-999"), ("MRS sky", "ARP-999")) == [SKY, SKY]


def test_a_label_is_enough_where_the_sky_is_on_the_entry_of_the_science() -> None:
    assert called(("Arp", "ARP-999"), ("Arp background", "ARP-999")) == [NO, SKY]


def test_the_imager_may_look_at_the_sky_while_the_mrs_does_not() -> None:
    assert of("MRS on tail + imager on background") is NO
    assert of("Imaging at sky, MRS on tail") is NO
    assert of("MRS on background + imager on tail") is SKY


def test_no_observation_is_called_nothing() -> None:
    assert called() == []


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=6))
def test_any_text_has_a_call_that_the_order_of_the_observations_does_not_change(
    names: list[tuple[str, str]],
) -> None:
    assert called(*names) == called(*reversed(names))[::-1]


PARTS = st.sampled_from(
    ["ARP", "Arp7", "BG", "BK", "Sky", "off", "-", " ", "_", "+", "MRS", "star", "with", "and", "2"]
)


@given(st.lists(st.tuples(*[st.lists(PARTS, max_size=6).map("".join)] * 2), max_size=6))
def test_neither_order_nor_a_repeat_changes_what_made_up_names_are_called(
    names: list[tuple[str, str]],
) -> None:
    once = called(*names)
    assert called(*reversed(names)) == once[::-1]
    assert called(*names, *names) == once * 2


@given(st.sampled_from(["BG1 ", "SKY", "A+", "imager on ", "1", "back "]), st.sampled_from([0, 9]))
def test_only_the_beginning_of_a_very_long_name_is_read(unit: str, at: int) -> None:
    long = (unit * 10_000)[at : at + 10_000]
    assert called((long, "ARP"), ("", "ARP")) == called((long[:120], "ARP"), ("", "ARP"))
