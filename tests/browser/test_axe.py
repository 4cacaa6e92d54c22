"""The pages before axe, which knows the rules of WCAG 2.2 for levels A and AA."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aptcheck.results import Report
from tests.browser.test_page import every, suggesting
from tests.node_packages import node_modules
from tests.report.pages import ringed
from tests.report.plain import every_kind, finding, proposal

PACKAGE = "axe-core"
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(({violations, passes}) => done([passes.length, violations.flatMap(({id, nodes}) => nodes.map((n) => `${id}: ${n.html.slice(0, 160)}`))]));
"""


@pytest.fixture(scope="module")
def axe() -> str:
    path = node_modules(PACKAGE) / PACKAGE / "axe.min.js"
    if not path.exists():
        pytest.skip(f"{PACKAGE} is not installed (npm install --global {PACKAGE}@4.14.1)")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Report]:
    checked = ringed(tmp_path_factory.mktemp("ringed"))
    suggested = proposal(finding(), fields=tuple(suggesting()[:2]))
    many = (checked, suggested, *every_kind().proposals)
    return {
        "turned": Report(proposals=(checked,)),
        "suggested": Report(proposals=(suggested,)),
        "kinds": every_kind(),
        "folder": Report(proposals=tuple(replace(one, path=f"{n}") for n, one in enumerate(many))),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["turned", "suggested", "kinds", "folder"])
def test_axe_has_no_complaint(opened, axe, pages, name, scheme) -> None:
    page = opened(pages[name])
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    for fold in every(page, "details"):
        page.execute_script("arguments[0].open = true", fold)
    page.set_script_timeout(90)
    page.execute_script(axe)
    page.execute_script(
        "for (const tag of document.querySelectorAll('.tag')) tag.focus();"
        "for (const stage of document.querySelectorAll('.stage'))"
        " stage.dispatchEvent(new Event('pointerenter'));"
    )
    passes, violations = page.execute_async_script(RUN)
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert passes > 20
    assert violations == []
