"""Fields show themselves as pictures that turn with the angle."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import pytest
from lxml import etree

import aptcheck
from aptcheck.errors import UsageError
from aptcheck.library.sky_field import SkyField
from tests.shared import ROOT

SAMPLES = ROOT / "sample_proposals"


@pytest.fixture(scope="module")
def field() -> SkyField:
    """Return a slit field that a star is in at some of the allowed angles."""
    return aptcheck.check(SAMPLES / "disc-through-the-slit.aptx")[2].fields[0]


def test_a_picture_is_xml_and_turns_with_the_angle(field: SkyField) -> None:
    svgs = [field.at(angle).svg for angle in (93, 100, 200)]
    assert len(set(svgs)) == 3
    for svg in svgs:
        root = etree.fromstring(svg.encode())
        assert etree.QName(root).localname == "svg"
        assert not list(root.iter("{*}script"))


def test_an_angle_is_clean_contaminated_or_not_allowed(field: SkyField) -> None:
    assert [field.at(angle).state for angle in (93, 100, 200)] == [
        "clean",
        "contaminated",
        "not-allowed",
    ]
    assert field.at(100).sources == ("WISEA J162621.83-242409.6",)
    assert field.at(93).sources == ()
    assert field.at(460) == field.at(100)


def test_the_first_picture_is_at_a_clean_angle(field: SkyField) -> None:
    assert field.at().state == "clean"
    assert any(low <= field.at().v3pa <= high for low, high in field.clean)


def test_avoid_and_clean_make_up_what_is_allowed(field: SkyField) -> None:
    whole = sum(high - low for low, high in field.allowed)
    parts = sum(high - low for low, high in (*field.avoid, *field.clean))
    assert parts == pytest.approx(whole)


def test_a_field_that_was_not_checked_is_never_clean() -> None:
    unchecked = aptcheck.check(SAMPLES / "disc-through-the-slit.aptx", catalog="none")[2].fields[0]
    assert unchecked.clean == ()
    assert unchecked.at(93).state == "not-checked"
    assert "not checked" in repr(unchecked)
    assert "not checked" in unchecked._repr_html_()
    assert "Clean" not in unchecked._repr_html_()


def test_a_star_at_the_angle_is_marked(field: SkyField) -> None:
    marked = re.compile('class="need hit"')
    assert marked.search(field.at(100).svg)
    assert not marked.search(field.at(93).svg)


def test_in_a_notebook_a_picture_is_an_image_with_a_caption(field: SkyField) -> None:
    piece = field.at(100)._repr_html_()
    (data,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', piece)
    assert base64.b64decode(data).decode() == field.at(100).svg
    assert "V3PA 100.0°" in piece
    assert "Spoiled by source 1 (WISEA J162621.83-242409.6)" in piece


def test_hostile_names_are_shown(field: SkyField) -> None:
    hostile = replace(field, target="<b>\ufffe]]>&\x00", undrawn=None)
    known = SkyField(
        prospect=field.at().prospect,
        **{name: getattr(hostile, name) for name in field.__dataclass_fields__},
    )
    etree.fromstring(known.at(100).svg.encode())
    assert "<b>]" not in known._repr_html_().replace("<b>Obs", "")


def test_a_field_without_a_picture_says_why(field: SkyField) -> None:
    lost = replace(field, undrawn="The target has no coordinates.")
    assert "The target has no coordinates." in lost._repr_html_()
    with pytest.raises(UsageError, match="The target has no coordinates"):
        lost.at(0)


@pytest.mark.parametrize("angle", ["north", float("nan"), float("inf"), [1]])
def test_an_angle_is_a_number(field: SkyField, angle) -> None:
    with pytest.raises(UsageError, match="v3pa must be a number"):
        field.at(angle)


def test_many_fields_are_bounded(field: SkyField) -> None:
    from aptcheck.library.fields import Fields

    many = Fields([field] * 40)
    assert "28 more fields" in many._repr_html_()
    assert len(repr(many)) < 40
