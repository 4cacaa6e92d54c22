"""The GitHub action, run without GitHub."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import aptcheck
from aptcheck.testing import exposure, other, pair, proposal, target
from tests.action.composite import Run, run_action
from tests.action.proposals import ROOT, checked, run, sample
from tests.workflow_commands import Command

BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")
pytestmark = BASH


def test_a_broken_proposal_fails_with_annotations_summary_and_files(workspace: Path) -> None:
    sample(workspace, "broken.aptx", "proposals/broken.aptx")
    done = run(workspace)
    assert not done.ok
    assert done.outputs["exit-code"] == "1"
    assert done.outputs["verdict"] == "fail"
    report = json.loads(Path(done.outputs["json-file"]).read_text())
    for name in ("errors", "warnings", "infos"):
        assert done.outputs[name] == str(report["summary"][name])
    assert int(done.outputs["errors"]) > 0
    sarif = json.loads(Path(done.outputs["sarif-file"]).read_text())
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
    }
    assert uris == {"proposals/broken.aptx"}
    assert done.commands[0].name == "error"
    assert done.commands[0].properties["file"] == "proposals/broken.aptx"
    assert done.summary.startswith("## aptcheck: ")


def test_the_exported_xml_beside_gets_the_true_line(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    sample(workspace, "broken.xml")
    done = run(workspace, paths="*.aptx", select="BKG201")
    (error, _) = done.commands
    assert error.properties["file"] == "broken.xml"
    line = (workspace / "broken.xml").read_text().splitlines()[int(error.properties["line"]) - 1]
    assert line[int(error.properties["col"]) - 1 :].startswith("<")


def test_a_threshold_of_never_lets_it_pass(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, fail_on="never")
    assert done.ok
    assert (done.outputs["exit-code"], done.outputs["verdict"]) == ("0", "fail")


def test_options_reach_the_check(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    (workspace / "strict.toml").write_text('ignore = ["BKG5"]\n')
    done = run(
        workspace,
        select="BKG2, BKG5",
        ignore="BKG202",
        profile="draft",
        config="strict.toml",
        catalog="none\nlock",
        reports="junit=reports.xml\nmarkdown=my summary.md",
    )
    report = json.loads(Path(done.outputs["json-file"]).read_text())
    codes = {finding["code"] for finding in report["proposals"][0]["findings"]}
    assert "BKG201" in codes
    assert not codes & {"BKG202", "BKG501"}
    assert (workspace / "reports.xml").read_text().startswith("<?xml")
    assert (workspace / "my summary.md").exists()
    assert done.ok, "the profile draft turns BKG201 into a warning"


@pytest.mark.parametrize(
    "name",
    [
        "--fail-on=never.aptx",
        "-v.aptx",
        "a b.aptx",
        "[1].aptx",
        "$(touch pwned).aptx",
        "`id`;.aptx",
    ],
)
@pytest.mark.parametrize("by", ["name", "glob"])
def test_a_path_is_only_a_path(workspace: Path, name: str, by: str) -> None:
    broken = pair(sky={"exposures": [exposure("SHORT", groups=40)]})
    broken.write(workspace / "plain.xml")
    (workspace / "plain.xml").rename(workspace / name)
    done = run(workspace, paths=name if by == "name" else "*.aptx", select="BKG201")
    assert done.outputs["errors"] == "1"
    assert done.commands[0].properties["file"] == name
    assert sorted(path.name for path in workspace.iterdir()) == [name]


def test_findings_of_the_baseline_do_not_fail_the_job(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    recorded = subprocess.run(
        [sys.executable, "-I", "-m", "aptcheck", "baseline", "broken.aptx", "--output=known.json"],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=False,
    )
    assert recorded.returncode == 0, recorded.stderr
    done = run(workspace, baseline="known.json", reports="html=page.html")
    assert done.ok, done.log
    assert (done.outputs["errors"], done.outputs["verdict"]) == ("0", "pass")
    assert "in the baseline" in done.summary
    assert (workspace / "page.html").exists()


def test_a_proposal_of_another_mode_is_neither_passed_nor_failed(workspace: Path) -> None:
    proposal(targets=[target()], observations=[other(1, "NircamImaging")]).write(
        workspace / "other.aptx"
    )
    done = run(workspace)
    assert done.ok, done.log
    assert done.outputs["verdict"] == "not-applicable"
    assert "NOTHING TO JUDGE" in done.summary


def test_paths_may_be_many_and_a_proposal_is_checked_once(workspace: Path) -> None:
    sample(workspace, "broken.aptx", "a/deep/one.aptx")
    sample(workspace, "broken.aptx", "b/two.aptx")
    done = run(workspace, paths="**/*.aptx\n\n  b/two.aptx\na", select="BKG201")
    report = json.loads(Path(done.outputs["json-file"]).read_text())
    assert [proposal["path"] for proposal in report["proposals"]] == [
        str(Path("a/deep/one.aptx")),
        str(Path("b/two.aptx")),
    ]


def test_the_whole_checkout_is_searched_as_aptcheck_searches_a_folder(workspace: Path) -> None:
    sample(workspace, "broken.aptx", "cycle6/deep/one.aptx")
    sample(workspace, "broken.xml", "cycle6/two.xml")
    sample(workspace, "broken.aptx", ".hidden/three.aptx")
    assert checked(run(workspace, select="BKG201")) == ["cycle6/deep/one.aptx", "cycle6/two.xml"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (".", ["cycle6/one.aptx", "two.aptx"]),
        ("**/*.aptx", ["cycle6/one.aptx", "two.aptx"]),
        ("*/*.aptx", ["cycle6/one.aptx"]),
        ("cycle6/**/*.aptx", ["cycle6/one.aptx"]),
        ("*", ["cycle6/one.aptx", "two.aptx"]),
        ("[c]ycle6", ["cycle6/one.aptx"]),
        ("**/*/*.aptx", ["cycle6/one.aptx"]),
        ("**/*/**/*.aptx", ["cycle6/one.aptx"]),
        ("*/*/*.aptx", None),
        ("**/.git/*.aptx", [".git/three.aptx"]),
        (".git/*.aptx", [".git/three.aptx"]),
    ],
)
def test_links_to_folders_are_not_followed(
    workspace: Path, paths: str, expected: list[str] | None
) -> None:
    sample(workspace, "broken.aptx", "cycle6/one.aptx")
    sample(workspace, "broken.aptx", "../machine/home/four.aptx")
    sample(workspace, "broken.aptx", "two.aptx")
    sample(workspace, "broken.aptx", ".git/three.aptx")
    try:
        (workspace / "loop").symlink_to(workspace, target_is_directory=True)
        (workspace / "link").symlink_to(workspace / "cycle6", target_is_directory=True)
        (workspace / "root").symlink_to(workspace.parent / "machine", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    done = run(workspace, paths=paths, select="BKG201")
    if expected is None:
        assert "nothing matches" in done.log
    else:
        assert checked(done) == expected


@pytest.mark.parametrize("paths", [".", "**/*.aptx", "a**b", "no-such.aptx", "", "\n"])
def test_nothing_to_check_is_not_a_success(workspace: Path, paths: str) -> None:
    done = run(workspace, paths=paths)
    assert not done.ok
    assert (done.outputs["exit-code"], done.outputs["verdict"]) == ("2", "")
    assert [command.name for command in done.commands] == ["error"]


@pytest.mark.parametrize(
    "inputs",
    [{"select": "NO1"}, {"profile": "lax"}, {"reports": "pdf=x"}, {"config": "--none.toml"}],
)
def test_wrong_usage_is_one_annotation_and_fails(workspace: Path, inputs: dict[str, str]) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, **inputs)
    assert not done.ok
    assert done.outputs["exit-code"] == "2"
    (error,) = done.commands
    assert error.data.startswith("aptcheck: ")
    assert done.summary == ""


def test_proposal_text_starts_no_command(workspace: Path) -> None:
    evil = "x\n::add-path::/tmp\r\n::set-env name=PATH::x"
    (workspace / "evil.aptx").write_bytes(b"")
    (workspace / f"{evil.replace('/', '')}.aptx").write_bytes(b"")
    done = run(workspace)
    assert {command.name for command in done.commands} <= {"error", "warning", "notice"}
    assert done.outputs["errors"] == "2"


def test_standard_error_is_printed_where_commands_are_not_obeyed(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, config="::add-mask::x")
    assert "::stop-commands::" in done.log
    assert [command.name for command in done.commands] == ["error"]
    assert Command("add-mask", {}, "x") not in done.commands


def test_modules_of_the_checkout_are_not_imported(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    for module in ("aptcheck", "json", "click"):
        (workspace / f"{module}.py").write_text("raise SystemExit('imported from the checkout')\n")
    assert run(workspace, select="BKG201").outputs["exit-code"] == "1"


def copies(done: Run) -> list[str]:
    """Return the corrected copies, by their paths in the output folder."""
    folder = Path(done.outputs["corrected-folder"])
    assert folder.name.startswith("aptcheck-corrected")
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_corrected_copies_are_beside_the_checkout_and_not_in_it(workspace: Path) -> None:
    sample(workspace, "broken.aptx", "cycle6/one.aptx")
    sample(workspace, "broken.xml", "two.xml")
    sample(workspace, "linked-extended-source.aptx", "well/done.aptx")
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    safe = run(workspace, corrected="safe", fail_on="never")
    assert copies(safe) == ["cycle6/one.aptx", "two.xml"]
    assert "2 corrected copies were written" in safe.summary
    unsafe = run(workspace, corrected="unsafe", fail_on="never")
    assert copies(unsafe) == copies(safe)
    assert unsafe.outputs["corrected-folder"] != safe.outputs["corrected-folder"]
    assert before == {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    found = [
        {finding.code for finding in aptcheck.check(folder, catalog="none").findings}
        for folder in (
            workspace,
            *(Path(one.outputs["corrected-folder"]) for one in (safe, unsafe)),
        )
    ]
    assert found[0] - found[1] == {"BKG105", "BKG201", "BKG202", "BKG302", "BKG501"}
    assert found[1] - found[2] == {"BKG102", "BKG104", "BKG203", "BKG403"}


def test_a_correction_obeys_the_selection(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, corrected="safe", select="BKG501", fail_on="never")
    (name,) = copies(done)
    left = aptcheck.check(Path(done.outputs["corrected-folder"]) / name, catalog="none")
    assert {"BKG105", "BKG201"} < {finding.code for finding in left.findings}
    assert "BKG501" not in {finding.code for finding in left.findings}


@pytest.mark.parametrize("inputs", [{}, {"corrected": "safe", "select": "BKG104"}])
def test_without_something_to_fix_there_is_no_folder(
    workspace: Path, inputs: dict[str, str]
) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, **inputs)
    assert done.outputs["corrected-folder"] == ""
    assert not list((workspace.parent / "runner temp").glob("aptcheck-corrected*"))


def test_another_word_for_corrected_is_wrong_usage(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    done = run(workspace, corrected="all\n::add-path::/tmp")
    assert (done.ok, done.outputs["exit-code"]) == (False, "2")
    assert [command.name for command in done.commands] == ["error"]


@pytest.mark.parametrize("name", ["-o.aptx", "--unsafe-fixes.aptx", "a b.aptx", "$(id).aptx"])
def test_a_copy_has_the_name_of_its_proposal_whatever_that_is(workspace: Path, name: str) -> None:
    sample(workspace, "broken.aptx", name)
    done = run(workspace, paths="*.aptx", corrected="safe", select="BKG501")
    assert copies(done) == [name]
    assert [path.name for path in workspace.iterdir()] == [name]


def test_a_proposal_outside_the_checkout_has_its_copy_below_the_folder(workspace: Path) -> None:
    sample(workspace, "broken.aptx", "../elsewhere/one.aptx")
    done = run(workspace, paths="../elsewhere", corrected="safe", select="BKG501")
    outside = (workspace.parent / "elsewhere" / "one.aptx").absolute()
    assert copies(done) == [outside.relative_to(outside.anchor).as_posix()]


@pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None,
    reason="hatchling is not installed, with which the action's install step builds offline",
)
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_the_whole_action_installs_itself_from_its_own_path(workspace: Path) -> None:
    sample(workspace, "broken.aptx")
    temporary = workspace.parent / "runner temp"
    stand_in = workspace.parent / "python"
    # The new environment sees the installed packages, so pip asks no index.
    libraries = f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
    stand_in.write_text(
        "#!/bin/sh\n"
        f'"{sys.executable}" "$@"\n'
        f'[ "$2" != venv ] || echo "{sysconfig.get_path("purelib")}" > "$3/{libraries}/at_hand.pth"\n'
    )
    stand_in.chmod(0o755)
    # Installed as on the runner: the files of the repository, nothing else of this checkout.
    action = workspace.parent / "action"
    shutil.copytree(
        ROOT, action, ignore=shutil.ignore_patterns(".*", "tests", "docs", "dist", "build")
    )
    # What is locked is installed from an index, which no test asks: here it is at hand.
    (action / "action" / "requirements.txt").write_text("")
    done = run_action(
        action,
        {"select": "BKG201"},
        workspace=workspace,
        temporary=temporary,
        stand_ins={"python": {"python-path": str(stand_in)}},
        environment={
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_IGNORE_INSTALLED": "1",
        },
    )
    assert done.outputs["exit-code"] == "1", done.log
    installed = temporary / "aptcheck" / libraries / "aptcheck"
    assert (installed / "report" / "sarif.py").exists()


def test_the_definitions_obey_githubs_schemas() -> None:
    checker = _tool("check-jsonschema")
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    for schema, files in (
        ("vendor.github-actions", [ROOT / "action.yml"]),
        ("vendor.github-workflows", workflows),
    ):
        done = subprocess.run(
            [checker, "--builtin-schema", schema, *map(str, files)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing() -> None:
    done = subprocess.run(
        [
            *(_tool("zizmor"), "--offline", "--pedantic", "--no-progress"),
            *(str(ROOT / "action.yml"), str(ROOT / ".github" / "workflows")),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_shellcheck_finds_nothing(tmp_path: Path) -> None:
    import yaml

    scripts = [ROOT / ".ci" / "run", *sorted((ROOT / ".ci").glob("**/*.sh"))]
    steps = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    for number, step in enumerate(step for step in steps if "run" in step):
        script = tmp_path / f"{number}.sh"
        script.write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{step['run']}")
        scripts.append(script)
    done = subprocess.run(
        # SC1091: the script sources a system file that may not exist here.
        [_tool("shellcheck"), "--exclude=SC1091", *map(str, scripts)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_pre_commit_manifest_is_valid_and_its_hooks_find_their_files() -> None:
    import re

    import yaml

    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    patterns = {hook["id"]: hook["files"] for hook in hooks}
    assert re.search(patterns["aptcheck"], "proposals/1234.aptx")
    assert not re.search(patterns["aptcheck"], "proposals/1234.xml")
    assert re.search(patterns["aptcheck-xml"], "proposals/1234.xml")
    done = subprocess.run(
        [_tool("pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _tool(name: str) -> str:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed (it is in the extra dev)")
    return found
