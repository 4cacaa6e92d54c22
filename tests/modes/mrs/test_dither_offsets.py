"""The dither patterns and APT's words for them over the years."""

from __future__ import annotations

import csv
import math

import pytest

from aptcheck.modes.mrs.dither_offsets import NO_DITHER, dither
from tests.shared import EXTRACTS


def test_the_point_source_pattern_of_all_channels_is_that_of_channel_1():
    assert dither("POINT SOURCE", primary_channel="ALL").name == "CHANNEL1-POINT_SOURCE-NEGATIVE"
    assert (
        dither("POINT SOURCE", primary_channel="CHANNEL3").name == "CHANNEL3-POINT_SOURCE-NEGATIVE"
    )


@pytest.mark.parametrize(
    ("text", "primary", "name"),
    [
        ("Extended Source", "ALL", "ALL-EXTENDED_SOURCE"),
        ("EXTENDED SOURCE", "CHANNEL2", "CHANNEL2-EXTENDED_SOURCE"),
        ("ALL", "ALL", "CHANNEL1-POINT_SOURCE-POSITIVE"),
        ("Channel 4", "CHANNEL4", "CHANNEL4-POINT_SOURCE-POSITIVE"),
        ("Channel 4", "ALL", "CHANNEL4-POINT_SOURCE-POSITIVE"),
        ("Background", "IMAGER", "DEDICATED-BG"),
        ("DEDICATED-BG", "IMAGER", "DEDICATED-BG"),
    ],
)
def test_words_of_every_apt_version_are_read(text, primary, name):
    assert dither(text, direction="Positive", primary_channel=primary).name == name


def test_two_points_are_the_first_two():
    four = dither("POINT SOURCE", points=4, primary_channel="ALL").offsets
    assert len(four) == 4
    assert dither("POINT SOURCE", points=2, primary_channel="ALL").offsets == four[:2]


def test_eight_points_are_both_directions():
    assert len(dither("POINT SOURCE", points=8, primary_channel="ALL").offsets) == 8


def test_the_unverified_background_pattern_is_padded():
    assert dither("BACKGROUND", primary_channel="IMAGER").pad == 1.0
    assert dither("POINT SOURCE", primary_channel="ALL").pad == 0.0
    assert 0.1 < dither("POINT SOURCE", primary_channel="IMAGER").pad < 0.2


def test_an_unknown_pattern_is_padded_to_cover_all_possibilities():
    unknown = dither("SPIRAL", primary_channel="ALL")
    assert unknown.offsets == NO_DITHER.offsets
    known = [
        dither(text, points=8, direction=sense, primary_channel=f"CHANNEL{n}")
        for text in ("POINT SOURCE", "EXTENDED SOURCE")
        for sense in ("NEGATIVE", "POSITIVE")
        for n in (1, 2, 3, 4)
    ]
    assert unknown.pad >= max(math.hypot(*xy) for pattern in known for xy in pattern.offsets)
    assert dither("SPIRAL", primary_channel="IMAGER").pad > 11


def test_the_table_agrees_with_that_published_in_2022_up_to_the_change_of_distortion():
    with (EXTRACTS / "mrs-dithers-PRDOPSSOC-055.csv").open(newline="") as stream:
        published = [(float(row["dx"]), float(row["dy"])) for row in csv.DictReader(stream)]
    ours = [
        xy
        for n in (1, 2, 3, 4)
        for sense in ("NEGATIVE", "POSITIVE")
        for xy in dither("POINT SOURCE", direction=sense, primary_channel=f"CHANNEL{n}").offsets
    ]
    assert max(math.dist(a, b) for a, b in zip(ours, published, strict=True)) < 0.2
