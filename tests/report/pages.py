"""Pages of real proposals with planted stars, for the tests that look at them."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from aptcheck.report import render
from aptcheck.results import ProposalReport, Report
from tests.rules.imager import imager_pair
from tests.skies import looked_up, star

HOSTILE = "<script>document.title='gone'</script>"


def ringed(folder: Path, **options) -> ProposalReport:
    """Return an imager-primary background with one bright star on the MRS ring, to the west."""
    from tests.skies import allwise

    # the MRS stands at position angle V3PA - 42.37 of the imager's target
    stars = [star(-74.0, -1.0, 8.0), star(20.0, 30.0, 12.0), star(-30.0, 90.0, 15.0)]
    catalogue = allwise(folder / "stars.csv", stars)
    return looked_up(imager_pair(**options), folder, catalogue, pictures=True)


def parsed(*proposals: ProposalReport) -> html.HtmlElement:
    """Render and parse a page."""
    return html.document_fromstring(render("html", Report(proposals=proposals)))
