"""What every command writes and refuses to write, as a user types it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from aptcheck.catalog import LOCK_NAME
from aptcheck.results import Report
from aptcheck.testing import FIELD, exposure, pair
from tests.cli.running import ROOT, Done, run, spawn

FILE_COMMANDS = ("check", "baseline", "visibility", "footprint", "diff")
#: Nothing listens there: a command that queries it would report that first.
NOBODY = ("--catalog", "http://127.0.0.1:9/tap")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a proposal without and one with an error."""
    monkeypatch.chdir(tmp_path)
    pair().write(tmp_path / "good.xml")
    pair(sky={"exposures": [exposure("SHORT", groups=40)]}).write(tmp_path / "slip.xml")
    return tmp_path


def arguments(command: str) -> tuple[object, ...]:
    if command == "visibility":
        return (command, "good.xml", "--observation", 1)
    if command == "footprint":
        return (command, "good.xml", "--angles", 100)
    return (command, "good.xml", "slip.xml")


def refusal(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return the one line of a refusal."""
    done = run(capsys, *arguments)
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    return line


def in_shell(line: str) -> subprocess.CompletedProcess[bytes]:
    words = f"{shlex.quote(sys.executable)} -m aptcheck"
    return subprocess.run(
        line.replace("aptcheck ", f"{words} "),
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_a_dash_is_standard_output(place: Path, command: str) -> None:
    reported = spawn(*arguments(command), "-o", "-")
    assert reported.returncode in (0, 1)
    assert reported.stdout
    assert not (place / "-").exists()
    if command != "baseline":
        assert reported.stdout == spawn(*arguments(command)).stdout
    else:
        assert json.loads(reported.stdout)["kind"] == "aptcheck baseline"


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_no_command_overwrites_what_it_reads_under_any_name(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (place / "good.xml").read_bytes()
    os.link("good.xml", "hard.link")
    (place / "soft.link").symlink_to("good.xml")
    for output in ("good.xml", "hard.link", "soft.link", str(place / "good.xml")):
        refusal(capsys, *arguments(command), "-o", output)
    assert (place / "good.xml").read_bytes() == before
    assert (place / "soft.link").is_symlink()


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_no_command_overwrites_a_proposal_or_a_lock(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = pair().write(place / "other.aptx")
    (place / LOCK_NAME).write_text("broken")
    for output in (other, place / LOCK_NAME):
        before = output.read_bytes()
        refusal(capsys, *arguments(command), "-o", output)
        assert output.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "baseline", "diff"])
@pytest.mark.parametrize("output", ["good.xml", "no/folder", ".", "aptcheck.toml", "x" * 300])
def test_a_wrong_output_is_refused_before_a_catalogue_is_asked(
    place: Path, command: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Sending" not in refusal(capsys, *arguments(command), *NOBODY, "-o", output)


def test_a_name_that_no_file_can_have_is_refused_everywhere(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in FILE_COMMANDS:
        assert "File name too long" in refusal(capsys, *arguments(command), "-o", "x" * 300)


@pytest.mark.parametrize("command", FILE_COMMANDS)
def test_an_empty_name_is_refused_as_such(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "the output has an empty name" in refusal(capsys, *arguments(command), "-o", "")


@pytest.mark.parametrize("command", [one for one in FILE_COMMANDS if one != "footprint"])
def test_a_slash_at_the_end_names_a_folder(
    place: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "x/: names a folder" in refusal(capsys, *arguments(command), "-o", "x/")


def test_a_slash_at_the_end_is_fine_for_a_folder(place: Path) -> None:
    (place / "regions").mkdir()
    assert spawn(*arguments("footprint"), "-o", "regions/").returncode == 0
    assert list((place / "regions").iterdir())


def test_a_configuration_is_recognised_behind_its_link(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "strict.conf").write_text("profile = 'strict'\n")
    (place / "aptcheck.toml").symlink_to("strict.conf")
    assert "is read by this command" in refusal(
        capsys, "check", "good.xml", "--quiet", "-o", "strict.conf"
    )
    assert (place / "strict.conf").read_text() == "profile = 'strict'\n"


def test_a_wrong_additional_report_is_refused_too(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = refusal(capsys, "check", "slip.xml", *NOBODY, "--report", "html=good.xml")
    assert "good.xml: is an APT proposal" in line


def test_a_file_in_a_folder_follows_the_same_rules(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "regions").mkdir()
    (place / "regions" / "observation-2.reg").symlink_to("../slip.xml")
    both = ("--observation", 1, "--observation", 2, "--angles", 100)
    assert "observation-2.reg: is a symbolic link" in refusal(
        capsys, "footprint", "good.xml", *both, "-o", "regions"
    )
    assert not (place / "regions" / "observation-1.reg").exists()


def test_an_older_baseline_is_replaced_by_a_baseline_and_by_no_report(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert spawn("baseline", "slip.xml", "-o", "base.json").returncode == 0
    before = (place / "base.json").read_bytes()
    refusal(capsys, "check", "slip.xml", "--format", "json", "-o", "base.json")
    refusal(capsys, "check", "slip.xml", "--baseline", "base.json", "--report", "json=base.json")
    assert (place / "base.json").read_bytes() == before
    assert spawn("baseline", "slip.xml", "good.xml", "-o", "base.json").returncode == 0
    assert (place / "base.json").read_bytes() != before


@pytest.mark.parametrize(
    "outputs",
    [
        ("--report", "json=a", "--report", "sarif=./a"),
        ("--report", "json=a", "--report", "json=a"),
        ("--report", "json=a", "-o", "a"),
        ("--report", "json=-"),
        ("--report", "json=-", "--report", "sarif=/dev/stdout", "--quiet"),
    ],
)
def test_two_reports_do_not_go_to_one_place(
    place: Path, outputs: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert "both write to" in refusal(capsys, "check", "slip.xml", *outputs)
    assert not (place / "a").exists()


def test_one_report_may_take_standard_output_when_the_other_is_quiet(place: Path) -> None:
    reported = spawn(
        "check", "slip.xml", "--quiet", "--report", "json=-", "--report", "sarif=a.sarif"
    )
    assert json.loads(reported.stdout)["summary"]["errors"] > 0
    assert (place / "a.sarif").exists()


def test_lock_does_not_write_through_a_link(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ra, dec = FIELD
    row = f'{ra},{dec},"J1",9.0,10.0,10.0,0000,0'
    (place / "stars.csv").write_text(f"ra,dec,designation,w1mpro,w2mpro,w3mpro,cc_flags,n\n{row}\n")
    precious = (place / "good.xml").read_bytes()
    for name in (LOCK_NAME, f".{LOCK_NAME}.new"):
        (place / name).symlink_to("good.xml")
        done = run(capsys, "lock", "good.xml", "--catalog", "stars.csv")
        assert (place / "good.xml").read_bytes() == precious
        if name == LOCK_NAME:
            assert done.status == 2
            assert f"{LOCK_NAME}: is a symbolic link" in done.err
            (place / name).unlink()
    assert (place / LOCK_NAME).read_text().startswith("# Catalogue answers")


def test_lock_replaces_only_a_lock_and_says_so_before_it_asks(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / LOCK_NAME).write_text("<<<<<<< HEAD\n")
    line = refusal(capsys, "lock", "good.xml", *NOBODY)
    assert f"{LOCK_NAME}: is not a lock" in line
    assert (place / LOCK_NAME).read_text() == "<<<<<<< HEAD\n"


linux = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")


@linux
@pytest.mark.parametrize(
    "line",
    [
        "aptcheck check good.xml > /dev/full",
        "aptcheck check good.xml -o - > /dev/full",
        "aptcheck check good.xml -o /dev/full",
        "aptcheck check good.xml --format html > /dev/full",
        "aptcheck baseline good.xml -o /dev/full",
        "aptcheck rules > /dev/full",
        "aptcheck completion bash > /dev/full",
        "aptcheck --help > /dev/full",
        "aptcheck check --help > /dev/full",
        "aptcheck --version > /dev/full",
    ],
)
def test_a_full_disk_gives_a_sentence(place: Path, line: str) -> None:
    refused_for_want_of_room(line)


@linux
def test_a_full_disk_gives_a_sentence_for_a_picture_too(place: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    refused_for_want_of_room(
        "aptcheck visibility good.xml --observation 1 --format png > /dev/full"
    )


def refused_for_want_of_room(line: str) -> None:
    done = in_shell(line)
    assert done.returncode == 2
    (reported,) = done.stderr.decode().splitlines()
    assert "cannot be written (No space left on device)." in reported
    assert "report this" not in reported


@linux
def test_if_no_message_can_be_shown_the_status_remains(place: Path) -> None:
    assert in_shell("aptcheck check gone.xml > /dev/full 2> /dev/full").returncode == 2
    assert in_shell("aptcheck check good.xml > /dev/full 2> /dev/full").returncode == 2


@linux
@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("old.html", "aptcheck check slip.xml --format html -o old.html"),
        ("old.html", "aptcheck check slip.xml --quiet --report html=old.html"),
        ("base.json", "aptcheck baseline many -o base.json"),
    ],
)
def test_what_does_not_fit_leaves_the_last_good_file(place: Path, name: str, line: str) -> None:
    (place / "many").mkdir()
    for number in range(12):
        (place / "many" / f"{number}.xml").write_bytes((place / "slip.xml").read_bytes())
    spawn("baseline", "good.xml", "-o", "base.json")
    (place / "old.html").write_text("the last good page")
    before = (place / name).read_bytes()
    files = sorted(place.iterdir())
    done = in_shell(f"ulimit -f 1; {line}")
    assert done.returncode == 2
    assert b"cannot be written (File too large)" in done.stderr
    assert b"the existing file is unchanged" in done.stderr
    assert (place / name).read_bytes() == before
    assert sorted(place.iterdir()) == files


@linux
def test_one_failed_report_does_not_affect_the_others(place: Path) -> None:
    done = spawn("check", "slip.xml", "--report", "json=/dev/full", "--report", "sarif=a.sarif")
    assert done.returncode == 2
    assert b"/dev/full: cannot be written" in done.stderr
    assert b"BKG201" in done.stdout
    assert (place / "a.sarif").exists()


@linux
def test_pipes_and_devices_take_a_report(place: Path) -> None:
    assert in_shell("aptcheck check good.xml -o >(cat > last); wait $!").returncode == 0
    assert "\n1 proposal: " in (place / "last").read_text()
    assert in_shell("aptcheck check good.xml -o /dev/fd/3 3> third").returncode == 0
    assert "PASS" in (place / "third").read_text()
    assert spawn("check", "good.xml", "-o", "/dev/null").returncode == 0


@linux
def test_an_open_descriptor_cannot_overwrite_an_input(place: Path) -> None:
    before = (place / "good.xml").read_bytes()
    for given in ("good.xml", "- < good.xml"):
        done = in_shell(f"aptcheck check -q -o /dev/fd/3 3<>good.xml {given}")
        assert done.returncode == 2
        assert b"/dev/fd/3: is open on a file that this command reads" in done.stderr
        assert (place / "good.xml").read_bytes() == before
    closed = in_shell(f"aptcheck check slip.xml {' '.join(NOBODY)} -o /dev/fd/9")
    assert closed.returncode == 2
    assert b"Bad file descriptor" in closed.stderr
    assert b"Sending" not in closed.stderr


@pytest.fixture
def broken_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page fail on the proposal with the slip."""
    module = import_module("aptcheck.report.html")
    render = module.render

    def failing(report: Report, **more: Any) -> Any:
        if any(one.path == "slip.xml" and one.program for one in report.proposals):
            raise ZeroDivisionError
        return render(report, **more)

    monkeypatch.setattr(module, "render", failing)


def broken(capsys: pytest.CaptureFixture[str], *more: object) -> Done:
    return run(
        capsys, "check", "good.xml", "slip.xml", "--select", "SKY104", "--report", "html=a.html",
        "--report", "json=a.json", *more,
    )  # fmt: skip


@pytest.mark.usefixtures("broken_page")
def test_a_page_that_fails_on_one_proposal_shows_the_others(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = broken(capsys)
    assert done.status == 1
    assert "\n2 proposals (2 pass): 0 errors, 0 warnings, 2 infos.\n" in done.out
    (reported,) = done.err.splitlines()
    assert "slip.xml: APT900" in reported
    assert "ZeroDivisionError" in reported
    page = (place / "a.html").read_text()
    assert "APT900" in page
    assert "good.xml" in page
    codes = [
        [finding["code"] for finding in one["findings"]]
        for one in json.loads((place / "a.json").read_text())["proposals"]
    ]
    assert codes == [["SKY104"], ["SKY104"]]
    assert broken(capsys, "--fail-on", "never").status == 0


def test_a_page_that_fails_completely_does_not_affect_other_reports(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(report: Report, **_: Any) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(import_module("aptcheck.report.html"), "render", failing)
    done = broken(capsys)
    assert done.status == 2
    assert "the html report could not be written" in done.err
    assert "2 proposals" in done.out
    assert (place / "a.json").exists()
    assert not (place / "a.html").exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("good.xml",), "`aptcheck check good.xml`"),
        (("gone.aptx", "--format", "json"), "`aptcheck check gone.aptx --format json`"),
        (("my proposal.APTX",), "`aptcheck check 'my proposal.APTX'`"),
        (("..",), "`aptcheck check ..`"),
        (("-",), "`aptcheck check -`"),
        (("chek", "good.xml"), "did you mean check?"),
        (("Baseline",), "did you mean baseline?"),
        (("frobnicate",), "`aptcheck --help` lists them"),
        (("x" * 300,), "`aptcheck --help` lists them"),
    ],
)
def test_an_unknown_command_gets_a_suggestion(
    place: Path, words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hint in refusal(capsys, *words)


@pytest.mark.parametrize("command", ["check --format html", "visibility --format json"])
def test_a_reader_that_leaves_is_not_a_finding(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.xml").write_text(pair().text)
    name, *options = command.split()
    words = [sys.executable, "-m", "aptcheck", name, "a.xml", *options]
    with subprocess.Popen(
        words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait() == 2
        assert process.stderr is not None
        assert process.stderr.read() == b""
