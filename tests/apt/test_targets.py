from __future__ import annotations

from typing import Any

import pytest

from aptcheck.apt import read_bytes
from aptcheck.model import Proposal, TargetReference
from aptcheck.testing import leaf, moving, msa_catalog, nest, proposal, target


def read(*targets, replace: tuple[str, str] = ("", "")) -> Proposal:
    xml = proposal(targets=targets, observations=[]).text.replace(*replace)
    return read_bytes(xml.encode(), "x.xml").proposal


def test_a_fixed_target_is_read_in_full() -> None:
    found = read(
        target(
            7,
            "GJ-1214",
            coordinates="17 15 18.9400 +04 57 49.70",
            extended="Unknown",
            category="Star",
            keywords=["M dwarfs", "Exoplanets"],
            background=["2 GJ-1214-BK", "3 GJ-1214-BK-COPY"],
        )
    )
    (one,) = found.targets
    assert (one.kind, one.number, one.name) == ("FixedTargetType", 7, "GJ-1214")
    assert (one.extended, one.category) == ("Unknown", "Star")
    assert one.keywords == ("M dwarfs", "Exoplanets")
    assert one.coordinates_text == "17 15 18.9400 +04 57 49.70"
    assert one.ra_deg == pytest.approx(258.8289166667)
    assert one.dec_deg == pytest.approx(4.9638055556)
    assert one.background_required is True
    assert [(b.number, b.name, b.text) for b in one.backgrounds] == [
        (2, "GJ-1214-BK", "2 GJ-1214-BK"),
        (3, "GJ-1214-BK-COPY", "3 GJ-1214-BK-COPY"),
    ]
    assert one.place.trail == "Fixed Targets > 7 GJ-1214"
    assert found.oddities == ()


def test_empty_motion_is_no_motion() -> None:
    (one,) = read(target(1)).targets
    assert not one.motion.moves
    assert one.motion.ra_mas_per_year is None


def test_motion_parallax_and_epoch_are_read() -> None:
    (one,) = read(
        target(1, proper_motion=("200.94", " 286.23"), parallax="0.13023", epoch="J2000.00")
    ).targets
    assert one.motion.ra_mas_per_year == 200.94
    assert one.motion.dec_mas_per_year == 286.23
    assert one.motion.parallax_mas == pytest.approx(130.23)
    assert one.motion.epoch == 2000
    assert one.motion.moves


@pytest.mark.parametrize("zero", ["0", "0.0", "0.0 ", " 0", "+0", "-0.0", "0e0", ".0", "0."])
@pytest.mark.parametrize("unit", ["", " ", None, "mas/yr", "sec of time/yr", "NONE"])
def test_no_motion_needs_no_unit(zero: str, unit: str | None) -> None:
    found = read(
        target(
            1,
            coordinates=None,
            proper_motion=(zero, zero),
            proper_motion_units=(unit, unit),
            parallax=zero,
        )
    )
    (one,) = found.targets
    assert found.oddities == ()
    assert (one.motion.ra_mas_per_year, one.motion.dec_mas_per_year) == (0.0, 0.0)
    assert one.motion.parallax_mas == 0.0
    assert not one.motion.unread
    assert not one.motion.moves


def test_motion_in_seconds_of_time_uses_the_declination() -> None:
    (one,) = read(
        target(
            1,
            coordinates="12 00 0.0 +60 00 0.0",
            proper_motion=("4.0E-5", "-0.5"),
            proper_motion_units=("sec of time/yr", "arcsec/yr"),
        )
    ).targets
    assert one.motion.ra_mas_per_year == pytest.approx(0.3)
    assert one.motion.dec_mas_per_year == -500


@pytest.mark.parametrize(
    ("changes", "field", "text"),
    [
        ({"coordinates": "12.5 -3.0"}, "Value", "12.5 -3.0"),
        ({"extended": "MAYBE"}, "Extended", "MAYBE"),
        ({"epoch": "B1950.0"}, "Epoch", "B1950.0"),
        ({"parallax": "small"}, "AnnualParallax", "small"),
        ({"proper_motion": ("fast", "")}, "RAProperMotion", "fast"),
        (
            {"proper_motion": ("1", ""), "proper_motion_units": ("deg/yr", "")},
            "RAProperMotionUnits",
            "deg/yr",
        ),
        (
            {"proper_motion": ("", "1"), "proper_motion_units": ("", "")},
            "DecProperMotionUnits",
            "",
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_an_oddity(
    changes: dict[str, Any], field: str, text: str
) -> None:
    found = read(target(1, "NGC-1", **changes))
    (odd,) = found.oddities
    assert (odd.field, odd.text, odd.observation) == (field, text, None)
    assert odd.place.trail.startswith("Fixed Targets > 1 NGC-1")
    assert odd.place.element is not None


def test_unreadable_coordinates_keep_their_text() -> None:
    (one,) = read(target(1, coordinates="somewhere")).targets
    assert one.coordinates_text == "somewhere"
    assert not one.has_position


def test_extended_is_read_in_any_case() -> None:
    (one,) = read(target(1, extended="unknown")).targets
    assert one.extended == "Unknown"


def test_a_moving_target_has_no_position_and_no_oddity() -> None:
    found = read(moving(3, "MARS-SOUTH", body="MARS"))
    (one,) = found.targets
    assert one.body == "MARS"
    assert one.is_moving
    assert not one.has_position
    assert one.extended == "YES"
    assert found.oddities == ()


def test_an_msa_target_has_no_extended() -> None:
    found = read(msa_catalog(4, "FIELD"))
    (one,) = found.targets
    assert one.kind == "MsaCatalogTargetType"
    assert one.has_position
    assert one.extended is None
    assert found.oddities == ()


def test_schema_37_has_no_backgrounds() -> None:
    found = read(target(1), replace=("<BackgroundTargetReq>false</BackgroundTargetReq>", ""))
    assert found.targets[0].background_required is None


def test_an_unreadable_background_reference_keeps_its_text() -> None:
    (one,) = read(target(1, background=["SKY-FIELD"])).targets
    (listed,) = one.backgrounds
    assert listed == TargetReference(place=listed.place, name="SKY-FIELD", text="SKY-FIELD")


def test_a_target_group_is_reported_as_not_checked() -> None:
    group = nest("TargetGroup", leaf("Number", 2), leaf("TargetName", "PAIR"))
    found = read(target(1), replace=("</Targets>", f"{group}</Targets>"))
    (odd,) = found.oddities
    assert odd.field == "TargetGroup"
    assert "not checked" in odd.text
    assert len(found.targets) == 1


def test_a_target_of_a_group_type_is_reported_as_not_checked() -> None:
    found = read(target(1), replace=("FixedTargetType", "TargetGroupType"))
    assert any("does not judge target groups" in odd.text for odd in found.oddities)


def test_targets_and_what_they_list_are_sorted_by_number() -> None:
    found = read(target(12, "B", background=["9 C", "nothing", "2 A"]), target(9, "C"), target(2))
    assert [entry.number for entry in found.targets] == [2, 9, 12]
    assert [entry.number for entry in found.targets[2].backgrounds] == [2, 9, None]


def test_a_repeated_number_is_an_oddity() -> None:
    found = read(target(1), target(1, "NGC-2"))
    assert [(odd.field, odd.text) for odd in found.oddities] == [
        ("Target Number", "1, given 2 times")
    ]


def test_a_repeated_field_is_an_oddity_and_the_first_is_used() -> None:
    found = read(target(1, raw=leaf("Extended", "NO")))
    assert found.targets[0].extended == "YES"
    assert [odd.field for odd in found.oddities] == ["Extended"]
    assert "given 2 times" in found.oddities[0].text


def test_a_far_too_long_name_is_cut_and_reported() -> None:
    found = read(target(1, "N" * 5_000))
    assert len(found.targets[0].name) == 1_000
    assert any("5,000 characters" in odd.text for odd in found.oddities)
    assert all(len(odd.text) <= 1_000 for odd in found.oddities)


def test_prefixes_of_namespaces_do_not_matter() -> None:
    text = proposal(targets=[target(1)], observations=[]).text
    prefixed = text.replace("<Target", "<a:Target").replace("</Target", "</a:Target")
    prefixed = prefixed.replace(
        "<JwstProposal ", '<JwstProposal xmlns:a="http://www.stsci.edu/JWST/APT" '
    )
    found = read_bytes(prefixed.encode(), "x.xml").proposal
    assert [(t.number, t.name) for t in found.targets] == [(1, "NGC-1")]
