"""What helpers.yml promises: data files as YAML means them, no code in them, and where one is damaged."""

import pytest
import yaml

from helpers import paths, yml


@pytest.mark.parametrize("file", sorted((paths.ROOT / "helpers").rglob("*.yml")), ids=lambda file: file.stem)
def test_a_data_file_is_read_as_the_plain_loader_reads_it(file):
    assert yml.read(file) == yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("loader", [yml.LOADER, yaml.SafeLoader])
def test_a_tag_that_runs_code_is_refused(tmp_path, monkeypatch, loader):
    monkeypatch.setattr(yml, "LOADER", loader)
    file = tmp_path / "a.yml"
    file.write_text("a: !!python/object/apply:os.getcwd []")
    with pytest.raises(ValueError, match=r"a\.yml, line 1: .*python/object/apply"):
        yml.read(file)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a: 1\nwords: [\n", r"a\.yml, line 3: expected YAML"),
        (b"a: 1\n\tb: 2\n", r"a\.yml, line 2: expected YAML"),
        (b"a: \x07\n", r"a\.yml: expected YAML"),
        (b"a: \xff\n", r"a\.yml: expected YAML in UTF-8"),
    ],
)
@pytest.mark.parametrize("loader", [yml.LOADER, yaml.SafeLoader])
def test_what_is_no_yaml_is_told_with_its_file_and_line(tmp_path, monkeypatch, content, told, loader):
    monkeypatch.setattr(yml, "LOADER", loader)
    (tmp_path / "a.yml").write_bytes(content)
    with pytest.raises(ValueError, match=told):
        yml.read(tmp_path / "a.yml")
