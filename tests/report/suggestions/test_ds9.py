"""``suggest`` as DS9 regions, read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from astropy import units
from astropy.coordinates import SkyCoord
from hypothesis import given, settings

from aptcheck.report.suggestions.ds9 import render_ds9
from aptcheck.suggestions import Suggestions
from tests.report.suggested import (
    DEC,
    RA,
    REACH,
    SUGGESTIONS,
    crowded,
    search,
    shared_sky,
    unchecked,
)

regions = pytest.importorskip("regions")


def read(*searches) -> dict[str, list[Any]]:
    """Return the regions by what they are."""
    text = render_ds9(Suggestions(targets=searches))
    by_tag: dict[str, list[Any]] = {}
    for region in regions.Regions.parse(text, format="ds9"):
        by_tag.setdefault(region.meta["tag"][0], []).append(region)
    return by_tag


def test_a_search_reads_back() -> None:
    found = search(count=2)
    read_back = read(found)
    assert list(read_back) == ["searched", "science", "source", "present", "suggestion"]
    (ring,) = read_back["searched"]
    assert ring.inner_radius.to_value("arcsec") == pytest.approx(30, abs=1e-3)
    assert ring.outer_radius.to_value("arcsec") == pytest.approx(120, abs=1e-3)
    assert ring.meta["text"] == "searched around NGC-598-SN, 30 to 120 arcsec"
    for disc, sky in zip(read_back["suggestion"], found.suggestions, strict=True):
        assert disc.radius.to_value("arcsec") == pytest.approx(REACH, abs=1e-3)
        place = SkyCoord(sky.ra_deg, sky.dec_deg, unit="deg")
        assert disc.center.separation(place).arcsec < 1e-3
    assert [disc.meta["text"] for disc in read_back["suggestion"]] == [
        "1, margin 41.6 arcsec",
        "2, margin 37.9 arcsec",
    ]


def test_a_source_is_as_far_away_and_as_wide_as_it_is() -> None:
    found = search()
    science = SkyCoord(RA, DEC, unit="deg")
    discs = read(found)["source"]
    assert len(discs) == len(found.chart.sources)
    for disc, source in zip(discs, found.chart.sources, strict=True):
        place = science.spherical_offsets_by(
            source.east * units.arcsec, source.north * units.arcsec
        )
        assert disc.center.separation(place).arcsec < 0.01
        assert disc.radius.to_value("arcsec") == pytest.approx(source.radius, abs=1e-3)


def test_only_sources_that_limit_a_position_are_named() -> None:
    found = search(count=2)
    named = {disc.meta["text"] for disc in read(found)["source"] if "text" in disc.meta}
    assert named == {sky.nearest.designation for sky in found.suggestions}


def test_every_science_target_has_its_ring() -> None:
    read_back = read(shared_sky())
    assert [ring.meta["text"].split(",")[0] for ring in read_back["searched"]] == [
        "searched around ARP-220-W",
        "searched around ARP-220-E",
    ]
    first, second = (ring.center for ring in read_back["searched"])
    assert first.separation(second).arcsec == pytest.approx((70**2 + 20**2) ** 0.5, abs=0.01)
    assert [other.meta["text"] for other in read_back["other target"]] == ["ARP-220-OUTFLOW"]


def test_crowded_and_clean_differ_in_colour() -> None:
    clean, full = (read(one)["suggestion"][0].visual["edgecolor"] for one in (search(), crowded()))
    assert clean != full


def test_what_was_not_checked_is_not_called_searched() -> None:
    (ring,) = read(unchecked())["searched"]
    assert ring.meta["text"].startswith("not checked around HD-107146")


def test_no_coordinates_and_no_search_leave_an_empty_file_that_reads() -> None:
    nowhere = replace(unchecked(), ra_deg=None, dec_deg=None)
    for text in (render_ds9(Suggestions(targets=())), render_ds9(Suggestions(targets=(nowhere,)))):
        assert text.startswith("# Region file format: DS9")
        assert len(regions.Regions.parse(text, format="ds9")) == 0


def test_a_name_cannot_add_regions() -> None:
    evil = "x}\ncircle(0,0,9) # text={y; box(1,1,1,1)"
    plain, found = read(search()), search()
    chart = replace(
        found.chart,
        science=(replace(found.chart.science[0], name=evil),),
        sources=tuple(replace(source, name=evil) for source in found.chart.sources),
    )
    nearest = replace(found.suggestions[0].nearest, designation=evil)
    first = replace(found.suggestions[0], apt=evil, nearest=nearest)
    hostile = replace(found, target=evil, chart=chart, suggestions=(first, *found.suggestions[1:]))
    assert {tag: len(of) for tag, of in read(hostile).items()} == {
        tag: len(of) for tag, of in plain.items()
    }


@given(SUGGESTIONS)
@settings(deadline=None, max_examples=40)
def test_any_answer_reads_back_whole(suggestions: Suggestions) -> None:
    text = render_ds9(suggestions)
    lines = [line for line in text.splitlines() if line.startswith(("circle", "annulus", "point"))]
    read_back = regions.Regions.parse(text, format="ds9")
    placed = [one for one in suggestions.targets if None not in (one.ra_deg, one.dec_deg)]
    assert len(read_back) == len(lines)
    tags = [region.meta["tag"][0] for region in read_back]
    assert tags.count("suggestion") == sum(len(one.suggestions) for one in placed)
