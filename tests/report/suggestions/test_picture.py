"""The picture of a search: what is where, in SVG and PNG."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from aptcheck.errors import MissingExtra
from aptcheck.report.suggestions.labels import Labels, text_width
from aptcheck.report.suggestions.palette import DARK, LIGHT, PAGE_DARK, PAGE_LIGHT, SIZES
from aptcheck.report.suggestions.picture import picture
from aptcheck.report.suggestions.png import render_png
from aptcheck.report.suggestions.shapes import Circle, Discs, Line, Panel, Word
from aptcheck.report.suggestions.svg import render_svg
from aptcheck.suggestions import ChartDisc, Suggestions
from tests.report.hostile import ATTACKS, assert_visible
from tests.report.suggested import (
    REACH,
    SUGGESTIONS,
    crowded,
    every_kind,
    search,
    shared_sky,
    unchecked,
)
from tests.runners import obeyed

SVG = "{http://www.w3.org/2000/svg}"


def drawn(found) -> Panel:
    (panel,) = picture(Suggestions(targets=(found,))).panels
    return panel


def circles(panel: Panel, role: str) -> list[Circle]:
    return [one for one in panel.shapes if isinstance(one, Circle) and one.role == role]


def words(panel: Panel) -> list[Word]:
    return [one for one in panel.shapes if isinstance(one, Word)]


def test_north_is_up_and_east_is_left() -> None:
    plain = search(count=1)
    (sky,) = plain.suggestions
    for angle, across, down in ((0.0, 0, -1), (90.0, -1, 0), (180.0, 0, 1), (270.0, 1, 0)):
        moved = replace(sky, offset_arcsec=60.0, position_angle_deg=angle)
        panel = drawn(replace(plain, suggestions=(moved,)))
        (disc,) = circles(panel, "ok")
        pixels = 60.0 * disc.radius / REACH
        middle = panel.size / 2
        assert disc.x - middle == pytest.approx(across * pixels, abs=1e-6)
        assert disc.y - middle == pytest.approx(down * pixels, abs=1e-6)


def test_a_margin_touches_the_disc_of_the_nearest_source_and_enters_none() -> None:
    panel = drawn(search())
    (sources,) = (s.discs for s in panel.shapes if isinstance(s, Discs) and s.role == "source")
    margins = circles(panel, "margin")
    assert len(margins) == 4
    for margin in margins:
        gaps = [math.dist((margin.x, margin.y), (x, y)) - r for x, y, r in sources]
        assert min(gaps) == pytest.approx(margin.radius, abs=1e-6)


def test_crowded_positions_have_another_look_and_no_margin() -> None:
    panel = drawn(crowded())
    assert len(circles(panel, "crowded")) == 3
    assert circles(panel, "ok") == circles(panel, "margin") == []


def test_what_was_not_checked_is_said_in_the_picture() -> None:
    panel = drawn(unchecked())
    assert "not checked" in [word.text for word in words(panel)]
    assert panel.head[-1].text == "not checked: AllWISE does not cover the searched area"
    assert not any(shape.role == "searched" for shape in panel.shapes)


def test_a_current_background_far_away_is_an_arrow_with_its_distance() -> None:
    panel = drawn(shared_sky())
    assert circles(panel, "present") == []
    assert "now, 16′ away" in [word.text for word in words(panel)]
    tail, tip = next(s for s in panel.shapes if isinstance(s, Line) and s.role == "present").points
    assert tip[0] < tail[0] < panel.size / 2  # to the east
    assert tip[1] > tail[1] > panel.size / 2  # and south


def box(word: Word) -> tuple[float, float, float, float]:
    width, height = text_width(word.role, word.text), SIZES[word.role]
    left = {"start": word.x, "middle": word.x - width / 2, "end": word.x - width}[word.anchor]
    return left, word.y - 0.8 * height, left + width, word.y + 0.2 * height


@pytest.mark.parametrize("seed", range(12))
def test_no_word_is_on_another_and_all_are_in_the_panel(seed: int) -> None:
    names = [
        ChartDisc(name=f"A-LONG-NAME-{at}", east=-70 + 25 * at, north=30 * (at % 3), radius=5.0)
        for at in range(6)
    ]
    found = search(seed=seed, density=30 + 8 * seed, count=4)
    panel = drawn(replace(found, chart=replace(found.chart, others=tuple(names))))
    boxes = {word.text: box(word) for word in words(panel)}
    for (one, a), (other, b) in combinations(boxes.items(), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)
    assert all(min(b) >= 0 and max(b) <= panel.size for b in boxes.values())
    assert {"NGC-598-SN", "now", "1", "2", "3", "4", "N", "E"} <= set(boxes)


def test_a_word_without_a_free_place_is_left_out() -> None:
    labels = Labels(100.0)
    labels.keep((0.0, 0.0, 100.0, 100.0))
    assert labels.beside("label", 50.0, 50.0, 5.0, "name") is None


@pytest.mark.parametrize("count", [1, 2, 3, 4, 24])
def test_panels_are_apart_and_all_of_the_picture_is_in_it(count: int) -> None:
    whole = picture(Suggestions(targets=tuple(unchecked() for _ in range(count))))
    assert len({(panel.x, panel.y) for panel in whole.panels}) == count
    for panel in whole.panels:
        assert panel.x + panel.size <= whole.width
        assert panel.y + panel.size <= whole.height
    assert whole.width < 1300
    for a, b in combinations(whole.panels, 2):
        assert abs(a.x - b.x) >= a.size or abs(a.y - b.y) >= a.size
    for one in whole.legend:
        if isinstance(one, Word):
            assert one.x + text_width("quiet", one.text) <= whole.width
            assert one.y < whole.height


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    def legend(*searches) -> set[str]:
        return {
            shape.text
            for shape in picture(Suggestions(targets=searches)).legend
            if isinstance(shape, Word)
        }

    assert legend(unchecked()) == {"science target", "searched ring"}
    assert "other target" in legend(search(), shared_sky())
    assert len(legend(search(), crowded())) == len(legend(search())) + 1


def test_the_svg_is_one_self_contained_document() -> None:
    text = render_svg(every_kind())
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    titles = [one.text for one in root.iter(f"{SVG}text") if one.get("class") == "title"]
    assert titles == [
        "NGC-598-SN",
        "TRUMPLER-14",
        "HD-107146",
        "NGC-598-SN",
        "ARP-220-W and ARP-220-E",
    ]
    assert "prefers-color-scheme:dark" in text
    assert text.count("http") == 1  # the namespace
    for tag in ("script", "image", "use", "a", "foreignObject"):
        assert not list(root.iter(f"{SVG}{tag}"))


def test_every_class_has_a_look() -> None:
    text = render_svg(every_kind())
    root = ElementTree.fromstring(text)
    used = {name for one in root.iter() for name in (one.get("class") or "").split()}
    assert used <= {*LIGHT, "page", "frame", "line"}
    assert all(f".{name}{{" in text for name in used)


def test_nothing_to_suggest_is_said_in_a_picture() -> None:
    root = ElementTree.fromstring(render_svg(Suggestions(targets=(), clean=(2,))))
    (said,) = root.iter(f"{SVG}text")
    assert said.text.startswith("Every background is clean")


@given(SUGGESTIONS)
@settings(deadline=None, max_examples=40)
def test_any_answer_is_well_formed_and_never_obeyed(suggestions: Suggestions) -> None:
    text = render_svg(suggestions)
    root = ElementTree.fromstring(text)
    assert_visible(text)
    assert obeyed(text) == []
    assert not list(root.iter(f"{SVG}script"))
    assert len(list(root.iter(f"{SVG}g"))) == 2 * len(suggestions.targets)


def test_a_png_needs_its_extra(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtra, match=r"aptcheck\[plot\]"):
        render_png(every_kind())


def test_a_png_has_the_shapes_where_the_svg_has_them() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    import io

    from matplotlib.image import imread

    suggestions = Suggestions(targets=(search(),))
    pixels = imread(io.BytesIO(render_png(suggestions)))
    whole = picture(suggestions)
    assert pixels.shape[:2] == (round(whole.height * 1.5), round(whole.width * 1.5))
    (panel,) = whole.panels

    def at(x: float, y: float) -> str:
        red, green, blue = pixels[round((panel.y + y) * 1.5), round((panel.x + x) * 1.5), :3]
        return f"#{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"

    for dot in circles(panel, "dot"):
        if min(dot.x, dot.y) > 40 and max(dot.x, dot.y) < panel.size - 60:
            assert at(dot.x, dot.y) == LIGHT["dot"].fill
    shapes: tuple[Any, ...] = panel.shapes
    (ring,) = (shape for shape in shapes if shape.role == "searched")
    assert at(ring.x, ring.y + ring.inner * 0.8) == PAGE_LIGHT


@given(SUGGESTIONS)
@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_a_png_is_drawn_of_any_answer(suggestions: Suggestions) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    assert render_png(suggestions).startswith(b"\x89PNG")


def test_letters_that_no_font_has_are_drawn_all_the_same() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    name = "".join(ATTACKS)
    found = replace(search(), target=name, science_targets=ATTACKS[:3])
    chart = replace(found.chart, others=tuple(replace(d, name=name) for d in found.chart.present))
    assert render_png(Suggestions(targets=(replace(found, chart=chart),))).startswith(b"\x89PNG")


def test_a_name_is_not_a_formula() -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    name = "$\\frac{1}$"  # a formula that matplotlib refuses
    found = replace(search(), science_targets=(name,))
    assert drawn(found).head[0].text == name
    assert render_png(Suggestions(targets=(found,))).startswith(b"\x89PNG")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("paints", "page"), [(LIGHT, PAGE_LIGHT), (DARK, PAGE_DARK)])
def test_every_line_and_word_has_contrast_enough(paints, page) -> None:
    for role, paint in paints.items():
        for ground in (page, paints["searched"].fill):
            if role in SIZES:
                assert contrast(paint.fill, ground) >= 4.5, (role, ground)
            elif paint.stroke:
                assert contrast(paint.stroke, ground) >= 3.0, (role, ground)
    on_discs = paints["source"].fill
    assert contrast(paints["dot"].fill, on_discs) >= 3.0
    for role in ("ok", "crowded", "cross", "axis", "present", "edge"):
        assert contrast(paints[role].stroke, on_discs) >= 3.0, role
