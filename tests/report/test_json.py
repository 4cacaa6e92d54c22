"""The JSON report keeps its contract."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from aptcheck.report import render
from aptcheck.results import Report
from aptcheck.testing import exposure, pair
from scripts import schemas
from tests.judging import judged

ROOT = Path(__file__).resolve().parents[2]
REPORT = Report(proposals=(judged(pair(sky={"exposures": [exposure("SHORT", groups=40)]})),))


def test_the_report_obeys_its_published_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "report.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(render("json", REPORT)))


def test_keys_are_those_of_the_contract() -> None:
    document = json.loads(render("json", REPORT))
    assert list(document) == ["schema_version", "tool", "proposals", "summary"]
    assert document["schema_version"] == "1"
    proposal = document["proposals"][0]
    assert {
        "path",
        "program",
        "title",
        "apt_version",
        "schema_version",
        "cycle",
        "verdict",
        "backgrounds",
        "findings",
        "coverage",
        "configuration",
    } <= set(proposal)
    pair_keys = {
        "science_observation",
        "background_observation",
        "declared",
        "linked",
        "non_interruptible",
        "order",
        "separation_arcsec",
        "depth_ratio",
        "exposures",
    }
    assert pair_keys <= set(proposal["backgrounds"][0])
    finding = next(f for f in proposal["findings"] if f["code"] == "BKG201")
    assert {
        "code",
        "name",
        "severity",
        "message",
        "observation",
        "related_observations",
        "target",
        "location",
        "evidence",
        "angles",
        "source",
        "fix",
        "fingerprint",
        "suppressed",
        "baselined",
        "table",
    } <= set(finding)
    assert finding["table"] is None
    assert finding["location"]["member"] == "1234.xml"
    assert finding["evidence"] == {
        "measured": 40,
        "limit": finding["evidence"]["limit"],
        "unit": "groups",
        "each": [],
    }


def test_published_schemas_have_not_drifted() -> None:
    for name, text in schemas.schemas().items():
        assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == text, name
