"""The suggestion for a slip is accepted when pasted, and is what the user meant."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aptcheck.config import Config
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.options import Options
from aptcheck.errors import ConfigError

TRUE = ('"true"', "1", '"yes"', "yes", "on", "True")
FALSE = ('"false"', "0", '"no"', "no", "off", "False")
ENTRY = '[[suppress]]\ncode = "BKG601"\nreason = "We know."\n'
_AT = re.compile(r", line (\d+): ")
_COPY = re.compile("`([^`]+)`")


def read(file: Path, text: str) -> Config:
    """Return a configuration as a command reads it, including the rules that it names."""
    file.write_text(text, encoding="utf-8")
    return Configurations(Options(config=file)).of("a.xml").settings


def pasted(file: Path, text: str) -> Config:
    """Return a configuration with a slip after the suggestion is pasted over its line."""
    with pytest.raises(ConfigError) as fault:
        read(file, text)
    sentence = str(fault.value)
    at, copy = _AT.search(sentence), _COPY.search(sentence)
    assert at is not None, sentence
    assert copy is not None, sentence
    lines = text.split("\n")
    lines[int(at[1]) - 1] = copy[1]
    return read(file, "\n".join(lines))


@pytest.mark.parametrize(
    ("above", "slip", "meant"),
    [
        *(("[intents.3]", f"bright = {given}", "bright = true") for given in TRUE),
        *(("[intents.3]", f"bright = {given}", "bright = false") for given in FALSE),
        ("[intents.3]", 'extent_arcsec = "20.5"', "extent_arcsec = 20.5"),
        ("[intents.3]", "extent_arcsec = 10,5", "extent_arcsec = 10.5"),
        ("[intents.3]", "extent_arcsec = 20 arcsec", "extent_arcsec = 20"),
        ("[intents.3]", "strategy = Pixel # ours", 'strategy = "pixel"'),
        ("[intents.3]", 'source_class = "extended', 'source_class = "extended"'),
        ("[thresholds]", "depth_ratio_min = .5", "depth_ratio_min = 0.5"),
        ("[thresholds]", "max_groups_fastr1 = 100.0", "max_groups_fastr1 = 100"),
        ("[thresholds]", 'max_groups_fastr1 = "100"', "max_groups_fastr1 = 100"),
        ("[thresholds]", "max_groups_fastr1 = 1,000", "max_groups_fastr1 = 1000"),
        ("[severity]", "BKG601 = Error", 'BKG601 = "error"'),
        ("", 'select = ""', "select = []"),
        ("", 'select = [""]', "select = []"),
        ("", "ignore = BKG201", 'ignore = ["BKG201"]'),
        ("", 'ignore = "BKG201, SKY"', 'ignore = ["BKG201", "SKY"]'),
        ("", 'ignore = ["BKG201,SKY"]', 'ignore = ["BKG201", "SKY"]'),
        ("", 'ignore = ["BKG201" "SKY"]', 'ignore = ["BKG201", "SKY"]'),
        ("", 'ignore = ["BKG201"; "SKY"]', 'ignore = ["BKG201", "SKY"]'),
        ("", 'ignore = ["BKG201", "SKY"', 'ignore = ["BKG201", "SKY"]'),
        ("", 'profile = "submit', 'profile = "submit"'),
        ("", "profile = 'submit", 'profile = "submit"'),
        ("", "profile = Submit", 'profile = "submit"'),
        ("", "profile: submit", 'profile = "submit"'),
        ("", "profile submit", 'profile = "submit"'),
        ("", "profile = “submit”", 'profile = "submit"'),
        ("", 'profile = "submit";', 'profile = "submit"'),
        ("", 'profile = "submit" // now', 'profile = "submit"'),
        (ENTRY, "observation = 7.0", "observation = 7"),
        (ENTRY, 'observation = "obs 7"', "observation = 7"),
        (ENTRY, "observation = [7]", "observation = 7"),
        # One entry for each observation: the first of them.
        (ENTRY, "observation = 7,8", "observation = 7"),
        (ENTRY, 'observation = "7,8"', "observation = 7"),
        (ENTRY, "observation = [7, 8]", "observation = 7"),
        (ENTRY, "target = NGC 7023", 'target = "NGC 7023"'),
        (ENTRY, "target = 3C 273", 'target = "3C 273"'),
        (ENTRY, "target = 7023", 'target = "7023"'),
        (ENTRY, "target = 'M 31's'", 'target = "M 31\'s"'),
        (ENTRY, "proposal = 1234", 'proposal = "1234.*"'),
        (ENTRY, r'proposal = "C:\data\x"', 'proposal = "C:/data/x"'),
        (ENTRY, "until = Cycle 6", 'until = "Cycle 6"'),
        (ENTRY, 'until = "cycle6"', 'until = "Cycle 6"'),
        (ENTRY, "until = 30.06.2027", "until = 2027-06-30"),
        (ENTRY, 'until = "30.6.2027"', "until = 2027-06-30"),
        (ENTRY, "until = 2027-6-30", "until = 2027-06-30"),
        (ENTRY, "until = 2027-06-30T12:00:00", "until = 2027-06-30"),
        (
            '[[suppress]]\ncode = "BKG601"',
            'reason = "no "empty" sky"',
            "reason = \"no 'empty' sky\"",
        ),
        ('[[suppress]]\ncode = "BKG601"', "reason = No empty sky.", 'reason = "No empty sky."'),
        ("", "[intents.3", "[intents.3]"),
        ("", "[intents.3]]", "[intents.3]"),
        ("", "[intents 3]", "[intents.3]"),
        ("", "[intents.M 31's]", '[intents."M 31\'s"]'),
        ("", "[intents.[KSS2006] 1]", '[intents."[KSS2006] 1"]'),
        ("", "[intents.NGC*] # all, see [1]", '[intents."NGC*"]'),
        ("", '[intents."NGC*]', '[intents."NGC*"]'),
        ("", "[thresholds", "[thresholds]"),
    ],
)
def test_the_pasted_suggestion_is_what_was_meant(
    tmp_path: Path, above: str, slip: str, meant: str
) -> None:
    file = tmp_path / "aptcheck.toml"
    assert pasted(file, f"{above}\n{slip}") == read(file, f"{above}\n{meant}")


@pytest.mark.parametrize("slip", ["[[suppress]", "[suppress", "[suppress]]"])
def test_the_brackets_of_a_suppression(tmp_path: Path, slip: str) -> None:
    file = tmp_path / "aptcheck.toml"
    assert pasted(file, ENTRY.replace("[[suppress]]", slip)) == read(file, ENTRY)


def test_a_missing_code_can_be_found_in_the_report(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="has no code; write the code of the rule, in quotes"):
        read(tmp_path / "aptcheck.toml", '[[suppress]]\nreason = "We know."\n')


def test_an_example_for_a_missing_value_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "aptcheck.toml"
    lines = [line for line in ENTRY.split("\n") if not line.startswith("reason")]
    with pytest.raises(ConfigError, match=r"has no reason; write .*, such as `") as fault:
        read(file, "\n".join(lines))
    copy = _COPY.search(str(fault.value))
    assert copy is not None
    assert read(file, "\n".join((*lines, copy[1]))).suppress


@pytest.mark.parametrize(
    ("line", "never"),
    [
        ("[thresholds]\nmax_groups_fastr1 = 100.5", "write `"),
        ("[thresholds]\ndepth_ratio_min = 0", "write `"),
        ("[intents.3]\nextent_arcsec = -1", "write `"),
        (f"{ENTRY}observation = 7.5", "write `"),
        (f"{ENTRY}until = '06/07/2027'", "write `"),
        ("ignore = [201]", "write `"),
    ],
)
def test_an_unclear_value_gets_only_an_example(tmp_path: Path, line: str, never: str) -> None:
    with pytest.raises(ConfigError) as fault:
        read(tmp_path / "aptcheck.toml", line)
    assert never not in str(fault.value)
    assert re.search("such as `|the default is `", str(fault.value))


@pytest.mark.parametrize(
    "line",
    [
        "profile = 0x{0}",
        "[thresholds]\nmin_groups = 0x{0}",
        "[intents.3]\nextent_arcsec = 0x{0}",
        f"{ENTRY}observation = 0x{{0}}",
    ],
)
def test_a_number_without_end_is_one_sentence(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError) as fault:
        read(tmp_path / "aptcheck.toml", line.format("f" * 190))
    assert "0xffff" in str(fault.value) or "999999999 or less" in str(fault.value)
    assert len(str(fault.value)) < 400 + len(str(tmp_path))
