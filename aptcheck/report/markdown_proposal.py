"""The part of a Markdown summary that is about one proposal, in at most `MOST_LINES` lines.

One that fails is open; any other is folded behind its verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from aptcheck.finding import Severity
from aptcheck.mode_names import MODE_WORDS
from aptcheck.report import Look
from aptcheck.report.address import relative
from aptcheck.report.alike import Entry, entries
from aptcheck.report.clipped import clipped
from aptcheck.report.fixable import fix_label
from aptcheck.report.markdown_text import cell, in_html, plain
from aptcheck.report.pair_settings import NONE_IN_COMMON, difference_words, settings_shown
from aptcheck.report.sentence import headline
from aptcheck.report.standing_out import standing_out
from aptcheck.report.verdict_words import STAMPS, suppressed, verdict_sentence
from aptcheck.report.words import is_mrs_alone, numbers, yes_no
from aptcheck.results import ExposureMatch, Outcome, Pair, ProposalReport
from aptcheck.wording import briefly, count, listed

__all__ = ["MOST_LINES", "PAIR_COLUMNS", "section"]

MOST_LINES = 25
#: Findings in full, each in one line; of a line, the characters of a message and of a fix.
_FINDINGS = 12
_LINE = 400
_NAME = 200
#: Parts of a list within a line, and the characters of each and of them all.
_PARTS = 8
_PART, _ALL = 500, 1_000
#: Of the pairs, and how each is aligned.
PAIR_COLUMNS = {
    "Science": "---:",
    "Background": "---:",
    "Link": "---",
    "Order": "---",
    "Separation, arcsec": "---:",
    "Depth": "---:",
    "Ngroups": "---",
}
_OUTCOMES = {
    Outcome.PASSED: "passed",
    Outcome.FINDING: "with a finding",
    Outcome.NOT_APPLICABLE: "not applicable",
    Outcome.NOT_CHECKED: "not checked",
}


def section(proposal: ProposalReport, look: Look) -> str:
    """Return verdict, findings, pairs, and what was not checked."""
    name = relative(proposal.path, look)
    stamp, sentence = STAMPS[proposal.verdict], clipped(verdict_sentence([proposal]), _LINE)
    found = list(_findings(proposal))
    about = list(_about(proposal))
    if proposal.verdict == "fail":
        lines = ["", f"### {plain(name, _NAME)}", "", f"**{stamp}**: {plain(sentence, _LINE)}"]
        lines += ["", *found] if found else []
        folded = ", ".join(_sizes(proposal))
        lines += ["", f"<details><summary>{in_html(folded, _NAME)}</summary>", "", *about]
    else:
        words = f"{in_html(name, _NAME)}: <b>{stamp}</b>, {in_html(sentence, _LINE)}"
        lines = ["", f"<details><summary>{words}</summary>", "", *found, *about]
    lines += _pairs(proposal, MOST_LINES - len(lines) - 2)
    return "".join(f"{line}\n" for line in (*lines, "", "</details>"))


def _findings(proposal: ProposalReport) -> Iterator[str]:
    """Yield a line for each group of findings that count, and one for those left out."""
    counting = [finding for finding in proposal.findings if finding.counts]
    groups = entries(sorted(counting, key=lambda finding: -finding.severity.rank))
    most = len(groups) if len(groups) <= _FINDINGS else _FINDINGS - 1
    yield from map(_finding, groups[:most])
    if left := groups[most:]:
        sizes: Counter[Severity] = Counter()
        for group in left:
            sizes[group.first.severity] += len(group.findings)
        counted = listed(count(sizes[one], one.value) for one in Severity if sizes[one])
        codes = _bounded(dict.fromkeys(group.first.code for group in left))
        yield f"- and {counted}: {plain(codes, _LINE)}"


def _finding(group: Entry) -> str:
    """Return what is wrong and, on a line of its own within the item, what to do."""
    finding = group.first
    rule = plain(f"{finding.code} {finding.name}", _NAME)
    line = f"- **{finding.severity.value}** {rule}: {_whole(headline(finding))}"
    cure = f"**{fix_label(finding)}:** {_whole(finding.fix)}" if finding.fix else ""
    after = " ".join(part for part in (cure, _elsewhere(group)) if part)
    return f"{line}<br>{after}" if after else line


def _elsewhere(group: Entry) -> str:
    """Return "Likewise in observations 4 and 6."; nothing if there is no other finding."""
    first, *others = group.findings
    if not others:
        return ""
    numbers = {f.observation for f in others} - {None, first.observation}
    if len(numbers) < len(others):
        return f"Likewise {count(others, 'more finding')} of this rule."
    return f"Likewise in {briefly('observation', sorted(n for n in numbers if n is not None))}."


def _whole(text: str) -> str:
    return plain(clipped(text, _LINE), _LINE)


def _sizes(proposal: ProposalReport) -> Iterator[str]:
    if proposal.scope.pairs:
        yield count(proposal.scope.pairs, "pair")
    yield _ledger(proposal) if proposal.coverage else "no rule ran"


def _ledger(proposal: ProposalReport) -> str:
    ended = Counter(line.outcome for line in proposal.coverage)
    outcomes = (f"{ended[one]} {_OUTCOMES[one]}" for one in Outcome if ended[one])
    return f"{count(proposal.coverage, 'rule')}: {', '.join(outcomes)}"


def _about(proposal: ProposalReport) -> Iterator[str]:
    """Yield a line each for the proposal, what was not checked, and what is suppressed."""
    known = [
        proposal.title or "",
        f"programme {proposal.program}" if proposal.program else "",
        f"Cycle {proposal.cycle}" if proposal.cycle else "",
        f"APT {proposal.apt_version}" if proposal.apt_version else "",
    ]
    if any(known):
        yield f"- {plain(', '.join(part for part in known if part), _NAME)}"
    if proposal.verdict != "fail" and proposal.coverage:
        yield f"- {_ledger(proposal)}"
    if unchecked := _bounded(_unchecked(proposal), "; "):
        yield f"- Not checked: {plain(clipped(unchecked, _ALL), _ALL)}"
    # The verdict counts what is in the baseline.
    if hidden := _bounded([f"{what}: {why}" for what, why in suppressed(proposal)], "; "):
        yield f"- Suppressed: {plain(clipped(hidden, _ALL), _ALL)}"


def _unchecked(proposal: ProposalReport) -> Iterator[str]:
    """Yield the codes and, in brackets, the reason, for each reason."""
    codes: dict[str, list[str]] = {}
    for line in proposal.coverage:
        if line.outcome is Outcome.NOT_CHECKED:
            codes.setdefault(line.reason or "no reason given", []).append(line.code)
    for reason, of in codes.items():
        yield f"{_bounded(of)} ({clipped(reason, _LINE)})"


def _bounded(parts: Iterable[str], between: str = ", ") -> str:
    """Return the first parts, each shortened between its own parts, and how many more."""
    whole = [clipped(part, _PART) for part in parts]
    left = len(whole) - _PARTS
    more = [f"and {left} more"] if left > 0 else []
    return between.join([*whole[:_PARTS], *more])


def _pairs(proposal: ProposalReport, room: int) -> list[str]:
    """Return a table within so many lines: pairs at fault first, and how many are left out.

    Without room for a row, one more item of the list says so.
    """
    pairs, total = proposal.backgrounds, proposal.scope.pairs
    # Two blank lines, two of the head, one that counts the rest.
    rows = room - 5
    if not pairs:
        return []
    if rows < 1:
        left_out = f"- {count(total, 'pair')} not shown here: the other formats have the table"
        return [left_out][:room]
    named, settings = not is_mrs_alone(pairs), settings_shown(pairs)
    columns = {"Mode": "---", **PAIR_COLUMNS} if named else PAIR_COLUMNS
    first = set(standing_out(settings, proposal.findings))
    ordered = sorted(pairs, key=lambda pair: pair not in first)
    table = [
        "",
        f"| {' | '.join(columns)} |",
        f"|{'|'.join(columns.values())}|",
        *(_row(pair, settings[pair], named=named) for pair in ordered[:rows]),
    ]
    left = total - min(rows, len(pairs))
    return [*table, "", f"and {count(left, 'more pair')}"] if left > 0 else table


def _row(pair: Pair, settings: Iterable[ExposureMatch], *, named: bool) -> str:
    distance, depth = pair.separation_arcsec, pair.depth_ratio
    cells = [
        *([MODE_WORDS[pair.mode]] if named else []),
        str(pair.science_observation),
        str(pair.background_observation),
        yes_no(pair),
        pair.order or "",
        "" if distance is None else f"{distance:.1f}",
        "" if depth is None else f"{depth:.2f}",
        cell(clipped(_groups(settings), _NAME), _NAME),
    ]
    return f"| {' | '.join(cells)} |"


def _groups(settings: Iterable[ExposureMatch]) -> str:
    parts = dict.fromkeys(
        f"{answer.wavelength or answer.setting} {numbers(answer.science_groups)}"
        f"{difference_words(answer)}"
        for answer in settings
    )
    return ", ".join(parts) or NONE_IN_COMMON
