"""What helpers.yml promises: data files as YAML means them, and no code in them."""

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
    with pytest.raises(yaml.YAMLError):
        yml.read(file)
