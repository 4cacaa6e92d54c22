"""The shape of a rule: a documented generator and what the engine must know about it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from aptcheck.background.edge import Edge
from aptcheck.background.graph import Graph
from aptcheck.background.sides import Background, Science
from aptcheck.finding import Severity
from aptcheck.model import Observation, Proposal, Target
from aptcheck.rules.context import Context
from aptcheck.rules.verdict import Verdict

__all__ = ["SUBJECTS", "Check", "Rule", "rule"]

#: What a rule can ask for as its first parameter; the engine calls it once for each.
SUBJECTS = (Proposal, Graph, Target, Observation, Science, Edge, Background)

Check = Callable[[Any, Context], Iterator[Verdict]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule.

    Parameters
    ----------
    code, name : str
        ``BKG201`` and ``ngroups-mismatch``; the name is the function's.
    severity : Severity
        The default; a fault may carry its own.
    draft : {"same", "warning", "off"}
        In the profile ``draft``: as it is, at most a warning, or its infos left out.
    raised_on_submit : bool
        In the profile ``submit``: one step worse; an error stays an error.
    suspected : bool
        Whether the rule also judges suspected pairs, one severity lower.
    locked : bool
        Whether it can be neither deselected nor suppressed.
    subject : type
        What it judges, one of `SUBJECTS`: the type of its first parameter.
    check : callable
        Yields the verdicts of one subject.
    """

    code: str
    name: str
    severity: Severity
    draft: str
    raised_on_submit: bool
    suspected: bool
    locked: bool
    subject: type
    check: Check

    @property
    def title(self) -> str:
        """The first line of the page."""
        return self.page.split("\n", 1)[0]

    @property
    def page(self) -> str:
        """The rule's page in Markdown: title, What, Why, How to fix, Source."""
        return inspect.getdoc(self.check) or ""


def rule(
    code: str,
    *,
    severity: Severity,
    draft: str = "same",
    raised_on_submit: bool = False,
    suspected: bool = False,
    locked: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a documented generator function; the parameters are those of `Rule`."""

    def wrap(check: Check) -> Rule:
        return Rule(
            code=code,
            name=check.__name__.replace("_", "-"),
            severity=severity,
            draft=draft,
            raised_on_submit=raised_on_submit,
            suspected=suspected,
            locked=locked,
            subject=_subject(code, check),
            check=check,
        )

    return wrap


def _subject(code: str, check: Check) -> type:
    """Return the type a rule's first parameter is annotated with.

    The annotation is a name in the rule's own module: looking it up there is a hundred times
    quicker than evaluating all annotations, for a hundred rules.
    """
    name = next(iter(check.__annotations__.values()))
    subject: type = check.__globals__.get(name, object) if isinstance(name, str) else name
    if subject not in SUBJECTS:
        raise TypeError(f"{code} asks for {name!r}, which the engine does not offer")
    return subject
