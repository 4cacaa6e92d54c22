"""Rules from other packages: found by entry point, listed, run; one sentence if broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from aptcheck.testing import pair
from tests.installed import announce

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "outside_rules"

A_RULE = '''
from aptcheck.rules import Context, Fault, Observation, Verdicts, rule


@rule("{code}", severity="info")
def another_rule(observation: {subject}, context: Context) -> Verdicts:
    """Another rule."""
    yield Fault(message="It is so.", fix="Change it.", at=observation)
'''


def python(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python where the packages of a folder are installed."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=site,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """Install the example package as described by its pyproject.toml."""
    site = tmp_path / "site"
    shutil.copytree(EXAMPLE, site, ignore=shutil.ignore_patterns("__pycache__"))
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (module,) = project["entry-points"]["aptcheck.rules"].values()
    announce(site, project["name"], module)
    return site


def test_the_rule_is_listed_and_has_its_page(example: Path) -> None:
    listed = python(example, "-m", "aptcheck", "rules")
    assert listed.returncode == 0, listed.stderr
    assert "OBS101" in listed.stdout
    assert "BKG201" in listed.stdout
    page = python(example, "-m", "aptcheck", "explain", "unlabelled-observation")
    assert page.returncode == 0, page.stderr
    assert "Our reviewers ask for labels" in page.stdout


def test_the_rule_finds_its_fault(example: Path) -> None:
    path = pair(sky={"label": None}).write(example / "proposal.xml")
    arguments = ("-m", "aptcheck", "check", "--select", "OBS", "--format", "concise", str(path))
    checked = python(example, *arguments)
    assert checked.returncode == 0, checked.stderr
    (line,) = checked.stdout.splitlines()
    assert "OBS101 info" in line
    assert line.endswith("Observation 2 has no label.")
    assert python(example, *arguments, "--fail-on", "info").returncode == 1


def test_the_tests_of_the_example_pass(example: Path) -> None:
    run = python(example, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "4 passed" in run.stdout


def test_a_rule_without_an_entry_point_is_unknown(tmp_path: Path) -> None:
    assert "OBS101" not in python(tmp_path, "-m", "aptcheck", "rules").stdout


@pytest.mark.parametrize(
    ("module", "code"),
    [
        pytest.param(
            "their_rules", A_RULE.format(code="BKG201", subject="Observation"), id="taken"
        ),
        pytest.param("their_rules", A_RULE.format(code="OBS102", subject="Galaxy"), id="subject"),
        pytest.param("their_rules", A_RULE.format(code="OBS102", subject="Crash"), id="not theirs"),
        pytest.param("their_rules", A_RULE.format(code="obs102", subject="Target"), id="no code"),
        pytest.param(
            "their_rules",
            A_RULE.format(code="OBS102", subject="Edge").replace(
                "another_rule", "ngroups_mismatch"
            ),
            id="name taken",
        ),
        *(
            pytest.param(
                "their_rules",
                A_RULE.format(code="OBS102", subject="Target").replace(
                    'severity="info"', f'severity="info", {wrong}'
                ),
                id=wrong,
            )
            for wrong in (
                'draft="never"',
                'submit="lowered"',
                'catalogue="perhaps"',
                'about="stars"',
                'silenced_by="selection"',
                "suspected=True",
            )
        ),
        pytest.param("their_rules", "raise SystemExit(0)", id="exit"),
        pytest.param("their_rules", "import no_such_package", id="import"),
        pytest.param("their_rules", "raise RuntimeError('first line\\nsecond line')", id="crash"),
        pytest.param("their_rules", "def (", id="syntax"),
        pytest.param("their_rules", "", id="empty"),
        pytest.param("no_such_rules", "", id="missing"),
        pytest.param("their rules!", "", id="misnamed"),
    ],
)
def test_an_unusable_package_gives_one_sentence(tmp_path: Path, module: str, code: str) -> None:
    announce(tmp_path, "their-rules", module)
    (tmp_path / "their_rules.py").write_text(code, encoding="utf-8")
    path = pair().write(tmp_path / "proposal.xml")
    check_one_sentence(python(tmp_path, "-m", "aptcheck", "check", str(path)), module)


def test_a_broken_package_does_not_affect_commands_without_rules(tmp_path: Path) -> None:
    announce(tmp_path, "their-rules", "no_such_rules")
    check_one_sentence(python(tmp_path, "-m", "aptcheck", "rules"), "no_such_rules")
    assert python(tmp_path, "-m", "aptcheck", "--help").returncode == 0


def check_one_sentence(run: subprocess.CompletedProcess[str], module: str) -> None:
    assert run.returncode == 2
    assert run.stdout == ""
    (line,) = run.stderr.splitlines()
    assert line.startswith("aptcheck: ")
    assert line.endswith(".")
    assert module in line
    assert "aptcheck itself failed" not in line
