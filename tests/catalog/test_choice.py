"""The words for catalogues, as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

import aptcheck
from aptcheck.catalog.choice import is_address, names_file, understood
from aptcheck.engine.options import Options
from aptcheck.testing import pair
from tests.cli.running import run


def test_a_word_is_understood_in_any_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert [understood(word) for word in ("IRSA", "VizieR", "None", "LOCK", "irsa")] == [
        "irsa",
        "vizier",
        "none",
        "lock",
        "irsa",
    ]
    assert understood("Stars.CSV") == "Stars.CSV"


def test_a_file_of_that_very_name_is_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("IRSA", "none"):
        Path(name).touch()
    assert understood("IRSA") == "IRSA"
    assert understood("Irsa") in ("irsa", "Irsa")  # the same file where names have no case
    assert understood("none") == "none"
    assert Options(catalogs=("IRSA", "VIZIER")).catalogs == ("IRSA", "vizier")


def test_what_is_neither_a_word_nor_an_address_is_a_file() -> None:
    assert is_address("HTTPS://example.org/tap")
    assert [names_file(word) for word in ("irsa", "http://a/tap", "a.csv")] == [False, False, True]


def test_commands_and_library_take_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pair().write(tmp_path / "p.xml")
    (tmp_path / "aptcheck.lock").write_text("broken")
    for plain, loud in (("none", "NONE"), ("lock", "Lock")):
        one, other = (
            run(capsys, "check", file, "--catalog", word, "--format", "json")
            for word in (plain, loud)
        )
        assert one == other
        assert aptcheck.check(file, catalog=plain) == aptcheck.check(file, catalog=loud)
    assert "a lock needs a catalogue" in run(capsys, "lock", file, "--catalog", "NONE").err
