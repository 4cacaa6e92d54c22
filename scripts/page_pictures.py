"""Take the pictures of the page in docs/images, in headless Chromium: pages of the samples.

``python -m scripts.page_pictures`` needs the extras ``browser`` and ``images``, and Debian's
chromium and chromium-driver. A picture is reduced to 128 colours, which makes it three times
smaller.
"""

from __future__ import annotations

import base64
import contextlib
import io
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from aptcheck.engine.options import Options
from aptcheck.report import render
from aptcheck.tasks.check import check_paths

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path("sample_proposals")
IMAGES = ROOT / "docs" / "images"
WIDTH, EDGE = 1120, 28
COLOURS = 128


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What to take: the part of a page from one element to another, at a V3PA if it turns.

    ``sample`` is a file of the samples, the folder itself for all.
    """

    name: str
    sample: str
    first: str
    last: str
    angle: float | None = None


PICTURES = (
    Picture(name="page", sample="broken.aptx", first=".eyebrow", last=".to-do li:nth-child(3)"),
    Picture(name="folder", sample="", first="#title", last=".proposal:nth-child(9)"),
    Picture(name="pairs", sample="broken.aptx", first="#pairs", last=".pairs"),
    # V3PA at which the brighter of the two planted stars is in the field
    Picture(
        name="report", sample="imager-primary.aptx", first="#fields", last=".plate", angle=121.5
    ),
    Picture(
        name="suggested",
        sample="star-in-the-background.aptx",
        first=".elsewhere",
        last=".elsewhere",
    ),
    Picture(name="angles", sample="imager-primary.aptx", first=".dates", last=".dates .legend"),
)
TURN = """
const box = document.querySelector('.angle');
box.value = arguments[0];
box.dispatchEvent(new Event('input', {bubbles: true}));
"""
PLACE = """
const [first, last] = [...arguments].map((css) => document.querySelector(css));
return [first.getBoundingClientRect().top, last.getBoundingClientRect().bottom];
"""


@contextlib.contextmanager
def chromium(folder: Path) -> Iterator[Any]:
    """Yield a browser that keeps its profile in a folder."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/me"):
        options.add_argument(flag)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    yield browser
    browser.quit()


def taken(browser: Any, page: Path, wanted: Picture) -> bytes:  # noqa: ANN401 - a WebDriver
    """Return a picture as PNG."""
    metrics = {"width": WIDTH, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(page.as_uri())
    if wanted.angle is not None:
        browser.execute_script(TURN, wanted.angle)
    top, bottom = browser.execute_script(PLACE, wanted.first, wanted.last)
    clip = {
        "x": 0,
        "y": max(0.0, top - EDGE),
        "width": WIDTH,
        "height": bottom - top + 2 * EDGE,
        "scale": 1,
    }
    asked = {"captureBeyondViewport": True, "clip": clip}
    drawn = browser.execute_cdp_cmd("Page.captureScreenshot", asked)
    image = Image.open(io.BytesIO(base64.b64decode(drawn["data"]))).convert("RGB")
    reduced = io.BytesIO()
    image.quantize(COLOURS).save(reduced, "PNG", optimize=True)
    return reduced.getvalue()


def main() -> None:
    """Check the samples and take every picture."""
    options = Options(pictures=True, today=datetime(2026, 11, 1))
    # paths on a page are as given
    with (
        contextlib.chdir(ROOT),
        tempfile.TemporaryDirectory() as folder,
        chromium(Path(folder)) as browser,
    ):
        for wanted in PICTURES:
            page = Path(folder, f"{wanted.name}.html")
            report = check_paths([SAMPLES / wanted.sample], options)
            page.write_text(render("html", report), encoding="utf-8")
            (IMAGES / f"{wanted.name}.png").write_bytes(taken(browser, page, wanted))


if __name__ == "__main__":
    main()
