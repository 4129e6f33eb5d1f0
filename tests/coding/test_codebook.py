"""What helpers.coding.codebook promises: the documents say what tables.yml says."""

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
