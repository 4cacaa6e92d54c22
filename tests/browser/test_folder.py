"""The page of many proposals in a browser: filtered, sorted, and built when opened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aptcheck.finding import Severity
from aptcheck.results import Report
from tests.browser.test_page import every, one, until
from tests.report.pages import HOSTILE, ringed
from tests.report.plain import finding, many, proposal

LOOSE = finding(
    code="BKG105",
    name="link-interruptible",
    severity=Severity.WARNING,
    message="The link of observations 1 and 2 can be interrupted.",
)


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory):
    return ringed(tmp_path_factory.mktemp("ringed"))


@pytest.fixture
def folder(opened, spoiled):
    fine = [proposal(path=f"{n}.aptx", program=str(n), title=f"Fine {n}") for n in range(100, 108)]
    return opened(
        Report(
            proposals=(
                *fine,
                proposal(LOOSE, path="warn.aptx", program="200", title="Loose"),
                proposal(finding(), LOOSE, path="fail.aptx", program="300", title="Short"),
                replace(spoiled, program="400", title="Starry & <bright>"),
            )
        )
    )


def shown(page) -> list[str]:
    return [
        title.text.split("\n")[0] for title in every(page, ".proposal h3") if title.is_displayed()
    ]


def built(page) -> None:
    """Wait until the findings of every open proposal are there."""
    until(page, "return document.querySelector('.proposal[open] > noscript') === null")


def unfold(page, key: str) -> None:
    one(page, f"#{key} summary").click()
    until(page, f"return document.querySelector('#{key}').open")
    built(page)


def search(page, words: str) -> None:
    box = one(page, "#filters [type='search']")
    box.clear()
    box.send_keys(words)
    page.execute_script("arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", box)
    built(page)


def test_the_failing_are_first_and_nothing_is_built_until_it_is_opened(folder) -> None:
    assert shown(folder)[:3] == ["Short", "Starry & <bright>", "Loose"]
    assert every(folder, ".finding") == []
    assert every(folder, ".field") == []
    unfold(folder, "p-300")
    assert len(every(folder, "#p-300 .finding")) == 2
    assert every(folder, "#p-300 .finding")[0].is_displayed()
    assert folder.get_log("browser") == []


def test_a_field_turns_in_a_proposal_that_was_opened(folder) -> None:
    unfold(folder, "p-400")
    for angle, state in ((42.0, "outside"), (110.0, "clean")):
        folder.execute_script(
            "const box = document.querySelector('#p-400 .angle'); box.value = arguments[0];"
            "box.dispatchEvent(new Event('input', {bubbles: true}))",
            angle,
        )
        assert one(folder, "#p-400 .field").get_attribute("data-state") == state


def test_words_are_found_in_the_findings_of_folded_proposals_and_unfold_them(folder) -> None:
    search(folder, "interrupted")
    assert shown(folder) == ["Short", "Loose"]
    assert "2 of 11 proposals, 2 of " in one(folder, "#shown").text
    visible = [f.get_attribute("id") for f in every(folder, ".finding") if f.is_displayed()]
    assert visible == ["p-300-BKG105-obs-2", "p-200-BKG105-obs-2"]
    search(folder, "")
    assert len(shown(folder)) == 11
    assert len([f for f in every(folder, "#p-300 .finding") if f.is_displayed()]) == 2


@pytest.mark.parametrize("words", ["<bright>", "starry &", "STARRY", "400"])
def test_words_are_found_in_what_the_page_escapes(folder, words) -> None:
    search(folder, words)
    assert shown(folder) == ["Starry & <bright>"]


def test_markup_is_not_searched(folder) -> None:
    search(folder, "article")
    assert shown(folder) == []
    search(folder, "&lt;bright")
    assert shown(folder) == []


def test_severities_and_verdicts_choose_proposals(folder) -> None:
    for box in every(folder, "[name='severity'][value='info'], [value='warning']"):
        box.click()
    assert shown(folder) == ["Short", "Starry & <bright>"]
    assert "2 of 11 proposals" in one(folder, "#shown").text
    unfold(folder, "p-300")
    assert [
        f.get_attribute("data-severity")
        for f in every(folder, "#p-300 .finding")
        if f.is_displayed()
    ] == ["error"]
    for box in every(folder, "[name='severity'][value='info'], [value='warning']"):
        box.click()
    one(folder, "[name='verdict'][value='fail']").click()
    assert shown(folder) == ["Loose", *(f"Fine {n}" for n in range(100, 108))]


def test_columns_sort_both_ways(folder) -> None:
    one(folder, "[data-sort='title']").click()
    assert shown(folder)[0] == "Fine 100"
    assert shown(folder)[-1] == "Starry & <bright>"
    one(folder, "[data-sort='title']").click()
    assert shown(folder)[0] == "Starry & <bright>"
    one(folder, "[data-sort='warning']").click()
    assert set(shown(folder)[:2]) == {"Short", "Loose"}
    assert one(folder, "[data-sort='warning']").get_attribute("aria-pressed") == "true"
    one(folder, "[data-sort='order']").click()
    assert shown(folder)[:3] == ["Short", "Starry & <bright>", "Loose"]


def test_an_address_opens_the_proposal_that_holds_it(folder) -> None:
    for key in ("p-300-BKG201-obs-2", "p-400-obs-2"):
        folder.execute_script("location.hash = arguments[0]", key)
        until(folder, f"return document.getElementById('{key}') !== null")
        target = one(folder, f"[id='{key}']")
        assert target.is_displayed()
    folder.execute_script(
        "arguments[0].click()", one(folder, "#p-300 article a[href='#rule-BKG201']")
    )
    until(folder, "return document.querySelector('#rule-BKG201').open")


def test_a_link_to_what_the_filter_hides_clears_the_filter(folder) -> None:
    for _ in range(2):  # the second time the address does not change
        search(folder, "nowhere")
        assert shown(folder) == []
        folder.execute_script(
            "document.querySelectorAll('.proposal').forEach(fold => { fold.open = false; });"
            "document.querySelector('#rule-BKG201 .prose a').click()"
        )
        until(folder, "return document.querySelector('#p-300').open")
        assert len(shown(folder)) == 11
        assert "11 of 11 proposals" in one(folder, "#shown").text


def test_without_script_every_proposal_can_be_unfolded(opened) -> None:
    page = opened(Report(proposals=(proposal(finding()), proposal(program="2"))), script=False)
    assert one(page, ".finding").is_displayed()
    assert not one(page, ".columns").is_displayed()
    assert "1 error" in one(page, ".proposal summary").text


def test_the_numbers_have_headings_on_paper(folder) -> None:
    folder.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert one(folder, ".columns").is_displayed()
    assert not one(folder, ".filters").is_displayed()
    folder.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_hostile_text_stays_text_when_a_proposal_is_built(opened) -> None:
    evil = f"</noscript>{HOSTILE}<img src=x onerror=document.title='gone'><!--"
    bad = proposal(
        finding(message=evil, fix=evil, target=evil, name="ngroups-mismatch"),
        path=evil,
        title=evil,
        program=None,
    )
    page = opened(Report(proposals=(bad, proposal())))
    for fold in every(page, ".proposal"):
        page.execute_script("arguments[0].open = true", fold)
    search(page, "onerror")
    assert page.title != "gone"
    assert evil in one(page, ".finding .message").text
    assert every(page, "img") == []
    assert page.get_log("browser") == []


def test_a_thousand_proposals_are_one_click_from_their_findings(opened) -> None:
    (report,) = many(1).proposals
    hundreds = tuple(
        replace(report, path=f"{n}.aptx", program=str(n), title=f"Programme {n}")
        for n in range(1000)
    )
    page = opened(Report(proposals=hundreds))
    assert len(every(page, ".proposal")) == 1000
    assert len(page.find_elements("css selector", ".finding")) == 0
    search(page, "programme 777")
    assert shown(page) == ["Programme 777"]
    assert every(page, "[id='p-777'] .finding")[0].is_displayed()


@pytest.mark.parametrize(("angle", "state"), [(110, "clean"), (42, "outside")])
def test_an_address_with_an_angle_turns_the_field_that_it_opens(folder, angle, state) -> None:
    folder.execute_script("location.hash = arguments[0]", f"p-400-obs-2@{angle}")
    field = one(folder, "#p-400-obs-2")
    assert field.is_displayed()
    assert float(field.find_element("css selector", ".angle").get_attribute("value")) == angle
    assert field.get_attribute("data-state") == state
