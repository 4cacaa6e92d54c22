"""The picture of a field of a mode other than the MRS, and the words next to it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from aptcheck.report import render
from aptcheck.results import ProposalReport, Report, SkyFootprint
from aptcheck.testing import Document, coronagraph, fixed_slits, ifu, ifu_exposure, image, lrs
from tests.other_modes import slitless_pair, three_modes
from tests.report.pages import HOSTILE, looked_up, parsed
from tests.report.plain import proposal
from tests.report.test_html import FIELD, text_of
from tests.rules.other_modes import Builder, pair_of
from tests.skies import allwise, star

#: One in the field of each, at the background target; and one well away.
SPOILT = [star(0.2, 400.1, 10.0), star(60.0, 460.0, 16.0)]


def page_of(
    document: Document, folder: Path, stars: list[dict[str, Any]] = SPOILT
) -> tuple[ProposalReport, html.HtmlElement]:
    """Return the report on a proposal and its page."""
    catalogue = allwise(folder / "stars.csv", stars)
    report = looked_up(document, folder, catalogue, pictures=True)
    return report, parsed(report)


def tuple_of(path: str) -> list[tuple[float, float]]:
    """Return the ends of the straight parts of a path."""
    ends = re.findall(r"[ML]?(-?[\d.]+ -?[\d.]+)(?=[LAZ])", path)
    return [(float(x), float(y)) for x, y in (end.split() for end in ends)]


def legend_of(document: html.HtmlElement) -> list[str]:
    return [" ".join(entry.text_content().split()) for entry in document.xpath("//ul[1]/li")]


@pytest.mark.parametrize(
    ("build", "called", "aperture", "band", "across"),
    [
        (ifu, "NIRSpec IFU", "NRS_FULL_IFU", "G235H/F170LP", 3.0),
        (lrs, "LRS slit", "MIRIM_SLIT", "P750L", 3.4),
        (fixed_slits, "NIRSpec fixed-slit", "NRS_S200A1_SLIT", "G235H/F170LP", 1.8),
        (coronagraph, "MIRI coronagraphy", "MIRIM_MASK1140", "F1140C", 17.0),
    ],
)
def test_a_field_is_drawn_with_its_band_its_angles_and_its_dates(
    tmp_path: Path, build: Builder, called: str, aperture: str, band: str, across: float
) -> None:
    report, document = page_of(pair_of(build), tmp_path)
    (field,) = report.fields
    assert (field.aperture, {f.band for f in field.footprints}) == (aperture, {band})
    assert field.farthest == pytest.approx(across, abs=0.1)
    (summary,) = document.xpath("//details[@class='field']/summary")
    assert f"{called} field: 0 % of the allowed angles remain" in text_of(summary)
    assert band in legend_of(document.xpath("//figure[@class='close']")[0])
    (drawn,) = document.xpath("//figure[@class='close']//svg[@class='sky']//g[@class='ch1']/path")
    assert drawn.get("d").count("Z") == len(field.footprints)
    assert len(document.xpath("//table[@class='sources']//tr[@data-source]")) == 1
    assert len(document.xpath("//svg[@data-low]")) == len(field.tracks) == 2
    assert f"aperture PA of {aperture} on the right" in text_of(document)


def test_a_slit_is_wide_enough_to_be_seen(tmp_path: Path) -> None:
    narrow = {"primary_positions": 1, "subpixel": "NONE"}
    report, document = page_of(pair_of(fixed_slits, both=narrow), tmp_path)
    (footprint,) = report.fields[0].footprints
    assert footprint.pad == 0.0
    assert 0.02 * 2 * report.fields[0].radius < 0.2
    assert not document.xpath("//g[@class='widened']/path")
    assert "1 footprint: every band at every dither." in text_of(document)


def test_where_dithers_are_not_known_exactly_a_wider_outline_shows_where_the_field_may_be(
    tmp_path: Path,
) -> None:
    shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")
    report, document = page_of(pair_of(ifu, both={"dither": "CYCLING", "size": "LARGE"}), tmp_path)
    (field,) = report.fields
    assert [footprint.pad for footprint in field.footprints] == [pytest.approx(1.414, abs=1e-3)]
    (wider,) = document.xpath("//figure[@class='close']//*[@class='sky']//g[@class='widened']/path")
    drawn = shapely.Polygon(tuple_of(wider.get("d")))
    # the straight sides, without the bends at the corners
    plain = shapely.Polygon(field.footprints[0].corners)
    assert drawn.hausdorff_distance(plain) == pytest.approx(1.414, abs=0.02)
    assert drawn.contains(plain)
    assert "1 footprint. The dither positions are known to within 1.4″" in text_of(document)


def test_the_page_does_not_call_an_image_empty(tmp_path: Path) -> None:
    faint = [star(0.2, 400.1, 13.0), star(20.0, 409.0, 15.0)]
    report, document = page_of(pair_of(image), tmp_path, faint)
    assert len(report.fields[0].sources) == 2
    words = text_of(document.xpath("//details[@class='field']")[0])
    assert "MIRI imaging field: nothing to avoid" in words
    assert "No star brightens the whole field; fainter stars are in it, as in any image." in words
    assert "Clean" not in words
    unasked = looked_up(pair_of(image), tmp_path, "none", pictures=True)
    words = text_of(parsed(unasked).xpath("//details[@class='field']")[0])
    assert "not checked for a star that brightens the whole field." in words
    assert "not checked for sources" not in words


def test_fields_of_all_modes_are_on_one_page_each_with_its_name(tmp_path: Path) -> None:
    report, document = page_of(three_modes(), tmp_path)
    assert [(f.observation, f.mode) for f in report.fields] == [
        (2, "miri-mrs"),
        (6, "miri-imaging"),
        (4, "nirspec-ifu"),
    ]
    summaries = [text_of(one) for one in document.xpath("//details[@class='field']/summary")]
    starts = ("MRS field:", "MIRI imaging field:", "NIRSpec IFU field:")
    assert {start for start in starts for one in summaries if start in one} == set(starts)
    assert len(summaries) == 3


def test_no_field_of_the_lrs_without_its_slit_is_drawn(tmp_path: Path) -> None:
    report, document = page_of(slitless_pair(), tmp_path)
    assert report.fields == ()
    assert "1 field has no picture: the pipeline subtracts no" in text_of(document)


def test_a_band_of_script_stays_text() -> None:
    (footprint,) = FIELD.footprints
    hostile = replace(footprint, band=HOSTILE)
    field = replace(FIELD, mode="nirspec-ifu", footprints=(hostile,))
    document = parsed(replace(proposal(), fields=(field,)))
    assert HOSTILE in text_of(document.xpath("//ul[@class='legend']")[0])
    assert len(document.xpath("//script")) == 1


def test_a_hostile_grating_of_a_file_is_not_a_band_name(tmp_path: Path) -> None:
    rows = {"exposures": [ifu_exposure(HOSTILE, "F170LP"), ifu_exposure("G235H\u202e", "x" * 4000)]}
    report, document = page_of(pair_of(ifu, both=rows), tmp_path)
    bands = {footprint.band for footprint in report.fields[0].footprints}
    assert bands <= {"?/F170LP", "?/?"}
    assert len(document.xpath("//script")) == 1


def test_many_bands_in_one_place_are_one_path() -> None:
    (footprint,) = FIELD.footprints
    footprints = tuple(
        SkyFootprint(band=f"F{n}W", dither=1, tile=1, corners=footprint.corners) for n in range(400)
    )
    field = replace(FIELD, mode="miri-imaging", footprints=footprints, outlined=400)
    page = render("html", Report(proposals=(replace(proposal(), fields=(field,) * 100),)))
    assert len(page.encode()) < 3_000_000
