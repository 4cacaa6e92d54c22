"""What a rule is: a documented generator, and all that the program must know about it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from aptcheck.finding import Severity, SeverityWord
from aptcheck.mode_names import EVERY_MODE, ModeName
from aptcheck.rules.subjects import ENGINE_SUBJECTS, MAY_BE_SUSPECTED, SUBJECTS
from aptcheck.rules.verdict import Verdicts

__all__ = ["About", "Catalogue", "Check", "Draft", "Repair", "Rule", "rule"]

Check: TypeAlias = Callable[[Any, Any], Verdicts]
Draft = Literal["same", "warning", "off"]
Submit = Literal["same", "raised"]
Catalogue = Literal["needed", "used"]
About = Literal["file", "field", "surroundings"]
Repair = Literal["association", "never"]
#: What is judged where a rule names no mode.
_MRS: tuple[ModeName, ...] = ("miri-mrs",)
Silencer = Literal["selection", "suppression"]

_CODE = re.compile("[A-Z]{2,8}[0-9]{1,4}")


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
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
    submit : {"same", "raised"}
        In the profile ``submit``: as it is, or one step worse; an error stays an error.
    suspected : bool
        Whether the rule also judges suspected pairs, one severity lower.
    catalogue : {"needed", "used"} or None
        Whether it uses catalogue answers: ``needed``, and a field without an answer is not checked;
        ``used``, and the rule reports that itself.
    about : {"file", "field", "surroundings"} or None
        What its finding is about, for reports: a file that cannot be read; the angles at which
        something is in a field (every angle where it names none); what is around a field.
    repair : {"association", "never"} or None
        What can be done about an error once the data are taken: an association file of one's own
        repairs it offline; nothing does; None where that depends, or no data are at stake.
    silenced_by : set of {"selection", "suppression"}
        How a team may silence it; a rule that nothing silences is never left out.
    modes : tuple of str
        The modes that it judges, in the order of reports; it is called with the subjects of each.
        What it says about the whole ``Proposal``, or about what the engine finds, it says once.
    subject : str
        What it judges, one of `SUBJECTS`, or of `ENGINE_SUBJECTS` where the engine finds it
        outside the proposal: the type of its first parameter.
    check : callable
        Yields the verdicts of one subject.
    """

    code: str
    name: str
    severity: Severity
    draft: Draft
    submit: Submit
    suspected: bool
    catalogue: Catalogue | None
    about: About | None
    repair: Repair | None
    silenced_by: frozenset[Silencer]
    modes: tuple[ModeName, ...]
    subject: str
    check: Check

    @property
    def judged_by_engine(self) -> bool:
        """Whether the engine finds its subjects, outside the walk over a proposal."""
        return self.subject in ENGINE_SUBJECTS

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
    severity: SeverityWord,
    draft: Draft = "same",
    submit: Submit = "same",
    suspected: bool = False,
    catalogue: Catalogue | None = None,
    about: About | None = None,
    repair: Repair | None = None,
    silenced_by: frozenset[Silencer] | set[Silencer] = frozenset({"selection", "suppression"}),
    modes: Iterable[ModeName] = _MRS,
) -> Callable[[Check], Rule]:
    """Make a rule of a documented generator function; the parameters are those of `Rule`.

    Raises
    ------
    TypeError
        The function asks for a subject that the engine does not offer, or a parameter is not one
        of those that `Rule` names.
    """
    _demand(_CODE.fullmatch(str(code)), f"{code!r} is not a code such as BKG201")
    _demand(draft in get_args(Draft), f"{code}: draft={draft!r}")
    _demand(submit in get_args(Submit), f"{code}: submit={submit!r}")
    _demand(catalogue in (None, *get_args(Catalogue)), f"{code}: catalogue={catalogue!r}")
    _demand(about in (None, *get_args(About)), f"{code}: about={about!r}")
    _demand(repair in (None, *get_args(Repair)), f"{code}: repair={repair!r}")
    judged = frozenset(modes)
    _demand(judged and judged <= {*EVERY_MODE}, f"{code}: modes={modes!r}")
    _demand(set(silenced_by) <= set(get_args(Silencer)), f"{code}: silenced_by={silenced_by!r}")

    def wrap(check: Check) -> Rule:
        subject = _subject(code, check)
        _demand(
            not suspected or subject in MAY_BE_SUSPECTED, f"{code}: no {subject} is only suspected"
        )
        return Rule(
            code=code,
            name=check.__name__.replace("_", "-"),
            severity=Severity(severity),
            draft=draft,
            submit=submit,
            suspected=suspected,
            catalogue=catalogue,
            about=about,
            repair=repair,
            silenced_by=frozenset(silenced_by),
            modes=tuple(mode for mode in EVERY_MODE if mode in judged),
            subject=subject,
            check=check,
        )

    return wrap


def _subject(code: str, check: Check) -> str:
    """Return the name of the type that a rule's first parameter is annotated with."""
    asked = next(iter(check.__annotations__.values()), None)
    name = asked if isinstance(asked, str) else getattr(asked, "__name__", repr(asked))
    known = name in SUBJECTS | ENGINE_SUBJECTS
    _demand(known, f"{code} asks for {name!r}, which the engine does not offer")
    return name


def _demand(condition: object, fault: str) -> None:
    if not condition:
        raise TypeError(fault)
