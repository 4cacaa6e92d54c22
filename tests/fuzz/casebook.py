"""Keeps what was found: a folder with the files of a small case, and how to reproduce the fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from tests.fuzz.case import Case
from tests.fuzz.fault import Fault

__all__ = ["Casebook"]


class Casebook:
    """A folder of cases, one for each fault.

    Parameters
    ----------
    folder : Path
        Created when there is something to keep.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, kind: str, fault: Fault) -> Path:
        """Return where the case of a fault is kept."""
        words = re.sub(r"[^a-z0-9]+", "-", str(fault).lower()).strip("-")[:50]
        return self.folder / f"{kind}-{words}-{sha256(str(fault).encode()).hexdigest()[:6]}"

    def keep(self, case: Case, files: Mapping[str, bytes], fault: Fault, again: str) -> Path:
        """Write a case; ``again`` is the command that draws it."""
        place = self.place(case.kind.name, fault)
        place.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (place / name).write_bytes(content)
        mutations = "\n".join(f"  {mutation}" for mutation in case.mutations) or "  none"
        account = (
            f"{fault}\n\nBegins with {case.start!r}; {case.changed} was changed:\n{mutations}\n\n"
            f"The case as it was drawn, and its fault again:\n  {again}\n\n"
            "The other files here were made smaller as long as the fault remained.\n\n"
            f"{fault.detail[:20_000]}\n"
        )
        (place / "FAULT.txt").write_text(account, encoding="utf-8", errors="backslashreplace")
        return place
