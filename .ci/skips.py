"""The skipped tests in a JUnit report of pytest.

``skips.py files REPORT`` prints the files in which a test was skipped. ``skips.py judge REPORT
KNOWN`` prints every reason with its count, and fails if one is not on the list of known reasons.
"""

from __future__ import annotations

import ast
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path


def skipped(report: Path) -> list[tuple[str, str]]:
    """Return (file, reason) of every skipped test; a whole file can be skipped."""
    found = []
    for case in ET.parse(report).iter("testcase"):
        for skip in case.iter("skipped"):
            if skip.get("type") == "pytest.xfail":
                continue
            module = case.get("classname") or case.get("name") or ""
            reason = skip.get("message") or ""
            if reason == "collection skipped":
                # For a whole file, the text is (file, line, reason).
                reason = ast.literal_eval(skip.text or "")[2].removeprefix("Skipped: ")
            found.append((f"{module.replace('.', '/')}.py", reason))
    return found


def files(report: Path) -> int:
    """Print the files to run again."""
    names = sorted({name for name, _ in skipped(report)})
    strangers = [name for name in names if not Path(name).is_file()]
    if strangers:
        sys.exit(f"The report does not name test files: {', '.join(strangers)}")
    for name in names:
        print(name)
    return 0


def judge(report: Path, known: Path) -> int:
    """Print the reasons, and return 1 if one is not known."""
    lines = [line.strip() for line in known.read_text(encoding="utf-8").splitlines()]
    patterns = [line for line in lines if line and not line.startswith("#")]
    strange = 0
    for reason, count in sorted(Counter(reason for _, reason in skipped(report)).items()):
        fits = any(re.search(pattern, reason) for pattern in patterns)
        strange += not fits
        print(f"{count:4}  {reason}{'' if fits else '  <- not on the list of known skips'}")
    return int(strange > 0)


if __name__ == "__main__":
    commands: dict[str, Callable[..., int]] = {"files": files, "judge": judge}
    command, *arguments = sys.argv[1:]
    sys.exit(commands[command](*map(Path, arguments)))
