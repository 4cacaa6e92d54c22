"""The action in a real git repository: what has changed, and what that does to the findings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from aptcheck.testing import exposure, pair
from tests.action.proposals import checked, run, sample

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or shutil.which("bash") is None, reason="no git or no bash"
)
IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.invalid", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *IDENTITY, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def commit(folder: Path, message: str) -> str:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def slip(groups: int = 40) -> bytes:
    return pair(sky={"exposures": [exposure("SHORT", groups=groups)]}).xml


@pytest.fixture
def team(workspace: Path) -> Path:
    """A team's repository with a base branch: three proposals in two folders."""
    git(workspace, "init", "--quiet", "--initial-branch=main")
    for name in ("a/one.xml", "a/two.xml", "b/three.xml"):
        path = workspace / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(pair().xml)
    commit(workspace, "Base")
    return workspace


def event(folder: Path, name: str, payload: object) -> dict[str, str]:
    file = folder.parent / "event.json"
    file.write_text(json.dumps(payload))
    return {"GITHUB_EVENT_NAME": name, "GITHUB_EVENT_PATH": str(file)}


def pushed(team: Path, before: str) -> dict[str, str]:
    return event(team, "push", {"before": before})


def pull(team: Path) -> dict[str, str]:
    """Merge the branch into main as GitHub does, and return the event."""
    base = git(team, "rev-parse", "main")
    head = git(team, "rev-parse", "HEAD")
    git(team, "checkout", "--quiet", "--detach", "main")
    git(team, "merge", "--quiet", "--no-ff", "--message", "Merge", head)
    sides = {"base": {"sha": base, "ref": "main"}, "head": {"sha": head}}
    return event(team, "pull_request", {"pull_request": sides})


def test_a_push_checks_what_it_changes(team: Path) -> None:
    before = git(team, "rev-parse", "HEAD")
    (team / "a" / "one.xml").write_bytes(slip())
    commit(team, "Change")
    done = run(team, pushed(team, before), changed_only="true", select="BKG201")
    assert checked(done) == ["a/one.xml"]
    assert not done.ok
    assert "1 of 3 proposals checked" in done.summary
    assert "differ from the commit before the push; 2 not checked." in done.summary


def test_a_pull_request_checks_what_it_changes_and_not_what_main_has_gained(team: Path) -> None:
    git(team, "checkout", "--quiet", "-b", "branch")
    sample(team, "slips-to-fix.xml", "a/new.xml")
    (team / "b" / "three.xml").unlink()
    commit(team, "Change")
    git(team, "checkout", "--quiet", "main")
    (team / "a" / "two.xml").write_bytes(slip())
    commit(team, "Meanwhile on main")
    git(team, "checkout", "--quiet", "branch")
    stale = event(
        team,
        "pull_request",
        {"pull_request": {"base": {"sha": git(team, "rev-parse", "main"), "ref": "main"}}},
    )
    for happened in (stale, pull(team)):
        done = run(team, happened, changed_only="true", select="BKG201")
        assert checked(done) == ["a/new.xml"]
        assert "The proposal is new." in done.summary


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("a/aptcheck.toml", ["a/one.xml", "a/two.xml"]),
        ("aptcheck.toml", ["a/one.xml", "a/two.xml", "b/three.xml"]),
        ("b/aptcheck.lock", ["b/three.xml"]),
        ("a/notes.txt", []),
    ],
)
def test_what_says_how_to_judge_counts_as_a_change_of_all_below(
    team: Path, file: str, expected: list[str]
) -> None:
    before = git(team, "rev-parse", "HEAD")
    (team / file).write_text("")
    if "lock" in file:
        sample(team, "aptcheck.lock", file)
    commit(team, "Change")
    done = run(team, pushed(team, before), changed_only="true", select="BKG201")
    if expected:
        assert checked(done) == expected
    else:
        assert done.ok
        assert done.outputs["verdict"] == ""
        assert "Nothing was checked: none of 3 proposals differs" in done.summary
        assert [command.name for command in done.commands] == ["notice"]


@pytest.mark.parametrize("name", ["baseline", "config", "catalog"])
def test_a_change_of_what_an_input_names_is_a_change_of_all(team: Path, name: str) -> None:
    file = team / "named.file"
    if name == "config":
        file.write_text("")
    elif name == "catalog":
        file = file.with_suffix(".csv")
        file.write_text("designation,ra,dec,w1mpro\n")
    else:
        file.write_text('{"kind": "aptcheck baseline", "schema_version": "1", "proposals": {}}')
    before = commit(team, "Settings")
    happened = pushed(team, before)
    inputs = {name: file.name, "changed_only": "true", "select": "BKG201"}
    assert run(team, happened, **inputs).outputs["verdict"] == ""
    with file.open("a") as opened:
        opened.write("\n")
    assert len(checked(run(team, happened, **inputs))) == 3


def test_an_export_that_changes_counts_with_its_archive(team: Path) -> None:
    sample(team, "broken.aptx", "c/4107.aptx")
    sample(team, "broken.xml", "c/4107.xml")
    before = commit(team, "More")
    with (team / "c" / "4107.xml").open("a") as file:
        file.write("\n")
    done = run(team, pushed(team, before), changed_only="true", select="BKG201")
    assert checked(done) == ["c/4107.aptx"]


def test_a_link_changes_with_what_it_leads_to(team: Path) -> None:
    (team / "links").mkdir()
    (team / "links" / "one.xml").symlink_to("../a/one.xml")
    (team / "links" / "two.xml").symlink_to("../a/two.xml")
    commit(team, "Link")
    git(team, "checkout", "--quiet", "-b", "branch")
    (team / "a" / "one.xml").write_bytes(slip())
    commit(team, "Change")
    done = run(team, pull(team), paths="links", changed_only="true", select="BKG201")
    assert checked(done) == ["links/one.xml"]
    assert "1 new (1 error)" in done.summary


def test_what_git_does_not_know_is_checked(team: Path) -> None:
    before = git(team, "rev-parse", "HEAD")
    (team / ".gitignore").write_text("made.xml\n")
    commit(team, "Ignore")
    (team / "a" / "made.xml").write_bytes(slip())
    done = run(team, pushed(team, before), changed_only="true", select="BKG201")
    assert checked(done) == ["a/made.xml"]


@pytest.mark.parametrize(
    ("name", "payload", "why"),
    [
        ("push", {"before": "0" * 40}, "the branch is new"),
        ("push", {"before": "1" * 40}, "give actions/checkout the input fetch-depth: 0"),
        ("push", {"before": "--output=pwned"}, "give actions/checkout the input fetch-depth: 0"),
        ("push", [], "give actions/checkout the input fetch-depth: 0"),
        ("schedule", {}, "a run on schedule has nothing to compare with"),
        ("pull_request_target", {}, "a run on pull_request_target has nothing to compare with"),
        ("pull_request", {"pull_request": {"base": {"sha": "HEAD", "ref": "x"}}}, "fetch-depth"),
    ],
)
def test_without_a_base_everything_is_checked_and_the_reason_given(
    team: Path, name: str, payload: object, why: str
) -> None:
    done = run(team, event(team, name, payload), changed_only="true", select="BKG201")
    assert done.ok
    assert len(checked(done)) == 3
    assert "Every proposal was checked, changed or not: " in done.log
    assert why in done.log
    assert not (team / "pwned").exists()


def test_a_shallow_checkout_fails_nothing(team: Path) -> None:
    (team / "a" / "one.xml").write_bytes(slip())
    commit(team, "Change")
    happened = event(
        team,
        "pull_request",
        {"pull_request": {"base": {"sha": git(team, "rev-parse", "HEAD^1"), "ref": "main"}}},
    )
    shallow = team.parent / "shallow"
    git(team.parent, "clone", "--quiet", "--depth=1", team.as_uri(), str(shallow))
    done = run(shallow, happened, select="BKG201", fail_on="never")
    assert done.ok
    assert "Not compared with the base: the checkout does not hold main" in done.summary


def test_a_pull_request_says_what_is_new_fixed_and_unchanged(team: Path) -> None:
    (team / "b" / "three.xml").write_bytes(slip())
    commit(team, "A fault on main")
    git(team, "checkout", "--quiet", "-b", "branch")
    (team / "a" / "one.xml").write_bytes(slip())
    (team / "b" / "three.xml").write_bytes(pair().xml)
    commit(team, "Change")
    done = run(team, pull(team), select="BKG201")
    _, _, after = done.summary.partition("## Compared with main")
    one, three = after.split("### b/three.xml")
    assert "**1 new (1 error), 0 fixed, 0 unchanged; verdict fail (" in one
    assert "#### New findings (1)" in one
    assert "**0 new, 1 fixed, 0 unchanged; verdict pass (" in three
    assert "two.xml" not in after
    assert str(team.parent) not in done.summary


def test_a_renamed_proposal_is_compared_with_what_it_was(team: Path) -> None:
    git(team, "checkout", "--quiet", "-b", "branch")
    git(team, "mv", "a/one.xml", "b/*one*.xml")
    (team / "b" / "*one*.xml").write_bytes(slip())
    commit(team, "Rename and change")
    done = run(team, pull(team), changed_only="true", select="BKG201")
    assert checked(done) == ["b/*one*.xml"]
    _, _, after = done.summary.partition("## Compared with main")
    assert "### b/\\*one\\*.xml\n\nRenamed from a/one.xml.\n\n**1 new (1 error)" in after


def test_both_versions_are_judged_with_the_settings_of_today(team: Path) -> None:
    git(team, "checkout", "--quiet", "-b", "branch")
    (team / "a" / "one.xml").write_bytes(slip())
    (team / "a" / "aptcheck.toml").write_text('ignore = ["BKG201"]\n')
    commit(team, "Change")
    done = run(team, pull(team))
    _, _, after = done.summary.partition("## Compared with main")
    assert "BKG201" not in after
    assert " to the proposal</summary>" in after


@pytest.mark.parametrize("name", ["--output=x.xml", "a\nb.xml", "$(touch pwned).xml", "<b>.xml"])
def test_a_hostile_name_stays_a_name(team: Path, name: str) -> None:
    git(team, "checkout", "--quiet", "-b", "branch")
    (team / name).write_bytes(pair().xml)
    commit(team, "Add")
    git(team, "branch", "--force", "main")
    (team / name).write_bytes(slip())
    commit(team, "Change")
    done = run(team, pull(team), changed_only="true", select="BKG201")
    assert checked(done) == [f"{name}"]
    assert "1 new (1 error)" in done.summary
    assert "<b>.xml" not in done.summary
    assert not (team / "pwned").exists()
    assert not (team / "x.xml").exists()


def test_comparing_can_be_left_out(team: Path) -> None:
    git(team, "checkout", "--quiet", "-b", "branch")
    (team / "a" / "one.xml").write_bytes(slip())
    commit(team, "Change")
    assert "Compared with" not in run(team, pull(team), compare="false").summary


@pytest.mark.parametrize("name", ["changed_only", "compare"])
def test_a_switch_is_true_or_false(team: Path, name: str) -> None:
    done = run(team, **{name: "maybe"})
    assert (done.ok, done.outputs["exit-code"]) == (False, "2")
    (error,) = done.commands
    assert error.data == f"{name.replace('_', '-')} must be true or false, not maybe."
