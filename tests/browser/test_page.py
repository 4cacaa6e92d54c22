"""The page in a browser: what turns, what filters, what stays text."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import pytest

from aptcheck.report import render
from aptcheck.results import Report, SkyField, SkyPlace
from aptcheck.testing import lrs
from tests.report.pages import HOSTILE, looked_up, ringed
from tests.report.plain import every_kind, finding, many, proposal
from tests.report.test_suggested_spots import position, spoiled
from tests.rules.other_modes import pair_of
from tests.skies import allwise, star


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    return ringed(tmp_path_factory.mktemp("ringed"))


@pytest.fixture
def ring(opened, checked):
    return opened(Report(proposals=(checked,)))


def one(browser, css):
    return browser.find_element("css selector", css)


def every(browser, css):
    return browser.find_elements("css selector", css)


def until(browser, script: str) -> None:
    """Wait until a script returns true: a browser tells a page of some things later."""
    waiting = pytest.importorskip("selenium.webdriver.support.ui")
    waiting.WebDriverWait(browser, 10, 0.02).until(lambda browser: browser.execute_script(script))


def turn(browser, angle: float) -> str:
    """Type an angle and return the state of the field."""
    browser.execute_script(
        "const box = document.querySelector('.angle'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('input', {bubbles: true}))",
        angle,
    )
    state: str = one(browser, ".field").get_attribute("data-state")
    return state


def colour(browser) -> str:
    stroke: str = one(browser, ".footprint .ch1").value_of_css_property("stroke")
    return stroke


def avoided(report) -> list[list[float]]:
    """Return the angles to avoid as the JSON report has them."""
    document = json.loads(render("json", Report(proposals=(report,))))
    found = document["proposals"][0]["findings"]
    (hit,) = [f for f in found if f["code"].startswith("ORI1") and f["severity"] == "error"]
    avoid: list[list[float]] = hit["angles"]["avoid"]
    return avoid


def test_it_loads_without_a_word_on_the_console(ring) -> None:
    assert ring.get_log("browser") == []
    assert "A proposal" in ring.title


def test_it_asks_the_network_for_nothing(ring) -> None:
    for angle in range(0, 360, 30):
        turn(ring, angle)
    messages = [json.loads(entry["message"])["message"] for entry in ring.get_log("performance")]
    urls = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]
    assert all(url.startswith(("file:", "data:")) for url in urls)


def test_the_footprint_turns_counter_clockwise_with_v3pa(ring) -> None:
    where = (
        "const box = document.querySelector('.close .footprint').getBoundingClientRect();"
        "const sky = document.querySelector('.close .sky').getBoundingClientRect();"
        "return [box.x + box.width / 2 - sky.x - sky.width / 2,"
        " box.y + box.height / 2 - sky.y - sky.height / 2]"
    )
    # the MRS is at position angle V3PA - 42.4 of the imager's target: north, then east (left)
    turn(ring, 42.4)
    x, y = ring.execute_script(where)
    assert abs(x) < 12
    assert y < -100
    turn(ring, 132.4)
    x, y = ring.execute_script(where)
    assert x < -100
    assert abs(y) < 12


def test_it_turns_red_at_exactly_the_angle_the_json_says(ring, checked) -> None:
    ((low, high),) = avoided(checked)
    assert turn(ring, low - 0.001) == "clean"
    clean = colour(ring)
    assert turn(ring, low) == "meets"
    assert colour(ring) != clean
    assert every(ring, ".close .source.hit")
    assert "J000000.00+000000.0" in one(ring, ".words").text
    # the angles end where the telescope's do
    assert turn(ring, high) == "meets"
    assert turn(ring, high + 0.001) == "outside"
    assert turn(ring, (low + high) / 2) == "meets"


def test_a_slit_turns_red_where_it_meets_what_is_beside_its_middle(opened, tmp_path) -> None:
    # the slit is at right angles to aperture PA, V3PA + 4.758: over the source at 90
    along = math.radians(90.0 + 4.758 + 90.0)
    beside = star(2.8 * math.sin(along), 400.0 + 2.8 * math.cos(along), 12.0)
    catalogue = allwise(tmp_path / "stars.csv", [beside])
    report = looked_up(pair_of(lrs), tmp_path, catalogue, pictures=True)
    ((_, last),) = [arc for arc in avoided(report) if arc[0] < 100.0]
    browser = opened(Report(proposals=(report,)))
    assert turn(browser, last - 0.001) == turn(browser, last) == "meets"
    assert turn(browser, last + 0.001) == "clean"
    assert turn(browser, 80.0) == "outside"


def test_the_slider_obeys_the_keyboard(ring) -> None:
    from selenium.webdriver.common.keys import Keys

    turn(ring, 100.0)
    slider = one(ring, ".slider")
    slider.send_keys(Keys.ARROW_RIGHT)
    assert float(one(ring, ".angle").get_attribute("value")) == 100.5
    assert "rotate(-100.5)" in one(ring, ".close .turning").get_attribute("transform")
    slider.send_keys(Keys.HOME)
    assert one(ring, ".field").get_attribute("data-state") == "outside"
    assert slider.get_attribute("aria-valuetext") == "0.0 degrees, aperture PA 4.8"


def test_everything_can_be_reached_with_the_tab_key(ring) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    reached = set()
    for _ in range(60):
        ActionChains(ring).send_keys(Keys.TAB).perform()
        element = ring.switch_to.active_element
        reached.add(
            element.get_attribute("id") or element.get_attribute("class") or element.tag_name
        )
        ring.execute_script(
            "if (getComputedStyle(document.activeElement).outlineStyle === 'none'"
            " && document.activeElement !== document.body) throw new Error('focus cannot be seen')"
        )
    assert {"theme", "obs-2-slider", "angle", "summary"} <= reached


def test_aperture_pa_follows_and_can_be_asked_for(ring) -> None:
    turn(ring, 358.0)
    box = one(ring, ".aperture")
    assert float(box.get_attribute("value")) == 2.835
    assert one(ring, ".dial .beside-reading").text == "2.8°"
    ring.execute_script(
        "arguments[0].value = 2; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
        box,
    )
    assert float(one(ring, ".angle").get_attribute("value")) == pytest.approx(357.164551)
    assert box.get_attribute("value") == "2"


def test_a_click_on_the_dial_turns_the_field(ring) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    dial = one(ring, ".dial")
    # east, a position angle of 90, is left of the middle
    ActionChains(ring).move_to_element_with_offset(
        dial, -int(dial.size["width"] / 3), 0
    ).click().perform()
    assert float(one(ring, ".angle").get_attribute("value")) == pytest.approx(90, abs=2)


def test_the_dates_of_an_angle_follow_the_slider(ring) -> None:
    turn(ring, 110.0)
    assert "2027" in one(ring, ".words").text
    assert one(ring, ".state").get_attribute("aria-live") == "polite"


def test_dates_are_spelled_as_elsewhere_on_the_page(opened, checked) -> None:
    (field, *_) = checked.fields
    low, high = field.allowed[0]
    track = replace(field.tracks[0], samples=(("2026-09-03", low, high), ("2026-10-11", low, high)))
    page = opened(
        Report(proposals=(replace(checked, fields=(replace(field, tracks=(track,)),)),)),
    )
    turn(page, low + 0.1)
    assert "3 Sep 2026 to 11 Oct 2026" in one(page, ".words").text


def test_filters_by_severity_and_by_words(opened) -> None:
    page = opened(every_kind())
    shown = lambda: [e for e in every(page, ".finding") if e.get_attribute("hidden") is None]  # noqa: E731
    total = len(shown())
    for box in every(page, "#filters [value='warning'], #filters [value='info']"):
        box.click()
    left = {element.get_attribute("data-severity") for element in shown()}
    assert left == {"error"}
    assert f"{len(shown())} of {total}" in one(page, "#shown").text
    one(page, "#filters [type='search']").send_keys("ngroups 2")
    assert {e.find_element("css selector", "code").text for e in shown()} == {"BKG201"}
    one(page, "#filters [type='search']").send_keys(" nowhere")
    assert shown() == []
    assert all(group.get_attribute("hidden") is not None for group in every(page, ".group"))


def test_a_rule_unfolds_when_its_code_is_followed(opened) -> None:
    page = opened(every_kind())
    one(page, "a[href='#rule-BKG201']").click()
    assert one(page, "#rule-BKG201").get_attribute("open") is not None


def test_a_long_word_of_a_rule_page_is_broken_on_a_phone(opened) -> None:
    page = opened(Report(proposals=(proposal(finding(code="BKG864")),)))
    metrics = {"width": 380, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    page.execute_script("document.getElementById('rule-BKG864').open = true")
    assert page.execute_script("return document.documentElement.scrollWidth") <= 380
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_title_of_script_stays_text(opened) -> None:
    page = opened(Report(proposals=(proposal(title=HOSTILE, path=HOSTILE),)))
    assert one(page, "h1").text == HOSTILE
    assert page.title != "gone"
    assert page.get_log("browser") == []


def test_the_theme_follows_the_system_and_the_button(ring) -> None:
    from selenium.webdriver.support.wait import WebDriverWait

    paper = "return getComputedStyle(document.body).backgroundColor"

    for scheme, other in (("light", "Dark"), ("dark", "Light")):
        feature = {"name": "prefers-color-scheme", "value": scheme}
        ring.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        wait: Any = WebDriverWait(ring, 5)
        wait.until(lambda page, offered=other: one(page, "#theme").text == offered)
    dark = ring.execute_script(paper)
    one(ring, "#theme").click()
    light = ring.execute_script(paper)
    assert light != dark
    assert one(ring, "#theme").text == "Dark"
    ring.refresh()
    assert ring.execute_script(paper) == light
    ring.execute_script("localStorage.clear()")
    ring.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const rgb = (colour) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = (c) => c.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] === 255) return c; } return [255, 255, 255]; };
const poor = [];
for (const e of document.querySelectorAll('main *, header *, footer *')) {
  if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
  const svg = e.closest('svg');
  const [a, b] = [light(rgb(getComputedStyle(e)[svg ? 'fill' : 'color'])), light(behind(svg ? svg.parentElement : e))].sort((x, y) => y - x);
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < 4.5 && !e.closest('title')) poor.push(`${e.tagName} ${e.className.baseVal ?? e.className}: ${ratio.toFixed(2)}`);
}
return [...new Set(poor)];
"""


#: The contrast of a painted mark with the paper of its picture.
DRAWN = (
    CONTRAST.split("const poor", maxsplit=1)[0]
    + """
const [css, paint] = arguments;
const mark = document.querySelector(css);
const paper = light(rgb(getComputedStyle(mark.closest('svg').querySelector('.night')).fill));
const [a, b] = [light(rgb(getComputedStyle(mark)[paint])), paper].sort((x, y) => y - x);
return (a + 0.05) / (b + 0.05);
"""
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa(ring, scheme) -> None:
    ring.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    assert ring.execute_script(CONTRAST) == []
    ring.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


@pytest.mark.parametrize("width", [380, 740, 768, 1280])
def test_the_page_is_never_wider_than_the_screen(ring, width) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    ring.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    assert ring.execute_script("return document.documentElement.scrollWidth") <= width
    right = "return arguments[0].getBoundingClientRect().right"
    edge = ring.execute_script(right, one(ring, ".turn"))
    assert all(ring.execute_script(right, box) <= edge for box in every(ring, ".exact"))
    ring.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("width", [380, 1280])
def test_the_figures_of_a_finding_unfold_and_are_within_reach(ring, width) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    ring.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    folded = one(ring, ".sheet")
    assert not folded.find_element("css selector", "table").is_displayed()
    folded.find_element("css selector", "summary").click()
    assert folded.find_element("css selector", "table").is_displayed()
    assert ring.execute_script("return document.documentElement.scrollWidth") <= width
    # what is wider than the finding scrolls within it, and nothing is lost beyond its edge
    scrolled = (
        "const box = document.querySelector('.sheet .scroll');"
        "box.scrollLeft = 9999;"
        "const last = box.querySelector('tr:last-child td:last-child').getBoundingClientRect();"
        "return last.right - box.getBoundingClientRect().right"
    )
    assert ring.execute_script(scrolled) < 1
    ring.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_without_script_there_is_a_static_picture_and_no_dead_control(opened, checked) -> None:
    page = opened(Report(proposals=(checked,)), script=False)
    assert not one(page, ".slider").is_displayed()
    assert not one(page, "#theme").is_displayed()
    assert one(page, ".close .footprint").is_displayed()
    assert one(page, ".field").get_attribute("data-state") == "clean"
    assert one(page, ".words").text.startswith("Clean")


#: Boxes on a page that cover each other, of what must not: marks, numbers and words of a picture.
COVERED = """
const bad = [];
for (const fold of document.querySelectorAll('details')) fold.open = true;
for (const sky of document.querySelectorAll('svg.sky')) {
  const all = [...sky.querySelectorAll('.badge, .wide .instead, .star, .arrow, .name, .tag, .compass text, .bar text')]
    .map((e) => [e.getAttribute('class') ?? e.textContent, e.textContent, e.getBoundingClientRect()]);
  const paper = sky.getBoundingClientRect();
  for (const [i, [css, text, a]] of all.entries()) {
    if (a.left < paper.left || a.right > paper.right || a.top < paper.top || a.bottom > paper.bottom)
      bad.push(`${css} ${text} leaves the picture`);
    for (const [other, words, b] of all.slice(i + 1)) {
      // a line of type is taller than its letters; round badges have empty corners
      const spare = css === 'badge' && other === 'badge' ? 0.15 * a.width : 0.15 * Math.min(a.height, b.height);
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > spare
          && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > spare)
        bad.push(`${css} ${text} covers ${other} ${words}`);
    }
  }
}
return bad;
"""


def suggesting() -> list[SkyField]:
    """Return fields with three positions around the science, in the close view or beyond."""
    fields = []
    for step in range(12):
        turn = math.radians(30.0 * step)
        east, north = 60.0 * math.sin(turn), 60.0 * math.cos(turn)
        around = [
            position(east + far * math.sin(turn + aside), north + far * math.cos(turn + aside))
            for far, aside in ((32.0, 1.7), (60.0, 0.2 * step), (110.0, -2.0))
        ]
        science = SkyPlace(observation=1, target="IRAS-04302+2247", east=east, north=north)
        field = spoiled(*around, science=(science,))
        fields += [field, replace(field, radius=110.0)]
    return [replace(field, observation=n) for n, field in enumerate(fields, start=2)]


@pytest.mark.parametrize("width", [380, 1280])
def test_marks_of_suggested_positions_cover_no_words(opened, width) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page = opened(Report(proposals=(proposal(fields=tuple(suggesting())),)))
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    assert page.execute_script(COVERED) == []
    assert len(every(page, ".badge")) == 3 * len(every(page, "svg.sky"))
    assert len(every(page, ".wide .instead")) == 3 * len(every(page, ".wide"))
    assert page.execute_script("return document.documentElement.scrollWidth") <= width
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_discs_keep_their_place_when_the_field_turns(opened) -> None:
    page = opened(Report(proposals=(proposal(fields=(suggesting()[1],)),)))
    where = (
        "return [...document.querySelectorAll('.instead')].map((e) => e.getBoundingClientRect().x)"
    )
    before = page.execute_script(where)
    turn(page, 123.0)
    assert page.execute_script(where) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_suggested_positions_are_seen_in_light_and_dark(opened, scheme) -> None:
    page = opened(Report(proposals=(proposal(fields=tuple(suggesting()[:1])),)))
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )
    assert page.execute_script(CONTRAST) == []
    for css, paint in (
        (".badge", "stroke"),
        (".wide .instead", "stroke"),
        (".wide .lead", "stroke"),
        (".close .towards", "fill"),
    ):
        assert page.execute_script(DRAWN, css, paint) >= 3.0
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_one_click_selects_a_position_whole(opened) -> None:
    page = opened(Report(proposals=(proposal(fields=tuple(suggesting()[:1])),)))
    one(page, ".apt").click()
    assert page.execute_script("return getSelection().toString()") == "04 33 08.1630 -22 52 46.844"


def test_without_script_the_suggested_positions_are_there(opened) -> None:
    page = opened(Report(proposals=(proposal(fields=tuple(suggesting()[:1])),)), script=False)
    rows = every(page, ".suggestions tbody tr")
    assert [row.text.split()[0] for row in rows] == ["1", "2", "3"]
    assert all(row.is_displayed() for row in rows)
    assert all(mark.is_displayed() for mark in every(page, ".badge"))


def test_a_large_report_answers_and_prints_everything(opened) -> None:
    page = opened(many(2_000))
    one(page, "#filters [type='search']").send_keys("finding 1999:")
    assert "1 of 2000" in one(page, "#shown").text
    page.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert all(group.get_attribute("open") for group in every(page, ".group"))


def test_several_proposals_are_on_one_page(opened, checked) -> None:
    other = replace(checked, path="other.aptx", title="Another")
    page = opened(Report(proposals=(checked, other)))
    assert page.get_log("browser") == []
    assert one(page, "h1").text == "2 proposals"
    fields = every(page, ".field")
    assert len(fields) == 2
    box = fields[1].find_element("css selector", ".angle")
    page.execute_script(
        "arguments[0].value = 300; arguments[0].dispatchEvent(new Event('input'))", box
    )
    assert [field.get_attribute("data-state") for field in fields] == ["clean", "meets"]
