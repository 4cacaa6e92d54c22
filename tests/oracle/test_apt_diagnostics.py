"""The imager diagnostics that aptcheck predicts, compared with those APT printed.

Each rule reports once per programme, so the observations of its findings are compared with those
with APT's diagnostic. Two words identify a diagnostic here.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import aptcheck
from tests.shared import shared

#: (programme, observation)
Observations = set[tuple[str, int]]
RULES = ("BKG805", "BKG806", "BKG809")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Observations]:
    """Return the observations named by the findings of each rule."""
    folder = tmp_path_factory.mktemp("even")
    with zipfile.ZipFile(shared("printed", "even.zip")) as archive:
        archive.extractall(folder)
    report = aptcheck.check(folder, select=RULES, catalog="none")
    named: dict[str, Observations] = {code: set() for code in RULES}
    for proposal in report.proposals:
        for finding in proposal.findings:
            numbers = {finding.observation, *finding.related_observations}
            for one in finding.evidence.each if finding.evidence is not None else ():
                numbers |= {one.observation, *one.related_observations}
            if finding.code in named:
                named[finding.code] |= {(Path(proposal.path).stem, n) for n in numbers if n}
    return named


@cache
def _says() -> dict[str, dict[str, dict[str, Any]]]:
    text = shared("printed", "apt-says-even.json").read_text(encoding="utf-8")
    says: dict[str, dict[str, dict[str, Any]]] = json.loads(text)
    return says


def _printed(holds: Callable[[Mapping[str, Any]], bool]) -> Observations:
    return {
        (programme, int(number))
        for programme, observations in _says().items()
        for number, said in observations.items()
        if holds(said)
    }


def _diagnosed(*phrases: Collection[str]) -> Callable[[Mapping[str, Any]], bool]:
    """Recognize an observation by a diagnostic that contains all words of any phrase."""
    return lambda said: any(
        all(word in text for word in words)
        for text in said.get("diagnostics") or ()
        for words in phrases
    )


def _with_background(said: Mapping[str, Any]) -> bool:
    return bool(said.get("background_observations"))


def test_apt_warns_of_an_overlap_exactly_where_aptcheck_says(
    found: Mapping[str, Observations],
) -> None:
    expected = _printed(_diagnosed(["Imager Filter", "overlap"]))
    assert len(expected) == 194
    assert found["BKG806"] == expected


@pytest.mark.parametrize(
    ("code", "phrases", "count"),
    [
        # The same words appear where no background is linked: APT's list has none there.
        ("BKG805", [["not consistent"], ["inconsistent"], ["similar background"]], 3),
        ("BKG809", [["Filter mismatch"]], 9),
    ],
)
def test_apt_reports_different_sides_exactly_where_aptcheck_says(
    found: Mapping[str, Observations], code: str, phrases: list[list[str]], count: int
) -> None:
    listed = _printed(_with_background)
    expected = _printed(_diagnosed(*phrases)) & listed
    assert len(expected) == count
    # A finding names both sides of a pair; APT's diagnostic is on the science.
    assert found[code] & listed == expected
