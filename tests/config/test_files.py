"""The configuration: where it is found, and how its bytes are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck import config
from aptcheck.errors import ConfigError
from aptcheck.intake.bounds import MAX_CONFIGURATION


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


def test_a_broken_project_of_another_tool_has_no_table_of_ours(tmp_path: Path) -> None:
    project = write(tmp_path, "tool = 3\n", "pyproject.toml")
    assert config.find(tmp_path) != project


def test_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "aptcheck.toml"
    path.write_bytes(b'\xef\xbb\xbfprofile = "draft"\r\n')
    assert config.load(path).profile == "draft"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('profile = "draft"'.encode("utf-16"), ": is UTF-16 or not text; save it as UTF-8."),
        ('profile = "draft"'.encode("utf-16-be"), ": is UTF-16 or not text; save it as UTF-8."),
        ("\n# Cédric\n".encode("latin-1"), ", line 2: the byte 0xE9 is not UTF-8"),
    ],
)
def test_another_encoding_is_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "aptcheck.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as fault:
        config.load(path)
    assert str(fault.value).startswith(f"{path}{said}")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[tool.aptcheck]\n[intents.1]\nbright = true", 2, "write `[tool.aptcheck.intents.1]`"),
        ('[tool.aptcheck]\n[intents."M 31"]', 2, 'write `[tool.aptcheck.intents."M 31"]`'),
        ('[tool.aptcheck]\n[[suppress]]\ncode = "A"', 2, "write `[[tool.aptcheck.suppress]]`"),
        ("[tool.aptcheck]\n[thresholds]\nmin_groups = 5", 2, "`[tool.aptcheck.thresholds]`"),
        ('[tool.aptcheck]\n[severity]\nBKG601 = "info"', 2, "`[tool.aptcheck.severity]`"),
        ('profile = "draft"\n[tool.aptcheck]', 1, "only below `[tool.aptcheck]`"),
        ("[tool]\naptcheck = []", 2, "tool.aptcheck must be a table"),
        ('[tool]\naptcheck = ""', 2, "tool.aptcheck must be a table"),
        ("[tool]\naptcheck = false", 2, "tool.aptcheck must be a table"),
        ('[tool.aptcheck.thresholds]\nprofile = "draft"', 2, "is set below `[tool.aptcheck]`"),
    ],
)
def test_our_keys_in_a_pyproject_are_never_ignored(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    project = write(tmp_path, text, "pyproject.toml")
    assert config.find(tmp_path) == project
    with pytest.raises(ConfigError) as fault:
        config.load(project)
    assert str(fault.value).startswith(f"{project}, line {line}: ")
    assert words in str(fault.value)


def test_a_table_of_another_tool_in_a_pyproject_is_its_own(tmp_path: Path) -> None:
    text = '[tool.other.intents]\nx = 1\n[project]\nname = "x"\n[tool.aptcheck]\n'
    assert config.load(write(tmp_path, text, "pyproject.toml")) == config.Config()


def test_a_pyproject_that_is_named_has_our_table(tmp_path: Path) -> None:
    project = write(tmp_path, "[tool.other]\nx = 1\n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"has no table `\[tool\.aptcheck\]`"):
        config.load(project)


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a folder, not a file"):
        config.load(tmp_path)


@pytest.mark.parametrize(
    "line",
    ["neighbour_radius_arcsec = 1e300", "control_radius_arcsec = 3601", "min_groups = 9999999999"],
)
def test_an_absurd_limit_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError, match="or less, not"):
        config.load(write(tmp_path, f"[thresholds]\n{line}\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"'{'k ' * 5000}' = 1",
        f"[intents.'{'k ' * 5000}']\nstrategy = 'x'",
        f"[intents.a]\n'{'k ' * 5000}' = 1",
        f"[intents]\n'{'k ' * 5000}' = 1",
        f"[[suppress]]\ncode = 'BKG601'\nreason = 'We know.'\n'{'k ' * 5000}' = 1",
    ],
)
def test_a_key_without_end_is_not_repeated(tmp_path: Path, text: str) -> None:
    (tmp_path / "aptcheck.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as fault:
        config.load(tmp_path / "aptcheck.toml")
    assert len(str(fault.value)) < 500 + len(str(tmp_path))


def test_a_configuration_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "aptcheck.toml"
    path.write_bytes(b"#" * (MAX_CONFIGURATION + 1))
    with pytest.raises(ConfigError, match="is larger than 512 kB"):
        config.load(path)
    path.write_text("profile = 'draft'\na" + ".a" * 40 + " = 1\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"aptcheck.toml, line 2: a key has more than 32 levels"):
        config.load(path)


@pytest.mark.parametrize("tool", ["5", "['aptcheck']", "{aptcheckk = 1}"])
def test_a_project_may_say_anything_of_tools(tmp_path: Path, tool: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"tool = {tool}\n", encoding="utf-8")
    assert config.find(tmp_path) is None or tmp_path not in config.find(tmp_path).parents
    with pytest.raises(ConfigError, match=r"has no table `\[tool.aptcheck\]`"):
        config.load(tmp_path / "pyproject.toml")
