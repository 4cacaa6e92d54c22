"""How the docs are built: ``sphinx-build -n -W -b html docs <folder>``, without network."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, ClassVar

from astropy.table import Table
from myst_parser.parsers.sphinx_ import MystParser

import aptcheck
from aptcheck import errors, results
from aptcheck.config import Profile
from aptcheck.contamination.cone_request import Fields
from aptcheck.contamination.empty_sky.terms import Preference
from aptcheck.engine.arguments import Dates, FilePath, Ring
from aptcheck.library import finding as library_finding
from aptcheck.library import observation_report, picture, proposal_report, report, sky_field
from aptcheck.library.correction import Correction
from aptcheck.library.observation_report import ObservationReport
from aptcheck.library.pair import Pair
from aptcheck.library.proposal_report import ProposalReport
from aptcheck.library.report import Report
from aptcheck.library.suggestions import Suggestions
from aptcheck.model import Proposal
from aptcheck.report.html.obstacles import Prospect
from aptcheck.testing import judging
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
    ("py:class", "Prospect"),  # what a picture is made from
    ("py:class", "aptcheck.report.html.obstacles.Prospect"),
    ("py:class", "astropy.table.table.Table"),  # the findings of a report
    ("py:class", "astropy.table.Table"),
    ("py:class", "collections.abc.Callable"),  # a link of aptcheck.testing, written when asked
    ("py:class", "collections.abc.Iterable"),  # several paths, codes or numbers
    ("py:class", "collections.abc.Mapping"),  # tables of the configuration
    ("py:class", "collections.abc.Sequence"),  # parts of a proposal in aptcheck.testing
    ("py:class", "datetime.date"),  # both ends of the dates
    ("py:class", "os.PathLike"),  # a path
    ("py:class", "pathlib.Path"),  # what a Document was written to
]


class NotebookParser(MystParser):  # type: ignore[misc]
    """Reads a notebook with the outputs that `scripts.tutorial` has stored in it."""

    supported: ClassVar[tuple[str, ...]] = ("notebook",)

    def parse(self, inputstring: str, document: Any) -> None:  # noqa: ANN401 - a tree of docutils
        """Parse the notebook as one page."""
        cells = json.loads(inputstring)["cells"]
        super().parse("\n\n".join(map(_as_page, cells)), document)


def _as_page(cell: dict[str, Any]) -> str:
    """Return a cell as MyST: text as it is, code followed by what it shows."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    blocks = [f"```python\n{source}\n```"]
    for output in cell["outputs"]:
        data = output.get("data", {"text/plain": output.get("text", ())})
        kind, words = ("html", "{raw} html") if "text/html" in data else ("plain", "text")
        blocks.append(f"``````{words}\n{''.join(data[f'text/{kind}'])}\n``````")
    return "\n\n".join(blocks)


def _types_in_words(*event: Any) -> None:  # noqa: ANN401 - as Sphinx calls it
    """Keep the types of a docstring, such as "path, or several in a list", from being references.

    They are words for a reader; the references are those of the annotations.
    """
    lines: list[str] = event[-1]
    for number, line in enumerate(lines):
        lines[number] = re.sub(r"^(:type [^:]+:) (.+)$", r"\1 *\2*", line)


def setup(app: Sphinx) -> None:
    """Have types resolved, and those of docstrings set in words after napoleon has read them."""
    # These modules import their types for type checkers only, to be loaded quickly.
    vars(errors).update(Reason=Reason)
    vars(judging).update(Dates=Dates, ProposalReport=results.ProposalReport)
    vars(picture).update(Prospect=Prospect, SkyField=results.SkyField)
    vars(sky_field).update(Prospect=Prospect)
    vars(proposal_report).update(Table=Table)
    shown = {"Finding": library_finding.Finding, "ObservationReport": ObservationReport}
    vars(report).update(shown, Table=Table)
    vars(observation_report).update(shown, Pair=Pair, ProposalReport=ProposalReport)
    vars(aptcheck).update(
        Correction=Correction,
        Dates=Dates,
        Fields=Fields,
        FilePath=FilePath,
        Preference=Preference,
        Profile=Profile,
        Proposal=Proposal,
        ProposalReport=ProposalReport,
        Report=Report,
        Ring=Ring,
        Suggestions=Suggestions,
    )
    app.add_source_suffix(".ipynb", "notebook")
    app.add_source_parser(NotebookParser)
    app.connect("autodoc-process-docstring", _types_in_words, priority=900)
