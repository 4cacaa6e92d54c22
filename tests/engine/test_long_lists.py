"""A finding about hundreds of observations names some of them; its fields have them all."""

from __future__ import annotations

import json
import re

import pytest

from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.testing import Document, group, image, mrs, persistence_risk, proposal, target
from tests.judging import judged

COUNT = 160
#: More numbers in a row than a sentence may have.
LONG = re.compile(r"(?:\d+, ){50}")


def lists_each_other() -> Document:
    """Let four image targets list each other, each with a quarter of the observations."""
    places = [(0, 0), (60, 0), (0, 60), (60, 60)]
    return proposal(
        targets=[
            target(
                n, f"T{n}", north=north, east=east, background=[m for m in range(1, 5) if m != n]
            )
            for n, (north, east) in enumerate(places, start=1)
        ],
        observations=[image(n, 1 + n % 4) for n in range(1, COUNT + 1)],
    )


def undeclared(*, sky: str) -> Document:
    """Observe one sky for many, which nothing declares."""
    return proposal(
        targets=[target(1, "T"), target(2, sky, north=60)],
        observations=[mrs(n, 1 + n % 2, groups=20 + n % 2) for n in range(1, COUNT + 1)],
        links=[group(*range(1, COUNT + 1))],
    )


def shared_sky() -> Document:
    """Link one sky with all others, each bright and with its own target."""
    sciences = range(2, COUNT + 1)
    return proposal(
        targets=[
            target(1, "SKY", north=90),
            *(target(n, f"T{n}", east=n, background=[1]) for n in sciences),
        ],
        observations=[mrs(1), *(mrs(n, special=[persistence_risk()]) for n in sciences)],
        links=[group(*range(1, COUNT + 1))],
    )


def several_faults() -> Document:
    """Declare and do not link: many observations on either side, with unequal tables."""
    return proposal(
        targets=[target(1, "T", background=[2], required=False), target(2, "T-SKY", north=5)],
        observations=[
            mrs(n, 1 + n % 2, groups=20 + n % 2, acquisition="Same Target as Observation")
            for n in range(1, COUNT + 1)
        ],
    )


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(lists_each_other(), id="four targets list each other"),
        pytest.param(undeclared(sky="T-SKY"), id="undeclared"),
        pytest.param(shared_sky(), id="one sky"),
        pytest.param(several_faults(), id="several faults"),
    ],
)
def test_no_sentence_lists_hundreds_of_observations(document: Document) -> None:
    report = judged(document)
    assert any(len(finding.related_observations) > COUNT // 3 for finding in report.findings)
    for finding in report.findings:
        for text in (finding.message, finding.fix):
            assert not LONG.search(text), finding.code
    for line in report.coverage:
        assert not LONG.search(line.reason or ""), line.code


def test_the_json_has_all_of_them_on_one_line() -> None:
    report = judged(lists_each_other(), select=("BKG602",))
    text = render("json", Report(proposals=(report,)))
    found = json.loads(text)["proposals"][0]["findings"]
    # The two targets at the ends of its sides; the third is too far away.
    others = [n for n in range(1, COUNT + 1) if n % 2 != found[0]["observation"] % 2]
    assert found[0]["related_observations"] == others
    assert f'"related_observations": {others}' in text
