"""How one fact is read: cleaned, spelled, turned, told apart."""

import pytest

from draft.document import Fact
from draft.writers.builtin.clause import read_clause
from draft.writers.builtin.cleaning import clean_text, spell_pairs, strip_final
from draft.writers.builtin.turning import turn_clauses

CLEANED = [
    ("- 新建学校1所", "新建学校1所"),
    ("• 新建学校1所。", "新建学校1所。"),
    ("3、开展巡查20次", "开展巡查20次"),
    ("（2）处置险情2处", "处置险情2处"),
    ("1.5万人参加活动", "1.5万人参加活动"),
    ("截至 12 月底,完成 66.46 %", "截至12月底，完成66.46%"),
    ("摸排185人,高风险310人;排查734条", "摸排185人，高风险310人；排查734条"),
    ("受理1,234件,办结1,200件", "受理1,234件，办结1,200件"),
    ("8:30至17:00开放", "8:30至17:00开放"),
    ("优秀3人 良好5人", "优秀3人，良好5人"),
    ("y = 3x + 2", "y = 3x + 2"),
    ("**重点**完成 3 项", "**重点**完成 3 项"),
    ("新建学校\n改建医院", "新建学校，改建医院"),
    ("向XX 人民医院发放物资X 万袋", "向XX人民医院发放物资X万袋"),
]

SPELLED = [
    ("完成率：66%", "完成率为66%"),
    ("门诊量：约12万人次", "门诊量约12万人次"),
    ("男：3人，女：5人", "男3人，女5人"),
    ("健康教育讲座：216场", "健康教育讲座216场"),
    ("停车难：缺口约2300个车位", "停车难，缺口约2300个车位"),
    ("12345工单办理：4126件，满意率96.8%", "12345工单办理4126件，满意率96.8%"),
    ("志愿者：出动5600人次", "出动志愿者5600人次"),
    ("平均住院日：7.9天", "平均住院日为7.9天"),
    ("投诉举报：受理52件，办结52件", "受理投诉举报52件，办结52件"),
    ("奖励扶助：4862人，发放资金466.8万元", "奖励扶助4862人，发放资金466.8万元"),
    ("65岁以上老年人健康管理：4.21万人，管理率76.3%", "65岁以上老年人健康管理4.21万人，管理率76.3%"),
    ("三级医院创建：已通过省级评审", "三级医院创建已通过省级评审"),
    ("全年考核：医师32名，护士45名", "全年考核医师32名、护士45名"),
    ("抓手：抓党建、促执行", "坚持以抓党建、促执行为抓手"),
    ("检查重点：手术室、妇检室", "检查重点为手术室、妇检室"),
    ("查螺：计划xxx万㎡，实际xxx万㎡", "查螺方面，计划xxx万㎡，实际xxx万㎡"),
    ("县医院：门诊12万人次，住院3万人次", "县医院门诊12万人次，住院3万人次"),
    ("截至12月底：完成3项", "截至12月底，完成3项"),
    ("省级卫生村创建：甲镇、乙镇", "省级卫生村创建：甲镇、乙镇"),
    ("从四方面入手：分级诊疗、信息共享", "从四方面入手：分级诊疗、信息共享"),
    ("市级奖励：xxx人领取，奖金xx万元", "市级奖励方面，xxx人领取，奖金xx万元"),
    ("设备：5家卫生院设备超期使用", "设备方面，5家卫生院设备超期使用"),
]

TURNED = [
    ("实施方案修订", "修订实施方案"),
    ("推进会定期召开", "定期召开推进会"),
    ("告知书印制x万份", "印制告知书x万份"),
    ("电子健康档案录入xx.x万份", "录入电子健康档案xx.x万份"),
    ("违法违规行为依法严厉打击", "依法严厉打击违法违规行为"),
    ("《中心绩效考核办法（试行）》制定", "制定《中心绩效考核办法（试行）》"),
    ("农村公路提质改造完成46.8公里，占年度任务的62.4%", "完成农村公路提质改造46.8公里，占年度任务的62.4%"),
    ("背街小巷整治17条", "整治背街小巷17条"),
    ("矛盾纠纷调解324件，调解成功率98.5%", "调解矛盾纠纷324件，调解成功率98.5%"),
    ("网约车平台约谈2次", "约谈网约车平台2次"),
    ("燃气老旧管网更新34公里", "更新燃气老旧管网34公里"),
    ("老年友善医疗机构创建18家", "创建老年友善医疗机构18家"),
    ("老旧小区改造23个，惠及居民4860户", "改造老旧小区23个，惠及居民4860户"),
    ("应急预案体系完善，应急演练积极开展", "完善应急预案体系，积极开展应急演练"),
]

LEFT_AS_WRITTEN = [
    "县人民医院采购3台",
    "监管机构约谈5家",
    "自建房安全隐患排查3.8万栋",
    "社区居民参与300人",
    "问题当场要求限期整改",
    "材料交法制宣传科归档",
    "医疗废弃物分散集中、定点收集",
    "重点项目按计划节点推进",
    "主任自主管理",
    "心理危机干预中心建立、干预队伍组建",
    "“按月预付、超出自负，结余留用”机制建立健全",
    "群众知晓率提高",
    "2023年民生工程考核任务完成",
    "重大传染病未按方案落实",
    "组织水稻收割体验活动开展",
]


@pytest.mark.parametrize(("written", "cleaned"), CLEANED)
def test_cleaning_touches_form_only(written: str, cleaned: str) -> None:
    assert clean_text(written) == cleaned


@pytest.mark.parametrize(("written", "spelled"), SPELLED)
def test_a_pair_is_spelled_as_a_clause(written: str, spelled: str) -> None:
    assert spell_pairs(written) == spelled


@pytest.mark.parametrize(("note", "clause"), TURNED)
def test_a_note_is_turned_into_a_clause(note: str, clause: str) -> None:
    assert turn_clauses(note, plan=False) == clause


@pytest.mark.parametrize("note", LEFT_AS_WRITTEN)
def test_a_doubtful_note_stays_as_written(note: str) -> None:
    assert turn_clauses(note, plan=False) == note


def test_a_result_is_turned_only_in_a_plan() -> None:
    assert turn_clauses("基层服务能力提升", plan=False) == "基层服务能力提升"
    assert turn_clauses("基层服务能力提升", plan=True) == "提升基层服务能力"


def test_a_final_mark_is_dropped_but_a_question_stays() -> None:
    assert strip_final("新建学校1所。；") == "新建学校1所"
    assert strip_final("钱从哪里来？") == "钱从哪里来？"
    assert strip_final("The WHO assessed 3 hospitals.") == "The WHO assessed 3 hospitals."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("累计培训教师1.3万人次", "action"),
        ("对xx名医师进行执业注册", "action"),
        ("门诊量12万人次，住院量3万人次", "figure"),
        ("完成率66.46%", "figure"),
        ("培训班3期", "figure"),
        ("县人民医院通过三级医院评审", "clause"),
        ("建设路径沿用既有做法", "clause"),
        ("# 标题", "block"),
        ("先行试点。随后推开", "block"),
    ],
)
def test_facts_are_told_apart(text: str, kind: str) -> None:
    assert read_clause(1, Fact(text)).kind == kind


@pytest.mark.parametrize(
    ("text", "time", "scope"),
    [
        ("截至12月10日24时，全县完成接种566240剂", "截至12月10日24时，", "全县"),
        ("2023年全县医疗机构461个", "2023年", "全县"),
        ("今年以来，我局受理投诉89件", "今年以来，", "我局"),
        ("上半年新增学位6000个", "上半年", ""),
        ("6月18日转移群众94户", "6月18日", ""),
        ("开展培训3期", "", ""),
    ],
)
def test_leading_dates_and_scopes_are_seen(text: str, time: str, scope: str) -> None:
    clause = read_clause(0, Fact(text))
    assert (clause.time, clause.scope) == (time, scope)


@pytest.mark.parametrize("text", ["其中二孩3356人", "完成率66.46%", "同比增长5.6%", "增长5.6%", "占41%"])
def test_a_fact_without_an_owner_leans_on_the_one_before(text: str) -> None:
    assert read_clause(1, Fact(text)).leaning
    assert not read_clause(0, Fact(text)).leaning


@pytest.mark.parametrize(
    "text", ["提高门诊服务能力", "家庭医生签约率65%", "减少审批环节12个", "由区卫生局牵头招选"]
)
def test_a_fact_of_its_own_does_not_lean(text: str) -> None:
    assert not read_clause(1, Fact(text)).leaning


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("新建污水处理站3座", "拟", "拟新建污水处理站3座"),
        ("污水处理站5座", "拟", "拟安排污水处理站5座"),
        ("横坑片区增设服务站点1个", "拟", "横坑片区拟增设服务站点1个"),
        ("计划新建污水处理站3座", "拟", "计划新建污水处理站3座"),
        ("新建污水处理站3座", "在办", "正在新建污水处理站3座"),
        ("累计改造管网12公里", "在办", "累计改造管网12公里，正在推进"),
        ("工程已开工", "在办", "工程已开工"),
        ("完成验收4个", "完成", "完成验收4个"),
    ],
)
def test_a_declared_status_is_said(text: str, status: str, told: str) -> None:
    assert read_clause(0, Fact(text, status=status)).text == told  # type: ignore[arg-type]
