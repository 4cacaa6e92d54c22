"""Our own templates, and how they print: escaped, and with hidden characters made visible."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup, escape

from aptcheck.report.visible import visible

__all__ = ["environment", "own"]


@cache
def environment(package: str) -> Environment:
    """Return the templates of a package, which are in its folder ``templates``."""
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        finalize=_visible,
        extensions=[_Dedented],
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["prose"] = _prose
    return made


def own(package: str, *names: str) -> str:
    """Return the text of styles or scripts in that folder, one after the other."""
    templates = files(package).joinpath("templates")
    return "".join(templates.joinpath(name).read_text(encoding="utf-8") for name in names)


class _Dedented(Extension):
    """Leaves the indentation of a template out of the page, which it would make a tenth larger."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the source without spaces at the beginning of a line, and without empty lines."""
        return re.sub(r"\n\s+", "\n", source)


def _visible(value: object) -> object:
    """Make hidden characters visible in any text that a template prints."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _prose(text: str) -> Markup:
    """Escape text; what it has in backticks is set as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(visible(text)))))  # noqa: S704
