"""All rules: those of this package, found by walking it, and those that other packages announce.

A package announces its rules by an entry point of the group ``aptcheck.rules`` that names a module
or a package of them.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import aptcheck.rules
from aptcheck.errors import UsageError
from aptcheck.rules.families import FAMILIES, family_of, folder_of
from aptcheck.rules.retired import RENAMED, find_retired
from aptcheck.rules.rule import About, Repair, Rule
from aptcheck.version import __version__

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = [
    "GROUP",
    "all_rules",
    "find_rule",
    "is_about",
    "may_be_silenced",
    "rules_version",
]

GROUP = "aptcheck.rules"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, by code.

    Raises
    ------
    UsageError
        A package of rules cannot be used, or one of its codes or names is taken or retired.
    """
    return tuple(sorted(set(_by_word().values()), key=lambda rule: rule.code))


def find_rule(code: str) -> Rule | None:
    """Return the rule with a code or a name, in any case of letters; None when there is none.

    A former name of the rule also works.
    """
    word = code.strip().lower()
    return _by_word().get(RENAMED.get(word, word).lower())


@cache
def _by_word() -> dict[str, Rule]:
    """Return every rule by its code, in small letters, and by its name."""
    inside = ((aptcheck.rules.__name__, rule) for rule in _rules_of(aptcheck.rules))
    outside = ((one.value, rule) for one in _announced() for rule in _from_outside(one))
    found: dict[str, Rule] = {}
    for package, rule in (*inside, *outside):
        for word in (rule.code, rule.name):
            if taken := _taken(word, found.setdefault(word.lower(), rule), rule):
                raise _unusable(package, f": {taken}")
        if package == aptcheck.rules.__name__ and (misplaced := _misplaced(rule)):
            raise _unusable(package, f": {misplaced}")
    return found


def _taken(word: str, holder: Rule, rule: Rule) -> str | None:
    """Return why a rule cannot have a code or a name, None where it can."""
    if (gone := find_retired(word)) is not None:
        return f"{word} is retired, and no other rule gets a code or a name of {gone.code}"
    if (code := RENAMED.get(word.lower())) is not None:
        return f"{word} is a former name of {code}"
    if holder is not rule:
        two = f"{holder.check.__module__} and {rule.check.__module__}"
        return f"{word} is taken: {two} cannot both have it"
    return None


def _misplaced(rule: Rule) -> str | None:
    """Return why a rule of aptcheck cannot be in its file, None where it can."""
    folder, family = folder_of(rule), family_of(rule.code)
    if family is not None and family.folder == folder:
        file, function = rule.check.__module__.rpartition(".")[2], rule.check.__name__
        return None if file == function else f"{function} is in {file}.py, not in {function}.py"
    own = next((" or ".join(one.codes) for one in FAMILIES if one.folder == folder), None)
    where = f"aptcheck/rules/{folder}"
    if own is None:
        return f"{where} is not a family of aptcheck/rules/families.py"
    elsewhere = "" if family is None else f", or move it to aptcheck/rules/{family.folder}"
    return (
        f"{rule.code} is in {where}, whose codes begin with {own}: choose one of these{elsewhere}"
    )


def is_about(code: str, what: About) -> bool:
    """Whether the rule with a code is about something, as `Rule.about` says."""
    rule = find_rule(code)
    return rule is not None and rule.about == what


def repair_of(code: str) -> Repair | None:
    """Return what can be done about an error once the data are taken, as `Rule.repair` says."""
    rule = find_rule(code)
    return rule.repair if rule is not None else None


def may_be_silenced(code: str) -> bool:
    """Whether a team may silence the rule with a code at all."""
    rule = find_rule(code)
    return rule is None or bool(rule.silenced_by)


@cache
def rules_version() -> str:
    """Return what the rules are by: aptcheck and its version, then all that announce rules."""
    outside = {
        f"{entry.dist.name} {entry.dist.version}" if entry.dist is not None else entry.value
        for entry in _announced()
    }
    return "; ".join((f"aptcheck {__version__}", *sorted(outside)))


@cache
def _announced() -> tuple[EntryPoint, ...]:
    if not _is_mentioned():
        return ()
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=GROUP), key=lambda entry: (entry.value, entry.name)))


def _is_mentioned() -> bool:
    """Whether an installed package mentions the group at all.

    Asking importlib.metadata takes as long as all rules take to load; most have none from outside.
    """
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.scandir(folder or "."):
                if entry.name.endswith((".dist-info", ".egg-info")):
                    with suppress(OSError):
                        if GROUP.encode() in Path(entry, "entry_points.txt").read_bytes():
                            return True
    return False


def _from_outside(announced: EntryPoint) -> tuple[Rule, ...]:
    try:
        rules = tuple(_rules_of(import_module(announced.value)))
    except (Exception, SystemExit) as fault:  # noqa: BLE001 - whatever it is, it is not aptcheck's
        raise _unusable(announced.value, f" ({type(fault).__name__}: {fault})") from None
    if not rules:
        raise _unusable(announced.value, ": there is none in it")
    for rule in rules:
        if rule.judged_by_engine:
            raise _unusable(announced.value, f": {rule.code} asks for what aptcheck alone judges")
    return rules


def _unusable(package: str, why: str) -> UsageError:
    return UsageError(f"the rules of {package} cannot be used{why}.")


def _rules_of(module: ModuleType) -> Iterator[Rule]:
    """Yield each rule of a module, or of all modules of a package, once."""
    path = getattr(module, "__path__", None)
    walked = pkgutil.walk_packages(path, f"{module.__name__}.") if path is not None else ()
    modules = [module, *(import_module(found.name) for found in walked if not found.ispkg)]
    seen: set[int] = set()
    for one in modules:
        for value in vars(one).values():
            if isinstance(value, Rule) and id(value) not in seen:
                seen.add(id(value))
                yield value
