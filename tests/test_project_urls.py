"""The project has one address: that of pyproject.toml, the same everywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from urllib.parse import urlparse

import pytest

from aptcheck import project_urls
from tests.loading import loaded

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
URLS = PYPROJECT["project"]["urls"]
#: Files with text for people, or with addresses for programs.
TEXTS = sorted(
    path
    for pattern in ("*.md", "*.cff", "*.yml", ".*.yaml", ".github/**/*", "docs/**/*.md")
    for path in [*ROOT.glob(pattern)]
    if path.is_file()
) + sorted(
    path
    for room in ("aptcheck", "action", "benchmarks", "scripts", "schemas", "tests", ".ci")
    for path in (ROOT / room).rglob("*")
    if path.is_file() and "__pycache__" not in path.parts and path != Path(__file__)
)


@pytest.fixture
def asked_anew(monkeypatch: pytest.MonkeyPatch):
    project_urls._urls.cache_clear()
    yield monkeypatch
    project_urls._urls.cache_clear()


def test_the_installed_package_has_the_addresses_of_pyproject() -> None:
    assert project_urls.repository_url() == URLS["Repository"], "install it again: pip install -e ."
    assert project_urls.issues_place() == URLS["Issues"]


def test_without_an_installed_package_no_address_is_invented(asked_anew) -> None:
    def metadata(name: str):
        raise PackageNotFoundError(name)

    asked_anew.setattr("importlib.metadata.metadata", metadata)
    assert project_urls.repository_url() is None
    assert project_urls.issues_place() == "the place where you found aptcheck"


def test_no_file_names_another_address() -> None:
    home = URLS["Repository"].removesuffix("/")
    on_github = urlparse(home).path.strip("/") if urlparse(home).hostname == "github.com" else None
    action = on_github or "OWNER/aptcheck"
    named = 0
    for path in TEXTS:
        text = path.read_bytes().decode("utf-8", "replace")
        for address in re.findall(
            r"(?:https?://|git@)[^\s\"'`<>()\[\]]*aptcheck[^\s\"'`<>()]*", text
        ):
            # A user's service may have such a name too; only code hosts are meant here. PyPI is not
            # a home: the release workflow names the page that it fills.
            if address == "https://pypi.org/p/aptcheck" or re.search(
                r"//(?:localhost|127\.0\.0\.1|[\w.]*example)", address
            ):
                continue
            assert address.startswith(home), (str(path), address)
            named += 1
        for used in re.findall(r"uses: ([\w.-]+/aptcheck)@", text):
            assert used == action, (str(path), used)
    assert named > 5


def test_no_release_is_named_that_does_not_exist() -> None:
    """A tag in a workflow or a hook must be one of the changelog's releases."""
    released = set(
        re.findall(r"^## \[(\d[\w.]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    )
    for path in TEXTS:
        if path.suffix in {".md", ".yml", ".yaml"}:
            text = path.read_text(encoding="utf-8")
            tags = re.findall(r"rev: v?(\d\S*)|/aptcheck@v(\S+)", text)
            assert {tag for pair in tags for tag in pair if tag} <= released, str(path)


def test_a_plain_command_does_not_look_for_the_address() -> None:
    code = "import contextlib, aptcheck.cli.main\nwith contextlib.suppress(SystemExit): aptcheck.cli.main.main(['--help'])"
    assert not loaded(code, {"importlib.metadata"})


def test_a_crash_says_where_to_report_it(tmp_path: Path) -> None:
    code = (
        "import aptcheck.cli.main as m\n"
        "def crash(**_): raise ZeroDivisionError('x')\n"
        "m.cli.main = crash\n"
        "m.main([])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 2
    assert f"Please report this at {URLS['Issues']};" in done.stderr
