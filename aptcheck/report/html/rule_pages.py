"""The rules that found something, the worst first: how often, where, and their pages as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markupsafe import Markup

from aptcheck.finding import Severity
from aptcheck.report.html.finding_groups import FindingView
from aptcheck.rules.registry import find_rule

__all__ = ["RulePage", "RulePlace", "rule_pages"]

#: Places that are listed.
_MOST = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class RulePlace:
    """Where a rule found something: what the link says, and its address."""

    label: str
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RulePage:
    """One rule: its code, name and title, what it found where, and the text of its page.

    ``number`` and ``places`` are of findings that count.
    """

    code: str
    name: str
    title: str
    severity: Severity
    number: int
    places: tuple[RulePlace, ...]
    more: int
    body: Markup


def rule_pages(found: Iterable[tuple[str, str, FindingView]]) -> tuple[RulePage, ...]:
    """Return the page of each rule once; a code without a rule has none.

    Parameters
    ----------
    found : iterable of (str, str, FindingView)
        Each finding after the label and the address of its place.
    """
    together: dict[str, list[tuple[RulePlace, FindingView]]] = {}
    for label, key, view in found:
        place = RulePlace(label=label, key=key)
        together.setdefault(view.finding.code, []).append((place, view))
    pages = (_page(code, members) for code, members in sorted(together.items()))
    return tuple(sorted(filter(None, pages), key=lambda page: (-page.severity.rank, -page.number)))


def _page(code: str, members: Sequence[tuple[RulePlace, FindingView]]) -> RulePage | None:
    rule = find_rule(code)
    if rule is None:
        return None
    counting = [(place, view) for place, view in members if view.finding.counts]
    places = tuple({place.key: place for place, _ in counting}.values())
    title, _, body = rule.page.partition("\n")
    # a page is our own text, but HTML in it is escaped anyway
    html = MarkdownIt("commonmark", {"html": False}).render(body)
    html = html.replace("<h2>", "<h4>").replace("</h2>", "</h4>")
    return RulePage(
        code=code,
        name=rule.name,
        title=title,
        severity=max((v.finding.severity for _, v in counting or members), key=lambda s: s.rank),
        number=len(counting),
        places=places[:_MOST],
        more=max(0, len(places) - _MOST),
        body=Markup(html),  # noqa: S704 - see above
    )
