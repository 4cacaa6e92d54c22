"""The names of real MRS observations, labelled by hand, compared with aptcheck's calls."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest

from aptcheck.background.sky_names import Call, ObservationName, called_sky
from tests.shared import shared

#: The least share of skies, and the largest share of science, that is called a sky.
FOUND, MISTAKEN = 0.98, 0.006

Calls = Mapping[str, Sequence[tuple[str, Call]]]


@pytest.fixture(scope="module")
def calls() -> Calls:
    """Return (the names, their call) by class, for all but calibration programmes."""
    programmes = defaultdict(list)
    with shared("data", "mrs-observation-names-even.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            programmes[row["programme"]].append(row)
    by_class = defaultdict(list)
    for rows in programmes.values():
        if any(row["class"] == "calibration" for row in rows):
            continue
        names = [ObservationName(row["label"], row["target_name"]) for row in rows]
        for row, call in zip(rows, called_sky(names), strict=True):
            text = f"{row['programme']}: {row['label']} | {row['target_name']}"
            by_class[row["class"]].append((text, call))
    return by_class


def test_the_skies_are_found(calls: Calls) -> None:
    """Each is in a non-interruptible link with a science, or its label clearly says sky."""
    missed = [text for text, call in calls["sky"] if call is Call.NOT_SKY]
    assert len(missed) <= (1 - FOUND) * len(calls["sky"]), missed


def test_most_are_found_without_their_links(calls: Calls) -> None:
    unsure = [text for text, call in calls["sky"] if call is not Call.SKY]
    assert len(unsure) <= 0.05 * len(calls["sky"]), unsure


def test_science_is_not_called_a_sky_linked_or_not(calls: Calls) -> None:
    mistaken = [text for text, call in calls["science"] if call is not Call.NOT_SKY]
    assert len(mistaken) <= MISTAKEN * len(calls["science"]), mistaken
