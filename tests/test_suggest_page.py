"""docs/suggest.md shows what `aptcheck suggest` prints and draws."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.suggest_pictures import BLOCK, PAGE, PICTURES, renewed, said

SHOWN = [*BLOCK.finditer(PAGE.read_text("utf-8"))]


@pytest.mark.parametrize("shown", SHOWN, ids=lambda shown: shown[2])
def test_a_block_shows_what_the_command_prints(shown: re.Match[str]) -> None:
    block = f"{shown[0]}```"
    assert renewed(block) == block, "run python -m scripts.suggest_pictures"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_what_the_command_draws(picture: Path) -> None:
    drawn = said(PICTURES[picture])
    assert drawn == picture.read_text("utf-8"), "run python -m scripts.suggest_pictures"


def test_the_page_shows_a_clear_field_a_crowded_one_and_the_imager() -> None:
    assert len(SHOWN) == 3
