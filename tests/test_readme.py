"""The README shows what aptcheck prints, and the gate runs its commands."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ aptcheck ([^\n]+)\n(.*?)```", README, re.DOTALL)
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def printed_by(arguments: str, folder: Path) -> str:
    """Return what a command prints next to a copy of the samples, where it may write."""
    shutil.copytree(ROOT / "sample_proposals", folder / "sample_proposals")
    done = subprocess.run(
        [sys.executable, "-m", "aptcheck", *shlex.split(arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    return done.stdout.decode("utf-8")


def test_the_readme_shows_one_report() -> None:
    assert [arguments.split()[0] for arguments, _ in SHOWN] == ["check"]


@pytest.mark.parametrize(("arguments", "output"), SHOWN, ids=[a for a, _ in SHOWN])
def test_a_command_in_the_readme_prints_what_the_readme_shows(
    arguments: str, output: str, tmp_path: Path
) -> None:
    beginning, more, _ = output.partition("...\n")
    printed = printed_by(arguments, tmp_path)
    assert printed.startswith(beginning)
    assert more or printed == output


def test_each_of_the_two_commands_has_its_own_block(tmp_path: Path) -> None:
    install, test = (block.strip() for block in BLOCKS)
    for command in (install, test):
        assert "\n" not in command
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    arguments = install.split("aptcheck ", 1)[1]
    assert "SKY101" in printed_by(arguments, tmp_path)
    assert "[test]" in test
    assert "pytest" in test


@pytest.mark.skipif(shutil.which("sed") is None, reason="sed is not installed")
def test_the_gate_runs_both_commands_as_they_are_written() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    (program,) = re.findall(r"sed -n '([^']+)' README.md", gate)
    done = subprocess.run(
        ["sed", "-n", program, "README.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [block.strip() for block in BLOCKS]
    for command in range(len(BLOCKS)):
        assert f'bash -ec "${{commands[{command}]}}"\n' in gate


def test_the_counts_in_the_readme_are_those_of_the_table() -> None:
    page = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    (programmes,) = re.findall(r"^(\d+) programmes, ", page, re.MULTILINE)
    row = r"^\| .*\[(\w+)\]\(rules/\w+\.md\) \| (\d+) \| (\d+) \| (\d+) \|$"
    counts = {code: tuple(map(int, rest)) for code, *rest in re.findall(row, page, re.MULTILINE)}
    rows = [counts[code] for code in ("BKG201", "BKG102", "BKG603")]
    (sentences,) = re.findall(r"\bOf \d+ public programmes, .*?\(\[", README, re.DOTALL)
    said = [int(number) for number in re.findall(r"\d+", sentences)]
    concerned, silent = (sum(row[place] for row in rows) for place in (1, 2))
    assert said == [int(programmes), *(row[0] for row in rows), silent, concerned]


def test_the_files_that_the_readme_links_exist() -> None:
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", README):
        assert link.startswith("http") or (ROOT / link).exists(), link
