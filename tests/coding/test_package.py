"""What helpers.coding.package promises: programs learn what tables are, and one that is still the same is known."""

import json

import pytest

from helpers import paths
from helpers.coding import package

FUNDS = b"report_id\nR\n"


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
    resource = package.resource("funds", b"")
    stage = next(field for field in resource["schema"]["fields"] if field["name"] == "stage")
    assert "executed" in stage["constraints"]["enum"]
    assert resource["schema"]["primaryKey"] == ["report_id", "start", "cell"]


@pytest.fixture
def folder(tmp_path):
    """A folder with the package of a table of funds, whose content is not looked at here."""
    described = package.package([package.resource("funds", FUNDS)])
    (tmp_path / package.FILE).write_text(json.dumps(described), encoding="utf-8")
    return tmp_path


def test_a_package_vouches_for_the_content_it_was_made_of_and_no_other(folder):
    assert package.vouches(folder / "funds.csv", "funds", FUNDS)
    assert not package.vouches(folder / "funds.csv", "funds", FUNDS + b"S\n")
    assert not package.vouches(folder / "funds.csv", "indicators", FUNDS)
    assert not package.vouches(folder / "copy.csv", "funds", FUNDS)


def test_a_package_that_describes_a_column_otherwise_vouches_for_nothing(folder):
    text = (folder / package.FILE).read_text(encoding="utf-8")
    assert '"required": true' in text
    (folder / package.FILE).write_text(text.replace('"required": true', '"required": false', 1), encoding="utf-8")
    assert not package.vouches(folder / "funds.csv", "funds", FUNDS)


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"resources": null}', '{"resources": [1]}'])
def test_a_damaged_package_vouches_for_nothing(folder, content):
    (folder / package.FILE).write_text(content)
    assert not package.vouches(folder / "funds.csv", "funds", FUNDS)


def test_a_pattern_of_tables_yml_is_one_of_the_package():
    fields = package.resource("reports", b"")["schema"]["fields"]
    digest = next(field for field in fields if field["name"] == "sha256")
    assert digest["constraints"] == {"required": True, "pattern": "[0-9a-f]{64}"}
