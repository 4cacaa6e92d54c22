"""A corrected copy of a proposal: the findings of a check, fixed where a program can."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from aptcheck import apt
from aptcheck.correction import Correction
from aptcheck.edit import Unwritten
from aptcheck.engine.catalogues import (
    Announce,
    Asking,
    Catalogues,
    choices,
    quiet_announcement,
    quiet_progress,
)
from aptcheck.engine.choice_of_remedies import choose
from aptcheck.engine.configurations import Configurations
from aptcheck.engine.destination import Destination
from aptcheck.engine.forms import Forms
from aptcheck.engine.inputs import inputs
from aptcheck.engine.paths import STDIN
from aptcheck.engine.proposal_report import with_remedies
from aptcheck.engine.settling import settled
from aptcheck.engine.writer import write
from aptcheck.errors import UnwritableArchive, UnwritableEdit, UsageError
from aptcheck.finding import Severity
from aptcheck.remedies.cost import total_cost
from aptcheck.tasks.chosen_observations import opened

if TYPE_CHECKING:
    from aptcheck.edit import Edit, Kind, Remedy
    from aptcheck.engine.choice_of_remedies import Chosen
    from aptcheck.engine.options import Options
    from aptcheck.engine.session import Session

__all__ = ["corrected"]

#: How many remedies are tried one by one if the file does not accept all.
_MOST_TRIED = 100


def corrected(
    file: str | Path,
    options: Options,
    *,
    output: str | Path | None = None,
    unsafe: bool = False,
    suggest: bool = False,
    announce: Announce = quiet_announcement,
    asking: Asking = quiet_progress,
) -> Correction:
    """Return a corrected copy of a proposal.

    Parameters
    ----------
    file : path
    options : Options
        What to check and how; suppressed and deselected findings are not fixed.
    output : path, optional
        A new file for the copy, written only if it differs from the proposal.
    unsafe : bool
        Also make changes that are the proposer's decision.
    suggest : bool
        Also move backgrounds to the first position suggested for each.
    announce, asking : callable, optional
        As for a check.

    Raises
    ------
    UsageError
        The file cannot be read, the configuration is wrong, a catalogue cannot be used, or the copy
        must not be written there.
    UnwritableEdit
        The file has a structure that aptcheck cannot correct.
    """
    if str(file) == STDIN:
        raise UsageError("aptcheck fix needs a file; standard input cannot be corrected.")
    copy = _destination(file, output, options)
    governed = Configurations(options).of(str(file))
    session = opened(Path(file), options, governed.settings)
    if copy is not None:
        _check_name(session.document, copy.path)
    found = None
    if session.hears_catalogues and choices(session.path, options):
        asked = {session.path: session.cones()}
        found = Catalogues(options, announce=announce, progress=asking).answers(asked)[session.path]
    report, remedies = with_remedies(session, found)
    (report,) = settled([report], [governed], options)
    counting = [finding for finding in report.findings if finding.counts]
    forms = Forms(session.proposal)
    kinds = _kinds(unsafe=unsafe, suggest=suggest)
    choosing = partial(choose, counting, forms=forms, kinds=kinds)
    chosen, edited = _made(session.document, forms, remedies, choosing)
    # an info needs no fix
    without = sum(
        finding.fingerprint not in remedies and finding.severity is not Severity.INFO
        for finding in counting
    )
    correction = _correction(session, chosen, edited, without)
    if copy is not None and correction.differs:
        write(copy, correction.data)
    return correction


def _destination(
    file: str | Path, output: str | Path | None, options: Options
) -> Destination | None:
    """Return where the copy goes, after checking that it may be written there."""
    if output is None:
        return None
    copy = Destination(path=Path(output), holds="proposal", inputs=inputs((file,), options))
    copy.approved()
    return copy


def _check_name(document: apt.Document, output: Path) -> None:
    """Refuse an XML name for an archive, or an archive name for XML."""
    ending = ".aptx" if document.is_archive else ".xml"
    if output.suffix.lower() in {".aptx", ".xml"} - {ending}:
        kind = "an archive" if document.is_archive else "XML"
        raise UsageError(
            f"{output}: the copy is {kind}, like the proposal; give it the ending {ending}."
        )


def _kinds(*, unsafe: bool, suggest: bool) -> frozenset[Kind]:
    asked: dict[Kind, bool] = {"safe": True, "unsafe": unsafe, "move": suggest}
    return frozenset(kind for kind, wanted in asked.items() if wanted)


def _correction(session: Session, chosen: Chosen, edited: apt.Edited, without: int) -> Correction:
    old, new = (f"{side}/{_name(session)}" for side in ("a", "b"))
    return Correction(
        path=session.path,
        data=edited.data,
        diff=apt.unified(edited.old_xml, edited.splices, old, new),
        fixed=tuple(one for one, _ in chosen.fixed),
        left=chosen.left,
        without_remedy=without,
        cost=total_cost(session.proposal, edited.document.proposal),
        outdated=edited.outdated,
    )


def _made(
    document: apt.Document,
    forms: Forms,
    remedies: Mapping[str, Remedy | Unwritten],
    choosing: Callable[[Mapping[str, Remedy | Unwritten]], Chosen],
) -> tuple[Chosen, apt.Edited]:
    """Choose remedies and make them; those that the file does not accept are left."""
    chosen = choosing(remedies)
    try:
        return chosen, _edited(document, forms, chosen.edits)
    except UnwritableArchive:
        raise
    except UnwritableEdit:
        unwritable = _unwritable(document, forms, chosen)
        if not unwritable:
            raise
    # another may be chosen in place of one that is left
    return _made(document, forms, {**remedies, **unwritable}, choosing)


def _edited(document: apt.Document, forms: Forms, edits: Collection[Edit]) -> apt.Edited:
    return apt.edited(document, edits, stale=forms.linked_with(forms.touched(edits)))


def _unwritable(document: apt.Document, forms: Forms, chosen: Chosen) -> dict[str, Unwritten]:
    """Return why the file does not accept some remedies, by the fingerprints of their findings.

    With many remedies it returns none, because each costs a complete reading.
    """
    found: dict[str, Unwritten] = {}
    if len(chosen.fixed) > _MOST_TRIED:
        return found
    for one, edits in chosen.fixed:
        try:
            _edited(document, forms, edits)
        except UnwritableEdit as fault:
            found[one.finding.fingerprint] = Unwritten(fault.reason)
    return found


def _name(session: Session) -> str:
    """Return the name of the XML in the diff: the file, and in an archive the member."""
    path = session.path
    if PurePath(path).is_absolute() or ".." in PurePath(path).parts:
        path = PurePath(path).name
    return f"{path}:{session.document.member}" if session.document.is_archive else path
