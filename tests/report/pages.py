"""Pages of real proposals with planted stars, for tests that read them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import html

from aptcheck.engine.options import Options
from aptcheck.report import render
from aptcheck.results import ProposalReport, Report
from aptcheck.tasks.check import check_paths
from aptcheck.testing import Document
from tests.rules.imager import imager_pair
from tests.skies import allwise, star

HOSTILE = "<script>document.title='gone'</script>"


def looked_up(
    document: Document, folder: Path, *catalogs: Path | str, **options: Any
) -> ProposalReport:
    """Check a proposal with catalogues, and with the pictures that `aptcheck.testing` leaves out."""
    path = str(document.write(folder / "proposal.xml"))
    chosen = Options(
        catalogs=tuple(str(c) for c in catalogs) or None, today=datetime(2026, 11, 1), **options
    )
    (report,) = check_paths([path], chosen).proposals
    return report


def ringed(folder: Path, **options) -> ProposalReport:
    """Return an imager-primary background with one bright star on the MRS ring, to the west."""
    # the MRS is at position angle V3PA - 42.37 of the imager's target
    stars = [star(-74.0, -1.0, 8.0), star(20.0, 30.0, 12.0), star(-30.0, 90.0, 15.0)]
    catalogue = allwise(folder / "stars.csv", stars)
    return looked_up(imager_pair(**options), folder, catalogue, pictures=True)


def parsed(*proposals: ProposalReport) -> html.HtmlElement:
    """Render and parse a page."""
    return html.document_fromstring(render("html", Report(proposals=proposals)))
