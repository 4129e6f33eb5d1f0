"""What helpers.reading.outcomes.resources promises:
figures of a unit's own staff, units and assets, apart from results."""

from decimal import Decimal

import pytest

from helpers.reading.outcomes.resources import asset_table, kind
from helpers.reading.report import read_text
from helpers.reading.vocabulary import unit_kind

ASSETS = """固定资产表 单位：万元
项目\t数量\t金额\t在用\t
\t\t\t金额\t占比
土地\t13\t3,284.69\t3284.69\t79.19%
车辆\t2\t30.5\t30.5\t0.7%
"""


def resources(text: str) -> str:
    return " ".join(f"{row.function[:5]} {row.value}" for row in read_text(text, "r").resources)


def test_every_kind_of_a_unit_is_one_that_the_tables_know():
    known = {"persons", "money", "rate", "area", "count", "other"}  # design.md
    assert {kind(unit) for unit in unit_kind()} <= known
    assert [row.kind for row in read_text("窗口服务考评得92分，全区平均88分。", "r").outcomes] in ([], ["other"] * 2)


def test_staff_vehicles_and_assets_are_resources():
    text = (
        "核定编制45名，实有在职人员42人，其中医师30人，退休人员18人；公务用车4辆，其中救护车3辆。固定资产1,236.8万元。"
    )
    kept = read_text(text, "r").resources
    assert [(r.function, str(r.value)) for r in kept] == [
        ("staff", "45"), ("staff", "42"), ("staff", "30"), ("staff", "18"), ("vehicles", "4"), ("vehicles", "3"),
        ("fixed_assets", "1236.8"),
    ]  # fmt: skip
    assert [r.seq for r in kept] == list(range(1, 8))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("核定编制68名，其中行政编制20名，年末在职65人，离退休30人，临聘人员12人。",
         "staff 68 staff 20 staff 65 staff 30 staff 12"),
        ("学校占地120亩，建筑面积5.6万平方米，现有教学班36个，学生1,800人，专任教师142人，其中高级教师45人。",
         "fixed 120 fixed 56000 staff 142 staff 45"),
        ("一、医院概况\n开放床位600张，在岗职工820人，其中护士380人，设临床科室22个、医技科室8个，门诊45万人次。",
         "fixed 600 staff 820 staff 380 agenc 22 agenc 8"),
        ("局机关内设9个科室，下属事业单位4个，其中公益一类3个。", "agenc 9 agenc 4 agenc 3"),
        ("一、基本情况\n大队现有民警45名、辅警120名，警车18辆，办公用房1,200平方米。",
         "staff 45 staff 120 vehic 18 fixed 1200"),
        ("中心编制30名，实有27人，缺编3人；实验室2个、冷链车2辆。", "staff 30 staff 27 staff 3 fixed 2 vehic 2"),
        ("年末固定资产总额5,600万元，其中房屋3,200万元、设备900万元。", "fixed 5600 fixed 3200 fixed 900"),
        ("馆藏图书45万册，阅览座席600个，劳务派遣15人。", "fixed 450000 fixed 600 staff 15"),
        ("公务用车保有量6辆，其中执法用车4辆；公务接待32批次280人次。", "vehic 6 vehic 4"),
        ("拥有快检室29间，执法终端194台。", "fixed 29 fixed 194"),
        ("编制数为142名，下属事业单位30个。", "staff 142 agenc 30"),
        ("因人手不足，仅有监测人员4人。", "staff 4"),
        ("专业救生员仅有9人，暑期需临时聘请6人左右。", "staff 9 staff 6"),
        ("专任教师198人，其中双师型教师121人，占专业课教师的62%。", "staff 198 staff 121 staff 62"),
        ("一、机构设置\n我院设业务庭室8个、派出法庭5个，政法编制86名。", "agenc 8 agenc 5 staff 86"),
        ("下辖县妇幼保健院等二级单位6个，乡镇卫生院18家。", "agenc 6 agenc 18"),
        ("成立自评小组，由办公室牵头，抽调业务骨干9人组成。", "staff 9"),
        ("一、基本情况\n中心设直属养护站6个、巡查基地9个，巡逻艇12艘。", "agenc 6 agenc 9 vehic 12"),
        ("全市共有派出所45个，其中示范派出所12个。", "agenc 45 agenc 12"),
        ("拥有水质自动监测仪3部，移动泵8门、潜水装具15副。", "fixed 3 fixed 8 fixed 15"),
        ("我局有预算单位共7个；园舍面积3,400平方米，库房仓容9万吨。", "agenc 7 fixed 3400 fixed 90000"),
        ("一、项目概况\n美术馆馆舍建筑面积8,200平方米，全年办展6场。", "fixed 8200"),
        ("全旗有村级防疫员268名，每人补助6,000元；申报点14个，官方兽医39人。", "staff 268 staff 39"),
    ],
)  # fmt: skip
def test_own_staff_units_vehicles_and_room_are_resources_and_so_are_their_parts(text, expected):
    assert resources(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全年培训在职教师600人，招聘医护人员35名，慰问退休干部60人。",
        "新建村卫生室12所，购置救护车3辆，更新病床200张，改造业务用房3,000平方米。",
        "查处违法车辆320辆，检查企业45家，抓获嫌疑人36名。",
        "一、项目概况\n灌溉面积3.2万亩，设备45台，受益人口2万人。",
        "建成农家书屋36个，藏书增加1.2万册，服务读者3万人次。",
        "一、概况\n全区辖8个街道、96个社区，户籍人口56万人，低保对象2,300人。",
        "吸纳脱贫户担任护林员150名。",
        "全市共有学校48家、养老床位6,200张，入住老人3,100人。",
        "组织在编干部30人参加培训2期。",
        "全年受理在职职工医疗互助420人。",
        "由两家企业承包，作业车辆187台，公厕94座。",
        "领导小组下设3个工作组，项目下设4个子项目。",
        "开发公益性岗位，聘用脱贫人员200人。",
        "纳入社区管理的企业退休人员3.2万人，在职党员进社区报到300人。",
        "全县现有养老机构12家，养老床位900张，困难职工120人。",
        "户均房屋面积69平方米，生均建筑面积6.9平方米。",
        "为36名在职教师体检。",
        "抽调干部60名支援核酸检测，抽调业务骨干15人下沉社区。",
        "成立工作专班，走访群众300人。",
        "全市新建派出所3个，全县共有充电站12个。",
        "修复馆藏文物36件，家庭医生签约10万人。",
        "对72家预算单位的目标进行审核。",
    ],
)
def test_what_is_done_and_whom_the_unit_serves_are_no_resources(text):
    assert resources(text) == ""


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("万元", "money"), ("%", "rate"), ("人次", "persons"), ("平方米", "area"), ("件", "count"), ("天", "count"),
        ("", "count"),
        ("元/人", "money"), ("/10万", "rate"), ("未知", "count"), ("毫克/升", "count"), ("美元", "other"),
    ],
)  # fmt: skip
def test_the_unit_says_the_kind(unit, expected):
    assert kind(unit) == expected


def test_a_table_of_assets_gives_each_cell_its_row_its_column_and_the_unit_of_the_caption():
    rows = asset_table(ASSETS, "r")
    assert [(r.name_zh, r.value, r.unit) for r in rows[:4]] == [
        ("土地：数量", Decimal(13), ""), ("土地：金额", Decimal("3284.69"), "万元"),
        ("土地：在用金额", Decimal("3284.69"), "万元"), ("土地：在用占比", Decimal("79.19"), "%"),
    ]  # fmt: skip
    assert all(ASSETS[r.start : r.end] == r.token for r in rows)
    assert len(rows) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("内设办公室、救助安置科、志愿服务科共3个科室。", ["3"]),
        ("下辖市救助服务中心、市慈善促进中心2家事业单位。", ["2"]),
        ("中心编制床位180张，设有床位160张。", ["180", "160"]),
        ("建成冷库9座，占地26亩。", []),
    ],
)
def test_what_a_unit_consists_of_is_its_own_whatever_its_parts_are_called(text, expected):
    assert [r.token for r in read_text(f"一、单位概况\n{text}\n", "r").resources] == expected


def test_a_table_of_budgets_is_none_of_assets():
    budgets = "项目\t年初预算数\t全年执行数\n基本支出\t986.20\t911.06\n合计\t986.20\t911.06\n"
    assert asset_table(budgets, "r") == []
    assert asset_table(ASSETS, "r") != []
