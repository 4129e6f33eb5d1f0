"""What is left of a text as prose, its forms and their notes blanked."""

from helpers.reading.forms.prose import prose_around

TEXT = "全年支出80万元。\n项目 | 预算\n修路 | 100万元\n填表说明：\n1.得分一栏按实填写\n其他均已完成。"


def test_forms_lines_and_notes_are_blanks_of_the_same_length():
    form, line = TEXT.index("项目 |"), TEXT.index("100")
    found = prose_around(TEXT, [(form, form + 7)], [line], notes=False)
    assert [each.strip() for each in found.split("\n")] == ["全年支出80万元。", "", "", "", "", "其他均已完成。"]
    assert len(found) == len(TEXT)
    assert found.index("其他") == TEXT.index("其他")


def test_notes_stay_where_the_document_has_no_form():
    assert prose_around(TEXT, [], [], notes=True) == TEXT
