"""Which findings `aptcheck fix` can fix: a mark beside each, and one line for all of them."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from aptcheck.report.address import relative
from aptcheck.report.visible import visible
from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.finding import Finding
    from aptcheck.report import Look
    from aptcheck.results import Report

__all__ = ["badge", "badge_title", "fix_label", "fixable_sentence"]

#: A background to move is an unsafe finding too, and has an option of its own.
_UNSAFE_OPTIONS = ("--unsafe-fixes", "--suggest")
#: In place of a path that cannot be pasted into a shell as shown.
_ANY = "FILE"


def fix_label(finding: Finding) -> str:
    """Return what is before the fix of a finding: ``Fix (by aptcheck fix)``."""
    if not badge(finding):
        return "Fix"
    return "Fix (by aptcheck fix)" if finding.fixable == "safe" else "Fix (by aptcheck fix, unsafe)"


def badge(finding: Finding) -> str:
    """Return "fixable" or "fixable, unsafe"; nothing where `aptcheck fix` changes nothing."""
    if finding.fixable is None or not finding.counts:
        return ""
    return "fixable" if finding.fixable == "safe" else "fixable, unsafe"


def badge_title(finding: Finding) -> str:
    """Return the command that makes the change, as a sentence; nothing where none does."""
    if not badge(finding):
        return ""
    if finding.fixable == "safe":
        return "aptcheck fix makes this change in a copy of the proposal."
    return (
        f"aptcheck fix {' or '.join(_UNSAFE_OPTIONS)} makes this change in a copy of the "
        "proposal. The decision is yours."
    )


def fixable_sentence(report: Report, look: Look | None = None) -> str:
    """Return how many findings `aptcheck fix` can fix and how to see the changes.

    Nothing where there is none. Several proposals have no path named; the path of a single one is
    as given, or relative to the root of a ``look``.
    """
    found = [(one.path, each) for one in report.proposals for each in one.findings if badge(each)]
    if not found:
        return ""
    safe = sum(finding.fixable == "safe" for _, finding in found)
    shown = "" if safe else f" {' '.join(_UNSAFE_OPTIONS)}"
    if len(report.proposals) == 1:
        where, changes, file = "", "the changes", _pasted(report.proposals[0].path, look)
    else:
        where = f" in {count({path for path, _ in found}, 'proposal')}"
        changes, file = "the changes to each", _ANY
    return (
        f"{count(found, 'finding')}{where} can be fixed"
        f"{_how(safe, len(found) - safe)}. See {changes}: aptcheck fix {file}{shown} --diff"
    )


def _how(safe: int, unsafe: int) -> str:
    """Return " safely", or how many safely and how many with an option."""
    if not unsafe:
        return " safely"
    with_option = f"with {' or '.join(_UNSAFE_OPTIONS)}"
    return f": {safe} safely, {unsafe} {with_option}" if safe else f" {with_option}"


def _pasted(path: str, look: Look | None) -> str:
    """Return a path as a shell takes it; FILE if it looks like an option or cannot be shown."""
    path = path if look is None else relative(path, look)
    return _ANY if path.startswith("-") or visible(path) != path else shlex.quote(path)
