"""``aptcheck check`` as a user types it, in its own process."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from aptcheck.testing import exposure, pair
from tests.cli.running import ROOT, spawn
from tests.loading import loaded


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return pair().write(tmp_path / "clean.xml")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return pair(sky={"exposures": [exposure("SHORT", groups=40)]}).write(tmp_path / "broken.xml")


def test_a_clean_proposal_exits_with_0(clean: Path) -> None:
    done = spawn("check", clean)
    assert done.returncode == 0
    assert b"PASS" in done.stdout
    assert done.stderr == b""


def test_an_error_exits_with_1_unless_fail_on_is_never(broken: Path) -> None:
    assert spawn("check", broken).returncode == 1
    assert spawn("check", broken, "--fail-on", "never").returncode == 0


def test_a_draft_fails_on_warnings_only_when_asked(broken: Path) -> None:
    draft = ("check", broken, "--profile", "draft", "--select", "BKG201")
    assert spawn(*draft).returncode == 0
    assert spawn(*draft, "--fail-on", "warning").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "there-is-no-such-file.aptx"),
        ("check", "{clean}", "--format", "pdf"),
        ("check", "{clean}", "--select", "XYZ"),
        ("check", "{clean}", "--dates", "soon"),
        ("check", "{clean}", "--dates", "2027-01-01/2026-01-01"),
        ("check", "{clean}", "--config", "there-is-none.toml"),
        ("check", "{clean}", "--output", "{clean}/impossible"),
        ("explain", "BKG999"),
        ("no-such-command",),
    ],
)
def test_wrong_usage_is_one_line_and_exits_with_2(clean: Path, arguments: tuple[str, ...]) -> None:
    done = spawn(*(argument.replace("{clean}", str(clean)) for argument in arguments))
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_a_wrong_key_names_the_nearest_right_one(clean: Path) -> None:
    (clean.parent / "aptcheck.toml").write_text('profle = "draft"\n')
    done = spawn("check", clean)
    assert done.returncode == 2
    assert b"'profle'" in done.stderr
    assert b"'profile'" in done.stderr


def test_the_configuration_beside_a_proposal_is_used(broken: Path) -> None:
    (broken.parent / "aptcheck.toml").write_text('ignore = ["BKG2"]\n')
    assert spawn("check", broken, "--select", "BKG201").returncode == 1
    (broken.parent / "aptcheck.toml").write_text('ignore = ["BKG2"]\nselect = ["BKG2"]\n')
    assert spawn("check", broken).returncode == 0


def test_standard_input_is_read(broken: Path) -> None:
    done = spawn("check", "-", "--format", "json", stdin=broken.read_bytes())
    assert done.returncode == 1
    assert json.loads(done.stdout)["proposals"][0]["path"] == "-"


def test_a_broken_file_does_not_stop_the_others(clean: Path, broken: Path) -> None:
    (clean.parent / "empty.aptx").write_bytes(b"")
    done = spawn("check", clean.parent, "--format", "json")
    report = json.loads(done.stdout)
    codes = {p["path"]: [f["code"] for f in p["findings"]] for p in report["proposals"]}
    assert codes[str(clean.parent / "empty.aptx")] == ["APT001"]
    assert "BKG201" in codes[str(broken)]
    assert done.returncode == 1


def test_many_processes_give_the_same_report_in_the_same_order(clean: Path, broken: Path) -> None:
    one = spawn("check", clean.parent, "--format", "json")
    many = spawn("check", clean.parent, "--format", "json", "--jobs", "2")
    assert one.stdout == many.stdout


def test_plain_when_piped_and_in_colour_when_forced(broken: Path) -> None:
    assert b"\x1b[" not in spawn("check", broken).stdout
    assert b"\x1b[" in spawn("check", broken, FORCE_COLOR="1", NO_COLOR="").stdout
    assert b"\x1b[" not in spawn("check", broken, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_quiet_prints_nothing(broken: Path) -> None:
    done = spawn("check", broken, "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 1)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['aptcheck', '--help']\n"
        "from aptcheck.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
    )
    assert not loaded(code, {"pydantic", "lxml", "rich", "numpy", "astropy", "jinja2"})


def test_a_plain_check_loads_neither_numpy_nor_astropy(clean: Path) -> None:
    code = (
        f"import sys; sys.argv = ['aptcheck', 'check', {str(clean)!r}, '--format', 'json']\n"
        "from aptcheck.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 0, end.code\n"
    )
    assert not loaded(code, {"numpy", "astropy", "erfa", "astroquery", "rich", "jinja2"})


def test_explain_shows_the_page_by_code_and_by_name() -> None:
    by_code, by_name = spawn("explain", "bkg201"), spawn("explain", "ngroups-mismatch")
    assert by_code.returncode == 0
    assert by_code.stdout == by_name.stdout
    assert b"## How to fix" in by_code.stdout


def test_rules_are_listed_as_text_json_and_markdown() -> None:
    codes = [entry["code"] for entry in json.loads(spawn("rules", "--format", "json").stdout)]
    assert "BKG201" in codes
    assert len(spawn("rules").stdout.splitlines()) == len(codes)
    assert len(spawn("rules", "--format", "markdown").stdout.splitlines()) == len(codes) + 2


def test_the_library_gives_the_same_report(broken: Path) -> None:
    import aptcheck

    report = aptcheck.check(broken)
    assert "BKG201" in [finding.code for finding in report.findings]
    assert aptcheck.read(broken).program == "1234"


def test_without_a_command_the_help_is_shown_as_it_is() -> None:
    done = spawn()
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) > 10


def test_explaining_a_family_names_its_rules() -> None:
    done = spawn("explain", "BKG2")
    assert done.returncode == 2
    assert b"BKG201, BKG202" in done.stderr


def test_an_unreadable_file_is_not_said_to_lose_data(tmp_path: Path) -> None:
    (tmp_path / "empty.aptx").write_bytes(b"")
    done = spawn("check", tmp_path / "empty.aptx")
    assert b"FAIL. The file could not be read, so nothing in it was checked." in done.stdout


def test_deselected_rules_are_not_counted_as_unchecked(clean: Path) -> None:
    assert b"not checked: --verbose" not in spawn("check", clean, "--select", "BKG201").stdout
    assert b"not checked: --verbose" in spawn("check", clean).stdout


@pytest.mark.skipif(os.name == "nt", reason="the shell closes the stream")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_leaves_the_status(broken: Path, closed: str) -> None:
    def status(*arguments: object) -> int:
        words = [sys.executable, "-m", "aptcheck", *map(str, arguments)]
        line = f"{shlex.join(words)} {closed}"
        return subprocess.run(
            line, shell=True, capture_output=True, cwd=ROOT, check=False
        ).returncode

    assert status("check", broken) == 1
    assert status("check", broken.parent / "gone.aptx") == 2
    assert status("--help") == 0


def test_a_folder_without_proposals_is_one_line_and_2(tmp_path: Path) -> None:
    done = spawn("check", tmp_path, "--format", "json", "--fail-on", "never")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"there is no .aptx or .xml file to check.\n")
