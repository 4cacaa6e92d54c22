"""Reads a step's log like GitHub's runner: which lines are commands, and their content.

Modelled on ActionCommand.TryParseV2 and the stop-commands handling of actions/runner.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    name: str
    properties: dict[str, str] = field(default_factory=dict)
    data: str = ""


def commands(log: str) -> list[Command]:
    """Return the commands that the runner would obey, in order."""
    obeyed = []
    stopped: str | None = None
    for line in log.split("\n"):
        command = _parsed(line)
        if stopped is not None:
            if command is not None and command.name == stopped:
                stopped = None
        elif command is not None and command.name == "stop-commands":
            stopped = command.data
        elif command is not None:
            obeyed.append(command)
    return obeyed


def _parsed(line: str) -> Command | None:
    line = line.strip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    head, _, data = line[2:].partition("::")
    name, _, listed = head.partition(" ")
    properties = {}
    for pair in listed.strip().split(","):
        key, equals, value = pair.partition("=")
        if equals and key.strip() and value:
            properties[key.strip()] = _unescaped(
                value, {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
            )
    return Command(name, properties, _unescaped(data, {"%0D": "\r", "%0A": "\n", "%25": "%"}))


def _unescaped(text: str, escapes: dict[str, str]) -> str:
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text
