"""``aptcheck schema`` prints the published schemas, from a clone and from a wheel."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from aptcheck.testing import pair
from tests.cli.running import ROOT, run
from tests.packing import built

PUBLISHED = {path.stem: path.read_bytes() for path in (ROOT / "schemas").glob("*.json")}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_is_printed_as_it_was_published(
    name: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from aptcheck.cli.main import main

    with pytest.raises(SystemExit) as left:
        main(["schema", name])
    assert left.value.code == 0
    assert capsysbinary.readouterr().out == PUBLISHED[name]


def test_the_report_of_a_check_follows_the_printed_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pair().write(tmp_path / "pair.xml")
    schema = json.loads(run(capsys, "schema", "report").out)
    jsonschema.validate(json.loads(run(capsys, "check", str(file), "--format", "json").out), schema)


def test_another_name_is_wrong_usage_and_the_names_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = run(capsys, "schema", "reports")
    assert done.status == 2
    assert all(name in done.err for name in PUBLISHED)


def test_every_schema_is_explained_in_the_docs() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("\n## schema\n")
    assert set(re.findall(r"^\| `(\w+)` \|", rest.split("\n## ")[0], re.MULTILINE)) == set(
        PUBLISHED
    )


def test_an_installed_wheel_carries_its_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(built("wheel", tmp_path)) as wheel:
        wheel.extractall(tmp_path / "installed")
    done = subprocess.run(
        [sys.executable, "-c", "import aptcheck.cli.main as m; m.main(['schema', 'report'])"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == PUBLISHED["report"]
