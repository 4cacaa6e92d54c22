"""The check of action.yml: one run of aptcheck, reported to GitHub.

Only what aptcheck writes with ``--format github`` is meant as workflow commands; everything else is
printed where the runner obeys none. Always exits with 0: the last step of the action gates, once
summary and outputs are written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Isolated mode (-I) finds no folder of scripts. Ours comes after what is installed.
sys.path.append(str(Path(__file__).resolve().parent.parent))

from action.changes import Base, base_of_run, unchanged
from action.comparison import compared
from action.corrections import CORRECTED, corrected, given
from action.paths import proposals
from action.runner import annotate, append, is_on, lines, log, output, read
from aptcheck.catalog.choice import names_file
from aptcheck.engine.paths import proposal_files
from aptcheck.report.markdown_text import plain

#: Inputs with one value, and with one per line.
SINGLE = ("profile", "select", "ignore", "config", "fail-on", "baseline", "timeout-per-file")
REPEATED = {"catalog": "catalog", "reports": "report"}
SWITCHES = ("changed-only", "compare")
WORSE = ("not-applicable", "pass", "warn", "fail")


def main() -> None:
    """Check, and write annotations, log, job summary and outputs."""
    fault = wrong_input()
    paths, missing = proposals(lines("paths"))
    if missing and not fault:
        fault = f"paths: nothing matches {', '.join(missing)}; links to folders are not followed."
    if fault:
        annotate(fault)
        output({"exit-code": "2"})
        return
    base = base_of_run() if is_on("changed-only") or is_on("compare") else "not asked for"
    if is_on("changed-only"):
        paths = narrowed(paths, base)
        if not paths:
            output({"exit-code": "0"})
            return
    check(paths, base)


def wrong_input() -> str:
    """Return what is wrong with the inputs of the action's own; the others aptcheck judges."""
    wanted = read("corrected")
    if wanted and wanted not in CORRECTED:
        return f"corrected must be safe, unsafe or empty, not {wanted}."
    wrong = next((name for name in SWITCHES if is_on(name) is None), None)
    return f"{wrong} must be true or false, not {read(wrong)}." if wrong else ""


def narrowed(paths: list[str], base: Base | str) -> list[str]:
    """Return the proposals that have changed, and say how many were left out and why."""
    if isinstance(base, str):
        remark(f"Every proposal was checked, changed or not: {base}.")
        return paths
    files = proposal_files(paths)
    named = (*map(read, ("config", "baseline")), *filter(names_file, lines("catalog")))
    if not files.files or any(name and not base.is_unchanged(name) for name in named):
        return paths
    same = unchanged(base, files.files, files.exports)
    left = [file for file in files.files if file not in same]
    number = len(files.files)
    if not left:
        sentence = f"Nothing was checked: none of {number} proposals differs from {base.name}."
        annotate(sentence, "notice")
        remark(sentence)
    elif same:
        remark(
            f"{len(left)} of {number} proposals checked, those that differ from {base.name}; "
            f"{len(same)} not checked."
        )
    return left


def remark(sentence: str) -> None:
    """Say how much was checked: no annotation, of which the findings need all that are shown."""
    log(sentence)
    append("GITHUB_STEP_SUMMARY", f"{plain(sentence, 400)}\n\n")


def check(paths: list[str], base: Base | str) -> None:
    """Run aptcheck, and report what it found."""
    folder = Path(tempfile.mkdtemp(prefix="aptcheck-", dir=os.environ.get("RUNNER_TEMP")))
    wanted = ("json", "sarif", "markdown", *(["html"] if read("html-artifact") else []))
    files = {name: folder / f"aptcheck.{name}" for name in wanted}
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
    if report and is_on("compare") and os.environ.get("GITHUB_EVENT_NAME") == "pull_request":
        append("GITHUB_STEP_SUMMARY", comparison(report, base))
    copies = corrected(report, read("corrected")) if read("corrected") and report else {}
    output({**outcome(report, files), **copies, "exit-code": str(done.returncode)})


def comparison(report: dict[str, Any], base: Base | str) -> str:
    """Return what the pull request changes, or why that is not known."""
    if isinstance(base, str):
        return f"\nNot compared with the base: {plain(base, 400)}.\n"
    return compared([proposal["path"] for proposal in report["proposals"]], base)


def arguments(files: dict[str, Path]) -> Iterator[str]:
    """Yield the options of ``aptcheck check``; a value with a leading dash stays a value."""
    yield from ("check", "--format=github", "--jobs=0")
    for name, path in files.items():
        yield f"--report={name}={path}"
    yield from given(SINGLE)
    for name, option in REPEATED.items():
        for value in lines(name):
            yield f"--{option}={value}"


def read_report(path: Path) -> dict[str, Any]:
    """Return the report as JSON; empty if nothing was checked."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


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
        "html-file": str(files["html"]) if "html" in files else "",
    }


if __name__ == "__main__":
    main()
