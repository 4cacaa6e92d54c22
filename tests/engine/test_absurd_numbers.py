"""An absurd number counts as unknown: it is reported, never used, and does not end a run."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import pytest

from aptcheck.report import FORMATS, Look, render
from aptcheck.results import Report
from aptcheck.testing import (
    Document,
    after_date,
    after_link,
    between_dates,
    group,
    mosaic,
    mrs,
    offset,
    orient_from_link,
    orient_range,
    pair,
    proposal,
    target,
)
from tests.judging import judged

ABSURD = ["inf", "-inf", "nan", "Infinity", "1e308", "1e400", "-1e9", "1e9", "9" * 30]


def special(*requirements: str) -> Document:
    return pair(sky={"special": requirements})


#: What absurd numbers become, and a rule that then is not checked.
PLACES: dict[str, tuple[Any, str]] = {
    "offset": (lambda n: special(offset(0, n)), "BKG603"),
    "offset of the science": (lambda n: pair(science={"special": [offset(n, 0)]}), "BKG603"),
    "proper motion": (lambda n: pair(sky_target={"proper_motion": (n, 0)}), "BKG504"),
    "other proper motion": (lambda n: pair(science_target={"proper_motion": (0, n)}), "BKG603"),
    "parallax": (lambda n: pair(sky_target={"parallax": n}), "BKG504"),
    "epoch": (
        lambda n: pair(sky_target={"proper_motion": (9, 9), "epoch": n}),
        "BKG603",
    ),
    "orient range": (lambda n: special(orient_range(n, 20)), "ORI105"),
    "date": (lambda n: special(after_date(n)), "BKG702"),
    "dates": (lambda n: special(between_dates(n, "01-OCT-2027")), "BKG702"),
    "interval": (
        lambda n: pair(links=[group(1, 2), after_link(2, 1, minimum=f"{n} Days")]),
        "BKG702",
    ),
    "angle between": (
        lambda n: pair(links=[group(1, 2), orient_from_link(2, 1, n, 20)]),
        "ORI105",
    ),
    "rows": (lambda n: pair(science={"tiles": mosaic(n, 2)}), "BKG603"),
    "overlap": (lambda n: pair(science={"tiles": mosaic(1, 2, row_overlap=n)}), "BKG603"),
    "skew": (lambda n: pair(science={"tiles": mosaic(1, 2, skew=(n, 0))}), "BKG602"),
    "groups": (lambda n: pair(sky={"groups": n}), "BKG201"),
}


def finite(text: str) -> Any:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(constant)

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("number", ABSURD)
@pytest.mark.parametrize("place", PLACES)
def test_it_is_reported_and_rules_that_need_it_are_not_checked(place: str, number: str) -> None:
    build, code = PLACES[place]
    document = build(number)
    report = judged(document.xml)
    codes = {finding.code for finding in report.findings}
    assert "APT004" in codes
    assert "APT900" not in codes
    (line,) = (line for line in report.coverage if line.code == code)
    assert line.outcome.value in {"not-checked", "finding"}, line
    if line.outcome.value == "finding":
        assert "not checked" in (line.reason or "") or code == "BKG201"
    (shown,) = finite(render("json", Report(proposals=(report,))))["proposals"]
    (row,) = shown["backgrounds"]
    uncomputed = any(f["code"] == "BKG604" for f in shown["findings"])
    assert (row["separation_arcsec"] is None) == uncomputed


@pytest.mark.parametrize("number", ["inf", "1e308", "-0.0", "1e9"])
def test_every_format_shows_it(number: str) -> None:
    report = Report(
        proposals=tuple(judged(build(number).xml) for build, _ in PLACES.values()),
    )
    for name in FORMATS:
        if name != "parquet":
            assert render(name, report, look=Look(), verbose=True)


def test_minus_zero_is_zero() -> None:
    report = judged(special(offset("-0.0", "-0")).xml)
    assert [f.code for f in report.findings if f.code in {"APT004", "BKG604"}] == []
    assert (
        report.backgrounds[0].separation_arcsec
        == judged(pair().xml).backgrounds[0].separation_arcsec
    )


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (special(offset(3600, -3600)), "BKG604"),
        (special(offset(3600, -3600)), "APT004"),
        (pair(sky_target={"proper_motion": (-801, 10362)}), "APT004"),
        (pair(science={"tiles": mosaic(50, 50, row_overlap=-200, skew=(-90, 90))}), "APT004"),
        (pair(sky_target={"parallax": "-0.5"}), "APT004"),
        (special(orient_range(-10, 360)), "APT004"),
    ],
)
def test_what_is_within_the_bounds_is_computed(document: Document, code: str) -> None:
    assert code not in {finding.code for finding in judged(document.xml).findings}


def test_a_depth_does_not_add_exposures_that_may_point_elsewhere() -> None:
    """Observations of one pointing add up; with an unknown Offset they might not."""

    def built(*shift: str) -> Document:
        return proposal(
            targets=[target(1, background=[2]), target(2, "SKY", north=80)],
            observations=[mrs(1, 1, special=shift), mrs(2, 1), mrs(3, 2)],
            links=[group(1, 2, 3)],
        )

    known, unknown = (
        next(
            line
            for line in judged(document.xml, intents={"*": {"strategy": "pixel"}}).coverage
            if line.code == "BKG301"
        )
        for document in (built(offset(0, 0)), built(offset(0, "1e9")))
    )
    assert known.outcome.value == "finding"
    assert unknown.outcome.value == "not-checked"
