"""docs/visibility.md shows what `aptcheck visibility` prints and draws."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.running import spawn

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = "sample_proposals/imager-primary.aptx"
PAGE = ROOT / "docs" / "visibility.md"
PICTURE = ROOT / "docs" / "images" / "visibility.svg"


def test_the_table_on_the_page_is_the_one_that_is_printed() -> None:
    (shown,) = re.findall(
        rf"```console\n\$ aptcheck visibility {re.escape(SAMPLE)}\n(.*?)```",
        PAGE.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert spawn("visibility", ROOT / SAMPLE).stdout.decode() == shown


def test_the_picture_on_the_page_is_the_one_that_is_drawn() -> None:
    drawn = spawn("visibility", ROOT / SAMPLE, "--format", "svg").stdout.decode()
    assert drawn == PICTURE.read_text(encoding="utf-8")
