"""Run docs/tutorial.ipynb and store what its cells show.

``python -m scripts.tutorial`` runs the cells in order, as Jupyter does, and writes their outputs
into the notebook; ``--check`` fails if they are out of date. It needs no Jupyter and no network.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

NOTEBOOK = Path(__file__).resolve().parent.parent / "docs" / "tutorial.ipynb"

Cell: TypeAlias = dict[str, Any]


def executed(text: str, folder: Path) -> str:
    """Return a notebook, as JSON, with the outputs of its cells when run in a folder."""
    notebook = json.loads(text)
    names: dict[str, object] = {"__name__": "__main__"}
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    with chdir(folder):
        for number, cell in enumerate(code, start=1):
            cell.update(execution_count=number, outputs=_outputs("".join(cell["source"]), names))
            for output in cell["outputs"]:
                if output["output_type"] == "execute_result":
                    output["execution_count"] = number
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _outputs(source: str, names: dict[str, object]) -> list[Cell]:
    """Run a cell and return what it prints, then the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = StringIO(), None
    with redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    outputs: list[Cell] = []
    if text := printed.getvalue():
        outputs.append({"output_type": "stream", "name": "stdout", "text": _lines(text)})
    if value is not None:
        outputs.append({"output_type": "execute_result", "data": _shown(value), "metadata": {}})
    return outputs


def _shown(value: object) -> dict[str, list[str]]:
    """Return a value as Jupyter shows it: as text, and as HTML if it has any."""
    html = getattr(value, "_repr_html_", None)
    shown = {"text/plain": _lines(repr(value))}
    return {"text/html": _lines(html()), **shown} if html is not None else shown


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def main() -> int:
    """Write the notebook, or check it."""
    stored = NOTEBOOK.read_text(encoding="utf-8")
    made = executed(stored, NOTEBOOK.parent)
    if "--check" in sys.argv:
        if made != stored:
            print(f"{os.path.relpath(NOTEBOOK)} is out of date; run python -m scripts.tutorial")
        return int(made != stored)
    NOTEBOOK.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
