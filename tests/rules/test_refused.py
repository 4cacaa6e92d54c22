"""A rule of aptcheck with a code that is taken, retired or of another family is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "aptcheck"

RULE = '''
from aptcheck.rules import Context, Observation, Verdicts, rule


@rule("{code}", severity="info")
def {name}(observation: Observation, context: Context) -> Verdicts:
    """Nothing is wrong."""
    yield from ()
'''


@pytest.fixture
def listed_with(tmp_path: Path):
    """List the rules of a copy of aptcheck that has one more."""
    shutil.copytree(PACKAGE, tmp_path / "aptcheck", ignore=shutil.ignore_patterns("__pycache__"))

    def listing(file: str, code: str, name: str) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "aptcheck" / "rules" / file
        path.parent.mkdir(exist_ok=True)
        path.write_text(RULE.format(code=code, name=name), encoding="utf-8")
        (path.parent / "__init__.py").touch()
        return subprocess.run(
            [sys.executable, "-m", "aptcheck", "rules"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )

    return listing


def test_a_free_code_of_the_family_is_a_rule(listed_with) -> None:
    done = listed_with("links/another_rule.py", "BKG199", "another_rule")
    assert done.returncode == 0, done.stderr
    assert "BKG199  info     another-rule" in done.stdout


@pytest.mark.parametrize(
    ("file", "code", "name", "words"),
    [
        ("links/another_rule.py", "BKG299", "another_rule", ("BKG1", "aptcheck/rules/exposures")),
        ("imaging/another_rule.py", "BKG859", "another_rule", ("aptcheck/rules/leakcals",)),
        ("links/another_rule.py", "OBS101", "another_rule", ("BKG1",)),
        ("planets/another_rule.py", "BKG199", "another_rule", ("families.py",)),
        (
            "links/another_rule.py",
            "BKG101",
            "another_rule",
            ("BKG101 is taken", "links.another_rule", "links.background_missing"),
        ),
        (
            "links/self_background_2.py",
            "BKG199",
            "self_background",
            ("self-background is taken", "self_background_2"),
        ),
        ("structure/another_rule.py", "APT006", "another_rule", ("APT006 is retired",)),
        ("advice/another_rule.py", "APT006", "another_rule", ("APT006 is retired",)),
        ("links/some_rule.py", "BKG199", "another_rule", ("another_rule is in some_rule.py",)),
        ("links/another_rule.py", "BKG199", "link_order_unusual", ("APT006",)),
        ("exposures/another_rule.py", "BKG299", "grating_missing", ("former name of BKG203",)),
    ],
)
def test_it_is_refused_with_one_sentence(listed_with, file, code, name, words) -> None:
    done = listed_with(file, code, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be used" in done.stderr
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr
