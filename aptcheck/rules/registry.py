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
from aptcheck.rules.rule import About, Rule
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
        A package of rules from outside cannot be used, or one of its codes is taken.
    """
    found = {rule.code: rule for rule in _rules_of(aptcheck.rules)}
    for announced in _announced():
        for rule in _from_outside(announced):
            if found.setdefault(rule.code, rule) is not rule:
                raise UsageError(
                    f"the rules of {announced.value} cannot be used: the code {rule.code} is taken."
                )
    return tuple(found[code] for code in sorted(found))


def find_rule(code: str) -> Rule | None:
    """Return the rule with a code or a name, in any case of letters; None when there is none."""
    return _by_word().get(code.strip().lower())


@cache
def _by_word() -> dict[str, Rule]:
    return {word: rule for rule in all_rules() for word in (rule.name, rule.code.lower())}


def is_about(code: str, what: About) -> bool:
    """Whether the rule with a code is about something, as `Rule.about` says."""
    rule = find_rule(code)
    return rule is not None and rule.about == what


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
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with it, it is not aptcheck's
        raise UsageError(
            f"the rules of {announced.value} cannot be used ({type(fault).__name__}: {fault})."
        ) from None
    if not rules:
        raise UsageError(f"the rules of {announced.value} cannot be used: there is none in it.")
    return rules


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
