"""The words after `--catalog` choose the providers."""

from __future__ import annotations

from pathlib import Path

import pytest

from aptcheck.catalog.choose import providers
from aptcheck.errors import UsageError


def test_what_the_user_writes_chooses_who_is_asked(tmp_path: Path) -> None:
    (tmp_path / "sky.csv").write_text("ra,dec,w1mpro\n150,2,9.5\n", encoding="utf-8")
    given = ["lock", "irsa", "https://example.org/tap", str(tmp_path / "sky.csv")]
    chosen = providers(given, folder=tmp_path)
    assert [p.name for p in chosen] == ["aptcheck.lock", "IRSA", "VizieR", "example.org", "sky.csv"]
    assert providers([*given, "none"], folder=tmp_path) == ()
    with pytest.raises(UsageError, match="There is no catalogue file"):
        providers(["irsi"], folder=tmp_path)
    with pytest.raises(UsageError, match=r"The lock file other.lock does not exist\."):
        providers(["other.lock"], folder=tmp_path)
    for address in ("https://", "http:///tap", "https://[::1/tap", "https://example.org:port"):
        with pytest.raises(UsageError, match="is not the address of a service"):
            providers([address], folder=tmp_path)


def test_the_irsa_address_is_the_one_set_in_astroquery(tmp_path: Path) -> None:
    from astroquery.ipac.irsa import conf

    with conf.set_temp("tap_url", "http://127.0.0.1:1/mirror"):
        assert "http://127.0.0.1:1/mirror" in str(providers(["irsa"], folder=tmp_path)[0].recipient)


@pytest.mark.parametrize("text", ["", "format = 2", "format = 1\na" + ".a" * 40 + " = 1", "\x00"])
def test_a_lock_that_is_named_must_be_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "aptcheck.lock").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"The lock file .* (is not|was written)"):
        providers([str(tmp_path / "aptcheck.lock")], folder=tmp_path)
    # In a proposal's folder it leaves the fields unchecked.
    assert len(providers(["lock"], folder=tmp_path)) == 1
