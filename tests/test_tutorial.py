"""The notebook of the docs runs, and shows what is stored in it."""

from __future__ import annotations

import json
import subprocess
import sys

from scripts.tutorial import NOTEBOOK, executed
from tests.shared import ROOT


def test_every_cell_runs_and_shows_what_is_stored() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.tutorial", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_shows_pictures_at_a_dirty_and_a_clean_angle() -> None:
    text = NOTEBOOK.read_text("utf-8")
    assert "Spoiled by source 1 (WISEA" in text
    assert "Clean: no source" in text


def test_a_cell_shows_what_it_prints_and_its_last_value(tmp_path) -> None:
    cells = [
        {"cell_type": "code", "source": ["x = 2\n", "print(x)\n", "x + 1"]},
        {"cell_type": "markdown", "source": ["text"]},
        {"cell_type": "code", "source": ["y = x\n"]},
    ]
    first, _, last = json.loads(executed(json.dumps({"cells": cells}), tmp_path))["cells"]
    printed, value = first["outputs"]
    assert printed["text"] == ["2\n"]
    assert value["data"] == {"text/plain": ["3"]}
    assert last["outputs"] == []
