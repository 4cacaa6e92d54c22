"""Text that a terminal, or a CI runner that reads the log, obeys instead of showing it."""

from __future__ import annotations

import unicodedata

__all__ = ["RUNNER_COMMAND", "is_hidden"]

#: A pattern for the first two characters of commands of Azure Pipelines (``##vso[task.complete]``),
#: TeamCity (``##teamcity[...]``) and GitHub (``##[error]``, its older spelling), some of which work
#: anywhere in a line (microsoft/azure-pipelines-agent, Command.cs; actions/runner,
#: ActionCommand.cs).
RUNNER_COMMAND = r"##(?=[\w.-]*\[)"

#: Categories that move a cursor, hide text or reverse its direction: control, format, surrogate,
#: private use, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def is_hidden(character: str) -> bool:
    """Whether a terminal would act on a character or not show it."""
    return unicodedata.category(character) in _HIDDEN
