"""All rules, found by walking the package."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

import aptcheck.rules
from aptcheck.rules.rule import Rule

__all__ = ["all_rules", "find_rule"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the package, by code."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(aptcheck.rules.__path__, "aptcheck.rules."):
        if module.ispkg:
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Rule):
                known = found.setdefault(value.code, value)
                if known is not value:
                    raise TypeError(f"two rules carry the code {value.code}")
    return tuple(found[code] for code in sorted(found))


def find_rule(code: str) -> Rule | None:
    """Return the rule with a code or a name, in any case of letters; None when there is none."""
    wanted = code.strip().lower()
    return next((r for r in all_rules() if wanted in (r.code.lower(), r.name)), None)
