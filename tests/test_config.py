"""The configuration: where it is found, what it takes, what it says of a wrong key."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck import config
from aptcheck.errors import ConfigError
from aptcheck.testing import exposure, pair
from tests.judging import faults

SHALLOW = pair(sky={"integrations": 1}, science={"integrations": 4})


def write(folder: Path, text: str, name: str = "aptcheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_has_its_default() -> None:
    assert config.load(None) == config.Config()


def test_the_nearest_file_upwards_governs(tmp_path: Path) -> None:
    outer = write(tmp_path, 'profile = "draft"')
    inner = tmp_path / "cycle5" / "mine"
    inner.mkdir(parents=True)
    assert config.find(inner) == outer
    nearer = write(inner, 'profile = "submit"')
    assert config.find(inner) == nearer


def test_a_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    project = write(tmp_path, "[tool.other]\nx = 1\n", "pyproject.toml")
    assert config.find(tmp_path) != project
    project = write(tmp_path, '[tool.aptcheck]\nprofile = "draft"\n', "pyproject.toml")
    assert config.find(tmp_path) == project
    assert config.load(project).profile == "draft"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('slect = ["BKG"]', "did you mean 'select'?"),
        ("[thresholds]\nseparation_inf_arcmin = 3", "did you mean 'separation_info_arcmin'?"),
        ('[intents.3]\nstrategi = "pixel"', "did you mean 'strategy'?"),
        ('[intents.3]\nstrategy = "pixels"', "intents.3.strategy"),
        ('profile = "lenient"', "profile"),
        ("[thresholds]\ndepth_ratio_min = nan", "thresholds.depth_ratio_min"),
        ('[severity]\nBKG201 = "fatal"', "severity.BKG201"),
        ("select = ", "is not TOML"),
        ('[[suppress]]\ncode = "BKG401"\nreason = ""', "suppress.0.reason"),
    ],
)
def test_a_wrong_key_or_value_is_one_sentence_that_names_it(
    tmp_path: Path, text: str, named: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as fault:
        config.load(path)
    assert named in str(fault.value)
    assert str(path) in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "aptcheck.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="is not TOML"):
        config.load(path)


def test_an_intent_by_observation_number_decides() -> None:
    assert "BKG301 error 2" in faults(SHALLOW, intents={"1": {"strategy": "pixel"}})


def test_an_intent_by_target_glob_decides_and_the_number_comes_first() -> None:
    by_glob = {"NGC-*": {"strategy": "pixel"}}
    assert "BKG301 error 2" in faults(SHALLOW, intents=by_glob)
    assert "BKG301 error 2" not in faults(SHALLOW, intents={**by_glob, "1": {"strategy": "master"}})


def test_a_threshold_moves_a_limit() -> None:
    far = pair(sky_target={"north": 150.0})
    assert faults(far) == ["BKG601 info 2"]
    assert faults(far, thresholds={"separation_info_arcmin": 3.0}) == []


def test_an_ignored_family_is_silent() -> None:
    mismatch = pair(sky={"exposures": [exposure("SHORT", groups=40)]})
    assert faults(mismatch, ignore=("BKG2", "BKG3")) == []
