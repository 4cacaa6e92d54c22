"""Write schemas/: the JSON Schemas of everything written or read as JSON or TOML.

``python -m scripts.schemas`` writes them, ``--check`` fails if they are out of date.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from aptcheck.config import Config
from aptcheck.engine.baseline import Baseline
from aptcheck.model import Proposal
from aptcheck.report.difference_json import JsonDifference
from aptcheck.report.json import JsonReport
from aptcheck.report.suggestions.json import JsonSuggestions
from scripts.row_schema import row_schema

FOLDER = Path(__file__).resolve().parent.parent / "schemas"
TITLES = {
    "report": "aptcheck report",
    "config": "aptcheck.toml",
    "proposal": "JWST proposal",
    "difference": "aptcheck difference",
    "baseline": "aptcheck baseline",
    "suggestions": "aptcheck suggestions",
    "rows": "aptcheck row",
}


class Built(GenerateJsonSchema):
    """Builds the model of a default value first: ours are deferred, and pydantic needs it."""

    def encode_default(self, dft: Any) -> Any:  # noqa: ANN401 - as in pydantic
        """Return a default value as JSON."""
        if isinstance(dft, BaseModel):
            type(dft).model_rebuild(force=True)
        return super().encode_default(dft)


def schemas() -> dict[str, str]:
    """Return {file name: text} of every published schema."""
    written, read = (partial(_schema, mode=mode) for mode in ("serialization", "validation"))
    made = {
        "report": written(JsonReport),
        "config": read(Config),
        "proposal": written(Proposal),
        "difference": written(JsonDifference),
        "baseline": read(Baseline),
        "suggestions": written(JsonSuggestions),
        "rows": row_schema(),
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


def _schema(kind: type[Any], mode: JsonSchemaMode) -> dict[str, Any]:
    return TypeAdapter(kind).json_schema(mode=mode, schema_generator=Built)


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
        print(f"schemas/{name} is out of date: run python -m scripts.schemas")
    return int(bool(drifted))


if __name__ == "__main__":
    sys.exit(main())
