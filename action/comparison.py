"""How the proposals of a pull request differ from its base, by ``aptcheck diff``."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from action.changes import Base
from action.commands import finished
from action.corrections import PATIENCE, given
from action.runner import lines, read
from aptcheck import config
from aptcheck.catalog import LOCK_NAME
from aptcheck.report.markdown_text import plain
from aptcheck.wording import count

__all__ = ["compared"]

#: Inputs that a comparison takes too.
OF_DIFF = ("profile", "select", "ignore", "config")
#: Proposals that are compared, and bytes of the summary for all of them.
MOST, ROOM = 30, 400_000
_NAME = 200


def compared(proposals: Sequence[str], base: Base) -> str:
    """Return new, fixed and unchanged findings of each proposal as Markdown."""
    changed = [path for path in proposals if not base.is_unchanged(path) and _within(base, path)]
    head = f"\n## Compared with {plain(base.name, _NAME)}\n"
    if not changed:
        return f"{head}\nNo proposal has changed.\n"
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = list(pool.map(partial(_section, base=base), changed[:MOST]))
    return "".join((head, *_fitting(texts, len(changed))))


def _fitting(texts: Sequence[str], total: int) -> Iterator[str]:
    """Yield what fits into the summary, and how many proposals are left out."""
    room, shown = ROOM, 0
    for text in texts:
        room -= len(text.encode())
        if room < 0:
            break
        shown += 1
        yield text
    if left := total - shown:
        yield f"\n**Not compared here: {count(left, 'more changed proposal')}.**\n"


def _within(base: Base, path: str) -> bool:
    return Path(os.path.abspath(path)).resolve().is_relative_to(base.root)


def _section(path: str, base: Base) -> str:
    title = f"\n### {plain(path.replace(os.sep, '/'), _NAME)}\n"
    if not base.has(path):
        return f"{title}\nThe proposal is new.\n"
    if was := base.old_name(path):
        title += f"\nRenamed from {plain(was, _NAME)}.\n"
    with tempfile.TemporaryDirectory(dir=os.environ.get("RUNNER_TEMP")) as folder:
        old = Path(folder, Path(path).name)
        with old.open("wb") as file:
            held = base.write(path, file)
        if not held:
            return f"{title}\nNot compared: git could not read the old version.\n"
        with Path(folder, LOCK_NAME).open("wb") as file:
            locked = base.write(base.before(path).with_name(LOCK_NAME), file)
        if not locked:
            Path(folder, LOCK_NAME).unlink()
        text = _difference(str(old), path)
    # The heading of `aptcheck diff` names the temporary file.
    return (
        f"{title}{text.partition(chr(10))[2]}"
        if text
        else f"{title}\nNot compared: aptcheck diff failed.\n"
    )


def _difference(old: str, new: str) -> str:
    """Return what ``aptcheck diff`` writes; nothing if it fails or takes too long.

    Both versions are judged with the settings of today, each with the lock that was beside it.
    """
    options = [*given(OF_DIFF), *(f"--catalog={value}" for value in lines("catalog"))]
    governing = None if read("config") else config.find(Path(new).parent)
    if governing is not None:
        options.append(f"--config={governing}")
    # Two versions; 0 is no limit, as for the check.
    limit = 2 * float(read("timeout-per-file") or PATIENCE) or None
    command = ("diff", "--format=markdown", "--fail-on=never", *options, "--", old, new)
    done = finished(*command, limit_s=limit)
    return done.stdout.decode("utf-8", "replace") if done and not done.returncode else ""
