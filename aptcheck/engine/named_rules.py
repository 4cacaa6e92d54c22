"""Checks that the rules a configuration names exist and can be set that way."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from aptcheck.config import place
from aptcheck.engine.rule_selection import validate_prefixes
from aptcheck.errors import ConfigError, UsageError
from aptcheck.rules.registry import all_rules, find_rule
from aptcheck.rules.retired import find_retired

if TYPE_CHECKING:
    from aptcheck.config import Config

__all__ = ["validate_named_rules"]


def validate_named_rules(settings: Config, file: Path) -> None:
    """Check that each named rule can be selected, rated or suppressed as the configuration says.

    Raises
    ------
    ConfigError
        With the file, the line, and the nearest valid code.
    """
    for key, prefixes in (("select", settings.select), ("ignore", settings.ignore)):
        try:
            validate_prefixes(prefixes, all_rules(), key)
        except UsageError as fault:
            raise ConfigError(f"{place(file, (key,))}: {fault}") from None
    rules = {rule.code: rule for rule in all_rules()}
    for code in settings.severity:
        if code not in rules:
            _refuse(file, ("severity", code), "severity", _unknown(code))
        if not rules[code].silenced_by:
            _refuse(file, ("severity", code), "severity", f"the severity of {code} is fixed.")
    for index, entry in enumerate(settings.suppress):
        at, what = ("suppress", index, "code"), f"suppress entry {index + 1}"
        if entry.code not in rules:
            _refuse(file, at, what, _unknown(entry.code))
        rule = rules[entry.code]
        if "suppression" not in rule.silenced_by:
            hint = "; `ignore` can leave it out." if rule.silenced_by else "."
            _refuse(file, at, what, f"{rule.code} ({rule.title}) cannot be suppressed{hint}")


def _refuse(file: Path, at: tuple[str | int, ...], what: str, why: str) -> NoReturn:
    raise ConfigError(f"{place(file, at)}: {what}: {why}")


def _unknown(code: str) -> str:
    """Return a message that no rule has a code, with the one that was probably meant."""
    from difflib import get_close_matches

    if gone := find_retired(code):
        return f"{gone.reason}."
    said = f"no rule has the code {code!r}"
    if (rule := find_rule(code)) is not None:
        return f"{said}; write {rule.code!r}."
    codes = [rule.code for rule in all_rules()]
    begun = [known for known in codes if code and known.startswith(code.upper())]
    if begun:
        return f"{said}; write a whole code, such as {begun[0]!r}."
    near = get_close_matches(code.upper(), codes, n=1)
    return f"{said}; did you mean {near[0]!r}?" if near else f"{said}; `aptcheck rules` lists them."
