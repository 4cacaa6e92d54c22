"""The fields of backgrounds, as a report draws them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from datetime import datetime

import pytest

from aptcheck.catalog import motion, photometry
from aptcheck.engine.options import Options
from aptcheck.engine.sky_fields import sky_fields
from aptcheck.engine.sky_outlines import _around
from aptcheck.geometry import sweep
from aptcheck.geometry.tangent import turned
from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.tasks.check import check_paths
from aptcheck.testing import mosaic, moving, mrs, orient_range, pair, proposal
from tests.report.pages import looked_up, ringed
from tests.rules.imager import imager_pair
from tests.rules.sky.looking import SKY
from tests.skies import allwise, star


def drawn(document, folder, **options):
    path = document.write(folder / "proposal.xml")
    wanted = Options(today=datetime(2026, 11, 1), pictures=True, **options)
    return check_paths([path], wanted).proposals[0].fields


def test_fields_are_filled_only_when_pictures_are_asked_for(tmp_path) -> None:
    path = pair().write(tmp_path / "proposal.xml")
    assert check_paths([path], Options()).proposals[0].fields == ()
    assert len(check_paths([path], Options(pictures=True)).proposals[0].fields) == 1


def test_a_plain_check_loads_no_numpy_for_them(tmp_path) -> None:
    path = pair().write(tmp_path / "proposal.xml")
    code = (
        "import sys; from aptcheck.tasks.check import check_paths; "
        "from aptcheck.engine.options import Options; "
        f"check_paths([{str(path)!r}], Options()); print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_imager_primary_field_has_its_ring_and_every_footprint(tmp_path) -> None:
    (field,) = drawn(imager_pair(), tmp_path)
    assert field.imager_primary
    assert (field.aperture, field.aperture_offset_deg) == ("MIRIM_FULL", 4.835449)
    assert 55 < field.nearest < 65
    assert 80 < field.farthest < 90
    assert len(field.footprints) == field.outlined == 48
    assert {f.band for f in field.footprints} == {f"{c}{b}" for c in "1234" for b in "ABC"}
    assert (field.science[0].east, field.science[0].north) == (0.0, 0.0)
    assert field.tracks
    assert all(lo <= hi for track in field.tracks for _, lo, hi in track.samples)


def test_a_missing_catalogue_is_reported_not_called_clean(tmp_path) -> None:
    (field,) = drawn(pair(), tmp_path)
    assert field.unchecked
    (answered,) = looked_up(
        pair(), tmp_path, allwise(tmp_path / "far.csv", []), pictures=True
    ).fields
    assert answered.unchecked is None


def test_a_source_has_the_angles_of_the_findings(tmp_path) -> None:
    report = ringed(tmp_path)
    threat, *others = report.fields[0].sources
    (hit,) = [f for f in report.findings if f.code == "ORI101"]
    assert threat.designation == hit.source.designation
    assert threat.angles == hit.angles.avoid
    assert (threat.east, threat.north) == pytest.approx((-74.0, -1.0), abs=0.01)
    assert all(source.angles == () for source in others)
    assert [source.flux_ujy for source in others] == sorted(
        (source.flux_ujy for source in others), reverse=True
    )


def test_the_track_of_each_source_around_a_fast_target_is_drawn(tmp_path) -> None:
    place = {"ra": SKY[0], "dec": SKY[1]}
    fast = {**place, "proper_motion": (-801.0, 10362.0), "epoch": 2027.0}
    catalogue = allwise(tmp_path / "far.csv", [star(13.5, 86.7, 9.0), star(0, 20, 12.0)], SKY)
    for target, moves in ((place, False), (fast, True)):
        document = imager_pair(science_target=target, sky_target=target)
        report = looked_up(document, tmp_path, catalogue, pictures=True)
        ways = [source.way for source in report.fields[0].sources]
        assert len(ways) == 2
        assert all(bool(way) is moves for way in ways)
        page = render("html", Report(proposals=(report,)))
        assert ('class="way"' in page) is moves
    # the target moves north, and a little west
    for way in ways:
        (east, north), (later_east, later_north) = way[0], way[-1]
        assert later_north < north - 2
        assert later_east > east


def test_a_flux_known_only_from_limits_is_drawn_as_an_upper_limit(tmp_path) -> None:
    red = {"w3mpro": 11.5, "w3sigmpro": "", "w4mpro": 8.0, "w4sigmpro": "", "ph_qual": "AAUU"}
    stars = [star(0, 0, 18.5, **red), star(0.5, 0, 8.0)]
    deep = pair(both={"groups": 200})
    report = looked_up(deep, tmp_path, allwise(tmp_path / "red.csv", stars, SKY), pictures=True)
    sources = report.fields[0].sources
    assert [(round(source.east, 2), source.at_most) for source in sources] == [
        (0.5, False),
        (0.0, True),
    ]


def test_verdict_and_picture_compute_the_sources_once(tmp_path, monkeypatch) -> None:
    calls: Counter[str] = Counter()

    def counting(name, call):
        def counted(*args, **kwargs):
            calls[name] += 1
            return call(*args, **kwargs)

        return counted

    for module, name in ((motion, "at_epoch"), (photometry, "predict"), (sweep, "offsets")):
        monkeypatch.setattr(module, name, counting(name, getattr(module, name)))
    report = ringed(tmp_path)
    assert len(report.fields[0].sources) == 3
    assert any(found.code == "ORI101" for found in report.findings)
    # their positions in the middle of the window, and over the window
    assert calls == {"at_epoch": 1, "predict": 1, "offsets": 2}


def test_a_single_required_angle_stays_single_and_is_written_with_a_width(tmp_path) -> None:
    single = pair(sky={"special": [orient_range(101, 101)]})
    path = single.write(tmp_path / "proposal.xml")
    report = check_paths([path], Options(today=datetime(2026, 11, 1), pictures=True))
    assert report.proposals[0].fields[0].allowed == ((101.0, 101.0),)
    (proposal,) = json.loads(render("json", report))["proposals"]
    assert proposal["fields"][0]["allowed"] == [[100.9995, 101.0005]]


def test_sources_beyond_the_picture_are_left_out(tmp_path) -> None:
    stars = allwise(tmp_path / "stars.csv", [star(0.0, 100.0), star(0.0, 140.0)])
    (field,) = looked_up(imager_pair(), tmp_path, stars, pictures=True).fields
    assert [source.designation for source in field.sources] == ["WISEA J000000.00+000000.0"]


def test_a_moving_background_says_why_it_cannot_be_drawn(tmp_path) -> None:
    document = proposal(
        targets=[moving(1, "TITAN", background=[2]), moving(2, "TITAN-SKY")],
        observations=[mrs(1), mrs(2, target=2)],
    )
    (field,) = drawn(document, tmp_path)
    assert "moves" in field.undrawn
    assert field.footprints == ()
    intents = '[intents.1]\nstrategy = "shadow"\n'
    (tmp_path / "aptcheck.toml").write_text(intents, encoding="utf-8")
    (shadow,) = drawn(document, tmp_path)
    assert "no fixed target gives the place" in shadow.undrawn


def test_a_large_mosaic_has_one_outline_per_tile_around_all_footprints(tmp_path) -> None:
    (field,) = drawn(pair(sky={"tiles": mosaic(6, 6)}), tmp_path)
    assert field.outlined == 36 * 48
    assert len(field.footprints) == 36
    assert {f.band for f in field.footprints} == {"all"}


def test_a_hull_encloses_every_corner() -> None:
    shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")
    from aptcheck.modes.mrs.dither_offsets import dither
    from aptcheck.modes.mrs.fields import field

    footprints = field([(("1A", "4C"), dither("POINT SOURCE", points=4))]).footprints
    everything = shapely.MultiPoint([corner for f in footprints for corner in f.corners])
    hull = shapely.Polygon(_around(footprints))
    assert hull.is_valid
    assert hull.equals(everything.convex_hull) or hull.symmetric_difference(
        everything.convex_hull
    ).area == pytest.approx(0.0, abs=1e-6)


def test_fields_are_plain_finite_json(tmp_path) -> None:
    fields = ringed(tmp_path).fields
    assert json.loads(json.dumps([asdict(field) for field in fields], allow_nan=False))
    assert sky_fields.__doc__


def test_a_source_just_touches_a_band_where_its_angles_end(tmp_path) -> None:
    shapely = pytest.importorskip("shapely", reason="the extra oracle is not installed")
    field = ringed(tmp_path).fields[0]
    threat = field.sources[0]
    assert {band for need in threat.needs for band in need.bands} <= {
        f.band for f in field.footprints
    }
    (stop,) = threat.stops
    assert (stop.east, stop.north, stop.angles) == (threat.east, threat.north, ())
    ends = {end for arc in threat.angles for end in arc} - {e for arc in field.allowed for e in arc}
    assert ends
    for angle in ends:
        depths = [
            need.arcsec
            + stop.drift
            + footprint.pad
            - shapely.Polygon([turned(*corner, angle) for corner in footprint.corners]).distance(
                shapely.Point(stop.east, stop.north)
            )
            for need in threat.needs
            for footprint in field.footprints
            if footprint.band in need.bands
        ]
        assert max(depths) == pytest.approx(0.0, abs=0.005)


def test_the_science_field_that_a_background_meets_is_there_with_its_angles(tmp_path) -> None:
    report = looked_up(
        pair(sky_target={"north": 10.0}), tmp_path, allwise(tmp_path / "far.csv", []), pictures=True
    )
    (overlap,) = report.fields[0].overlaps
    (met,) = [finding for finding in report.findings if finding.code == "BKG602"]
    assert overlap.observations == (1,)
    assert overlap.fields == met.angles.avoid
    assert overlap.in_field == ()
    assert len(overlap.footprints) == 48
    (stop,) = overlap.stops
    assert (stop.east, stop.north) == pytest.approx((0.0, -10.0), abs=0.01)


def test_a_source_in_the_field_of_the_imager_has_no_field_beside(tmp_path) -> None:
    catalogue = allwise(tmp_path / "far.csv", [])
    # the MRS is at position angles of 66 to 97 degrees of the imager's target, 74 arcsec away
    document = imager_pair(sky_target={"east": -73.0, "north": -13.0})
    report = looked_up(document, tmp_path, catalogue, pictures=True)
    (overlap,) = report.fields[0].overlaps
    (met,) = [finding for finding in report.findings if finding.code == "ORI103"]
    assert overlap.in_field == met.angles.avoid
    assert overlap.footprints == ()


def test_science_that_is_far_away_is_not_met(tmp_path) -> None:
    assert drawn(pair(), tmp_path)[0].overlaps == ()
