"""The picture of one field by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from aptcheck.report.html.alone import svg
from aptcheck.results import SkyField, SkyNeed, SkyStop
from tests.report.pages import HOSTILE
from tests.report.test_html import FIELD

STAR = replace(
    FIELD.sources[0],
    needs=(SkyNeed(bands=("1A",), arcsec=3.1),),
    stops=(SkyStop(east=1.0, north=5.0),),
    angles=((10.0, 12.0),),
)
SPOILED = replace(FIELD, sources=(STAR,))


def drawn(field: SkyField, v3pa: float | None = None) -> Any:
    """Read the picture as strictly as an image viewer does."""
    return etree.fromstring(svg(field, v3pa).encode())


def with_class(picture: Any, name: str) -> list[Any]:
    found: list[Any] = picture.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return found


def test_it_is_at_its_best_angle_or_at_the_one_asked_for() -> None:
    assert drawn(SPOILED).get("data-state") == "clean"
    picture = drawn(SPOILED, 371.0)
    assert picture.get("data-state") == "meets"
    assert "at V3PA 11.0°, aperture PA 11.0°" in picture.xpath("string(*[local-name()='title'])")
    assert "rotate(-11.0)" in picture.xpath("//*[@class='turning']/@transform")
    (need,) = with_class(picture, "need")
    assert (need.get("data-bands"), float(need.get("r"))) == ("1A", 3.1)
    assert "hit" in need.get("class")
    assert drawn(SPOILED, 100.0).get("data-state") == "outside"


def test_its_style_reaches_nothing_else_and_its_names_are_its_own() -> None:
    picture = drawn(SPOILED)
    style = picture.xpath("string(//*[local-name()='style'])")
    depth, outer = 0, ""
    for letter in style:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        outer += letter if depth == 0 else ""
    selectors = [one.strip() for one in outer.split("}") if one.strip()]
    assert selectors
    assert all(one.startswith(".aptcheck-field") for one in selectors)
    assert set(picture.xpath("//@id")).isdisjoint(drawn(SPOILED, 11.0).xpath("//@id"))
    assert not picture.xpath("//@href")


def test_text_of_a_proposal_stays_text() -> None:
    picture = drawn(
        replace(SPOILED, target=HOSTILE, science=(replace(FIELD.science[0], target=HOSTILE),))
    )
    assert not picture.xpath("//*[local-name()='script']")
    assert HOSTILE in picture.xpath("string(*[local-name()='title'])")


def test_a_field_that_cannot_be_drawn_says_why() -> None:
    lost = SkyField(observation=4, target="TITAN", undrawn="TITAN is a moving target.")
    with pytest.raises(ValueError, match=r"TITAN is a moving target\."):
        svg(lost)
