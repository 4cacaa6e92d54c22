"""The check of action.yml: one run of aptcheck, reported to GitHub.

Every input comes through the environment. Only what aptcheck writes with ``--format github`` is
meant as workflow commands; everything else is printed where the runner obeys none. Always exits
with 0: the last step of the action gates, once summary and outputs are written.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path, PurePath
from typing import Any

#: Inputs with one value, and with one per line.
SINGLE = ("profile", "select", "ignore", "config", "fail-on", "baseline", "timeout-per-file")
REPEATED = {"catalog": "catalog", "reports": "report"}
#: Inputs that a correction takes too.
OF_FIX = ("profile", "select", "ignore", "config")
#: Values of ``corrected``, and which findings each fixes.
CORRECTED = {"safe": {"safe"}, "unsafe": {"safe", "unsafe"}}
#: Seconds that the correction of one proposal may take.
PATIENCE = 300.0
WORSE = ("not-applicable", "pass", "warn", "fail")


def main() -> None:
    """Check, and write annotations, log, job summary and outputs."""
    folder = Path(tempfile.mkdtemp(prefix="aptcheck-", dir=os.environ.get("RUNNER_TEMP")))
    files = {name: folder / f"aptcheck.{name}" for name in ("json", "sarif", "markdown")}
    wanted = read("corrected")
    if wanted and wanted not in CORRECTED:
        annotate(f"corrected must be safe, unsafe or empty, not {wanted}.")
        output({"exit-code": "2"})
        return
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
    report = read_report(files["json"])
    copies = corrected(report, wanted) if wanted and report else {}
    output({**outcome(report, files), **copies, "exit-code": str(done.returncode)})


def arguments(files: dict[str, Path]) -> Iterator[str]:
    """Yield the options of ``aptcheck check``; a value with a leading dash stays a value."""
    yield from ("check", "--format=github", "--jobs=0")
    for name, path in files.items():
        yield f"--report={name}={path}"
    yield from given(SINGLE)
    for name, option in REPEATED.items():
        for value in lines(name):
            yield f"--{option}={value}"


def given(names: Iterable[str]) -> Iterator[str]:
    """Yield the options for inputs with one value."""
    for name in names:
        value = read(name)
        if value:
            yield f"--{name}={value}"


def proposals(patterns: list[str]) -> tuple[list[str], list[str]]:
    """Return the matching paths, each once, and the patterns that match nothing.

    A path that exists is used as it is, whatever characters its name has; aptcheck itself searches
    a folder.
    """
    found: dict[str, None] = {}
    missing = []
    for pattern in patterns:
        exists = os.path.lexists(pattern)
        matches = [pattern] if exists else sorted(map(str, globbed(pattern)))
        if not matches:
            missing.append(pattern)
        # A lone dash would mean standard input.
        found.update(dict.fromkeys("./-" if match == "-" else match for match in matches))
    if not patterns:
        missing.append("an empty list")
    return list(found), missing


def globbed(pattern: str) -> Iterator[Path]:
    """Yield what a glob matches, but not through links to folders, which may form a loop.

    Hidden files match only if a part of the pattern begins with a dot.
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
        # What pathlib refuses, such as `a**b`, matches nothing.
        return
    for path in found:
        below = path.relative_to(root)
        folders = [root / part for part in below.parents if part.name]
        linked = path.is_dir() and path.is_symlink()
        seen = hidden or not any(part.startswith(".") for part in below.parts)
        if seen and not linked and not any(folder.is_symlink() for folder in folders):
            yield path


def read_report(path: Path) -> dict[str, Any]:
    """Return the report as JSON; empty if nothing was checked."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def corrected(report: dict[str, Any], wanted: str) -> dict[str, str]:
    """Write a corrected copy of each proposal with something to fix, and return their folder.

    It is in the runner's temporary folder, never in the checkout. A copy that cannot be written is
    a warning: the verdict of the check does not need it.
    """
    folder = fresh_folder(Path(os.environ.get("RUNNER_TEMP") or tempfile.gettempdir()))
    number = 0
    for proposal in report["proposals"]:
        if not any(is_fixed(finding, wanted) for finding in proposal["findings"]):
            continue
        copy = folder / below(proposal["path"])
        copy.parent.mkdir(parents=True, exist_ok=True)
        failure = correct(proposal["path"], copy, wanted)
        number += copy.exists()
        if failure:
            annotate(f"No corrected copy of {proposal['path']}: {failure}", "warning")
    if not number:
        return {}
    copies = "copy was" if number == 1 else "copies were"
    append("GITHUB_STEP_SUMMARY", f"\n{number} corrected {copies} written by `aptcheck fix`.\n")
    return {"corrected-folder": str(folder)}


def correct(path: str, copy: Path, wanted: str) -> str:
    """Run ``aptcheck fix`` on one proposal, and return why it could not be corrected."""
    options = [f"--output={copy}", *given(OF_FIX)]
    options += [f"--catalog={value}" for value in lines("catalog")]
    if wanted == "unsafe":
        options.append("--unsafe-fixes")
    # 0 is no limit, as for the check
    limit = float(read("timeout-per-file") or PATIENCE) or None
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "aptcheck", "fix", *options, "--", path],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=limit,
        )
    except subprocess.TimeoutExpired:
        return "it took too long."
    log(f"{path}\n{done.stdout.decode('utf-8', 'replace')}")
    said = done.stderr.decode("utf-8", "replace").strip()
    return said or "aptcheck fix failed." if done.returncode else ""


def is_fixed(finding: dict[str, Any], wanted: str) -> bool:
    """Return whether a finding counts and is of a kind to fix."""
    counts = finding["suppressed"] is None and not finding["baselined"]
    return counts and finding["fixable"] in CORRECTED[wanted]


def fresh_folder(parent: Path) -> Path:
    """Return aptcheck-corrected, with a number if an earlier step has written copies."""
    names = (f"aptcheck-corrected{f'-{at}' if at > 1 else ''}" for at in count(1))
    return next(parent / name for name in names if not os.path.lexists(parent / name))


def below(path: str) -> Path:
    """Return the relative path of a copy: the path of the proposal in the checkout.

    For a proposal elsewhere, its whole path without the root.
    """
    whole = Path(os.path.abspath(path))
    here = Path(os.path.abspath("."))
    return whole.relative_to(here if whole.is_relative_to(here) else whole.anchor)


def outcome(report: dict[str, Any], files: dict[str, Path]) -> dict[str, str]:
    """Return counts, verdict and files; nothing if nothing was checked."""
    if not report:
        return {}
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
    """Return an input with one value per line."""
    return [line.strip() for line in read(name).splitlines() if line.strip()]


def annotate(text: str, level: str = "error") -> None:
    """Show an error, or a message of a milder level, on the workflow run."""
    data = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::{level} title=aptcheck::{data}", flush=True)


def log(text: str) -> None:
    """Print text while the runner obeys no commands."""
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
