"""What is obeyed and not shown: by a terminal, or by a CI runner that reads the log."""

from __future__ import annotations

import unicodedata

__all__ = ["RUNNER_COMMAND", "is_hidden"]

#: A pattern of the first two signs of what Azure Pipelines (``##vso[task.complete]``), TeamCity
#: (``##teamcity[...]``) and GitHub (``##[error]``, its older spelling) obey, some of them wherever
#: it is in a line (microsoft/azure-pipelines-agent, Command.cs; actions/runner, ActionCommand.cs).
RUNNER_COMMAND = r"##(?=[\w.-]*\[)"

#: Categories that move a cursor, hide text or turn its direction: control, format, surrogate,
#: private use, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def is_hidden(character: str) -> bool:
    """Whether a terminal would act on a character, or show nothing for it."""
    return unicodedata.category(character) in _HIDDEN
