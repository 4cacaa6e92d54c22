"""Invalid TOML gives one sentence with the line and, if it is known, what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck import config
from aptcheck.errors import ConfigError


def said(folder: Path, text: str) -> str:
    """Return the message about a text, without its folder."""
    path = folder / "aptcheck.toml"
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(ConfigError) as fault:
        config.load(path)
    return str(fault.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("text", "line", "copy"),
    [
        ("\nignore = BKG201", 2, 'ignore = ["BKG201"]'),
        ("ignore = [BKG201, SKY]", 1, 'ignore = ["BKG201", "SKY"]'),
        ("profile = draft # soon", 1, 'profile = "draft"'),
        ('profile: "draft"', 1, 'profile = "draft"'),
        ("[intents.3]\nbright = True", 2, "bright = true"),
        ("[intents.3]\nextent_arcsec = 10,5", 2, "extent_arcsec = 10.5"),
        ("[intents.NGC*]", 1, '[intents."NGC*"]'),
        ("[tool.aptcheck.intents.NGC*]", 1, '[tool.aptcheck.intents."NGC*"]'),
        ("[intents.1, 2]", 1, "[intents.1]` and `[intents.2]"),
        ('[suppress]\ncode = "A"\n[[suppress]]', 3, "[[suppress]]"),
        ('[[suppress]]\ncode = "A"\n[suppress]', 3, "[[suppress]]"),
    ],
)
def test_what_to_write_can_be_copied(tmp_path: Path, text: str, line: int, copy: str) -> None:
    sentence = said(tmp_path, text)
    assert sentence.startswith(f"aptcheck.toml, line {line}: ")
    assert f"`{copy}`" in sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profile = “draft”", ", line 1: TOML takes straight quotes only"),
        ('profile = "draft"\nprofile = "submit"\n', ", line 2: profile = "),
        ("[intents.3]\n[intents.3]", ", line 2: the table [intents.3] already exists"),
        ('intents.3.bright = true\n[intents.3]\nstrategy = "pixel"', ", line 2: the table"),
        ('reason = """draft', " is not TOML: a text is opened with quotes and never closed"),
        ('ignore = [\n"BKG2"\n', ", line 1: the bracket that is opened here is never closed"),
        ('ignore = [\n"A"\n"B"]', ', line 3: put a comma between the entries, before "B"]'),
        ("intents = {3 = {bright = true}", ", line 1: the brace that is opened here"),
        ("select = ", ", line 1: select has no value; write the codes of rules"),
        ("colour =", ", line 1: colour has no value."),
        ("= 3", ", line 1: is not TOML (Invalid statement): = 3"),
        (
            "[thresholds]\nneighbour_radius_arcsec = 1,000",
            "_arcsec = 1000` or `neighbour_radius_arcsec = 1.000`",
        ),
        (
            "[thresholds]\nneighbour_radius_arcsec = 1 deg",
            "takes a number in arcsec, without the unit",
        ),
        ("profile = strict", 'profile takes "draft", "default" or "submit".'),
        ("[intents.3]\nbright = maybe", "write `bright = true` or `bright = false`"),
        ("until = 06/07/2027", "until takes a day or a cycle; write"),
        ('ignore = [\n"A"; "B"]', ', line 2: put a comma between the entries, before "B"]'),
        ("[[suppres]", "close as many brackets as are opened: `[[suppres]]`"),
        ("// [intents.3]", "a comment begins with #: write `# [intents.3]`"),
        (
            "[intents.3] bright = true",
            "write `[intents.3]` on its own line, and `bright = true`",
        ),
        ("suppress = []\n[[suppress]]", ", line 2: suppress is already set by a line with ="),
        (f"profile = {'x ' * 1000}", ", line 1: is not TOML (Invalid value): profile = x"),
        (
            f"select = {'[' * 5000}",
            ", line 1: brackets have more than 32 levels; write it shorter",
        ),
        (
            f"[thresholds]\nmin_groups = {'9' * 5000}",
            ", line 2: a key or number has more than 200 characters",
        ),
    ],
)
def test_the_error_is_named(tmp_path: Path, text: str, words: str) -> None:
    sentence = said(tmp_path, text)
    assert words in sentence
    assert "\n" not in sentence


def test_a_line_that_is_shown_cannot_steer_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in said(tmp_path, "profile \x1b[2Jdraft")
