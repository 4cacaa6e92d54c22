"""A slip in a configuration is one sentence with its line, the key, and what to write."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from aptcheck import config
from aptcheck.config import Config, IntentSetting, SuppressionSetting, Thresholds
from aptcheck.errors import ConfigError
from aptcheck.testing.toml import toml

ENTRY = '[[suppress]]\ncode = "BKG401"\nreason = "We know."\n'


def said(folder: Path, text: str, name: str = "aptcheck.toml") -> str:
    """Return the message about a configuration, without its folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        config.load(path)
    return str(fault.value).removeprefix(f"{folder}/")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('slect = ["BKG"]', 1, "did you mean 'select'?"),
        ('PROFILE = "draft"', 1, "did you mean 'profile'?"),
        ("[thresholds]\nseparation_inf_arcmin = 3", 2, "did you mean 'separation_info_arcmin'?"),
        ('[intents.3]\nstrategi = "pixel"', 2, "did you mean 'strategy'?"),
        ('strategy = "pixel"', 1, "is set below `[intents.3]`"),
        ('[thresholds]\nprofile = "draft"', 2, "is set at the top"),
        ('BKG601 = "info"', 1, "is set below `[severity]`"),
        ('[tool.aptcheck]\nprofile = "draft"', 1, "leave out tool.aptcheck"),
        ("colour = 3", 1, "the keys here are select, ignore"),
        (f"{ENTRY}{ENTRY}place = 3", 7, "suppress entry 2: unknown key 'place'"),
    ],
)
def test_an_unknown_key(tmp_path: Path, text: str, line: int, words: str) -> None:
    sentence = said(tmp_path, text)
    assert sentence.startswith(f"aptcheck.toml, line {line}: ")
    assert words in sentence


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ('ignore = "BKG201"', 'ignore = ["BKG201"]'),
        ('select = "BKG201, SKY"', 'select = ["BKG201", "SKY"]'),
        ("[ignore]", 'ignore = ["BKG2"]'),
        ('[suppress]\ncode = "BKG601"\nreason = "no empty sky"', "[[suppress]]"),
        ('suppress = ["BKG601"]', "[[suppress]]"),
        ('[intents]\nstrategy = "pixel"', "[intents.3]"),
        ('[intents]\n3 = "pixel"', "[intents.3]"),
        ('[[intents."NGC-*"]]\nbright = true', '[intents."NGC-*"]'),
        ("[[thresholds]]\nmin_groups = 5", "[thresholds]"),
        ('severity = "error"', "[severity]"),
        ('profile = "Submit"', 'profile = "submit"'),
        ('severity.BKG201 = "Error"', 'BKG201 = "error"'),
        ('[intents.3]\nbright = "yes"', "bright = true"),
        ('[intents.3]\nextent_arcsec = "20.5"', "extent_arcsec = 20.5"),
        ("[thresholds]\nmin_groups = true", "min_groups = 5"),
        ("[thresholds]\nmin_groups = 5.5", "min_groups = 5"),
        ("[thresholds]\ndepth_ratio_min = nan", "depth_ratio_min = 0.9"),
        (f'{ENTRY}observation = "2"', "observation = 2"),
        (f"{ENTRY}until = 2027-06-30T12:00:00", "until = 2027-06-30"),
        (f"{ENTRY}until = 2027", "until = 2027-06-30"),
    ],
)
def test_what_to_write_can_be_copied(tmp_path: Path, text: str, copy: str) -> None:
    assert f"`{copy}`" in said(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[suppress]]\ncode = "BKG401"', "line 1: suppress entry 1 has no reason"),
        (f'{ENTRY}[[suppress]]\ncode = "BKG401"\nreason = ""', "line 6: suppress entry 2, reason"),
        ("ignore = [201]", "line 1: entry 1 of ignore must be text in quotes, not 201"),
    ],
)
def test_entries_are_counted_from_1(tmp_path: Path, text: str, words: str) -> None:
    assert words in said(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("depth_ratio_min = 2", "depth_ratio_min (2) is above depth_ratio_max (1.5 by default)"),
        (
            "separation_info_arcmin = 9\nseparation_warning_arcmin = 3",
            "separation_info_arcmin (9) is above separation_warning_arcmin (3)",
        ),
        ("max_groups_fastr1 = 4", "min_groups (5 by default) is above max_groups_fastr1 (4)"),
    ],
)
def test_a_lower_limit_is_not_above_the_upper(tmp_path: Path, text: str, words: str) -> None:
    assert words in said(tmp_path, f"[thresholds]\n{text}\n")


def test_equal_limits_are_in_order(tmp_path: Path) -> None:
    path = tmp_path / "aptcheck.toml"
    path.write_text("[thresholds]\nseparation_info_arcmin = 10\n")
    assert config.load(path).thresholds.separation_info_arcmin == 10


def test_in_a_pyproject_what_to_write_begins_with_our_table(tmp_path: Path) -> None:
    flat = '[tool.aptcheck.intents]\nstrategy = "pixel"\n'
    assert "line 2: " in said(tmp_path, flat, "pyproject.toml")
    assert "`[tool.aptcheck.intents.3]`" in said(tmp_path, flat, "pyproject.toml")
    single = '[tool.aptcheck.suppress]\ncode = "BKG601"\n'
    assert "`[[tool.aptcheck.suppress]]`" in said(tmp_path, single, "pyproject.toml")
    assert "must be a table" in said(tmp_path, "[tool]\naptcheck = 3\n", "pyproject.toml")


KINDS: tuple[Any, ...] = (
    3,
    -1,
    0,
    2.5,
    "",
    "x",
    "3",
    True,
    [1],
    ["x"],
    [[]],
    {},
    {"x": 1},
    date(2027, 1, 1),
)


def _wrong() -> list[dict[str, Any]]:
    tops = [{key: value} for key in Config.model_fields for value in KINDS]
    named = [{table: {"3": value}} for table in ("severity", "intents") for value in KINDS]
    inner = [
        place(key, value)
        for model, place in (
            (IntentSetting, lambda key, value: {"intents": {"3": {key: value}}}),
            (Thresholds, lambda key, value: {"thresholds": {key: value}}),
            (
                SuppressionSetting,
                lambda key, value: {
                    "suppress": [{"code": "BKG401", "reason": "We know.", key: value}]
                },
            ),
        )
        for key in model.model_fields
        for value in (*KINDS, float("inf"), float("nan"), datetime(2027, 1, 1, 12))
    ]
    return [*tops, *named, *inner]


def test_no_word_of_the_validator_reaches_the_user(tmp_path: Path) -> None:
    sentences = []
    for number, table in enumerate(_wrong()):
        path = tmp_path / f"{number}.toml"
        path.write_text(toml(table), encoding="utf-8")
        try:
            config.load(path)
        except ConfigError as fault:
            sentences.append(str(fault).removeprefix(str(path)))
    assert len(sentences) > 200
    for sentence in sentences:
        assert re.match(r", line 1: .*[.?]$", sentence), sentence
        assert not re.search(r"Input|[Vv]alid|pydantic|tuple|dict|another value", sentence), (
            sentence
        )
