"""What coding.checks.posts promises: staff in post are held against the posts that there are for them."""

import pytest

from helpers.coding.checks.texts import posts

from ...made import page


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("行政编制15名、事业编制8名；年末在职21人。", ["holds"]),
        ("行政编制15名、事业编制8名；年末在职32人。", ["exceeds"]),
        ("编制23名，其中行政编制15名、事业编制8名；年末在职25人。", ["exceeds"]),
        ("编制23名，其中行政编制15名、事业编制8名；年末在职23人。", ["holds"]),
        ("助餐员全县核定86人，年末在岗94人。", ["exceeds"]),
        ("核定辅警控制数165名，年末实有辅警171名。", ["exceeds"]),
        ("核定辅警控制数165名，年末实有辅警161名。", ["holds"]),
        ("核定护林员员额48人，护林员在岗52人。", ["exceeds"]),
        ("核定辅警控制数165名，民警实有171名。", []),  # others
        ("核定编制45名，在编41名，另有编外聘用18人。", ["holds"]),
        ("核定编制20名，在职18人，退休人员30人。", ["holds"]),
        ("核定床位200张，年末在职260人。", []),  # beds are no posts
    ],
)
def test_staff_is_within_its_posts(text, verdicts):
    assert [each.verdict for each in posts.staff([page(text)])] == verdicts
