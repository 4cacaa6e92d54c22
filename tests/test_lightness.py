"""Geometry is loaded only when a question of angles is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.testing import orient_range, pair
from tests.loading import loaded
from tests.rules.imager import imager_pair


def loads_numpy(code: str) -> bool:
    """Run code in a fresh interpreter and return whether numpy was loaded."""
    return bool(loaded(code, {"numpy"}))


def test_importing_the_packages_loads_no_numpy() -> None:
    assert not loads_numpy(
        "import importlib, pkgutil\n"
        "import aptcheck.contamination, aptcheck.rules\n"
        "for package in (aptcheck.contamination, aptcheck.rules):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
    )


@pytest.mark.parametrize(
    ("document", "code", "heavy"),
    [
        (pair(), "ALL", False),
        (pair(sky_target={"north": 9.5}), "BKG602", True),
        (imager_pair(), "ORI103", False),
        (imager_pair(), "ORI106", True),
        (pair(sky={"special": [orient_range(100, 110)]}), "BKG702", True),
    ],
    ids=["far pair", "near pair", "clone", "imager primary", "orient range"],
)
def test_a_check_loads_numpy_only_if_angles_decide(
    document, code: str, heavy: bool, tmp_path: Path
) -> None:
    file = document.write(tmp_path / "proposal.xml")
    assert heavy is loads_numpy(
        f"import aptcheck; aptcheck.check({str(file)!r}, select=[{code!r}], pictures=False)"
    )


def test_the_judging_packages_load_no_numpy() -> None:
    code = (
        "import pkgutil, importlib, aptcheck.contamination, aptcheck.tasks.check\n"
        "for m in pkgutil.iter_modules(aptcheck.contamination.__path__, 'aptcheck.contamination.'):\n"
        "    importlib.import_module(m.name)\n"
    )
    assert not loaded(code, {"numpy", "astropy", "pyvo", "requests"})


@pytest.mark.parametrize("command", ["rules", "explain BKG201"])
def test_a_command_without_a_proposal_loads_no_reader(command: str) -> None:
    code = (
        "from contextlib import suppress\n"
        "from aptcheck.cli.main import main\n"
        f"with suppress(SystemExit): main({command.split()!r})\n"
    )
    assert not loaded(code, {"lxml", "pydantic", "numpy", "importlib.metadata"})
