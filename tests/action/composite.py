"""Runs a composite action step by step, with the syntax that this project's action uses."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.workflow_commands import Command, commands

_CONDITION = re.compile(r"\$\{\{ ([\w.-]+) != '(\w*)' \}\}")
_EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


@dataclass(frozen=True)
class Run:
    """The result of the action for a workflow."""

    ok: bool
    outputs: dict[str, str]
    summary: str
    log: str
    #: The actions that it uses, in order, each with its inputs.
    used: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def commands(self) -> list[Command]:
        return commands(self.log)


def run_action(
    action: Path,
    inputs: dict[str, str],
    *,
    workspace: Path,
    temporary: Path,
    stand_ins: dict[str, dict[str, str]],
    environment: dict[str, str] | None = None,
) -> Run:
    """Run an action; ``stand_ins`` are the outputs of steps that are not run, by step id.

    Of another action that it uses, only the inputs are recorded.
    """
    definition = yaml.safe_load((action / "action.yml").read_text())
    assert definition["runs"]["using"] == "composite"
    unknown = inputs.keys() - definition["inputs"].keys()
    assert not unknown, f"the action has no input {unknown}"
    known = {
        f"inputs.{name}": str(inputs.get(name, entry.get("default", "")))
        for name, entry in definition["inputs"].items()
    }
    temporary.mkdir(parents=True, exist_ok=True)
    summary = temporary / "summary.md"
    summary.touch()
    log, ok = "", True
    used: list[tuple[str, dict[str, str]]] = []
    known["runner.temp"] = str(temporary)
    for number, step in enumerate(definition["runs"]["steps"]):
        name = step.get("id", f"step-{number}")
        if not _is_to_run(step, known):
            made = {}
        elif "uses" in step:
            inputs_of_it = {key: _filled(str(value), known) for key, value in step["with"].items()}
            used.append((step["uses"].partition("@")[0], inputs_of_it))
            made = stand_ins.get(name, {})
        elif name in stand_ins:
            made = stand_ins[name]
        else:
            output = temporary / f"output-{number}"
            output.touch()
            done = _bash(
                step,
                known,
                workspace,
                {
                    **os.environ,
                    **(environment or {}),
                    "GITHUB_ACTIONS": "true",
                    "GITHUB_WORKSPACE": str(workspace),
                    "GITHUB_ACTION_PATH": str(action),
                    "GITHUB_OUTPUT": str(output),
                    "GITHUB_STEP_SUMMARY": str(summary),
                    "RUNNER_TEMP": str(temporary),
                },
            )
            log += done.stdout
            made = dict(line.split("=", 1) for line in output.read_text().splitlines())
            if done.returncode:
                ok = False
        known |= {f"steps.{name}.outputs.{key}": value for key, value in made.items()}
        if not ok:
            break
    outputs = {
        name: _filled(entry["value"], known) for name, entry in definition["outputs"].items()
    }
    return Run(ok, outputs, summary.read_text(encoding="utf-8"), log, used)


def _bash(
    step: dict[str, Any], known: dict[str, str], workspace: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    assert step["shell"] == "bash", step
    assert "${{" not in step["run"], "an expression in a script is an injection"
    own = {name: _filled(str(value), known) for name, value in step.get("env", {}).items()}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=workspace,
        env={**environment, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _is_to_run(step: dict[str, Any], known: dict[str, str]) -> bool:
    if "if" not in step:
        return True
    found = _CONDITION.fullmatch(step["if"])
    assert found, f"only a comparison with a text is understood: {step['if']}"
    return known.get(found[1], "") != found[2]


def _filled(text: str, known: dict[str, str]) -> str:
    return _EXPRESSION.sub(lambda match: known.get(match[1], ""), text)
