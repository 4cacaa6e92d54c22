"""What is said before a background is moved, and which entries are moved as a whole."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from aptcheck.engine.options import Options
from aptcheck.tasks.check import check_paths
from aptcheck.testing import Document, check, group, mosaic, mrs, offset, pair, proposal, target
from tests.contamination.empty_sky.searching import TODAY, searched, the_only
from tests.skies import allwise, of_code, star

#: On the background of a pair, 90 arcsec north of the science target.
ON_SKY = star(0.5, 90.5, 8.0)
#: So many about it that its catalogue is not a thin one.
AROUND = [star(40.0 * (n % 12) - 220.0, 40.0 * (n // 12) - 220.0, 14.9) for n in range(144)]


def shared_entry(**sky: Any) -> Document:
    """Make two science targets 40 arcsec apart that list one sky, taken in two observations."""
    return proposal(
        targets=[
            target(1, "A", background=[3]),
            target(2, "B", east=40, background=[3]),
            target(3, "SKY", north=70, extended="NO"),
        ],
        observations=[mrs(1, 1), mrs(2, 3), mrs(3, 2), mrs(4, 3, **sky)],
        links=[group(1, 2), group(3, 4)],
    )


def remarks_of(folder: Path, document: Document, *stars: dict[str, Any]) -> tuple[str, ...]:
    catalogue = allwise(folder / "w.csv", [ON_SKY, *AROUND, *stars])
    return the_only(searched(folder, document, catalogue, every=False)).remarks


def test_an_ordinary_background_needs_no_remark(tmp_path: Path) -> None:
    assert remarks_of(tmp_path, pair()) == ()


def test_the_motion_of_an_entry_is_to_be_cleared(tmp_path: Path) -> None:
    sky_target = {"proper_motion": (30, -40), "epoch": 2016.0}
    catalogue = allwise(tmp_path / "w.csv", [ON_SKY, *AROUND])
    document = pair(sky_target=sky_target)
    (said,) = the_only(searched(tmp_path, document, catalogue)).remarks
    assert said == "Clear the proper motion and parallax of NGC-1-SKY: empty sky does not move."
    (reported,) = of_code(check(document, catalog=catalogue), "SKY101")
    assert "and clear the proper motion and parallax of NGC-1-SKY" in reported.fix


def test_an_entry_that_science_uses_is_not_moved(tmp_path: Path) -> None:
    document = pair(
        sky={"target": 1, "special": [offset(0, 90)]}, science_target={"background": []}
    )
    catalogue = allwise(
        tmp_path / "w.csv", [*AROUND, *(star(x, y) for x in (-90, 0, 90) for y in (-90, 0, 90))]
    )
    found = searched(tmp_path, document, catalogue).targets
    (moved,) = [one for one in found if one.background_observations]
    assert moved.background_target is None
    assert "a separate target" in moved.remarks[0]
    assert moved.remarks[1].startswith("Clear the Offset of observation 2 ")
    spoiled = check(document, catalog=catalogue)
    assert of_code(spoiled, "SKY", "ORI10")
    for reported in of_code(spoiled, "SKY", "ORI102"):
        assert "where no source spoils" not in reported.fix


def test_a_field_that_is_not_known_is_not_kept_clear_of(tmp_path: Path) -> None:
    (said,) = remarks_of(tmp_path, pair(science={"tiles": mosaic(40, 40)}))
    assert said.startswith("The field of science observation 1 is not known")


def test_an_entry_is_moved_as_a_whole(tmp_path: Path) -> None:
    document = shared_entry(tiles=mosaic(4, 4))
    stars = [star(0.0, 70.0), *(star(25.0 * n, 45.0 + 31 * (n % 2), 13.0) for n in range(-4, 6))]
    catalogue = allwise(tmp_path / "w.csv", stars)
    found = the_only(searched(tmp_path, document, catalogue))
    assert found.science_targets == ("A", "B")
    assert found.background_observations == (2, 4)
    report = check(document, catalog=catalogue)
    fixes = {reported.fix for reported in of_code(report, "SKY101")}
    assert len(fixes) == 1
    assert "where no source spoils" in fixes.pop()


def test_a_catalogue_that_ends_differs_from_an_empty_sky(tmp_path: Path) -> None:
    half = [star(20.0 * n % 221, 17.0 * (n % 26) - 220.0, 14.9) for n in range(400)]
    catalogue = allwise(tmp_path / "w.csv", [ON_SKY, *half])
    found = the_only(searched(tmp_path, pair(), catalogue))
    assert found.suggestions
    assert any("hardly any source" in said for one in found.suggestions for said in one.remarks)


def test_a_field_that_meets_that_of_its_science_is_not_clean(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [star(150, 150)])
    document = pair(sky_target={"north": 10})
    assert of_code(check(document, catalog=catalogue), "BKG602")
    found = the_only(searched(tmp_path, document, catalogue, every=False))
    assert (found.present, found.status) == ("contaminated", "ok")


def test_a_background_without_a_place_gets_one(tmp_path: Path) -> None:
    catalogue = allwise(tmp_path / "w.csv", [*AROUND])
    found = the_only(searched(tmp_path, pair(sky_target={"coordinates": None}), catalogue))
    assert (found.present, found.status) == ("not-checked", "ok")


def test_a_position_is_that_of_the_field_whatever_offset_there_was(tmp_path: Path) -> None:
    shifted = pair(sky={"special": [offset(40, -25)]})
    on_field = star(60.0, 40.0, 8.0)
    catalogue = allwise(tmp_path / "w.csv", [ON_SKY, on_field, *AROUND])
    plain = the_only(searched(tmp_path, pair(), catalogue))
    found = the_only(searched(tmp_path, shifted, catalogue))
    assert found.suggestions == plain.suggestions
    assert found.bound_arcsec == plain.bound_arcsec
    (reported,) = found.remarks
    assert reported == (
        "Clear the Offset of observation 2 (Special Requirements): each position is that of the "
        "field itself."
    )


def test_the_fix_of_a_spoiled_background_says_it_too(tmp_path: Path) -> None:
    moving = {"proper_motion": (30, -40), "epoch": 2016.0}
    shifted = pair(sky={"special": [offset(3, 0)]}, sky_target=moving)
    catalogue = allwise(tmp_path / "w.csv", [star(0.5, 90.5, 4.0), *AROUND])
    (reported,) = of_code(check(shifted, catalog=catalogue), "SKY101")
    assert (
        "and clear the Offset of observation 2 (Special Requirements) and the proper motion and "
        "parallax of NGC-1-SKY" in reported.fix
    )


def test_the_picture_has_the_background_where_its_field_is_now(tmp_path: Path) -> None:
    shifted = pair(sky={"special": [offset(40, -25)]})
    catalogue = allwise(tmp_path / "w.csv", [ON_SKY, *AROUND])
    plain, found = (the_only(searched(tmp_path, one, catalogue)).chart for one in (pair(), shifted))
    assert plain is not None
    assert found is not None
    assert found.reach == plain.reach == plain.present[0].radius
    # the Offset leads the field so far away, to another side at each angle
    assert found.present[0].radius > math.hypot(40, 25)


def test_a_check_finds_a_place_however_far_the_offset_led(tmp_path: Path) -> None:
    path = pair(sky={"special": [offset(120, 120)]}).write(tmp_path / "p.xml")
    ring = [
        star(170 * math.sin(turn / 60), 90 + 170 * math.cos(turn / 60), 6.0) for turn in range(377)
    ]
    catalogue = allwise(tmp_path / "w.csv", [*ring, *AROUND])
    options = Options(today=TODAY, catalogs=(str(catalogue),), pictures=True)
    (report,) = check_paths([path], options).proposals
    fixes = [one.fix for one in of_code(report, "SKY101", "ORI102")]
    assert any("move NGC-1-SKY to 10 00" in fix for fix in fixes)
    (field,) = report.fields
    assert field.clearing == "clear the Offset of observation 2 (Special Requirements)"
    assert field.suggested
    assert field.suggested[0].reach < field.farthest
