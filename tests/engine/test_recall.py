"""What a report depends on: with anything of it changed, it is not taken from the cache."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aptcheck.catalog import LOCK_NAME
from aptcheck.config import Config
from aptcheck.engine import cache_key
from aptcheck.engine.cache import Cache
from aptcheck.engine.exported_xml import ExportFile
from aptcheck.engine.options import Options
from aptcheck.engine.recall import Recall
from aptcheck.engine.worker import Task, Worker
from aptcheck.results import ProposalReport
from aptcheck.testing import FIELD, pair
from tests.posix import posix
from tests.skies import allwise, offset_position, star

TODAY = datetime(2026, 11, 1, 15, 30)
SKY = offset_position(FIELD, 0, 90)
SLIP = pair(sky={"groups": 4})


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(pair().write(tmp_path / "p.xml"))


def task(path: str, settings: Config | None = None, **options: Any) -> Task:
    asked = {"today": TODAY, **options}
    return Task(path=path, options=Options(**asked), settings=settings or Config())


def recall(folder: Path, today: datetime = TODAY) -> Recall:
    return Recall(Cache(folder / ".cache", print), today)


def judged(one: Task, folder: Path) -> ProposalReport:
    """Judge a task, and keep the report."""
    uses = recall(folder, one.options.today)
    assert uses.recalled(one) is None
    report = Worker().report(one, None)
    uses.keep(report)
    return report


def test_the_same_is_recalled(tmp_path: Path, path: str) -> None:
    report = judged(task(path), tmp_path)
    assert recall(tmp_path).recalled(task(path)) == report


def test_other_content_is_judged(tmp_path: Path, path: str) -> None:
    judged(task(path), tmp_path)
    SLIP.write(Path(path))
    assert recall(tmp_path).recalled(task(path)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"select": ("BKG2",)},
        {"ignore": ("BKG2",)},
        {"profile": "submit"},
        {"fields": "all"},
        {"pictures": True},
        {"dates": (TODAY, TODAY + timedelta(days=90))},
        {"settings": Config.model_validate({"thresholds": {"min_groups": 7}})},
        {"settings": Config.model_validate({"severity": {"BKG201": "info"}})},
    ],
    ids=str,
)
def test_other_options_and_settings_are_judged(
    tmp_path: Path, path: str, other: dict[str, Any]
) -> None:
    judged(task(path), tmp_path)
    assert recall(tmp_path).recalled(task(path, **other)) is None


def test_another_name_is_judged(tmp_path: Path, path: str) -> None:
    judged(task(path), tmp_path)
    twin = tmp_path / "twin.xml"
    twin.write_bytes(Path(path).read_bytes())
    assert recall(tmp_path).recalled(task(str(twin))) is None


def test_other_rules_are_judged(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(task(path), tmp_path)
    monkeypatch.setattr(cache_key, "_version", lambda: "another")
    assert recall(tmp_path).recalled(task(path)) is None


def test_a_changed_checkout_has_other_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache_key._version()
    cache_key._version.cache_clear()
    assert cache_key._version() == before
    sources = cache_key._sources
    monkeypatch.setattr(cache_key, "_sources", lambda folder: [*sources(folder), ("new.py", 1, 1)])
    cache_key._version.cache_clear()
    try:
        assert cache_key._version() != before
    finally:
        cache_key._version.cache_clear()


def test_another_library_judges_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "numpy-99.0.dist-info").mkdir()
    before = cache_key._version()
    cache_key._version.cache_clear()
    monkeypatch.syspath_prepend(tmp_path)
    try:
        assert cache_key._version() != before
    finally:
        cache_key._version.cache_clear()


@posix
def test_a_link_that_leads_nowhere_among_the_rules_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text("")
    (tmp_path / ".#rule.py").symlink_to("someone@somewhere.123")
    (tmp_path / "loop").symlink_to("loop")
    names = {Path(name).name for name, _, _ in cache_key._sources(str(tmp_path))}
    assert names == {"rule.py", ".#rule.py", "loop"}


def test_the_export_beside_an_archive_counts(tmp_path: Path) -> None:
    archive = str(pair().write(tmp_path / "p.aptx"))
    export = pair().write(tmp_path / "p.xml")
    found = replace(task(archive), export=ExportFile(str(export)))
    report = judged(found, tmp_path)
    assert recall(tmp_path).recalled(found) == report
    assert recall(tmp_path).recalled(task(archive)) is None  # named: the export is not judged
    SLIP.write(export)
    assert recall(tmp_path).recalled(found) is None
    export.unlink()
    assert recall(tmp_path).recalled(task(archive)) is None


def test_the_lock_counts(tmp_path: Path, path: str) -> None:
    judged(task(path), tmp_path)
    lock = tmp_path / LOCK_NAME
    lock.write_text("one")
    judged(task(path), tmp_path)
    assert recall(tmp_path).recalled(task(path)) is not None
    assert recall(tmp_path).recalled(task(path, catalogs=("none",))) is not None
    lock.write_text("two")
    assert recall(tmp_path).recalled(task(path)) is None


def test_a_catalogue_file_counts_and_is_read_anew_each_day(tmp_path: Path, path: str) -> None:
    file = allwise(tmp_path / "wise.csv", [star(0, 0)], SKY)
    chosen: dict[str, Any] = {"catalogs": (str(file),)}
    judged(task(path, **chosen), tmp_path)
    assert recall(tmp_path).recalled(task(path, **chosen)) is not None
    tomorrow = TODAY + timedelta(days=1)
    assert recall(tmp_path, tomorrow).recalled(task(path, today=tomorrow, **chosen)) is None
    allwise(file, [star(0, 9)], SKY)
    assert recall(tmp_path).recalled(task(path, **chosen)) is None


def test_a_lock_replaced_during_a_run_is_not_taken_for_the_one_that_was_read(
    tmp_path: Path, path: str
) -> None:
    later = task(str(pair().write(tmp_path / "later.xml")))
    lock = tmp_path / LOCK_NAME
    lock.write_text("one")
    uses = recall(tmp_path)
    assert uses.recalled(task(path)) is None
    lock.write_text("another")
    assert uses.recalled(later) is None
    uses.keep(Worker().report(later, None))  # by what was read of the first
    assert recall(tmp_path).recalled(later) is None
    judged(later, tmp_path)
    assert recall(tmp_path).recalled(later) is not None


@pytest.mark.parametrize("name", [LOCK_NAME, "p.xml"])
def test_what_appears_while_a_file_is_judged_is_noticed(tmp_path: Path, name: str) -> None:
    archive = task(str(pair().write(tmp_path / "p.aptx")))
    uses = recall(tmp_path)
    assert uses.recalled(archive) is None
    pair().write(tmp_path / name)
    uses.keep(Worker().report(archive, None))
    (tmp_path / name).unlink()
    assert recall(tmp_path).recalled(archive) is None


@posix
@pytest.mark.parametrize("kind", ["pipe", "device", "huge"])
def test_what_is_not_a_file_or_too_large_is_not_read(tmp_path: Path, kind: str) -> None:
    odd = tmp_path / "odd.aptx"
    if kind == "pipe":
        os.mkfifo(odd)
    elif kind == "device":
        odd.symlink_to("/dev/zero")
    else:
        with odd.open("wb") as file:
            file.truncate(1 << 40)
    assert recall(tmp_path).recalled(task(str(odd))) is None


@pytest.mark.parametrize("choice", ["irsa", "vizier", "http://127.0.0.1:9/tap", "absent.csv"])
def test_what_a_service_answers_is_not_kept(tmp_path: Path, path: str, choice: str) -> None:
    judged(task(path, catalogs=(choice,)), tmp_path)
    assert recall(tmp_path).recalled(task(path, catalogs=(choice,))) is None


def test_of_a_later_day_only_the_day_is_new(tmp_path: Path, path: str) -> None:
    report = judged(task(path), tmp_path)
    later = TODAY + timedelta(days=3)
    found = recall(tmp_path, later).recalled(task(path, today=later))
    assert found == Worker().report(task(path, today=later), None)
    assert found != report


def test_dates_that_follow_from_the_day_are_judged_anew(tmp_path: Path, path: str) -> None:
    pair(cycle=None).write(Path(path))
    report = judged(task(path), tmp_path)
    assert report.provenance is not None
    assert report.provenance.window_origin == "the coming year"
    evening, later = TODAY + timedelta(hours=5), TODAY + timedelta(days=1)
    assert recall(tmp_path, evening).recalled(task(path, today=evening)) == report
    assert Worker().report(task(path, today=evening), None) == report
    assert recall(tmp_path, later).recalled(task(path, today=later)) is None


def test_a_file_that_was_written_meanwhile_is_not_kept(tmp_path: Path, path: str) -> None:
    uses = recall(tmp_path)
    assert uses.recalled(task(path)) is None
    SLIP.write(Path(path))
    uses.keep(Worker().report(task(path), None))
    pair().write(Path(path))
    assert recall(tmp_path).recalled(task(path)) is None
    SLIP.write(Path(path))
    assert recall(tmp_path).recalled(task(path)) is None


def test_a_lock_that_was_written_meanwhile_is_not_kept(tmp_path: Path, path: str) -> None:
    lock = tmp_path / LOCK_NAME
    lock.write_text("one")
    uses = recall(tmp_path)
    assert uses.recalled(task(path)) is None
    lock.write_text("two!")
    uses.keep(Worker().report(task(path), None))
    lock.write_text("one")
    assert recall(tmp_path).recalled(task(path)) is None


def test_a_crash_is_not_kept(tmp_path: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("aptcheck.engine.proposal_report.judge", fails)
        report = judged(task(path), tmp_path)
    assert [finding.code for finding in report.findings] == ["APT900"]
    assert recall(tmp_path).recalled(task(path)) is None


@pytest.mark.parametrize("content", [b"", b"nothing", b"<a/>"])
def test_a_file_that_is_no_proposal_is_not_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "p.xml"
    file.write_bytes(content)
    judged(task(str(file)), tmp_path)
    assert recall(tmp_path).recalled(task(str(file))) is None


def test_a_missing_file_and_standard_input_have_no_key(tmp_path: Path) -> None:
    keys = cache_key.CacheKeys()
    assert keys.of(task(str(tmp_path / "none.xml"))) is None
    assert keys.of(replace(task("-"), content=pair().xml)) is None
    assert list(tmp_path.iterdir()) == []
