"""``aptcheck suggest`` as a user types it."""

from __future__ import annotations

import io
import json
import math
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import numpy as np
import pytest
from astropy.coordinates import SkyCoord
from astropy.io.votable import parse_single_table

from aptcheck.apt.astrometry import equatorial_deg
from aptcheck.testing import FIELD, Document, image, moving, mrs, other, pair, target
from tests.catalog.wise_service import queries_put_to, shows
from tests.cli.running import ROOT, Done, run
from tests.contamination.skies_of_noise import blob, noise
from tests.other_modes import ifu_pair, pair_of, slitless_pair, three_modes
from tests.samp import ALADIN, DS9, TOPCAT, running_hub
from tests.skies import allwise, star

SAMPLE = ROOT / "sample_proposals" / "star-in-the-background.aptx"
APT_NOTATION = re.compile(r"\b\d\d \d\d \d\d\.\d{4} [+-]\d\d \d\d \d\d\.\d{3}\b")

#: One star is in the background of `pair`, four more are around the science target.
STARS = [star(0, 90), star(-70, 20, 9.0), star(60, 45, 10.0), star(50, -80), star(-40, -95)]

Suggest = Callable[..., Done]


def image_pair() -> Document:
    return pair_of(image(1), image(2))


@pytest.fixture
def suggest(capsys: pytest.CaptureFixture[str]) -> Suggest:
    return lambda *arguments: run(capsys, "suggest", *arguments)


@pytest.fixture
def spoiled(tmp_path: Path) -> tuple[object, ...]:
    """A proposal whose background has a star in it, and the catalogue that lists the star."""
    file = pair().write(tmp_path / "pair.xml")
    return file, "--catalog", allwise(tmp_path / "wise.csv", STARS)


def targets_in(done: Done) -> list[dict[str, Any]]:
    """The searches of a JSON answer."""
    found: list[dict[str, Any]] = json.loads(done.out)["targets"]
    return found


def the_only(done: Done) -> dict[str, Any]:
    """The only search of a JSON answer."""
    (one,) = targets_in(done)
    return one


def line_of(done: Done) -> str:
    """The one line of a refusal."""
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert "Traceback" not in line
    return line


def places_of(search: dict[str, Any]) -> list[str]:
    return [one["apt"] for one in search["suggestions"]]


def test_the_sample_gets_positions_from_its_lock(suggest: Suggest) -> None:
    done = suggest(SAMPLE)
    assert (done.status, done.err) == (0, "")
    assert "Current background: IRAS-04302-SKY, observation 2, contaminated." in done.out
    words = APT_NOTATION.findall(done.out)
    search = the_only(suggest(SAMPLE, "--format", "json"))
    assert words == places_of(search)
    assert search["status"] == "ok"


def test_every_number_is_what_it_says(suggest: Suggest) -> None:
    search = the_only(suggest(SAMPLE, "--format", "json"))
    science = SkyCoord(search["ra_deg"], search["dec_deg"], unit="deg")
    assert len(search["suggestions"]) == 5
    for one in search["suggestions"]:
        typed = SkyCoord(*equatorial_deg(one["apt"]), unit="deg")
        assert typed.separation(SkyCoord(one["ra_deg"], one["dec_deg"], unit="deg")).arcsec < 1e-3
        assert science.separation(typed).arcsec == pytest.approx(one["offset_arcsec"], abs=0.01)
        towards = science.position_angle(typed).deg
        assert towards == pytest.approx(one["position_angle_deg"], abs=0.05)
        nearest = one["nearest"]
        there = SkyCoord(nearest["ra_deg"], nearest["dec_deg"], unit="deg")
        away = typed.separation(there).arcsec
        assert away == pytest.approx(nearest["distance_arcsec"], abs=0.01)
        left = nearest["distance_arcsec"] - nearest["radius_arcsec"]
        assert one["margin_arcsec"] == pytest.approx(left, abs=0.002)
        assert one["margin_arcsec"] <= search["bound_arcsec"]
        assert 29.99 < one["offset_arcsec"] < 120.01


def test_json_follows_the_schema_and_has_the_keys_of_the_contract(
    suggest: Suggest, spoiled: tuple[object, ...]
) -> None:
    schema = json.loads((ROOT / "schemas" / "suggestions.json").read_text(encoding="utf-8"))
    for arguments in ((SAMPLE,), spoiled, (spoiled[0],), ("--target", "150.1 2.2", *spoiled[1:])):
        document = json.loads(suggest(*arguments, "--format", "json").out)
        jsonschema.validate(document, schema)
        assert document["schema_version"] == "1"
        (search,) = document["targets"]
        assert {
            *("target", "science_observations", "status", "reason", "searched"),
            *("bound_arcsec", "suggestions"),
        } <= set(search)
        assert search["searched"] == {"inner_arcsec": 30.0, "outer_arcsec": 120.0}
        for one in search["suggestions"]:
            assert {
                *("ra_deg", "dec_deg", "apt", "offset_arcsec", "position_angle_deg"),
                *("margin_arcsec", "clean"),
            } <= set(one)


def test_regions_are_read_by_regions_and_are_where_the_json_says(
    suggest: Suggest, spoiled: tuple[object, ...]
) -> None:
    regions = pytest.importorskip("regions")
    drawn = regions.Regions.parse(suggest(*spoiled, "--format", "ds9").out, format="ds9")
    circles = [one for one in drawn if one.meta["tag"] == ["suggestion"]]
    search = the_only(suggest(*spoiled, "--format", "json"))
    assert len(circles) == len(search["suggestions"]) > 0
    for circle, one in zip(circles, search["suggestions"], strict=True):
        there = SkyCoord(one["ra_deg"], one["dec_deg"], unit="deg")
        assert circle.center.separation(there).arcsec < 1e-3
    sources = [one.center for one in drawn if one.meta["tag"] == ["source"]]
    assert len(sources) == len(STARS)


def test_pictures_are_svg_and_png(
    suggest: Suggest, spoiled: tuple[object, ...], tmp_path: Path
) -> None:
    svg = suggest(*spoiled, "--format", "svg")
    assert ElementTree.fromstring(svg.out).tag == "{http://www.w3.org/2000/svg}svg"
    pytest.importorskip("matplotlib", reason="the extra plot is not installed")
    file = tmp_path / "picture.png"
    done = suggest(*spoiled, "--format", "png", "-o", file)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_it_is_written_to_the_output(
    suggest: Suggest, spoiled: tuple[object, ...], tmp_path: Path
) -> None:
    file = tmp_path / "found.json"
    plain = suggest(*spoiled, "--format", "json")
    assert suggest(*spoiled, "--format", "json", "-o", "-") == plain
    done = suggest(*spoiled, "--format", "json", "-o", file)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert file.read_text(encoding="utf-8") == plain.out


def test_inputs_are_never_overwritten(suggest: Suggest, spoiled: tuple[object, ...]) -> None:
    file, _, catalogue = spoiled
    before = [Path(str(path)).read_bytes() for path in (file, catalogue)]
    for arguments in (spoiled, ("--target", "150.1 2.2", *spoiled[1:])):
        for path in (file, catalogue)[arguments is not spoiled :]:
            for form in ("json", "png"):
                line = line_of(suggest(*arguments, "--format", form, "-o", path))
                assert Path(str(path)).name in line
    # refused before any query
    service = ("--catalog", "http://127.0.0.1:9/tap")
    assert "pair.xml" in line_of(suggest(file, *service, "-o", file))
    assert [Path(str(path)).read_bytes() for path in (file, catalogue)] == before


@pytest.fixture
def two(tmp_path: Path) -> tuple[object, ...]:
    """Two pairs whose backgrounds have stars in them, and an observation without a field."""
    document = pair(
        more_targets=[
            target(3, "NGC-2", north=600, background=[4]),
            target(4, "NGC-2-SKY", north=690, keywords=["Telescope/sky background"]),
            target(5, "FLAT", north=900),
        ],
        more_observations=[mrs(3), mrs(4), other(5, "NircamImaging")],
    )
    catalogue = allwise(tmp_path / "wise.csv", [*STARS, star(0, 690), star(9, 640)])
    return document.write(tmp_path / "two.xml"), "--catalog", catalogue


def test_one_observation_can_be_chosen_by_either_side(
    suggest: Suggest, two: tuple[object, ...]
) -> None:
    whole = targets_in(suggest(*two, "--format", "json"))
    assert [one["science_observations"] for one in whole] == [[1], [3]]
    for number, expected in ((1, whole[:1]), (2, whole[:1]), (3, whole[1:]), (4, whole[1:])):
        done = suggest(*two, "--observation", number, "--format", "json")
        assert targets_in(done) == expected
    both = suggest(*two, "--observation", 4, "--observation", 1, "--format", "json")
    assert targets_in(both) == whole


def test_a_missing_observation_or_one_without_background(
    suggest: Suggest, two: tuple[object, ...]
) -> None:
    assert "the proposal has no observation 7" in line_of(suggest(*two, "--observation", 7))
    assert "no background that can be moved" in line_of(suggest(*two, "--observation", 5))


def test_clean_backgrounds_are_skipped_unless_all_are_requested(
    suggest: Suggest, tmp_path: Path
) -> None:
    file = pair().write(tmp_path / "pair.xml")
    usual = (file, "--catalog", allwise(tmp_path / "wise.csv", STARS[1:]), "--format", "json")
    done = suggest(*usual)
    assert done.status == 0
    assert json.loads(done.out) == {
        "schema_version": "1",
        "targets": [],
        "clean": [2],
        "other_modes": [],
    }
    search = the_only(suggest(*usual, "--all"))
    assert (search["present"], search["status"]) == ("clean", "ok")


def test_the_nearest_or_the_widest_come_first(
    suggest: Suggest, spoiled: tuple[object, ...]
) -> None:
    widest = the_only(suggest(*spoiled, "--format", "json"))["suggestions"]
    nearest = the_only(suggest(*spoiled, "--prefer", "near", "--format", "json"))["suggestions"]
    margins = [one["margin_arcsec"] for one in widest]
    offsets = [one["offset_arcsec"] for one in nearest]
    assert len(margins) == len(offsets) == 5
    # to the tolerance of the search
    assert all(after < before + 0.03 for before, after in pairwise(margins))
    assert all(after > before - 0.03 for before, after in pairwise(offsets))
    assert offsets[0] < widest[0]["offset_arcsec"]
    assert nearest[0]["margin_arcsec"] < margins[0]


def test_as_many_are_given_as_requested(suggest: Suggest, spoiled: tuple[object, ...]) -> None:
    usual = (*spoiled, "--format", "json")
    assert len(places_of(the_only(suggest(*usual)))) == 5
    assert (
        places_of(the_only(suggest(*usual, "--count", 2)))
        == (places_of(the_only(suggest(*usual)))[:2])
    )
    assert "--count" in line_of(suggest(*usual, "--count", 0))
    assert "--count" in line_of(suggest(*usual, "--count", 51))


def test_the_search_range_can_be_chosen(suggest: Suggest, spoiled: tuple[object, ...]) -> None:
    search = the_only(suggest(*spoiled, "--within", "150..175.5", "--format", "json"))
    assert search["searched"] == {"inner_arcsec": 150.0, "outer_arcsec": 175.5}
    assert search["suggestions"]
    assert all(149.99 < one["offset_arcsec"] < 175.51 for one in search["suggestions"])


@pytest.mark.parametrize(
    "within", ["", "30", "120..30", "30..30", "-5..30", "a..b", "nan..90", "30..2000", "1..2..3"]
)
def test_invalid_distances_are_refused(suggest: Suggest, within: str) -> None:
    line = line_of(suggest(SAMPLE, "--within", within))
    assert "is not a pair of distances in arcsec such as 30..120" in line


@pytest.mark.parametrize("far", ["-1", "1801", "nan", "far"])
def test_an_invalid_reach_is_refused(suggest: Suggest, far: str) -> None:
    assert "far" in line_of(suggest(SAMPLE, "--far", far))


def test_a_position_needs_no_file(suggest: Suggest, spoiled: tuple[object, ...]) -> None:
    ra, dec = FIELD
    answers = [
        the_only(suggest("--target", place, *spoiled[1:], "--format", "json"))
        for place in (f"{ra} {dec}", "10 00 27.912 +02 12 03.6", "10h00m27.912s +02d12m03.6s")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0]["target"] == "10 00 27.9120 +02 12 03.600"
    assert answers[0]["science_observations"] == answers[0]["background_observations"] == []
    assert (answers[0]["status"], answers[0]["present"]) == ("ok", "missing")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "give a proposal file, or --target with a position"),
        ((SAMPLE, "--target", "10 5"), "give a proposal file, or --target with a position"),
        (("--target", "north"), "is not a position"),
        (("--target", "10 91"), "is not a position"),
        (("--target", "10 5", "--observation", "1"), "--observation needs a proposal file"),
        (("--target", "10 5", "--dates", "2027-01-01/2026-01-01"), "ends before it starts"),
        (("--target", "10 5", "--catalog", "nowhere.csv"), "nowhere.csv"),
        ((SAMPLE, "--prefer", "far"), "--prefer"),
        ((SAMPLE, "--config", "nowhere.toml"), "nowhere.toml: does not exist"),
        (("nowhere.xml",), "nowhere.xml"),
    ],
)
def test_wrong_usage_is_one_line(
    suggest: Suggest, arguments: tuple[object, ...], words: str
) -> None:
    assert words in line_of(suggest(*arguments))


def test_a_file_that_cannot_be_read_is_one_line(suggest: Suggest, tmp_path: Path) -> None:
    broken = tmp_path / "broken.aptx"
    broken.write_bytes(b"PK\x03\x04 and no more")
    assert "broken.aptx" in line_of(suggest(broken))


def test_without_a_catalogue_nothing_is_suggested(
    suggest: Suggest, spoiled: tuple[object, ...], tmp_path: Path
) -> None:
    file = spoiled[0]
    for catalogue in ((), ("--catalog", "none")):
        done = suggest(file, *catalogue, "--format", "json")
        search = the_only(done)
        assert done.status == 1
        assert (search["status"], search["present"]) == ("not-checked", "not-checked")
        assert search["reason"] == "no catalogue was asked"
        assert search["suggestions"] == []
    text = suggest(file).out
    assert "Not checked: no catalogue was asked." in text
    assert APT_NOTATION.search(text) is None
    alone = tmp_path / "alone.aptx"
    shutil.copy(SAMPLE, alone)
    assert suggest(alone).status == 1


def test_a_catalogue_of_another_region_confirms_nothing(
    suggest: Suggest, spoiled: tuple[object, ...], tmp_path: Path
) -> None:
    elsewhere = allwise(tmp_path / "elsewhere.csv", STARS, (10.0, -40.0))
    done = suggest(spoiled[0], "--catalog", elsewhere, "--format", "json")
    assert done.status == 1
    search = the_only(done)
    assert (search["status"], search["suggestions"]) == ("not-checked", [])
    assert "AllWISE" in search["reason"]


def test_a_search_without_an_answer_sets_the_status(suggest: Suggest, tmp_path: Path) -> None:
    document = pair(more_targets=[target(3, "FAR", ra=10.0, dec=-40.0)], more_observations=[mrs(3)])
    file = document.write(tmp_path / "two.xml")
    catalogue = allwise(tmp_path / "wise.csv", STARS)
    done = suggest(file, "--catalog", catalogue, "--format", "json")
    assert done.status == 1
    assert [one["status"] for one in targets_in(done)] == ["ok", "not-checked"]


def test_the_data_sent_match_the_json(
    suggest: Suggest,
    spoiled: tuple[object, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    regions = pytest.importorskip("regions")
    search = the_only(suggest(*spoiled, "--format", "json"))
    with running_hub(tmp_path, monkeypatch) as hub:
        topcat, ds9, aladin = hub.program(TOPCAT), hub.program(DS9), hub.program(ALADIN)
        done = suggest(*spoiled, "--send")
    assert (done.status, done.out) == (0, "")
    assert all(name in done.err for name in ("TOPCAT", "SAOImageDS9", "Aladin"))
    tables = {
        params["name"]: parse_single_table(io.BytesIO(content)).to_table()
        for params, content in topcat.of("table.load.votable")
    }
    (positions,) = (table for name, table in tables.items() if "positions" in name)
    (sources,) = (table for name, table in tables.items() if "sources" in name)
    for column, key in (
        *(("ra", "ra_deg"), ("dec", "dec_deg"), ("offset_arcsec", "offset_arcsec")),
        *(("margin_arcsec", "margin_arcsec"), ("position_angle_deg", "position_angle_deg")),
    ):
        words = [one[key] for one in search["suggestions"]]
        assert np.asarray(positions[column]).tolist() == pytest.approx(words, abs=2e-3)
    assert list(positions["number"]) == list(range(1, len(search["suggestions"]) + 1))
    there = SkyCoord(sources["ra"], sources["dec"], unit="deg")
    for one in search["suggestions"]:
        nearest = SkyCoord(one["nearest"]["ra_deg"], one["nearest"]["dec_deg"], unit="deg")
        assert nearest.separation(there).arcsec.min() < 0.01
    ((_, sent),) = ds9.of("ds9.set")
    circles = [
        one
        for one in regions.Regions.parse(sent.decode(), format="ds9")
        if one.meta["tag"] == ["suggestion"]
    ]
    assert [circle.center.ra.deg for circle in circles] == pytest.approx(
        [one["ra_deg"] for one in search["suggestions"]], abs=1e-6
    )
    assert aladin.of("script.aladin.send")


def test_what_is_sent_is_also_printed_on_request(
    suggest: Suggest,
    spoiled: tuple[object, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with running_hub(tmp_path, monkeypatch) as hub:
        hub.program(DS9)
        done = suggest(*spoiled, "--format", "json", "--send", "-o", "-")
    assert done.out == suggest(*spoiled, "--format", "json").out


def test_without_a_program_that_accepts_it_sending_is_refused(
    suggest: Suggest,
    spoiled: tuple[object, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{(tmp_path / 'none').as_uri()}")
    assert "no SAMP hub is running" in line_of(suggest(*spoiled, "--send"))


def test_a_search_without_coordinates_is_reported_and_not_sent(
    suggest: Suggest, tmp_path: Path
) -> None:
    document = pair(
        science={"target": 3},
        science_target={"background": []},
        more_targets=[moving(3, "MARS", background=[2])],
    )
    file = document.write(tmp_path / "mars.xml")
    plain, sent = suggest(file), suggest(file, "--send")
    assert "MARS moves" in plain.out
    assert (sent.status, sent.out) == (plain.status, plain.out)
    assert "no search has coordinates, so nothing was sent." in sent.err


def test_no_image_is_requested_if_the_angle_decides_the_position(
    suggest: Suggest, httpserver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = pytest.importorskip(
        "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
    )
    pytest.importorskip("matplotlib", reason="the extra images is not installed")
    monkeypatch.setattr(module.hips2fits, "server", httpserver.url_for("/hips2fits"))
    sample = ROOT / "sample_proposals" / "imager-primary.aptx"
    done = suggest(sample, "--images", "--all", "--format", "json")
    assert httpserver.log == []
    assert "Sending" not in done.err
    remark = "WISE images were not used: the position of the MRS depends on the angle."
    assert remark in the_only(done)["remarks"]


def test_images_become_remarks_and_sending_is_reported(
    suggest: Suggest,
    spoiled: tuple[object, ...],
    httpserver: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = pytest.importorskip(
        "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
    )
    pytest.importorskip("matplotlib", reason="the extra images is not installed")
    monkeypatch.setattr(module.hips2fits, "server", httpserver.url_for("/hips2fits"))
    shows(
        httpserver,
        lambda hips, pixels: (
            noise(3, 17.0, pixels)
            if hips.endswith("W4")
            else noise(3, 9.2, pixels) + 10.0 * blob(pixels, 40.0)
        ),
    )
    usual = (*spoiled, "--count", 2, "--format", "json")
    plain = the_only(suggest(*usual))
    assert httpserver.log == []
    done = suggest(*usual, "--images")
    assert done.status == 0
    assert "Sending 2 positions and the image width to hips2fits" in done.err
    found = the_only(done)["suggestions"]
    for one in found:
        assert any(remark.startswith("WISE W3 shows structure") for remark in one["remarks"])
    asked = {(float(one["ra"]), float(one["dec"])) for one in queries_put_to(httpserver)}
    assert len(asked) == 2
    for (ra, dec), one in zip(
        sorted(asked), sorted(found, key=lambda one: one["ra_deg"]), strict=True
    ):
        assert math.dist((ra, dec), (one["ra_deg"], one["dec_deg"])) < 1e-6
    assert [one | {"remarks": []} for one in found] == plain["suggestions"]


def test_a_contaminated_background_of_another_mode_gets_clean_positions(
    suggest: Suggest, tmp_path: Path
) -> None:
    file = ifu_pair().write(tmp_path / "ifu.xml")
    spoiled = allwise(tmp_path / "wise.csv", STARS)
    search = the_only(suggest(file, "--catalog", spoiled, "--format", "json"))
    assert (search["present"], search["status"]) == ("contaminated", "ok")
    assert (search["aperture"], len(search["suggestions"])) == ("NRS_FULL_IFU", 5)
    assert search["depths"] != []
    done = suggest(file, "--catalog", spoiled)
    assert "G235H/F170LP (2.36 µm)" in done.out
    assert suggest(file, "--catalog", spoiled, "--format", "svg").out.startswith("<svg")


def test_backgrounds_that_are_not_searched_are_named_with_the_reason(
    suggest: Suggest, tmp_path: Path
) -> None:
    reasons = (
        (image_pair(), "MIRI imaging", "miri-imaging", "hardly ever empty"),
        (slitless_pair(), "LRS slitless", "miri-lrs-slitless", "subtracts no background"),
    )
    for document, called, mode, why in reasons:
        file = document.write(tmp_path / f"{mode}.xml")
        done = suggest(file)
        assert done.status == 0
        words = " ".join(done.out.split())
        assert words.startswith(f"Not searched: {called} backgrounds: ")
        assert why in words
        assert words.endswith("There is no other background to move or to add.")
        document_ = json.loads(suggest(file, "--format", "json").out)
        assert (document_["targets"], document_["other_modes"]) == ([], [mode])
        assert f"Not searched: {called} backgrounds." in suggest(file, "--format", "svg").out
        line = line_of(suggest(file, "--observation", 2))
        assert f"{called} observation: aptcheck suggests no position for its background." in line


def test_each_mode_of_a_proposal_has_its_search(suggest: Suggest, tmp_path: Path) -> None:
    file = three_modes().write(tmp_path / "three.xml")
    catalogue = allwise(tmp_path / "wise.csv", [*STARS, star(0, 400), star(90, 450)])
    done = suggest(file, "--catalog", catalogue)
    assert done.status == 0
    assert "NGC-1, observation 1" in done.out
    assert "NGC-2, observation 3" in done.out
    assert "NGC-2, observation 5" not in done.out
    words = "Not searched: MIRI imaging backgrounds"
    assert f"{words}: the field of an image is hardly ever empty." in " ".join(done.out.split())
    assert f"{words}." in suggest(file, "--catalog", catalogue, "--format", "svg").out
    shared, ifu = targets_in(suggest(file, "--catalog", catalogue, "--format", "json"))
    # the images use the same target, which must not move for the IFU alone
    assert (shared["background_target"], ifu["background_target"]) == ("NGC-1-SKY", None)
