"""Staff in post against the posts that there are for them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.coding.checks.counts import Count, Page
from helpers.coding.checks.findings import Finding

PERSONS = ("人", "名", "个", "")  # units of posts; beds are none
OFF_POSTS = re.compile(r"[名人个]?[（(，,]?(?:不占|不在|未占|不纳入)[^，。；]{0,4}编")
ALLOWED, ALIKE = re.compile("(?:核定|批复|批准|核准|定员|员额|控制数)[\u4e00-\u9fff]{2,}$"), 3
BOUND = re.compile(
    "^.*?(?:核|批)定|(?:人员)?(?:控制数|员额|限额|上限|总量)$"
)  # around who may be there: 核定辅警控制数
POSTS, IN_POST, NOT_IN_POST = (
    re.compile("编制|(?:核定|员额|定员|核编)$"),
    re.compile("实有|在职|在编|在岗"),
    re.compile("退休|离休|上半年|季度|高峰"),
)


def staff(pages: list[Page]) -> Iterator[Finding]:
    """Staff in post against the posts of their establishment, of all kinds that the sentence names before them."""
    for page in pages:
        posts: list[Count] = []
        for last, each in pairwise([None, *page.counts]):
            if posts and page.sentence(each.start) > page.sentence(posts[0].start) + 1:
                posts = []
            if (POSTS.search(each.name) or ALLOWED.search(each.name)) and each.unit in PERSONS:
                posts = [*posts, each] if posts and posts[-1] is last else [each]
            elif (
                posts
                and IN_POST.search(each.name)
                and not _is_other(page, posts, each)
                and not NOT_IN_POST.search(each.name)
            ):
                yield _limit(posts, each)
                posts = []


def _is_other(page: Page, posts: list[Count], staff: Count) -> bool:
    """Whether posts that are merely allowed (核定辅警45名) are of others than the staff, by the end of their names, or
    these are said to have none."""
    return OFF_POSTS.match(page.text, staff.end) is not None or not all(
        POSTS.search(each.name) or BOUND.sub("", each.name)[-ALIKE:] in staff.name for each in posts
    )


def _limit(posts: list[Count], staff: Count) -> Finding:
    first, *parts = (each.value for each in posts)  # 编制326名，其中行政248名、事业78名
    allowed = posts[0].figure._replace(value=first if first == sum(parts) else first + sum(parts))
    figures = (*(each.figure for each in posts), staff.figure)
    verdict = "exceeds" if staff.value > allowed.value else "holds"
    return Finding(
        staff.report_id, "limit", "staff in post against posts, 人", allowed, staff.value, figures, verdict, 0.0
    )
