"""The check of action.yml: one run of aptcheck, told to GitHub.

Every input comes through the environment. Commands of the workflow are what aptcheck writes with
``--format github``; all else is printed where the runner obeys no commands. Always exits with 0:
the last step of the action gates, when summary and outputs are written.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePath

#: Inputs with one value, and with one a line.
SINGLE = ("profile", "select", "ignore", "config", "fail-on", "baseline", "timeout-per-file")
REPEATED = {"catalog": "catalog", "reports": "report"}
WORSE = ("not-applicable", "pass", "warn", "fail")


def main() -> None:
    """Check, and write annotations, log, job summary and outputs."""
    folder = Path(tempfile.mkdtemp(prefix="aptcheck-", dir=os.environ.get("RUNNER_TEMP")))
    files = {name: folder / f"aptcheck.{name}" for name in ("json", "sarif", "markdown")}
    paths, missing = proposals(lines("paths"))
    if missing:
        annotate(f"paths: nothing matches {', '.join(missing)}; links to folders are not followed.")
        output({"exit-code": "2"})
        return
    done = subprocess.run(
        [sys.executable, "-I", "-m", "aptcheck", *arguments(files), "--", *paths],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    sys.stdout.flush()
    sys.stdout.buffer.write(done.stdout)
    sys.stdout.buffer.flush()
    log(done.stderr.decode("utf-8", "replace"))
    if done.returncode > 1:
        annotate(done.stderr.decode("utf-8", "replace").strip() or "aptcheck failed.")
    if files["markdown"].exists():
        append("GITHUB_STEP_SUMMARY", files["markdown"].read_text(encoding="utf-8"))
    output({**outcome(files), "exit-code": str(done.returncode)})


def arguments(files: dict[str, Path]) -> Iterator[str]:
    """Yield the options of ``aptcheck check``; a value with a leading dash stays a value."""
    yield from ("check", "--format=github", "--jobs=0")
    for name, path in files.items():
        yield f"--report={name}={path}"
    for name in SINGLE:
        value = read(name)
        if value:
            yield f"--{name}={value}"
    for name, option in REPEATED.items():
        for value in lines(name):
            yield f"--{option}={value}"


def proposals(patterns: list[str]) -> tuple[list[str], list[str]]:
    """Return the paths that are meant, each once, and the patterns that match nothing.

    A path that exists is taken as it is, whatever characters its name has; a folder is searched by
    aptcheck itself.
    """
    found: dict[str, None] = {}
    missing = []
    for pattern in patterns:
        exists = os.path.lexists(pattern)
        matches = [pattern] if exists else sorted(map(str, globbed(pattern)))
        if not matches:
            missing.append(pattern)
        # A lone dash would be standard input.
        found.update(dict.fromkeys("./-" if match == "-" else match for match in matches))
    if not patterns:
        missing.append("an empty list")
    return list(found), missing


def globbed(pattern: str) -> Iterator[Path]:
    """Yield what a glob matches, but not through a link to a folder: two of them may have no end.

    What is hidden is matched only where a part of the pattern begins with a dot.
    """
    parts = PurePath(pattern).parts
    plain = next((at for at, part in enumerate(parts) if set(part) & set("*?[")), len(parts))
    if plain == len(parts):
        return
    root, wild = Path(*parts[:plain]), PurePath(*parts[plain:])
    hidden = any(part.startswith(".") for part in wild.parts)
    try:
        # `**` follows no links; a single `*` does.
        found = list(root.glob(str(wild)))
    except ValueError:
        # What pathlib refuses, as `a**b`, matches nothing.
        return
    for path in found:
        below = path.relative_to(root)
        folders = [root / part for part in below.parents if part.name]
        linked = path.is_dir() and path.is_symlink()
        seen = hidden or not any(part.startswith(".") for part in below.parts)
        if seen and not linked and not any(folder.is_symlink() for folder in folders):
            yield path


def outcome(files: dict[str, Path]) -> dict[str, str]:
    """Return counts, verdict and files; nothing where nothing was checked."""
    if not files["json"].exists():
        return {}
    report = json.loads(files["json"].read_text(encoding="utf-8"))
    summary = report["summary"]
    verdicts = [proposal["verdict"] for proposal in report["proposals"]]
    return {
        **{name: str(summary[name]) for name in ("errors", "warnings", "infos")},
        "verdict": max(verdicts, key=WORSE.index, default=""),
        "json-file": str(files["json"]),
        "sarif-file": str(files["sarif"]),
    }


def read(name: str) -> str:
    """Return one input."""
    return os.environ.get(f"APTCHECK_{name.upper().replace('-', '_')}", "").strip()


def lines(name: str) -> list[str]:
    """Return an input of one value a line."""
    return [line.strip() for line in read(name).splitlines() if line.strip()]


def annotate(text: str) -> None:
    """Show an error on the workflow run."""
    data = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::error title=aptcheck::{data}", flush=True)


def log(text: str) -> None:
    """Print text in which the runner obeys nothing."""
    if text.strip():
        token = secrets.token_hex(16)
        print(f"::stop-commands::{token}\n{text.rstrip()}\n::{token}::", flush=True)


def output(values: dict[str, str]) -> None:
    """Set outputs of the step; none of the values has a line break."""
    append("GITHUB_OUTPUT", "".join(f"{name}={value}\n" for name, value in values.items()))


def append(variable: str, text: str) -> None:
    """Add to a file that the runner reads."""
    with open(os.environ[variable], "a", encoding="utf-8", newline="\n") as file:
        file.write(text)


if __name__ == "__main__":
    main()
