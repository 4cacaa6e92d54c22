"""Take docs/images/report.png: the background field of a sample's page, in headless Chromium.

``python scripts/screenshot.py`` needs the extra ``browser`` and Debian's chromium, chromium-driver.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from aptcheck.engine.options import Options
from aptcheck.report import render
from aptcheck.tasks.check import check_paths

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_proposals" / "imager-primary.aptx"
WIDTH, HEIGHT = 1120, 1562
#: V3PA at which the brighter of the two planted stars is in the field.
ANGLE = 121.5


def main() -> None:
    """Check the sample, turn its field onto a star, and take the picture."""
    wanted = Options(pictures=True, today=datetime(2026, 11, 1))
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        page.write_text(render("html", check_paths([SAMPLE], wanted)), encoding="utf-8")
        for flag in ("--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/me"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        metrics = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get(page.as_uri())
        top = browser.execute_script(
            "const box = document.querySelector('.angle'); box.value = arguments[0];"
            "box.dispatchEvent(new Event('input'));"
            "return document.querySelector('#p1-sky').getBoundingClientRect().top",
            ANGLE,
        )
        clip = {"x": 0, "y": top - 28, "width": WIDTH, "height": HEIGHT, "scale": 1}
        taken = browser.execute_cdp_cmd(
            "Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip}
        )
        browser.quit()
    target = ROOT / "docs" / "images" / "report.png"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(base64.b64decode(taken["data"]))


if __name__ == "__main__":
    main()
