"""Scripts for Aladin, split as Aladin splits them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.parcel import Circle, Polygon
from aptcheck.report.aladin import aladin_scripts
from tests.samp import HOSTILE_NAMES

CORNERS = ((359.9999, -0.00001), (0.0001, 0.00001), (0.0001, -0.00002))


def commands(script: str) -> list[list[str]]:
    """Commands as words; a command ends at a semicolon or a line, as in Command.readLine."""
    return [tokens(command) for command in re.split(r"[;\n]", script)]


def tokens(command: str) -> list[str]:
    """Words of a command, split at brackets, commas and blanks outside quotes, as Tok does."""
    words = re.findall(r'"(?:[^"\\]|\\.)*"|[^(, )]+', command)
    return [word.strip('"') for word in words]


def circle(label: str = "ring", layer: str = "A", inner: float = 0.0) -> Circle:
    return Circle(
        ra_deg=10.5,
        dec_deg=-3.25,
        radius_arcsec=30.0,
        inner_arcsec=inner,
        label=label,
        layer=layer,
        colour="cyan",
    )


def polygon(label: str = "1A", layer: str = "B") -> Polygon:
    return Polygon(corners=CORNERS, label=label, layer=layer, colour="red")


def test_each_layer_is_a_plane_in_icrs() -> None:
    first, second = aladin_scripts([circle(), polygon(), circle(layer="B")])
    assert commands(first)[:3] == [
        ["setconf", "frame=ICRS"],
        ["draw", "mode", "RADEC"],
        ["draw", "newtool", "A"],
    ]
    assert [words[:3] for words in commands(second)[2:]] == [
        ["draw", "newtool", "B"],
        ["draw", "red", "polygon"],
        ["draw", "cyan", "circle"],
        ["draw", "cyan", "string"],
    ]


def test_positions_are_degrees_without_an_exponent() -> None:
    (script,) = aladin_scripts([polygon()])
    _, _, function, *numbers = commands(script)[-1]
    assert function == "polygon"
    assert not any("e" in number for number in numbers)
    read = [float(number) for number in numbers]
    assert list(zip(read[::2], read[1::2], strict=True)) == [
        pytest.approx(corner, abs=1e-8) for corner in CORNERS
    ]


def test_a_ring_is_two_circles_with_one_label_to_the_north() -> None:
    (script,) = aladin_scripts([circle(inner=6.0)])
    inner, outer, label = commands(script)[3:]
    assert inner[3:5] == outer[3:5] == ["10.50000000", "-3.25000000"]
    radii = [words[5].removesuffix("arcmin") for words in (inner, outer)]
    assert [60.0 * float(radius) for radius in radii] == pytest.approx([6.0, 30.0])
    assert float(label[4]) == pytest.approx(-3.25 + 30.0 / 3600.0)
    assert label[5:] == ["ring"]


def shape(script: str) -> list[tuple[str, int]]:
    return [(words[0], len(words)) for words in commands(script)]


PLAIN = shape(aladin_scripts([circle(layer="A"), polygon(layer="A")])[0])


@given(st.one_of(st.sampled_from(HOSTILE_NAMES), st.text()))
def test_a_name_adds_no_command_and_no_parameter(name: str) -> None:
    hostile = f"x{name}"
    (script,) = aladin_scripts([circle(hostile, hostile), polygon(hostile, hostile)])
    assert shape(script) == PLAIN
    assert script.isascii()
    assert script.isprintable()
