"""A report of a field without words is read after adding words alone, as docs/adding-a-field.md says."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from helpers import paths

REPORT = """青岚县卫生健康局2022年度部门整体支出绩效自评报告
一、部门概况
青岚县卫生健康局负责全县卫生健康工作。
二、资金情况
2022年年初预算数3260万元，全年预算数3418.5万元，全年实际支出3301.2万元，预算执行率96.57%。
三、履职完成情况
（一）医疗服务。全年门诊接诊41.2万人次，同时急诊抢救1860人次。住院收治2.6万人次，住院床位开放820张。
（二）疫苗接种。全年疫苗接种12.8万剂次，建设接种门诊14个，疫苗运输冷链巡查36次。
（三）公共卫生。为老年人免费体检1.9万人，家庭医生签约6.4万户，建立居民健康档案21万份。
（四）妇幼保健。孕产妇建册2300人，新生儿筛查2150例。
四、自评结论
综合评价，绩效自评得分95.5分。
"""
WORDS = {
    "vaccination": ["疫苗", "接种"],
    "inpatient": ["住院", "床位"],
    "clinic": ["门诊", "急诊", "接诊"],
    "public_health": ["体检", "签约", "健康档案"],
    "maternal_health": ["孕产妇", "新生儿", "妇幼"],
}
EXPECTED = {
    "41.2万": "clinic", "1860": "clinic", "2.6万": "inpatient", "820": "inpatient",
    "12.8万": "vaccination", "14": "clinic", "36": "vaccination",
    "1.9万": "public_health", "6.4万": "public_health", "21万": "public_health",
    "2300": "maternal_health", "2150": "maternal_health",
}  # fmt: skip


@pytest.fixture
def copy(tmp_path) -> Path:
    """The helpers of this repository, to be edited as a researcher edits their own."""
    shutil.copytree(paths.ROOT / "helpers", tmp_path / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "health.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def read(copy: Path, into: str) -> dict[str, pd.DataFrame]:
    command = [sys.executable, "-m", "helpers", "read", "health.txt", "--into", into]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return {file.stem: pd.read_csv(file, dtype=str, keep_default_na=False) for file in (copy / into).iterdir()}


def add_words(copy: Path) -> None:
    """New functions with their words behind the line `functions:`, and nothing else."""
    file = copy / "helpers" / "reading" / "vocabulary.yml"
    head, line, tail = file.read_text(encoding="utf-8").partition("\nfunctions:")
    comment, rest = tail.split("\n", 1)
    added = "".join(f"  {key}: [{', '.join(words)}]\n" for key, words in WORDS.items())
    file.write_text(f"{head}{line}{comment}\n{added}{rest}", encoding="utf-8")
    assert list(yaml.safe_load(file.read_text(encoding="utf-8"))["functions"])[: len(WORDS)] == list(WORDS)


def test_a_report_of_a_health_bureau_gets_its_labels_from_words_alone_and_nothing_else_changes(copy):
    before = read(copy, "before")
    add_words(copy)
    after = read(copy, "after")
    assert before["outcomes"]["token"].tolist() == list(EXPECTED)
    assert set(before["outcomes"]["function"]) == {"other"}
    assert dict(zip(after["outcomes"]["token"], after["outcomes"]["function"], strict=True)) == EXPECTED
    for name, frame in before.items():
        pd.testing.assert_frame_equal(
            *(each.drop(columns="function", errors="ignore") for each in (frame, after[name]))
        )
    assert len(before["funds"]) == 3
