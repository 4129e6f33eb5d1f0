"""What helpers.reading.reports.head promises: who reports, on which year, at which level, with which score."""

from decimal import Decimal

import pytest

from helpers.reading.formats.grid import MARK
from helpers.reading.report import read_text


def head(text: str):
    return read_text(text, "r").reports[0]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("2022年度青云县水务局部门整体支出绩效自评报告", "青云县水务局"),
        ("青云县人民医院2023年度医疗设备购置项目支出绩效自评报告", "青云县人民医院"),
        ("青云县水务局\n2022年度管网改造项目支出绩效自评报告", "青云县水务局"),
        ("2022年度广州市青云区教育局部门\n整体支出绩效自评报告", "广州市青云区教育局"),
        ("单位名称：云河市教育局（盖章）\n2021年度学生资助项目绩效自评报告", "云河市教育局"),
        ("主管部门：云河市卫生健康委员会\n实施单位：云河市妇幼保健院\n", "云河市卫生健康委员会"),
        (
            "关于公路养护资金绩效自评的报告\n青云县财政局：\n现报告如下。\n青云县交通运输局\n2023年3月15日",
            "青云县交通运输局",
        ),
        ("年青云县教育局在2022年度组织了3次检查。", "青云县教育局"),
        ("2022年，根据青云县水务局职责，青云县水务局组织检查；青云县财政局配合。", "青云县水务局"),
        ("2022年度农村公路养护资金绩效自评报告", ""),
        ("2022年展陈提升专项绩效自评报告\n现将云河市博物馆自评情况报告如下。云河市财政局拨付。", "云河市博物馆"),
        ("2022年供养经费绩效自评报告\n青云县财政局：\n青云县社会福利院对2022年度支出开展了自评。", "青云县社会福利院"),
        (
            "2022年殡葬项目绩效自评报告\n青云县财政局：\n青云县殡仪馆（盖章）\n填报日期：2023年2月1日",
            "青云县殡仪馆",
        ),
    ],
)
def test_the_agency_is_taken_from_label_title_signature_or_text(text, agency):
    assert head(text).agency_zh == agency


@pytest.mark.parametrize(
    ("agency", "place"),
    [
        ("山东省济宁市青云区农业农村局", ("山东省", "济宁市", "county")),
        ("西藏自治区山南市青云县卫生健康委员会", ("西藏自治区", "山南市", "county")),
        ("玉溪市水利局", ("云南省", "玉溪市", "prefecture")),
        ("延边朝鲜族自治州教育局", ("吉林省", "延边州", "prefecture")),
        ("吉林省教育厅", ("吉林省", "", "province")),
        ("重庆市交通局", ("重庆市", "重庆市", "province")),
        ("湖北省云河市第一中学", ("湖北省", "", "institution")),
        ("云河市教育局", ("", "", "prefecture")),
        ("义乌市教育局", ("浙江省", "", "county")),
        ("广州市青云区白水镇人民政府", ("广东省", "广州市", "township")),
    ],
)
def test_the_name_of_an_agency_says_its_place_and_level(agency, place):
    found = head(f"单位名称：{agency}\n")
    assert (found.province_zh, found.city_zh, found.admin_level) == place


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("评价年度：2021年\n2022年度总结", "2021"),
        ("2022年度青云县水务局部门整体支出绩效自评报告\n2023年3月", "2022"),
        ("二〇二二年度青云县水务局整体支出绩效自评报告", "2022"),
        ("2021年立项。2022年度部门预算安排20万元。", "2022"),
        ("2022年安排20万元，余下1处推迟到2023年建成。\n2023年3月22日", "2022"),
        ("画院自2014年开放以来未修缮，2023年维修。2014年建成的展厅已启用。", "2023"),
        ("未写年份", ""),
    ],
)
def test_the_fiscal_year_is_the_one_of_label_title_or_budget(text, year):
    assert head(text).fiscal_year == year


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("填报日期：2023年5月8日\n", "2023-05-08"),
        ("报送日期:2023-04-12\n", "2023-04-12"),
        ("青云县水务局\n2023年4月18日", "2023-04-18"),
        ("青云县水务局\n二〇二三年四月十八日\n", "2023-04-18"),
        ("项目于2023年4月18日开工。", ""),
    ],
)
def test_the_date_of_filing_is_labelled_or_stands_alone_at_the_end(text, filed):
    assert head(text).filed_on == filed


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("部门整体支出绩效自评报告", "department"), ("2022年度部门整体绩效自评报告", "department"),
        ("项目支出绩效自评报告", "project"), ("管网改造项目绩效自评报告", "project"),
    ],
)  # fmt: skip
def test_the_title_says_whether_it_is_the_department_or_a_project(title, scope):
    assert head(f"青云县水务局{title}\n一、概况").scope == scope


@pytest.mark.parametrize(
    ("title", "text", "scope"),
    [
        ("2022年度绩效自评报告", "全年支出300万元，其中基本支出210.5万元。", "department"),
        ("二〇二二年度地方预算绩效自评报告", "全年支出300万元。", "department"),
        ("2022年项目预算绩效自评报告", "全年支出300万元。", "project"),
        ("2022年财政支出绩效自评报告", "人员工资福利200万元，日常公用40万元，项目60万元。", "department"),
        ("2022年度绩效自评报告", "项目不安排人员经费，基本支出另行保障，下达60万元。", "project"),
        ("渠系维护项目2022年度绩效自评报告", "基本支出210.5万元不在评价之列。", "project"),
        ("2022年度绩效自评报告", "人员经费12万元，设备30万元。", "project"),
    ],
)
def test_a_title_of_no_purpose_is_the_department_s_where_it_tells_what_it_spent_on_itself(title, text, scope):
    assert head(f"青云县水务局{title}\n一、概况\n{text}").scope == scope


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("自评得分96分。", (Decimal(96), None)),
        ("满分100分，自评得分96分。", (Decimal(96), Decimal(100))),
        ("按百分制，自评得分96分。", (Decimal(96), Decimal(100))),
        ("成效明显。", (None, None)),
        ("问：给自己打几分？答：98分，满分100分。", (Decimal(98), Decimal(100))),
        ("问：给项目负责人几分地？答：98分地。", (None, None)),
    ],
)
def test_the_score_and_its_maximum_are_given_only_where_printed(text, score):
    found = head(text)
    assert (found.self_score, found.self_score_max) == score


def test_a_report_that_points_to_no_annex_lacks_none():
    assert not head("具体情况如上，附件齐全。").annex_missing


@pytest.mark.parametrize("word", ["附表", "附件"])
def test_an_annex_is_missing_where_it_is_named_and_does_not_stand_below_its_heading(word):
    assert head(f"具体情况见{word}。").annex_missing
    assert head(f"逐项得分列于{word}2。").annex_missing
    assert head(f"特此报告。\n{word}：1.自评表\n某局\n2023年3月1日\n").annex_missing
    assert not head(f"具体情况见{word}1。\n{word}1：自评表\n{'数量指标，修路12公里；' * 10}").annex_missing
    assert not head(f"{word}2：2022年度项目支出绩效自评表\n{MARK}\n").annex_missing
    assert not head(f"凭证{word}不全，扣0.5分。").annex_missing


def test_what_is_not_stated_stays_empty():
    found = head("一、概况")
    assert set(found[3:11]) - {"project"} == {""}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("青禾县2023年饮水补助资金绩效自评报告", "county"),
        ("2022年度饮水项目自评情况\n我县供水工程多，我县已改造。", "county"),
        ("2022年度饮水项目自评情况\n我镇已改造。", "township"),
        ("2022年度饮水项目自评情况\n我市已改造。", ""),
        ("2022年度饮水项目自评情况\n我省域内已改造。", ""),
    ],
)
def test_without_an_agency_the_level_is_that_of_the_title_or_of_what_the_text_calls_its_own_place(text, level):
    assert head(text).admin_level == level


@pytest.mark.parametrize(
    ("text", "told"),
    [  # year, scope, level
        ("青云县疾病预防控制中心2022年度结核病防治项目绩效自评报告", "2022 project institution"),
        ("云河市青云区卫生健康局关于2021年度部门整体支出绩效自评的报告", "2021 department county"),
        ("湖北省交通运输厅2023年度部门整体支出绩效自评报告", "2023 department province"),
        ("重庆市云溪区市场监督管理局2022年度食品抽检项目绩效自评报告", "2022 project county"),
        ("苏州市昆山市教育局2022年度项目支出绩效自评报告", "2022 project county"),
        ("义乌市农业农村局2020年度农机购置补贴资金绩效自评报告", "2020 project county"),
        ("楚雄彝族自治州林业和草原局2023年度天然林保护项目自评报告", "2023 project prefecture"),
        ("锡林郭勒盟水利局2021年度节水灌溉项目绩效自评报告", "2021 project prefecture"),
        ("白云鄂旗农牧局2023年草原生态保护补助资金绩效自评报告", "2023 project county"),
        ("青云县红石镇人民政府2022年度部门整体支出绩效自评报告", "2022 department township"),
        ("青云区红石街道办事处2023年度整体支出绩效自评报告", "2023 department township"),
        ("青云县红石镇财政所2022年度项目支出绩效自评报告", "2022 project township"),
        ("青云县红石镇中心卫生院2022年度基本公共卫生服务项目绩效自评报告", "2022 project institution"),
        ("青云县住房和城乡建设局2021年度老旧小区改造项目绩效自评报告", "2021 project county"),
        ("云河市城市管理局2021年度环卫作业项目绩效自评报告", "2021 project prefecture"),
        ("国家税务总局青云县税务局2022年度部门整体支出绩效自评报告", "2022 department county"),
        ("国家林业和草原局2022年度部门项目绩效自评报告", "2022 project central"),
        ("青云县人民法院2022年度部门整体支出绩效自评报告", "2022 department county"),
        ("云河市博物馆\n2023年度免费开放补助资金\n绩效自评报告", "2023 project institution"),
        ("青云经济技术开发区管委会2022年度部门整体绩效自评报告", "2022 department county"),
        ("青云县公安局交通警察大队2021年度项目支出绩效自评报告", "2021 project county"),
        (
            "农村公路建设补助项目\n绩效自评报告\n（2021年度）\n我县2022年3月组织自评，县财政局复核。",
            "2021 project county",
        ),
        ("按照2024年工作安排，现将2023年度补助资金绩效自评报告如下。\n我州共下达3批。", "2023 project prefecture"),
        ("2022年城乡义务教育经费绩效自评报告\n我校现有在校学生1200名。县财政局拨付及时。", "2022 project institution"),
        ("2022年度重点设备购置项目绩效自评报告\n我院门诊量增长，我县群众就医方便。", "2022 project institution"),
        ("2022年度法官培训项目绩效自评报告\n青云县人民法院\n我院共受理案件。", "2022 project county"),
        ("云河市2023年度就业补助资金绩效自评报告\n全市6个县区共支出。", "2023 project prefecture"),
        ("云河市2023年度厕所革命资金绩效自评报告\n全市共12个乡镇实施，各乡镇按时完工。", "2023 project county"),
        (
            "2021年救灾资金绩效自评报告\n省农业农村厅：\n我市5个县区实施。",
            "2021 project prefecture",
        ),
        (
            "2020年度项目绩效自评报告\n项目单位：云河市聋哑学校\n主管部门：云河市教育局\n",
            "2020 project institution",
        ),
        ("2023年度“三支一扶”项目绩效自评报告\n（项目单位：青云县人社局）", "2023 project county"),
        ("青云县红石村村民委员会2021年度村级公益项目绩效自评报告", "2021 project township"),
        ("2023年度驻村工作经费绩效自评报告\n我单位派出3名队员。县乡村振兴局考核。", "2023 project county"),
        ("2022年度县级预算部门整体支出绩效自评报告\n我局内设6个股室。", "2022 department county"),
        ("2022年度危桥改造项目自评情况\n省级补助90万元，区级配套30万元。", "2022 project county"),
        (
            "云河市2022年度公路养护资金绩效自评报告\n一、资金下达\n湖北省交通运输厅下达我市资金。湖北省交通运输厅核定。",
            "2022 project prefecture",
        ),
        ("２０２１年度整体支出绩效自评报告\n青云县统计局\n我局内设５个股室。", "2021 department county"),
        (
            "2022年度专项绩效自评报告\n国家内陆湖泊监测总局（以下简称总局）承担监测职责，设监测处9个。",
            "2022 project central",
        ),
        ("2023年度水库移民项目绩效自评报告\n根据《部门整体支出绩效评价办法》自评。", "2023 project "),
        ("云河市湖泊重点实验室关于2022年科技资金绩效自评的报告", "2022 project institution"),
        ("云河市中心血站采供血项目2022年度绩效自评", "2022 project institution"),
        ("云河市中心城区血防项目2022年度绩效自评\n我市下辖2个县区。", "2022 project prefecture"),
        (
            "写给理事会的信（2022年度项目绩效自评）\n一切都好。\n云河市陶瓷博物馆馆务会 2023年2月26日",
            "2022 project institution",
        ),
    ],
)
def test_year_scope_and_level_of_agencies_of_any_field_and_place(text, told):
    found = head(text)
    assert f"{found.fiscal_year} {found.scope} {found.admin_level}" == told


@pytest.mark.parametrize(
    ("title", "agency", "level"),
    [
        ("沧原市统计局第三次全国农业普查市级经费绩效自评报告", "沧原市统计局", "prefecture"),
        ("松江县青少年宫暑期托管项目2022年绩效自评", "松江县青少年宫", "institution"),
        ("2022年度省级旅游发展专项资金绩效自评报告\n云岭省文化和旅游厅", "云岭省文化和旅游厅", "province"),
        (
            "松江县2022年度就业补助资金绩效自评报告\n按照要求，松江县人力资源和社会保障局会同县财政局开展了评价。",
            "松江县人力资源和社会保障局",
            "county",
        ),
    ],
)
def test_an_agency_stands_before_anything_in_a_title_alone_in_a_line_or_with_and_in_its_name(title, agency, level):
    report = read_text(f"{title}\n一、基本情况\n略。", "r").reports[0]
    assert (report.agency_zh, report.admin_level) == (agency, level)


@pytest.mark.parametrize(
    ("text", "agency", "level"),
    [
        (
            "东陂水库管理所大坝监测项目绩效自评报告\n东陂水库管理所隶属县水利局，2022年支出120万元。",
            "东陂水库管理所",
            "institution",
        ),
        ("霜林美术馆征集项目绩效自评报告\n霜林美术馆是市属公益一类事业单位。", "霜林美术馆", "institution"),
        (
            "乡镇卫生院提升项目绩效自评报告\n乡镇卫生院是农村卫生服务的枢纽。石桐县卫生健康局安排资金60万元。",
            "石桐县卫生健康局",
            "county",
        ),
        ("单位：澄溪区第三幼儿园（盖章）　单位：万元\n项目绩效自评表", "澄溪区第三幼儿园", "institution"),
        ("单位：万元、个、所\n石桐县民政局2022年发放补贴60万元。", "石桐县民政局", "county"),
    ],
)
def test_an_institution_without_a_place_is_presented_in_a_sentence_or_labelled_above_a_form(text, agency, level):
    found = head(text)
    assert (found.agency_zh, found.admin_level) == (agency, level)


@pytest.mark.parametrize("words", ["本年度项目自评综合得分为", "全年项目自评综合得分为", "本区年度项目自评得分为"])
def test_the_total_of_a_year_is_no_criterion(words):
    report = read_text(f"石桐县林业局项目绩效自评报告\n根据评分标准，{words}94分。", "r").reports[0]
    assert report.self_score == 94


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年我院承担项目。余款转入2024年。2024年再做。\n青石县中医医院\n2024年3月6日\n", "2023"),
        ("去年县里列入名单。\n青石县中医医院\n2024年3月6日\n", "2023"),
        ("2023年定下。2024年做完，2024年验收。\n青石县中医医院\n2024年12月6日\n", "2024"),  # filed when the year ends
        ("培训项目绩效自评\n2022年起由我局牵头，年初预算40万元。", "2022"),
        ("培训项目绩效自评\n2019年起由我局牵头，2022年预算40万元。", "2022"),
        ("培训项目绩效自评\n2019年起由我局牵头，2021年起扩大到全县。", ""),
        ("青石县中医医院设备项目绩效自评\n（2024年1月24日会上的说明）\n2023年全年预算40万元，2023年用完。\n", "2023"),
    ],
)
def test_a_report_filed_in_spring_is_on_the_year_before_and_a_day_in_a_title_is_no_year(text, year):
    assert head(text).fiscal_year == year
