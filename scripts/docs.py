"""Write docs/rules/: one page per rule from its own docstring, and their list.

``python scripts/docs.py`` writes them, ``--check`` fails where they have drifted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from aptcheck.report.pages import rule_page, rules_markdown
from aptcheck.rules.registry import all_rules

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"


def pages() -> dict[str, str]:
    """Return {file name: text} of every generated page."""
    rules = all_rules()
    made = {f"{rule.code}.md": rule_page(rule) for rule in rules}
    listing = rules_markdown(rules)
    for rule in rules:
        listing = listing.replace(f"| {rule.code} |", f"| [{rule.code}]({rule.code}.md) |")
    made["index.md"] = f"# The rules\n\nGenerated from the rules themselves.\n\n{listing}"
    return made


def main() -> int:
    """Write or check."""
    made = pages()
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in sys.argv:
        drifted = sorted(n for n in made.keys() | there.keys() if made.get(n) != there.get(n))
        for name in drifted:
            print(f"docs/rules/{name} has drifted: run python scripts/docs.py")
        return int(bool(drifted))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in there.keys() - made.keys():
        (FOLDER / name).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
