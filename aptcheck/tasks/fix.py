"""A corrected copy of a proposal: what a check finds, mended where a program can."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from aptcheck import apt
from aptcheck.correction import Correction
from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    answers,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.choice_of_remedies import choose
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.forms import Forms
from aptcheck.engine.proposal_report import with_remedies
from aptcheck.tasks.check import settled
from aptcheck.tasks.chosen_observations import opened

if TYPE_CHECKING:
    from aptcheck.edit import Kind
    from aptcheck.engine.choice_of_remedies import Chosen
    from aptcheck.engine.options import Options
    from aptcheck.engine.session import Session

__all__ = ["corrected"]


def corrected(
    file: str | Path,
    options: Options,
    *,
    unsafe: bool = False,
    suggest: bool = False,
    announce: Announce = quiet_announcement,
    asking: Asking = quiet_progress,
) -> Correction:
    """Return a corrected copy of a proposal; nothing is written.

    Parameters
    ----------
    file : path
    options : Options
        What is checked and how; a finding that is suppressed or deselected is left as it is.
    unsafe : bool
        Also what is for the proposer to decide.
    suggest : bool
        Also move backgrounds to the first place that is suggested for each.
    announce, asking : callable, optional
        As for a check.

    Raises
    ------
    UsageError
        The file cannot be read, the configuration is wrong, or a catalogue cannot be used.
    UnwritableEdit
        The file is made in a way in which it cannot be corrected.
    """
    governed = Configurations(options).of(str(file))
    session = opened(Path(file), options, governed.settings)
    found = None
    if session.hears_catalogues and choices(session.path, options):
        asked = {session.path: session.cones()}
        found = answers(asked, options, announce=announce, progress=asking)[session.path]
    report, remedies = with_remedies(session, found)
    (report,) = settled([report], [governed], None, options)
    counting = [finding for finding in report.findings if finding.counts]
    forms = Forms(session.proposal)
    chosen = choose(counting, remedies, forms, _kinds(unsafe=unsafe, suggest=suggest))
    without = sum(finding.fingerprint not in remedies for finding in counting)
    return _correction(session, forms, chosen, without)


def _kinds(*, unsafe: bool, suggest: bool) -> frozenset[Kind]:
    kinds: Iterable[Kind] = (
        "safe",
        *(("unsafe",) if unsafe else ()),
        *(("move",) if suggest else ()),
    )
    return frozenset(kinds)


def _correction(session: Session, forms: Forms, chosen: Chosen, without: int) -> Correction:
    document = session.document
    touched = forms.linked_with(forms.touched(chosen.edits))
    old, new = (f"{where}/{session.path}" for where in ("a", "b"))
    edited = apt.edited(document, chosen.edits, stale=touched)
    return Correction(
        path=session.path,
        data=edited.data,
        diff=apt.unified(edited.old_xml, edited.splices, old, new),
        mended=chosen.mended,
        left=chosen.left,
        without_remedy=without,
        outdated=edited.outdated,
    )
