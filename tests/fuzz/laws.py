"""The laws that hold for every input, whatever is in it."""

from __future__ import annotations

import io
import json
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from jsonschema import Draft202012Validator

from aptcheck.cli.saying import plain_line
from aptcheck.engine.arguments import options_of
from aptcheck.errors import UnwritableEdit, UsageError
from aptcheck.finding import Severity
from aptcheck.report import render
from aptcheck.tasks.fix import corrected
from tests.fuzz.fault import Broken, Fault
from tests.fuzz.formats import WELL_FORMED, finite
from tests.fuzz.mutation import NothingToChange
from tests.fuzz.rewrites import REWRITES
from tests.fuzz.trial import TODAY, Ended, Trial, command, verdict_on

__all__ = ["LAWS", "Law", "fault_of", "laws_for"]

ROOT = Path(__file__).resolve().parents[2]

Law = Callable[[Trial], None]


def fault_of(law: str, trial: Trial) -> Fault | None:
    """Return how an input breaks a law, None if it does not."""
    try:
        LAWS[law](trial)
    except Broken as broken:
        return Fault(law, broken.what, broken.detail)
    except Exception as crash:  # noqa: BLE001 - any exception from aptcheck is a fault
        return Fault(law, _place(crash), "".join(traceback.format_exception(crash)))
    return None


def laws_for(name: str, chance: Random) -> Iterator[str]:
    """Yield the laws to test for an input, given its changed file: always three."""
    yield from ("answers", "sound JSON", "command line")
    if chance.random() < 0.2:
        yield "same elsewhere"
    if chance.random() < 0.25:
        yield "formats"
    if name in REWRITES and chance.random() < 0.5:
        yield "rewritten"
    if chance.random() < 0.15:
        yield "other commands"
    if chance.random() < 0.3:
        yield "corrected"


def _place(crash: Exception) -> str:
    """Return what was raised, and the innermost function of aptcheck or of the tests it came from."""
    frames = traceback.extract_tb(crash.__traceback__)
    ours = [f for f in frames if "/aptcheck/" in f.filename and "/tests/" not in f.filename]
    last = (ours or frames)[-1]
    file = Path(last.filename)
    return f"{type(crash).__name__} in {'/'.join(file.parts[-3:])}, {last.name}"


def _answers(trial: Trial) -> None:
    """A check returns a report, or refuses with a sentence; no part of aptcheck fails."""
    verdict = trial.verdict
    if verdict.report is None:
        return
    for found in verdict.report.findings:
        if found.code == "APT900":
            raise Broken(found.message.partition(". ")[0], found.message)


@cache
def _schema() -> Draft202012Validator:
    text = (ROOT / "schemas" / "report.json").read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text))


def _sound_json(trial: Trial) -> None:
    """The JSON is valid in its published schema, and its numbers are finite."""
    if trial.verdict.report is None:
        return
    for wrong in _schema().iter_errors(finite(trial.verdict.text)):
        where = "/".join("#" if isinstance(step, int) else step for step in wrong.absolute_path)
        raise Broken(f"{where} violates the schema ({wrong.validator})", wrong.message)


def _command_line(trial: Trial) -> None:
    """The command says the same, with the promised exit status."""
    verdict = trial.verdict
    ended = command("check", str(trial.path), "--format", "json", *trial.arguments)
    _orderly(ended, "check")
    if verdict.report is None:
        refused = plain_line(f"aptcheck: {verdict.refusal}") + "\n"
        if ended.status != 2 or not ended.err.endswith(refused):
            raise Broken(
                "the command refuses in different words from the library", f"{refused}\n{ended}"
            )
        return
    expected = int(verdict.report.reaches(Severity.ERROR))
    if ended.status != expected:
        raise Broken(f"status {ended.status} instead of {expected}", ended.err)
    if ended.out != verdict.text:
        raise _another(verdict.text, ended.out)


def _another(mine: str, said: str) -> Broken:
    reports = [_read(text) for text in (mine, said)]
    where, how = _difference(*reports) or ("white space", f"{mine}\n\n{said}")
    return Broken(f"another report: {where or 'as a whole'}", how)


def _read(text: str) -> Any:
    """Return a report, or the sentence of refusal."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _orderly(ended: Ended, name: str) -> None:
    if ended.status not in {0, 1, 2}:
        raise Broken(f"{name} ends with status {ended.status}", ended.err)
    if "Traceback" in ended.err or "itself failed" in ended.err:
        raise Broken(f"{name} shows a traceback", ended.err)
    if ended.status == 2 and not ended.err.strip():
        raise Broken(f"{name} does not say why it ends with 2")


def _same_elsewhere(trial: Trial) -> None:
    """Another process, with another hash seed, says the same byte for byte."""
    verdict = trial.verdict
    mine = verdict.text if verdict.refusal is None else verdict.refusal
    said = trial.twin.says(trial.path, trial.arguments)
    if said != mine:
        raise _another(mine, said)


def _formats(trial: Trial) -> None:
    """Every format renders and is well-formed, the page with its pictures."""
    report = verdict_on(trial.path, trial.arguments, pictures=True).report
    if report is None:
        return
    verbose = trial.chance("formats").random() < 0.5
    for name, judge in WELL_FORMED.items():
        text = str(render(name, report, verbose=verbose))
        try:
            judge(text, report)
        except Exception as fault:
            kind = f"{name} is not well-formed: {type(fault).__name__}"
            raise Broken(kind, f"{fault}\n\n{text}") from fault


def _rewritten(trial: Trial) -> None:
    """The findings do not depend on how the same plan is written."""
    if trial.verdict.report is None or _unread(trial.verdict.text):
        return
    chance = trial.chance("rewritten")
    ways = REWRITES[trial.path.name]
    way = chance.choice(sorted(ways))
    try:
        name, data = ways[way](trial.files[trial.path.name], chance)
    except NothingToChange:
        return
    with TemporaryDirectory(prefix="aptcheck-fuzz-") as folder:
        beside = {n: c for n, c in trial.files.items() if n != trial.path.name}
        again = Trial(Path(folder), {name: data, **beside}, trial.seed, trial.service, trial.twin)
        difference = _difference(_plan(trial.verdict.text), _plan(again.verdict.text))
    if difference:
        raise Broken(f"{way}: {difference[0]}", difference[1])


def _unread(text: str) -> bool:
    """Whether a file was refused, so that its XML was not checked."""
    found = json.loads(text)["proposals"][0]["findings"]
    return any(one["code"] == "APT001" for one in found)


def _plan(text: str) -> Any:
    """Return a report without what may differ: file names, places in files and their hash."""
    report = json.loads(text)
    for proposal in report["proposals"]:
        del proposal["path"], proposal["configuration"]
        if proposal["provenance"]:
            del proposal["provenance"]["sha256"]
        for found in proposal["findings"]:
            for key in ("member", "line", "column"):
                del found["location"][key]
    return report


def _difference(one: Any, other: Any) -> tuple[str, str] | None:
    """Return where two reports first differ, without numbers, and how."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        pairs = [(str(key), one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [("#", a, b) for a, b in zip(one, other, strict=True)]
    else:
        return None if one == other else ("", f"{one!r}\n{other!r}")
    for key, a, b in pairs:
        if found := _difference(a, b):
            return f"{key}/{found[0]}".rstrip("/"), found[1]
    return None


def _other_commands(trial: Trial) -> None:
    """The other commands that read a proposal also end properly."""
    path, made = str(trial.path), str(trial.folder / "made")
    for arguments in (
        ("textconv", path),
        ("visibility", path, "--format", "json"),
        ("footprint", path),
        ("baseline", path, "-o", made),
        ("diff", path, path, "--format", "json"),
    ):
        ended = command(*arguments)
        _orderly(ended, arguments[0])
        if "json" in arguments and ended.status != 2:
            finite(ended.out)


def _corrected(trial: Trial) -> None:
    """A corrected copy no longer has what was fixed; the input and everything else stay the same."""
    path, before = trial.path, trial.path.read_bytes()
    copy = trial.folder / f"corrected{path.suffix}"
    given = trial.arguments if "--catalog" in trial.arguments else ()
    wanted = options_of(catalog=given[1] if given else None)
    try:
        made = corrected(path, replace(wanted, today=TODAY), output=copy, unsafe=True, suggest=True)
    except (UsageError, UnwritableEdit):
        made = None
    if path.read_bytes() != before:
        raise Broken("the input was changed")
    if made is None or not made.differs:
        if copy.exists():
            raise Broken("a copy without a change was written")
        return
    again = verdict_on(copy, given)
    if again.report is None:
        raise Broken("the copy is refused", again.refusal or "")
    there = {found.fingerprint for found in again.report.findings}
    for one in made.fixed:
        if one.finding.fingerprint in there:
            raise Broken(f"{one.finding.code} is still there", one.finding.message)
    if _others(made.data) != _others(before):
        raise Broken("another member was changed")


def _others(data: bytes) -> list[tuple[object, ...]]:
    """Return everything in an archive except its XML; nothing for any other file."""
    if not data.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (info.orig_filename, info.date_time, info.compress_type, info.extra, info.CRC)
            for info in archive.infolist()
            if not info.filename.lower().endswith(".xml")
        ]


LAWS: Mapping[str, Law] = {
    "answers": _answers,
    "sound JSON": _sound_json,
    "command line": _command_line,
    "same elsewhere": _same_elsewhere,
    "formats": _formats,
    "rewritten": _rewritten,
    "other commands": _other_commands,
    "corrected": _corrected,
}
