"""Two versions of a proposal, each opened once and judged by itself, then compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    answers,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.check import report_of
from aptcheck.engine.difference import difference
from aptcheck.engine.governed import Configurations
from aptcheck.engine.run import settled
from aptcheck.engine.session import Session, Unopened, cones_of, open_proposal

if TYPE_CHECKING:
    from aptcheck.contamination.sky import Answers
    from aptcheck.difference import Difference
    from aptcheck.engine.options import Options
    from aptcheck.model import Proposal

__all__ = ["compared"]


def compared(
    old: str,
    new: str,
    options: Options,
    *,
    announce: Announce = quiet_announcement,
    progress: Asking = quiet_progress,
) -> Difference:
    """Compare two files; the catalogues are asked about both at once.

    Raises
    ------
    UsageError
        The configuration is wrong, or a catalogue file cannot be used.
    """
    configurations = Configurations(options)
    governed = {path: configurations.of(path) for path in dict.fromkeys((old, new))}
    opened = {path: open_proposal(path, options, by.settings) for path, by in governed.items()}
    curious = [path for path in opened if choices(path, options)]
    asked: dict[str, Answers] = {}
    if curious:
        cones = {path: cones_of(opened[path]) for path in curious}
        asked = answers(cones, options, announce=announce, progress=progress)
    # Each version is a run of its own, so that a suppression is judged on each by itself.
    reports = {
        path: settled([report_of(one, asked.get(path))], [governed[path]], None, options)[0]
        for path, one in opened.items()
    }
    return difference(reports[old], reports[new], _proposal(opened[old]), _proposal(opened[new]))


def _proposal(opened: Session | Unopened) -> Proposal | None:
    return opened.proposal if isinstance(opened, Session) else None
