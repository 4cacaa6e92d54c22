"""The templates of pieces of HTML: escaped, and with hidden characters made visible."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from aptcheck.report.visible import visible

__all__ = ["environment", "own_file"]


@cache
def environment(package: str) -> Environment:
    """Return the templates of a package, which are in its folder ``templates``."""
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def own_file(package: str, name: str) -> str:
    """Return the text of a file in that folder."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def _visible(value: object) -> object:
    """Make hidden characters visible in any text that a template prints."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
