"""How the docs are built: ``sphinx-build -n -W -b html docs <folder>``, without network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import aptcheck
from aptcheck import errors
from aptcheck.config import Profile
from aptcheck.contamination.cone_request import Fields
from aptcheck.contamination.empty_sky.terms import Preference
from aptcheck.correction import Correction
from aptcheck.engine.arguments import Dates, FilePath, Ring
from aptcheck.model import Proposal
from aptcheck.results import Report
from aptcheck.suggestions import Suggestions
from aptcheck.version import __version__
from aptcheck.wording import Reason

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "aptcheck"
author = "The aptcheck developers"
project_copyright = f"2026, {author}"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"aptcheck {release}"

autodoc_typehints = "description"
autodoc_member_order = "bysource"
napoleon_numpy_docstring = True
napoleon_google_docstring = False

#: Types of the standard library in annotations: their docs are at docs.python.org, and a build must
#: not need the network that intersphinx asks. Every type of aptcheck's own has to have a page.
nitpick_ignore = [
    ("py:class", "collections.abc.Callable"),  # a link of aptcheck.testing, written when asked
    ("py:class", "collections.abc.Iterable"),  # several paths, codes or numbers
    ("py:class", "collections.abc.Mapping"),  # tables of the configuration
    ("py:class", "collections.abc.Sequence"),  # parts of a proposal in aptcheck.testing
    ("py:class", "datetime.date"),  # both ends of the dates
    ("py:class", "os.PathLike"),  # a path
    ("py:class", "pathlib.Path"),  # what a Document was written to
]


def _types_in_words(*event: Any) -> None:  # noqa: ANN401 - as Sphinx calls it
    """Keep the types of a docstring, such as "path, or several in a list", from being references.

    They are words for a reader; the references are those of the annotations.
    """
    lines: list[str] = event[-1]
    for number, line in enumerate(lines):
        lines[number] = re.sub(r"^(:type [^:]+:) (.+)$", r"\1 *\2*", line)


def setup(app: Sphinx) -> None:
    """Have types resolved, and those of docstrings set in words after napoleon has read them."""
    # These two modules import their types for type checkers only, to be loaded quickly.
    vars(errors).update(Reason=Reason)
    vars(aptcheck).update(
        Correction=Correction,
        Dates=Dates,
        Fields=Fields,
        FilePath=FilePath,
        Preference=Preference,
        Profile=Profile,
        Proposal=Proposal,
        Report=Report,
        Ring=Ring,
        Suggestions=Suggestions,
    )
    app.connect("autodoc-process-docstring", _types_in_words, priority=900)
