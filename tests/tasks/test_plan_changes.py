"""The changes of the plan between two versions of a proposal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aptcheck.difference import Change
from aptcheck.tasks.plan_changes import changes
from aptcheck.testing import (
    Document,
    Observation,
    after_link,
    coronagraph,
    dither,
    exposure,
    fixed_slits,
    group,
    ifu,
    ifu_exposure,
    image,
    lrs,
    mrs,
    offset,
    orient_range,
    pair,
    proposal,
    target,
)
from tests.other_modes import pair_of
from tests.reading import model_of

FORTY = {"exposures": [exposure(g, groups=40) for g in ("SHORT", "MEDIUM", "LONG")]}


def change_lines(old: Document, new: Document) -> list[str]:
    return [line(change) for change in changes(model_of(old), model_of(new))]


def line(change: Change) -> str:
    note = f" ({change.note})" if change.note else ""
    return f"{change.kind} {change.subject}/{change.field}: {change.old} -> {change.new}{note}"


def test_ngroups_name_the_setting_and_the_observation() -> None:
    assert change_lines(pair(), pair(sky=FORTY))[0] == (
        "changed observation 2/SHORT(A) Ngroups: 27 -> 40"
    )
    assert len(change_lines(pair(), pair(sky=FORTY))) == 3


def test_readout_and_integrations_are_distinguished() -> None:
    found = change_lines(pair(), pair(sky={"readout": "SLOWR1", "integrations": 2}))
    assert "changed observation 2/LONG(C) readout: FASTR1 -> SLOWR1" in found
    assert "changed observation 2/LONG(C) integrations: 1 -> 2" in found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            {},
            {"links": []},
            "removed links/1, 2 together: Sequence 1, 2, Non-interruptible -> None",
        ),
        (
            {"links": []},
            {},
            "added links/1, 2 together: None -> Sequence 1, 2, Non-interruptible",
        ),
        (
            {},
            {"link": {"non_interruptible": False}},
            "changed links/1, 2 together: Sequence 1, 2, Non-interruptible -> Sequence 1, 2",
        ),
        (
            {},
            {"links": [group(2, 1)]},
            (
                "changed links/1, 2 together: Sequence 1, 2, Non-interruptible -> "
                "Sequence 2, 1, Non-interruptible"
            ),
        ),
        (
            {},
            {"sky": {"dithers": [dither("2-Point")]}},
            (
                "changed observation 2/dither 1: 4-POINT, EXTENDED SOURCE, NEGATIVE -> "
                "2-POINT, EXTENDED SOURCE, NEGATIVE"
            ),
        ),
        (
            {},
            {"sky": {"acquisition": "Same Target as Observation"}},
            (
                "changed observation 2/acquisition: none -> Same Target as Observation, FND, "
                "FASTGRPAVG, Ngroups 10"
            ),
        ),
        (
            {},
            {"sky": {"primary": "IMAGER"}},
            "changed observation 2/primary channel: ALL -> IMAGER",
        ),
        (
            {},
            {"science": {"special": [orient_range(10, 20)]}},
            "added observation 1/PA range: None -> 10 to 20 deg, aperture",
        ),
        (
            {},
            {"science": {"special": [offset(1.5, -2)]}},
            "added observation 1/offset: None -> 1.5, -2 arcsec",
        ),
        (
            {},
            {"science_target": {"background": []}},
            "removed target NGC-1/background target list: NGC-1-SKY -> None",
        ),
        ({}, {"title": "Another"}, "changed proposal/title: A proposal -> Another"),
    ],
)
def test_relevant_changes_are_reported(
    old: dict[str, Any], new: dict[str, Any], expected: str
) -> None:
    assert expected in change_lines(pair(**old), pair(**new))


@pytest.mark.parametrize(
    ("build", "fields", "expected"),
    [
        (image, {"groups": 5}, "changed observation 2/F770W Ngroups: 20 -> 5"),
        (image, {"subarray": "SUB256"}, "changed observation 2/subarray: FULL -> SUB256"),
        (lrs, {"subarray": "SLITLESSPRISM", "dither": "ALONG SLIT NOD"}, "FULL -> SLITLESSPRISM"),
        (
            coronagraph,
            {"background_quadrant": "3"},
            "added observation 2/background quadrant: None -> 3",
        ),
        (ifu, {"dither": "4-POINT-NOD"}, "changed observation 2/dither: CYCLING -> 4-POINT-NOD"),
        (ifu, {"method": "WATA"}, "none -> WATA, Same Target as Observation, CLEAR, NRSRAPID"),
        (
            ifu,
            {"exposures": [ifu_exposure(), ifu_exposure(leakcal=True)]},
            "added observation 2/G235H/F170LP leakcal Ngroups: None -> 30",
        ),
        (fixed_slits, {"slit": "S1600A1"}, "changed observation 2/slit: S200A1 -> S1600A1"),
    ],
)
def test_changes_of_other_modes_are_reported(
    build: Callable[..., Observation], fields: dict[str, Any], expected: str
) -> None:
    found = change_lines(pair_of(build(1), build(2)), pair_of(build(1), build(2, **fields)))
    assert expected in " | ".join(found)


def test_a_moved_target_says_how_far() -> None:
    (change,) = changes(model_of(pair()), model_of(pair(sky_target={"north": 95})))
    assert change.subject == "target NGC-1-SKY"
    assert change.field == "position"
    assert change.note is not None
    assert change.note.startswith("moved by ")
    assert float(change.note.split()[2]) == pytest.approx(5.0, abs=0.02)


def test_a_renamed_target_is_not_a_new_one() -> None:
    found = change_lines(pair(), pair(sky_target={"name": "BLANK"}))
    assert "changed target BLANK/name: NGC-1-SKY -> BLANK" in found
    assert not [text for text in found if text.startswith(("added target", "removed target"))]


def test_renumbered_targets_are_the_same() -> None:
    def numbered(first: int, second: int) -> Document:
        return proposal(
            targets=[target(first, "A", background=[second]), target(second, "A-SKY", north=60)],
            observations=[mrs(1, first), mrs(2, second)],
            links=[group(1, 2)],
        )

    assert change_lines(numbered(1, 2), numbered(7, 9)) == []


def test_a_target_and_an_observation_are_added_and_removed_as_a_whole() -> None:
    more = pair(
        more_targets=[target(3, "NEW", north=300)],
        more_observations=[mrs(3, 3)],
        more_links=[after_link(3, 1)],
    )
    found = change_lines(pair(), more)
    assert [text.split(":")[0] for text in found] == [
        "added target NEW/None",
        "added observation 3/None",
        "added links/3 after 1",
    ]
    assert "NEW, MiriMRS" in found[1]
    assert [text.split(" ")[0] for text in change_lines(more, pair())] == ["removed"] * 3
