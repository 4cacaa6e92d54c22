"""The page, parsed as a browser without script would."""

from __future__ import annotations

import json
import math
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from astropy import units
from astropy.coordinates import SkyCoord
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from aptcheck.finding import Angles, ApertureAngles, Severity, Suppression
from aptcheck.geometry.tangent import turned
from aptcheck.report import render
from aptcheck.report.html.date_panels import HEIGHT, panels
from aptcheck.report.html.obstacles import prospect
from aptcheck.report.html.paper import HALF
from aptcheck.report.html.sky_picture import sky_picture
from aptcheck.report.html.view import page
from aptcheck.report.visible import visible
from aptcheck.results import (
    AngleTrack,
    Coverage,
    Outcome,
    Provenance,
    Report,
    SkyField,
    SkyFootprint,
    SkyImage,
    SkyPlace,
    SkySource,
)
from tests.report.hostile import reports
from tests.report.pages import HOSTILE, parsed, ringed
from tests.report.plain import FIGURES, every_kind, finding, many, proposal

SQUARE = ((-2.0, -2.0), (2.0, -2.0), (2.0, 2.0), (-2.0, 2.0))
FIELD = SkyField(
    observation=2,
    target="M33-SKY",
    ra_deg=23.46,
    dec_deg=-0.5,
    aperture="MIRIFU_CHANNEL1A",
    farthest=6.0,
    radius=8.0,
    footprints=(SkyFootprint(band="1A", dither=1, tile=1, corners=SQUARE),),
    outlined=1,
    science=(SkyPlace(observation=1, target="M33", east=60.0, north=0.0),),
    sources=(
        SkySource(
            designation="A",
            east=1.0,
            north=5.0,
            flux_ujy=900.0,
            wavelength_um=12.5,
            angles=((20.0, 30.0),),
        ),
        SkySource(designation="B", east=-3.0, north=2.0),
    ),
    allowed=((10.0, 50.0), (350.0, 360.0)),
    tracks=(AngleTrack(samples=(("2027-01-01", 10.0, 30.0), ("2027-02-01", 20.0, 50.0))),),
)
AVOIDED = finding(
    code="SKY101",
    angles=Angles(allowed=FIELD.allowed, avoid=((20.0, 30.0),), clean=()),
    aperture_angles=ApertureAngles(
        aperture="MIRIFU_CHANNEL1A", allowed=FIELD.allowed, avoid=((20.0, 30.0),), clean=()
    ),
)
#: The same with the imager on the target.
TURNED = replace(
    AVOIDED,
    aperture_angles=ApertureAngles(aperture="MIRIM_FULL", avoid=((24.8354, 34.8354),), clean=()),
)


def drawn(*found, **changes):
    return proposal(*found, fields=(replace(FIELD, **changes),))


def text_of(element) -> str:
    return " ".join(" ".join(element.itertext()).split())


def assert_sound(document) -> None:
    """Check that a page has what a keyboard and a screen reader need."""
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        assert {name for at in document.xpath(f"//@{attribute}") for name in at.split()} <= set(ids)
    assert {at[1:] for at in document.xpath("//a/@href") if at.startswith("#")} <= set(ids)
    for control in document.xpath("//input"):
        labels = [
            *control.iterancestors("label"),
            *document.xpath(f"//label[@for='{control.get('id')}']"),
        ]
        assert any(text_of(label) for label in labels)
    for table in document.xpath("//table"):
        assert table.xpath("caption")
        assert table.xpath("thead//th[@scope='col']")
    for picture in document.xpath("//*[local-name()='svg'][@role='img']"):
        assert picture.get("aria-labelledby")
    levels = [int(heading.tag[1]) for heading in document.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels.count(1) == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))
    for landmark in ("header", "main", "footer"):
        assert len(document.xpath(f"//{landmark}")) == 1
    assert document.get("lang") == "en"


@given(reports())
@settings(deadline=None, max_examples=60)
def test_hostile_text_stays_text(report: Report) -> None:
    document: Any = html.document_fromstring(render("html", report))
    assert len(document.xpath("//script")) == 1
    assert not document.xpath("//img|//iframe|//link|//object|//base|//*[@style]")
    assert not [
        name
        for element in document.iter()
        if isinstance(element.tag, str)
        for name in element.attrib
        if name.startswith("on")
    ]
    assert all(href.startswith("#") for href in document.xpath("//a/@href"))
    assert_sound(document)


def test_a_title_and_a_target_of_script_stay_text() -> None:
    hostile = drawn(finding(target=HOSTILE, message=HOSTILE), target=HOSTILE)
    document = parsed(replace(hostile, title=HOSTILE))
    assert text_of(document.find(".//h1")) == HOSTILE
    assert HOSTILE in text_of(document.xpath("//details[contains(@class, 'field')]//h3")[0])
    assert len(document.xpath("//script")) == 1


def test_what_cannot_be_seen_is_shown() -> None:
    title = "SKY\u202egpj\x1b[2J"
    assert text_of(parsed(proposal(title=title)).find(".//h1")) == visible(title)


def test_the_policy_admits_the_page_s_own_script_and_style_and_nothing_else() -> None:
    document = parsed(drawn())
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        (own,) = document.xpath(f"//{tag}")
        digest = b64encode(sha256(own.text_content().encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_is_loaded_and_only_the_field_in_aladin_is_linked() -> None:
    document = parsed(drawn())
    assert not document.xpath("//@src")
    (link,) = document.xpath("//a[starts-with(@href, 'http')]")
    assert link.get("href").startswith(
        "https://aladin.cds.unistra.fr/AladinLite/?target=23.460000%20-0.500000&"
    )
    assert set(link.get("rel").split()) == {"noreferrer", "noopener"}


def test_every_kind_of_report_is_sound_for_keyboard_and_screen_reader() -> None:
    report = every_kind()
    document: Any = html.document_fromstring(render("html", report))
    assert_sound(document)
    assert_sound(parsed(drawn(AVOIDED)))
    shown = [
        text_of(element) for element in document.xpath("//article[contains(@class, 'finding')]")
    ]
    assert len(shown) == len(report.findings)


def test_a_finding_has_measured_limit_fix_place_and_the_page_of_its_rule() -> None:
    document = parsed(proposal(finding()))
    (article,) = document.xpath("//article")
    words = text_of(article)
    assert "Measured 40 groups" in words
    assert "Limit 27 groups" in words
    assert "Fix In observation 2" in words
    assert "Observation 2 > MIRI Medium Resolution Spectroscopy > Exposure 1 1234.xml:812" in words
    (page_of_rule,) = document.xpath("//*[@id='rule-BKG201']")
    assert "Bad pixels, hot pixels" in text_of(page_of_rule)
    assert article.xpath(".//a/@href") == ["#rule-BKG201"]


def test_suppressed_and_baselined_findings_are_set_aside() -> None:
    document: Any = html.document_fromstring(render("html", every_kind()))
    aside = [d for d in document.xpath("//details") if "Set aside" in text_of(d.find("summary"))]
    assert len(aside) == 1
    assert len(aside[0].xpath(".//article")) == 2
    assert "suppressed: agreed with the PI" in text_of(aside[0])


def test_the_ledger_lists_every_rule() -> None:
    document = parsed(proposal())
    listed = [text_of(one) for one in document.xpath("//details[@class='ledger']//li")]
    assert listed == [
        "BKG201 ngroups-mismatch",
        "No catalogue was asked: SKY101 source-in-background-field",
        "APT001 unreadable-proposal",
        "No target group: BKG113 target-group-shared-sky",
    ]


def test_the_script_reads_the_angles_of_the_findings() -> None:
    document = parsed(drawn(AVOIDED))
    data = json.loads(document.xpath("//@data-field")[0])
    found = {"label": "ngroups mismatch, which no picture shows", "code": "SKY101", "seen": True}
    assert data["findings"] == [{**found, "angles": [[20.0, 30.0]]}]
    assert [(source["name"], source["angles"]) for source in data["sources"]] == [
        ("A", [[20.0, 30.0]])
    ]
    assert data["avoid"] == [[20.0, 30.0]]
    assert data["left"] == [[10.0, 20.0], [30.0, 50.0], [350.0, 360.0]]
    assert data["allowed"] == [[10.0, 50.0], [350.0, 360.0]]


@pytest.mark.parametrize(
    "change", [{"observation": 3}, {"code": "BKG201", "angles": None}, {"code": "SKY103"}]
)
def test_what_is_elsewhere_or_only_near_need_not_be_avoided(change) -> None:
    bare = replace(FIELD, sources=())
    assert prospect(drawn(replace(AVOIDED, **change)), bare).avoid.is_empty


def test_a_finding_without_angles_spoils_every_angle() -> None:
    document = drawn(replace(AVOIDED, code="BKG603", angles=None))
    assert prospect(document, FIELD).left.is_empty


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"severity": Severity.INFO},
        {"baselined": True},
        {"suppressed": Suppression(reason="ok")},
    ],
)
def test_a_source_is_in_the_field_whatever_the_severity_of_its_finding(change) -> None:
    found = prospect(drawn(replace(AVOIDED, **change)), replace(FIELD, sources=()))
    assert found.avoid.intervals == ((20.0, 30.0),)


def test_a_background_on_its_own_science_is_spoiled_at_every_angle() -> None:
    report = drawn(finding(code="BKG603"), sources=())
    assert prospect(report, report.fields[0]).left.is_empty
    assert parsed(report).xpath("//details[contains(@class, 'field')]/@data-state") == ["meets"]


def test_a_clean_field_near_extended_emission_says_so() -> None:
    document = parsed(drawn(replace(AVOIDED, code="SKY103"), sources=()))
    words = text_of(document.xpath("//*[@class='words']")[0])
    assert words.endswith("is in the field or shines into it; see also what is near it (SKY103).")


def test_a_threat_without_a_finding_is_in_the_field_too() -> None:
    assert prospect(drawn(), FIELD).avoid.intervals == ((20.0, 30.0),)


@pytest.mark.parametrize("code", ["SKY101", "ORI103"])
@pytest.mark.parametrize("reason", ["not selected", "the rule failed: KeyError"])
def test_a_field_that_was_not_checked_is_not_called_clean(code, reason) -> None:
    line = Coverage(code=code, outcome=Outcome.NOT_CHECKED, reason=reason)
    report = replace(drawn(), coverage=(line,))
    assert not prospect(report, FIELD).checked
    assert parsed(report).xpath("//details[contains(@class, 'field')]/@data-state") == ["unknown"]


def test_both_angles_of_a_finding_are_shown_once_where_they_are_equal() -> None:
    same, turned = (
        {
            text_of(dt): text_of(dt.getnext())
            for dt in parsed(drawn(reported)).xpath("//dl[@class='evidence']//dt")
        }
        for reported in (AVOIDED, TURNED)
    )
    assert same["Avoid V3PA"] == turned["Avoid V3PA"] == "20.0° to 30.0°"
    assert same["Aperture PA of MIRIFU_CHANNEL1A"] == "same as V3PA"
    assert turned["Avoid Aperture PA of MIRIM_FULL"] == "24.8° to 34.8°"
    assert turned["Clean Aperture PA"] == "none"


def test_aperture_pa_is_beside_v3pa_all_over_a_field() -> None:
    imaging = drawn(TURNED, aperture="MIRIM_FULL", aperture_offset_deg=4.835449)
    document = parsed(imaging)
    facts = {
        text_of(dt): text_of(dt.getnext()) for dt in document.xpath("//dl[@class='facts']//dt")
    }
    assert facts["Aperture on the target"] == "MIRIM_FULL: aperture PA = V3PA + 4.835°"
    assert facts["Allowed V3PA"] == (
        "10.0° to 50.0°, 350.0° to 360.0° aperture PA 14.8° to 54.8°, 354.8° to 4.8°"
    )
    assert facts["To avoid"] == "20.0° to 30.0° aperture PA 24.8° to 34.8°"
    assert document.xpath("string(//*[@class='beside-reading'])") == "44.8°"
    assert document.xpath("string(//input[@class='aperture']/@value)") == "44.835"
    (row,) = document.xpath("//table[@class='sources']/tbody/tr/td[last()]")
    assert text_of(row) == "20.0° to 30.0° 24.8° to 34.8°"
    (dates,) = document.xpath("//figure[@class='dates']")
    assert "10.0° to 30.0° aperture PA 14.8° to 34.8°" in text_of(dates)
    (panel,) = page(Report(proposals=(imaging,))).proposals[0].fields[0].panels
    # 20 degrees of aperture PA are where 15.165 of V3PA are: between the labels of 10 and 20
    at = {tick.label: tick.at for tick in panel.degrees}
    turned_at = {tick.label: tick.at for tick in panel.aperture_degrees}
    assert turned_at["20°"] == pytest.approx(
        at["20°"] + 0.4835449 * (at["10°"] - at["20°"]), abs=0.1
    )


def test_for_the_mrs_one_line_says_that_both_are_equal() -> None:
    document = parsed(drawn(AVOIDED))
    (dates,) = document.xpath("//figure[@class='dates']")
    assert "Aperture PA of MIRIFU_CHANNEL1A equals V3PA." in text_of(dates)
    assert "aperture PA 10" not in text_of(dates)
    assert document.xpath("string(//*[@class='beside-reading'])") == "40.0°"


def test_without_script_the_picture_is_at_a_clean_angle() -> None:
    document = parsed(drawn(AVOIDED))
    # 30 to 50 is wider than the 20 degrees from 350 to 10 only by the part that remains of it
    assert page(Report(proposals=(drawn(AVOIDED),))).proposals[0].fields[0].angle == 40.0
    assert set(document.xpath("//*[@class='turning']/@transform")) == {"rotate(-40.0)"}
    assert document.xpath("//details[contains(@class, 'field')]/@data-state") == ["clean"]


@pytest.mark.parametrize(
    ("field", "found", "state"),
    [
        ({}, (), "clean"),
        ({"unchecked": "No catalogue was asked."}, (), "unknown"),
        ({"allowed": ((20.0, 30.0),)}, (AVOIDED,), "meets"),
        ({"allowed": ()}, (), "outside"),
    ],
)
def test_what_was_not_checked_is_never_called_clean(field, found, state) -> None:
    document = parsed(drawn(*found, **field))
    assert document.xpath("//details[contains(@class, 'field')]/@data-state") == [state]
    words = text_of(document.xpath("//*[@class='words']")[0])
    assert ("Clean" in words) == (state == "clean")


@settings(deadline=None)
@given(st.floats(0, 360), st.floats(-80, 80), st.floats(-80, 80))
def test_the_picture_turns_as_the_sky_does(v3pa, x, y) -> None:
    footprint = SkyFootprint(band="1A", dither=1, tile=1, corners=((x, y),))
    picture = sky_picture(replace(FIELD, radius=100.0, footprints=(footprint,)))
    (outline,) = picture.outlines[0].outlines
    # drawn turned by half a turn, then rotate(-v3pa) of SVG, whose y runs down
    left, down = (-float(at) for at in re.fullmatch(r"M(\S+) (\S+)Z", outline.path).groups())
    angle = math.radians(-v3pa)
    shown = (
        left * math.cos(angle) - down * math.sin(angle),
        left * math.sin(angle) + down * math.cos(angle),
    )
    east, north = turned(x, y, v3pa)
    assert shown == pytest.approx((-east, -north), abs=0.002)
    assert picture.scale == HALF / 100.0


def test_a_science_target_beyond_the_edge_is_pointed_at_and_shown_in_the_wide_view() -> None:
    (pointer,) = sky_picture(FIELD).science
    assert pointer.outside
    assert pointer.x == pytest.approx(-0.88 * HALF, abs=1)  # east is left
    assert pointer.turn == 90.0
    assert (pointer.name, pointer.note) == ("M33", "60″ away")
    assert "Wide view" in text_of(parsed(drawn()))
    near = replace(FIELD.science[0], east=3.0)
    assert "Wide view" not in text_of(parsed(drawn(science=(near,))))


def test_science_targets_side_by_side_share_one_name() -> None:
    first = FIELD.science[0]
    beside = (first, replace(first, observation=3, target="M33-B", north=2.0))
    (pointer,) = sky_picture(replace(FIELD, science=beside)).science
    assert pointer.note == "and 1 more, 60″ away"
    apart = (first, replace(first, observation=3, target="M33-B", east=-60.0))
    assert [p.turn for p in sky_picture(replace(FIELD, science=apart)).science] == [90.0, 270.0]


def test_sources_are_as_large_as_they_are_bright_and_numbered_where_they_matter() -> None:
    document = parsed(drawn(AVOIDED))
    (known, unknown) = document.xpath("//*[@class='sky'][1]//*[contains(@class, 'source')]")[:2]
    assert known.get("data-source") == "1"
    assert "hollow" in unknown.get("class")
    assert float(known.get("r")) > float(unknown.get("r"))
    assert text_of(document.xpath("//table[@class='sources']//tbody/tr")[0]).startswith(
        "1 A 900 µJy at 12.5 µm +1.0″ +5.0″ 20.0° to 30.0°"
    )


def test_an_upper_limit_is_given_as_at_most() -> None:
    first, *others = FIELD.sources
    limit = (replace(first, at_most=True), *others)
    row = parsed(drawn(AVOIDED, sources=limit)).xpath("//table[@class='sources']//tbody/tr")[0]
    assert text_of(row).startswith("1 A at most 900 µJy at 12.5 µm +1.0″")


def test_a_window_has_a_panel_with_its_band_and_what_to_avoid() -> None:
    (panel,) = panels(prospect(drawn(AVOIDED), FIELD), FIELD.tracks)
    assert (panel.low, panel.high) == (0.0, 60.0)
    ten_degrees: Any = pytest.approx(HEIGHT * 10 / 60, abs=0.01)
    assert panel.avoid == ((HEIGHT * 30 / 60, ten_degrees),)
    assert panel.title == "1 Jan 2027 to 1 Feb 2027"
    assert panel.at_opening == "10.0° to 30.0°"


def test_a_track_beyond_a_full_turn_is_drawn_on_its_own_turn() -> None:
    track = AngleTrack(samples=(("2027-01-01", 350.0, 385.0), ("2027-01-09", 360.0, 400.0)))
    (panel,) = panels(
        prospect(drawn(), replace(FIELD, allowed=((0.0, 40.0), (350.0, 360.0)))), (track,)
    )
    assert panel.low <= 350.0 < 400.0 <= panel.high
    assert "0°" in [tick.label for tick in panel.degrees]
    assert sum(height for _, height in panel.requested) == pytest.approx(
        HEIGHT * 50 / (panel.high - panel.low), abs=0.1
    )


@settings(deadline=None)
@given(st.floats(0, 360, exclude_max=True), st.floats(-90, 90))
def test_positions_are_spelled_as_astropy_does(ra, dec) -> None:
    document = page(Report(proposals=(drawn(ra_deg=ra, dec_deg=dec),)))
    spelled = document.proposals[0].fields[0].position
    again = SkyCoord(spelled, unit=(units.hourangle, units.deg))
    assert again.separation(SkyCoord(ra, dec, unit="deg")).arcsec < 0.02


def test_images_lie_under_the_field_at_their_own_scale() -> None:
    image = SkyImage(survey="WISE W3", side_arcsec=16.0, media_type="image/jpeg", base64="QUJD")
    document = parsed(drawn(images=(image,)))
    (shown,) = document.xpath("//image")
    assert shown.get("href") == "data:image/jpeg;base64,QUJD"
    assert float(shown.get("width")) == pytest.approx(2 * HALF)
    assert "WISE W3" in text_of(document.xpath("//fieldset[@class='backdrops']")[0])


def test_a_field_that_cannot_be_drawn_says_why() -> None:
    lost = SkyField(observation=4, target="TITAN-SKY", undrawn="TITAN-SKY is a moving target.")
    document = parsed(proposal(fields=(lost,)))
    assert "TITAN-SKY : no picture. TITAN-SKY is a moving target." in text_of(document)


def test_two_thousand_findings_stay_below_ten_megabytes_and_folded() -> None:
    text = render("html", many(2_000))
    assert len(text.encode()) < 10 * 2**20
    document: Any = html.document_fromstring(text)
    assert len(document.xpath("//article")) == 2_000
    assert not document.xpath("//details[@class='group'][@open]")


def test_twenty_four_fields_stay_below_a_megabyte_and_twelve_are_open(tmp_path) -> None:
    checked = ringed(tmp_path)
    many_fields = tuple(replace(checked.fields[0], observation=n) for n in range(1, 25))
    text = render("html", Report(proposals=(replace(checked, fields=many_fields),)))
    assert len(text.encode()) < 2**20
    document: Any = html.document_fromstring(text)
    assert len(document.xpath("//details[@class='field'][@open]")) == 12
    assert len(document.xpath("//details[@class='field']")) == 24
    assert_sound(document)


def test_a_page_holds_a_bounded_number_of_pictures() -> None:
    clean = replace(FIELD, sources=())
    document = parsed(proposal(fields=tuple(replace(clean, observation=n) for n in range(300))))
    assert len(document.xpath("//details[@class='field']")) == 240
    assert "60 more fields have no picture" in text_of(document)


def test_every_spoiled_field_is_drawn_before_the_clean_ones_and_open() -> None:
    clean = replace(FIELD, sources=())
    spoiled = {150, 190, 199}
    fields = tuple(replace(FIELD if n in spoiled else clean, observation=n) for n in range(1, 300))
    document = parsed(proposal(AVOIDED, fields=fields))
    drawn = [one.get("id") for one in document.xpath("//details[@class='field']")]
    assert drawn[:5] == ["obs-2", "obs-150", "obs-190", "obs-199", "obs-1"]
    assert len(drawn) == 240
    unfolded = [one.get("id") for one in document.xpath("//details[@class='field'][@open]")]
    assert unfolded == drawn[:4]


def test_a_finding_leads_to_its_field_and_a_field_to_its_findings() -> None:
    document = parsed(drawn(AVOIDED, finding()))
    for name in ("SKY101", "BKG201"):
        (article,) = document.xpath(f"//article[@id='{name}-obs-2']")
        assert article.xpath(".//a[@href='#obs-2']")
    (field,) = document.xpath("//details[@id='obs-2']")
    assert set(field.xpath(".//a/@href")) >= {"#SKY101-obs-2", "#BKG201-obs-2"}


def test_survey_images_are_left_out_once_the_page_is_full_of_them() -> None:
    image = SkyImage(
        survey="2MASS Ks", side_arcsec=60.0, media_type="image/png", base64="A" * 900_000
    )
    fields = tuple(replace(FIELD, observation=n, images=(image,)) for n in range(1, 7))
    document = parsed(proposal(AVOIDED, fields=fields))
    assert len(document.xpath("//*[local-name()='image']")) == 4
    assert "The survey images of 2 fields are left out" in text_of(document)


def test_what_to_do_now_is_first_one_task_a_rule() -> None:
    later = finding(observation=4, fix="In observation 4, set Groups/Int to 27.")
    worse = finding(code="BKG105", name="link-interruptible", severity=Severity.WARNING)
    document = parsed(proposal(worse, finding(), later))
    (tasks,) = document.xpath("//section[@class='to-do']//ol")
    (task,) = tasks.xpath("li")
    assert text_of(task).startswith(
        "BKG201 ngroups-mismatch 2 times: 2 , 4 For the first: In observation 2,"
    )
    assert task.xpath(".//a/@href") == ["#BKG201-obs-2", "#BKG201-obs-2", "#BKG201-obs-4"]
    following = tasks.xpath("following::h2/text()")
    assert following[:2] == ["Science and background", "Findings"]


def test_a_fix_that_differs_is_said_to_be_that_of_the_first() -> None:
    same = parsed(proposal(finding(), finding(observation=4)))
    assert "For the first:" not in text_of(same)
    other = parsed(proposal(finding(), finding(observation=4, fix="In observation 4, set 27.")))
    assert "For the first: In observation 2," in text_of(other)


def test_without_an_error_the_warnings_are_to_do_and_without_both_nothing() -> None:
    warned = parsed(proposal(finding(severity=Severity.WARNING)))
    assert "BKG201" in text_of(warned.xpath("//section[@class='to-do']")[0])
    told = parsed(proposal(finding(severity=Severity.INFO)))
    assert "Nothing in the set-up needs a change." in text_of(told)


def test_it_says_when_what_and_with_what_it_was_checked() -> None:
    rests = Provenance(
        checked="2026-11-02",
        sha256="ab" * 32,
        window_start="2026-07-01",
        window_end="2027-06-30",
        window_origin="Cycle 5",
        surveys=("2MASS", "AllWISE"),
        suppliers=("IRSA on 2026-11-01",),
    )
    document = parsed(proposal(provenance=rests))
    (line,) = document.xpath("//p[@class='eyebrow']")
    assert (
        "Checked 2 Nov 2026 · for 1 Jul 2026 to 30 Jun 2027 (Cycle 5) · "
        "2MASS and AllWISE from IRSA on 2026-11-01 · SHA-256 abababababab…"
    ) in text_of(line)
    unasked = parsed(proposal(provenance=replace(rests, surveys=(), suppliers=())))
    assert "no catalogue" in text_of(unasked.xpath("//p[@class='eyebrow']")[0])


def test_the_wrong_cells_of_a_pair_lead_to_their_findings() -> None:
    loose = finding(code="BKG105", name="link-interruptible", observation=2)
    elsewhere = finding(code="BKG601", name="separation-large", related_observations=(9,))
    document = parsed(proposal(finding(), loose, elsewhere))
    (row,) = document.xpath("//table[@class='pairs']/tbody/tr")
    assert row.get("class") == "wrong"
    links = {cell.get("data-is"): cell.xpath(".//a/@href") for cell in row.xpath("td")}
    assert links.pop("Link") == ["#BKG105-obs-2"]
    assert links.pop("Ngroups") == ["#BKG201-obs-2"]
    assert not any(links.values())


def test_among_many_pairs_the_wrong_one_is_shown_and_the_good_are_folded() -> None:
    (wrong,) = proposal().backgrounds
    fine = replace(wrong, exposures=(replace(wrong.exposures[0], match=True),))
    good = tuple(
        replace(fine, science_observation=n, background_observation=n + 1)
        for n in range(3, 1203, 2)
    )
    scope = replace(proposal().scope, pairs=601)
    document = parsed(proposal(backgrounds=(*good, wrong), scope=scope))
    shown, folded = document.xpath("//table[@class='pairs']")
    assert [text_of(cell) for cell in shown.xpath("tbody/tr/*[position()<3]")] == ["1", "2"]
    assert len(folded.xpath("tbody/tr")) == 499
    assert not folded.xpath("ancestor::details/@open")
    assert "and 101 more pairs, in the JSON report" in text_of(document)


def test_findings_by_rule_are_counted_and_lead_to_their_places() -> None:
    again = finding(observation=4)
    warned = finding(code="BKG105", name="link-interruptible", severity=Severity.WARNING)
    aside = finding(observation=6, baselined=True)
    document = parsed(proposal(warned, finding(), again, aside))
    rules = document.xpath("//details[@class='rule']")
    assert [rule.get("id") for rule in rules] == ["rule-BKG201", "rule-BKG105"]
    assert text_of(rules[0].xpath("summary/b")[0]) == "2"
    found = [a.get("href") for a in rules[0].xpath(".//p[1]/a") if a.text]
    assert found[:2] == ["#BKG201-obs-2", "#BKG201-obs-4"]


def test_code_in_a_message_is_set_as_code_and_markup_stays_text() -> None:
    document = parsed(proposal(finding(message="Run `aptcheck lock` <b>`now`</b>.")))
    (message,) = document.xpath("//p[@class='message']")
    assert message.xpath("code/text()") == ["aptcheck lock", "now"]
    assert message.text_content() == "Run aptcheck lock <b>now</b>."


def several(*reports):
    return html.document_fromstring(render("html", Report(proposals=reports)))


def test_a_page_of_several_lists_the_failing_ones_first_with_their_counts() -> None:
    fine = proposal(path="a.aptx", program="1")
    warned = proposal(finding(severity=Severity.WARNING), path="b.aptx", program="2")
    failed = proposal(finding(), finding(observation=4), path="c.aptx", program="3")
    document = several(fine, warned, failed)
    summaries = document.xpath("//details[@class='proposal']/summary")
    assert [text_of(one) for one in summaries] == [
        "Dust in M33 c.aptx 3 FAIL 2 errors 0 warnings 0 infos 0 fields not checked",
        "Dust in M33 b.aptx 2 WARN 0 errors 1 warning 0 infos 0 fields not checked",
        "Dust in M33 a.aptx 1 PASS 0 errors 0 warnings 0 infos 0 fields not checked",
    ]
    assert_sound(document)


@pytest.mark.parametrize(("number", "shown"), [(200, True), (201, False)])
def test_tables_of_findings_are_left_out_of_very_large_pages(number, shown) -> None:
    tabled = proposal(finding(table=FIGURES), program=None)
    document = several(*(replace(tabled, path=f"{n}.aptx") for n in range(number)))
    assert bool(document.xpath("//details[@class='sheet']")) is shown
    said = "Check this proposal by itself to see what each band sees." in text_of(document)
    assert said is not shown


def test_a_file_named_like_part_of_another_proposal_has_an_address_of_its_own() -> None:
    pages = [proposal(path=name, program=None) for name in ("m33.aptx", "m33-findings.aptx")]
    html = render("html", Report(proposals=tuple(pages)))
    ids = re.findall(r' id="(p-[^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_addresses_are_by_programme_and_unique_even_where_proposals_are_not() -> None:
    same = drawn(AVOIDED, AVOIDED)
    nameless = replace(same, program=None, path="dir/M 33 (new).xml")
    document = several(same, same, nameless, replace(nameless, path="<i>"))
    keys = [one.get("id") for one in document.xpath("//details[@class='proposal']")]
    assert keys == ["p-1234", "p-1234.2", "p-m_33_new", "p-i"]
    fields = document.xpath("//details[@class='field']/@id")
    assert fields == [f"{key}-obs-2" for key in keys]
    assert_sound(document)


def test_spoiled_fields_of_all_proposals_are_drawn_before_clean_ones_of_any() -> None:
    clean = [replace(FIELD, sources=(), observation=n) for n in range(1, 301)]
    document = several(
        proposal(fields=tuple(clean)), replace(drawn(AVOIDED), path="other.aptx", program="9")
    )
    assert document.xpath("//details[@id='p-9-obs-2']")
    assert len(document.xpath("//details[@class='field']")) == 240


def test_a_real_background_on_the_ring_is_drawn_with_every_dither_and_channel(tmp_path) -> None:
    document = parsed(ringed(tmp_path))
    (close,) = document.xpath("//figure[@class='close']//*[@class='sky']")
    channels = close.xpath(".//*[@class='footprint']/*")
    assert [channel.get("class") for channel in channels] == ["ch4", "ch3", "ch2", "ch1"]
    paths = [path for channel in channels for path in channel]
    assert {path.get("data-bands") for path in paths} == {f"{c}{b}" for c in "1234" for b in "ABC"}
    assert all(path.get("d").count("M") == 4 for path in paths)  # at 4 dithers
    assert len(close.xpath(".//*[@class='ring']")) == 2
    assert "58.9″ to 87.3″" in text_of(document)
