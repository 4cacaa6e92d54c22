"""Write schemas/: the JSON Schemas of all that is written or read as JSON or TOML.

``python scripts/schemas.py`` writes them, ``--check`` fails where they have drifted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import TypeAdapter

from aptcheck.config import Config
from aptcheck.engine.baseline import Baseline
from aptcheck.model import Proposal
from aptcheck.report.difference_json import JsonDifference
from aptcheck.report.json import JsonReport

FOLDER = Path(__file__).resolve().parent.parent / "schemas"
TITLES = {
    "report": "aptcheck report",
    "config": "aptcheck.toml",
    "proposal": "JWST proposal",
    "difference": "aptcheck difference",
    "baseline": "aptcheck baseline",
}


def schemas() -> dict[str, str]:
    """Return {file name: text} of every published schema."""
    made = {
        "report": TypeAdapter(JsonReport).json_schema(mode="serialization"),
        "config": TypeAdapter(Config).json_schema(),
        "proposal": TypeAdapter(Proposal).json_schema(mode="serialization"),
        "difference": TypeAdapter(JsonDifference).json_schema(mode="serialization"),
        "baseline": TypeAdapter(Baseline).json_schema(),
    }
    return {
        f"{name}.json": json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **schema,
                "title": TITLES[name],
            },
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
        for name, schema in made.items()
    }


def main() -> int:
    """Write or check."""
    drifted = []
    for name, text in schemas().items():
        path = FOLDER / name
        if "--check" not in sys.argv:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            drifted.append(name)
    for name in drifted:
        print(f"schemas/{name} has drifted: run python scripts/schemas.py")
    return int(bool(drifted))


if __name__ == "__main__":
    sys.exit(main())
