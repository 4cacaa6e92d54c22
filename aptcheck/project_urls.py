"""The project's home page and issue tracker: [project.urls] of pyproject.toml.

Read from the installed package, and only when a report or an error needs it: importlib.metadata
takes longer than a help page.
"""

from __future__ import annotations

from functools import cache

__all__ = ["issues_place", "repository_url"]


def repository_url() -> str | None:
    """Return the project's home page, None if aptcheck runs without being installed."""
    return _urls().get("Repository")


def issues_place() -> str:
    """Return what completes "report this at ...": the address, or words if none is known."""
    return _urls().get("Issues", "the place where you found aptcheck")


@cache
def _urls() -> dict[str, str]:
    """Return {label: address}."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        lines = metadata("aptcheck").get_all("Project-URL") or []
    except PackageNotFoundError:
        return {}
    return dict(line.split(", ", 1) for line in lines)
