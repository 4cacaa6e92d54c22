"""How the docs are built: ``sphinx-build -W -b html docs <folder>``."""

from __future__ import annotations

from aptcheck.version import __version__

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
