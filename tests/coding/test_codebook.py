"""What helpers.coding.codebook promises: the documents say what tables.yml says."""

import json

import pytest

from helpers import paths
from helpers.coding import codebook
from helpers.coding.schema import tables


def test_the_codebook_in_docs_is_the_one_that_tables_yml_makes():
    kept = (paths.ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert kept == f"{codebook.markdown()}\n", "run `make codebook`"


def test_every_column_of_every_table_has_a_line():
    lines = codebook.markdown().splitlines()
    for table, says in tables().items():
        section = lines[lines.index(f"## {table}") :]
        for column in says["columns"]:
            assert any(line.startswith(f"| {column} |") for line in section), f"{table}.{column}"


def test_the_data_package_describes_the_files_that_lie_beside_it():
    package = json.loads((paths.processed() / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        header = (paths.processed() / resource["path"]).read_text(encoding="utf-8").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]], resource["name"]
    assert {each["path"] for each in package["resources"]} == {file.name for file in paths.processed().glob("*.csv")}


def test_frictionless_finds_no_fault_in_the_data_package():
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(paths.processed() / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "rowNumber", "fieldName", "message"])[:5]


def test_a_closed_set_is_an_enumeration_and_a_key_is_a_key():
    resource = codebook.datapackage(["funds"])["resources"][0]
    stage = next(field for field in resource["schema"]["fields"] if field["name"] == "stage")
    assert "executed" in stage["constraints"]["enum"]
    assert resource["schema"]["primaryKey"] == ["report_id", "start", "cell"]
