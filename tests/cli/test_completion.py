"""``aptcheck completion``: the scripts, and the answers of the command line to them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_names_the_program(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "completion", shell)
    assert (done.status, done.err) == (0, "")
    assert f"_APTCHECK_COMPLETE={shell}_complete" in done.out
    registers = {
        "bash": "complete -o nosort -F _aptcheck_completion aptcheck",
        "zsh": "#compdef aptcheck",
        "fish": "complete --no-files --command aptcheck",
    }
    assert registers[shell] in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_valid_for_its_shell(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(run(capsys, "completion", shell).out)
    done = subprocess.run([program, "-n", str(script)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_another_shell_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "completion", "tcsh").status == 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("aptcheck text", "plain,textconv"),
        ("aptcheck check --fail", "plain,--fail-on"),
        ("aptcheck check --profile s", "plain,submit"),
        ("aptcheck check prop", "file,prop"),
        ("aptcheck schema rep", "plain,report"),
        ("aptcheck sug", "plain,suggest"),
        ("aptcheck suggest --pref", "plain,--prefer"),
        ("aptcheck suggest --prefer n", "plain,near"),
        ("aptcheck fi", "plain,fix"),
        ("aptcheck fix prop", "file,prop"),
        ("aptcheck check --show", "plain,--show-source"),
        ("aptcheck fix --un", "plain,--unsafe-fixes"),
        ("aptcheck fix --di", "plain,--diff"),
        ("aptcheck fix --profile s", "plain,submit"),
        ("aptcheck lock --sug", "plain,--suggest"),
        ("aptcheck schema sug", "plain,suggestions"),
    ],
)
def test_the_command_line_answers_the_shell(words: str, expected: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "aptcheck"],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_APTCHECK_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        },
        capture_output=True,
        check=False,
    )
    assert done.stdout.decode().splitlines() == [expected]
