"""Reads a log as CI runners do, and reports what they would obey."""

from __future__ import annotations

import re
import unicodedata

from tests.workflow_commands import commands

#: Azure Pipelines (Command.cs of its agent), GitHub's older spelling (ActionCommand.cs, TryParse)
#: and TeamCity: looked for wherever it is in a line. GitLab's sections (docs, "Expand and collapse
#: job log sections") end their marker with a carriage return and an escape character.
_ANYWHERE = re.compile(r"##\w*\[|section_(?:start|end):\d+:[^\r\n]*\r\x1b\[0K")
#: The colours that aptcheck itself writes.
COLOUR = re.compile(r"\x1b\[[\d;]*m")


def obeyed(log: str) -> list[str]:
    """Return what a runner would obey in a log, coloured or not."""
    plain = COLOUR.sub("", log)
    found = [match[0] for text in (log, plain) for match in _ANYWHERE.finditer(text)]
    found += [command.name for text in (log, plain) for command in commands(text)]
    return found


def hidden(text: str) -> set[str]:
    """Return the characters, except line feeds, that a terminal obeys or a reader cannot see."""
    return {
        character
        for character in text
        if character != "\n"
        and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    }
