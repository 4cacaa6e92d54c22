"""Which findings `aptcheck fix` can fix: a mark beside each, and one line for all of them."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import TYPE_CHECKING, get_args

from aptcheck.finding import FixOption
from aptcheck.report.address import relative
from aptcheck.report.visible import visible
from aptcheck.wording import count

if TYPE_CHECKING:
    from aptcheck.finding import Finding
    from aptcheck.report import Look
    from aptcheck.results import Report

__all__ = [
    "badge",
    "badge_title",
    "fix_command",
    "fix_label",
    "fixable_sentence",
    "fixable_words",
]

_OPTIONS: tuple[FixOption, ...] = get_args(FixOption)
#: In place of a path that cannot be pasted into a shell as shown.
_ANY = "FILE"


def fix_label(finding: Finding) -> str:
    """Return what is before the fix of a finding: ``Fix (by aptcheck fix --suggest)``."""
    return f"Fix (by {_command(finding)})" if badge(finding) else "Fix"


def badge(finding: Finding) -> str:
    """Return "fixable" or "fixable, unsafe"; nothing where `aptcheck fix` changes nothing."""
    if finding.fixable is None or not finding.counts:
        return ""
    return "fixable" if finding.fixable == "safe" else "fixable, unsafe"


def badge_title(finding: Finding) -> str:
    """Return the command that makes the change, as a sentence; nothing where none does."""
    if not badge(finding):
        return ""
    yours = "" if finding.fixable == "safe" else " The decision is yours."
    return f"{_command(finding)} makes this change in a copy of the proposal.{yours}"


def fixable_sentence(report: Report, look: Look | None = None) -> str:
    """Return how many findings `aptcheck fix` can fix and how to see the changes.

    Nothing where there is none. Several proposals have no path named; the path of a single one is
    as given, or relative to the root of a ``look``.
    """
    words = fixable_words(report)
    return f"{words}: {fix_command(report, look)}" if words else ""


def fixable_words(report: Report) -> str:
    """Return the sentence without its command."""
    found = _found(report)
    if not found:
        return ""
    ways = Counter(_options(finding) for _, finding in found)
    if len(ways) == 1:
        how = f" {_way(next(iter(ways)))}"
    else:
        order = sorted(ways, key=lambda options: [_OPTIONS.index(option) for option in options])
        how = f": {', '.join(f'{ways[options]} {_way(options)}' for options in order)}"
    several = len(report.proposals) > 1
    where = f" in {count({path for path, _ in found}, 'proposal')}" if several else ""
    each = " to each" if several else ""
    return f"{count(found, 'finding')}{where} can be fixed{how}. See the changes{each}"


def fix_command(report: Report, look: Look | None = None) -> str:
    """Return the command that shows the changes, with the options it needs to show any."""
    found = _found(report)
    if not found:
        return ""
    needed: tuple[str, ...] = ()
    if not any(finding.fixable == "safe" for _, finding in found):
        given = {option for _, finding in found for option in _options(finding)}
        needed = tuple(option for option in _OPTIONS if option in given)
    alone = len(report.proposals) == 1
    file = _pasted(report.proposals[0].path, look) if alone else _ANY
    return " ".join(("aptcheck fix", file, *needed, "--diff"))


def _found(report: Report) -> list[tuple[str, Finding]]:
    """Return the findings that can be fixed, each with the path of its proposal."""
    return [(one.path, each) for one in report.proposals for each in one.findings if badge(each)]


def _options(finding: Finding) -> tuple[FixOption, ...]:
    """Return the options any one of which fixes a finding; none if it needs none."""
    return () if finding.fixable == "safe" else finding.fix_options or ("--unsafe-fixes",)


def _command(finding: Finding) -> str:
    return f"aptcheck fix {' or '.join(_options(finding))}".rstrip()


def _way(options: tuple[FixOption, ...]) -> str:
    """Return "safely" or "with --suggest"."""
    return f"with {' or '.join(options)}" if options else "safely"


def _pasted(path: str, look: Look | None) -> str:
    """Return a path as a shell takes it; FILE if it looks like an option or cannot be shown."""
    path = path if look is None else relative(path, look)
    return _ANY if path.startswith("-") or visible(path) != path else shlex.quote(path)
