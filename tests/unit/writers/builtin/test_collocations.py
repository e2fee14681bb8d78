"""A note that only names a thing and a number is told with the verb of that thing, and of no other."""

import re
from pathlib import Path

import pytest

from draft.document import Fact, Section, Spec, Task
from draft.facts import load_spec
from draft.fidelity import compare
from draft.writers.builtin import write_text
from draft.writers.builtin.clause import read_facts
from draft.writers.builtin.collocations import COLLOCATIONS, KEYED, find_collocation
from draft.writers.builtin.lexing import leading_verb
from draft.writers.builtin.verbs import add_verbs

ROOT = Path(__file__).parents[4]
FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "evals/recorded/facts").glob("*.yaml")])


def _told(*texts: str, plan: bool = False) -> list[str]:
    return [c.text for c in add_verbs(read_facts(tuple(map(Fact, texts)), plan=plan), plan=plan)]


BY_CLASS = [
    ("残保金征收1260万元", "征收残保金1260万元"),
    ("首店引进12家", "引进首店12家"),
    ("举报办结9件", "办结举报9件"),
    ("消防安全责任人培训9600人", "培训消防安全责任人9600人"),
    ("瞪羚企业新认定26家", "新认定瞪羚企业26家"),
    ("会议保障1432场次，接待来宾3.8万人次", "保障会议1432场次，接待来宾3.8万人次"),
    ("残疾人证新办986本、换领1320本、注销412本", "新办残疾人证986本、换领1320本、注销412本"),
    ("猪肉储备300吨、成品粮储备1500吨", "储备猪肉300吨、成品粮1500吨"),
    ("增雨作业18次，发射火箭弹146枚", "开展增雨作业18次，发射火箭弹146枚"),
    ("警示教育2次，谈心谈话54人次", "开展警示教育2次、谈心谈话54人次"),
    ("门诊慢特病认定4218人", "完成门诊慢特病认定4218人"),
    ("0—14岁残疾儿童康复救助318名", "开展0—14岁残疾儿童康复救助318名"),
    ("定点康复机构8家，康复师64名", "现有定点康复机构8家、康复师64名"),
    ("孵化器22家（国家级5家），在孵企业1870家", "现有孵化器22家（国家级5家），在孵企业1870家"),
    ("数据核查企业286家，发现差错97笔", "开展数据核查，涉及企业286家，发现差错97笔"),
    ("政府投资审计27个项目，审减8930万元", "对27个项目开展政府投资审计，审减8930万元"),
    ("统计月报12期，年鉴500册", "编发统计月报12期，编印年鉴500册"),
    ("省残运会金牌3枚、银牌5枚", "获省残运会金牌3枚、银牌5枚"),
    ("设施报修6218单，及时率99%", "受理设施报修6218单，及时率99%"),
    ("业务培训21期2300人次", "开展业务培训21期，参训2300人次"),
    ("助学金79人23.7万元", "发放助学金23.7万元，惠及79人"),
    ("下发整改通知书386份，停工通知书17份", "下发整改通知书386份、停工通知书17份"),
    ("矛盾纠纷化解7430起，“民转刑”命案0起", "化解矛盾纠纷7430起，未发生“民转刑”命案"),
    ("共享单车清理2.6万辆，施划停车线4.8公里", "清理共享单车2.6万辆，施划停车线4.8公里"),
    ("公厕新建5座改造11座，全市公厕286座", "新建公厕5座、改造11座，全市公厕286座"),
    ("信用修复办结1926件", "办结信用修复1926件"),
    ("光荣牌悬挂更换1260块", "完成光荣牌悬挂更换1260块"),
    ("智能工厂省级11家", "现有省级智能工厂11家"),
    ("督办函33份，约谈单位4家", "发出督办函33份，约谈单位4家"),
    ("5G基站2860个", "现有5G基站2860个"),
    ("民族村寨保护项目5个", "实施民族村寨保护项目5个"),
    ("工贸企业安全培训1460人", "开展工贸企业安全培训1460人"),
    ("入户宣传3.2万户", "开展入户宣传3.2万户"),
    ("机动车登记业务4.2万笔，驾驶证业务3.1万笔", "办理机动车登记业务4.2万笔、驾驶证业务3.1万笔"),
    ("就业补助资金、保障性住房审计各1项", "开展就业补助资金、保障性住房审计各1项"),
    ("网络零售额26.4亿元，+14.8%", "实现网络零售额26.4亿元，增长14.8%"),
]
"""Things that no row names, told by the class of their words."""


@pytest.mark.parametrize(("note", "told"), BY_CLASS)
def test_a_note_that_no_row_names_is_told_by_the_class_of_its_words(note: str, told: str) -> None:
    assert _told(note) == [told]


STATING = {"现有", "拥有", "获", "获批"}
"""Verbs of the table that open no clause of an office's own doing."""
TOLD = [
    ("低保金发放7836.4万元", "发放低保金7836.4万元"),
    ("特困供养金：1685.2万元", "发放特困供养金1685.2万元"),
    ("重度残疾人护理补贴4126人", "发放重度残疾人护理补贴，惠及4126人"),
    ("发放学生资助资金623.5万元，5217人次", "发放学生资助资金623.5万元，惠及5217人次"),
    ("教师培训：36期，4120人次", "开展教师培训36期，参训4120人次"),
    ("应急演练412场，5.8万人次", "开展应急演练412场，参与5.8万人次"),
    ("种粮大户补贴120户，31.5万元", "发放种粮大户补贴120户、31.5万元"),
    ("婚姻登记3108对", "办理婚姻登记3108对"),
    ("疫苗接种9136剂次", "完成疫苗接种9136剂次"),
    ("65岁以上老年人健康体检5.12万人", "完成65岁以上老年人健康体检5.12万人"),
    ("失业人员再就业9862人", "实现失业人员再就业9862人"),
    ("衔接资金2.18亿元", "投入衔接资金2.18亿元"),
    ("养护资金投入1.42亿元", "投入养护资金1.42亿元"),
    ("医疗机构461个", "现有医疗机构461个"),
    ("城乡低保对象8216户", "现有城乡低保对象8216户"),
    ("养老机构64家、床位9216张", "现有养老机构64家、床位9216张"),
    ("有效发明专利2145件", "拥有有效发明专利2145件"),
    ("不正当竞争案18件", "查办不正当竞争案18件"),
    ("隐患132条，闭环整改132条", "排查隐患132条，闭环整改132条"),
    ("“你点我检”12期", "开展“你点我检”12期"),
    ("“3·15”活动发资料5000余份", "开展“3·15”活动，发放资料5000余份"),
    ("敬老院改造4所", "改造敬老院4所"),
    ("撂荒地复耕1200亩", "复耕撂荒地1200亩"),
    ("小麦收获3.1万亩", "收获小麦3.1万亩"),
    ("小麦收获3.1万亩，亩产约430公斤", "收获小麦3.1万亩，亩产约430公斤"),
    ("社会领域团组织新增58个", "新增社会领域团组织58个"),
    ("蔬菜大棚新增120座，总数达到866座", "新增蔬菜大棚120座，总数达到866座"),
    ("12355热线接听1486个，心理咨询372人次", "接听12355热线1486个，提供心理咨询372人次"),
    ("7日无理由退货承诺店612家", "现有7日无理由退货承诺店612家"),
    ("一般登记5个工作日压缩至2个工作日", "一般登记由5个工作日压缩至2个工作日"),
    ("电梯困人到场时间16分钟缩短至11分钟", "电梯困人到场时间由16分钟缩短至11分钟"),
    ("法治文化阵地41处", "建有法治文化阵地41处"),
    ("“小荷”课堂29个", "开设“小荷”课堂29个"),
    ("国自然1项、省级课题12项，资助经费213万元", "获批国自然1项、省级课题12项，资助经费213万元"),
    ("“互联网+护理”上门服务1063人次", "提供“互联网+护理”上门服务1063人次"),
    ("村（居）委会368个，其中村278个、社区90个", "现有村（居）委会368个，其中村278个、社区90个"),
    ("人大代表建议86件、政协提案112件", "办理人大代表建议86件、政协提案112件"),
    ("ADR报告1024份", "收到ADR报告1024份"),
    ("总收入9.86亿元", "实现总收入9.86亿元"),
    ("发展团员2410名，编外0名", "发展团员2410名，编外人数为零"),
    ("纳税信用A级企业417户，较上年+52户", "现有纳税信用A级企业417户，较上年增加52户"),
    ("县级医师下派216人次", "下派县级医师216人次"),
    ("农家书屋数字化改造20个", "实施农家书屋数字化改造20个"),
    ("课后服务：参与学校52所，参与学生6.8万人", "开展课后服务，参与学校52所，参与学生6.8万人"),
    (
        "养老机构消防“清零行动”：检查64家，发现问题209个",
        "开展养老机构消防“清零行动”，检查64家，发现问题209个",
    ),
    ("网约车合规率：订单92.7%，车辆95.1%", "网约车订单、车辆合规率分别为92.7%、95.1%"),
    ("登记社会组织1048家：社会团体472家，基金会15家", "登记社会组织1048家，包括社会团体472家、基金会15家"),
    ("产值同比+8.7%", "产值同比增长8.7%"),
    ("较大及以上事故0起", "未发生较大及以上事故"),
    ("义务教育阶段失学辍学0人", "义务教育阶段失学辍学人数为零"),
    ("无证园清零", "实现无证园清零"),
    ("“大数据+铁脚板”机制", "实行“大数据+铁脚板”机制"),
    ("反不正当竞争执法检查", "开展反不正当竞争执法检查"),
    ("“明厨亮灶”覆盖率100%", "“明厨亮灶”覆盖率达100%"),
]


@pytest.mark.parametrize(("note", "told"), TOLD)
def test_a_note_is_told_with_the_verb_of_its_thing(note: str, told: str) -> None:
    assert _told(note) == [told]


@pytest.mark.parametrize(("note", "told"), [(n, t) for n, t in (*TOLD, *BY_CLASS) if re.search("[0-9]", n)])
def test_what_is_told_says_what_the_note_says(note: str, told: str) -> None:
    section = Section("推进有关工作", 0, 1, "工作成效", (Fact(note),))
    spec = Spec("XX县某局2024年工作总结", (section,), issuer="XX县某局", period="2024年")
    assert [v.message for v in compare(spec.ledger(), f"{told}。", sections={0}).violations] == []


LEFT = [
    "新增床位120张",
    "县职教中心在校生3420人",
    "第一剂接种566240剂",
    "事业单位公开招聘1013人",
    "检查检验结果互认3.9万项次",
    "补领婚姻登记证886件",
    "投入养护资金4260万元",
    "办理卫生行政许可512件",
    "上演“南屏戏韵”惠民演出45场",
    "整顿软弱涣散党组织2个",
    "总投资4.86亿元",
    "过夜游客98.7万人次",
    "无证幼儿园0所",
    "每千名老人拥有床位38张",
    "每万人拥有全科医生3.6人",
    "救助站全年救助364人次",
    "有奖举报兑现奖金3.2万元",
    "劝返学生17人",
    "前三季度社会消费品零售总额86.7亿元",
    "土地出让收入6.82亿元，同比下降22.7%",
    "城乡建设1863件，占27.2%",
    "南屏山景区接待21.6万人次",
    "律师参与接访240场次",
    "接报火灾1862起",
    "破刑事案件2316起",
    "业务竞赛获省级奖项3个",
    "公众号发稿380篇",
    "企业诉求专席受理2136件",
    "通信退服基站89个，已恢复88个",
    "智能粮库接入省平台9家",
    "印制告知书3.1万份",
    "企业登记6月10日前结束",
    "规上工业企业研发活动覆盖率71.3%，研发投入强度3.02%",
]


@pytest.mark.parametrize("note", LEFT)
def test_a_note_that_tells_itself_or_leaves_doubt_gets_no_verb(note: str) -> None:
    assert _told(note) == [note]


PLANNED = [
    ("县客运枢纽站6月底前竣工", "确保县客运枢纽站6月底前竣工"),
    ("茶产业综合产值突破20亿元", "推动茶产业综合产值突破20亿元"),
    ("气瓶追溯码赋码率100%", "确保气瓶追溯码赋码率达到100%"),
    ("校园食堂检查全覆盖", "实现校园食堂检查全覆盖"),
    ("疫苗接种9136剂次", "疫苗接种9136剂次"),
    ("大班额全部消除", "全部消除大班额"),
    ("残疾儿童康复救助应救尽救", "实现残疾儿童康复救助应救尽救"),
    ("优良率86%以上", "确保优良率达到86%以上"),
    ("研发投入强度3.15%", "推动研发投入强度达到3.15%"),
    ("一号楼加装电梯，6月底前投用", "推进一号楼加装电梯，6月底前投用"),
    ("长护险扩大到全部乡镇", "推动长护险扩大到全部乡镇"),
    ("村级服务站标准化建设60个", "推进村级服务站标准化建设60个"),
    ("充电桩新装120个", "新装充电桩120个"),
    ("各县区10月20日前完成积案清零", "确保各县区10月20日前完成积案清零"),
]


@pytest.mark.parametrize(("note", "told"), PLANNED)
def test_a_target_is_told_as_a_task_and_never_as_done(note: str, told: str) -> None:
    assert _told(note, plan=True) == [told]


def test_a_shared_verb_is_free_and_any_other_is_added_twice_at_most() -> None:
    told = _told("低保金7836.4万元", "特困供养金1685.2万元", "高龄津贴96万元", "临时救助金21万元")
    assert all(text.startswith("发放") for text in told)
    apart = _told(
        "甲检查3次", "新增床位2张", "乙巡查4次", "新增学位5个", "丙督查6次", "新增车位7个", "丁抽查8次"
    )
    assert sum(text.startswith("开展") for text in apart) <= 2


def test_what_there_is_is_told_with_another_verb_in_every_other_section() -> None:
    told = [
        [c.text for c in add_verbs(read_facts((Fact("医疗机构461个"),)), turn=turn)] for turn in (0, 1, 2)
    ]
    assert told == [["现有医疗机构461个"], ["共有医疗机构461个"], ["现有医疗机构461个"]]


def test_every_row_opens_with_verbs_and_counts_in_units() -> None:
    for ending, row in COLLOCATIONS.items():
        assert 1 <= len(ending) <= 10
        assert all(leading_verb(verb) == verb or verb in STATING for verb in row.verbs), ending
        assert row.units
        assert not (row.done and row.stock)


def test_every_key_is_told_with_a_verb() -> None:
    assert all(leading_verb(verb) == verb for verb in KEYED.values())


def test_the_longest_ending_decides() -> None:
    short, long = find_collocation("登记"), find_collocation("主题活动")
    assert short is not None
    assert "办理" in short.verbs
    assert long is not None
    assert "开展" in long.verbs


_DOUBLED = re.compile(r"(?:^|[，。；：是])([\u4e00-\u9fff]{2})\1")
_TWO_VERBS = re.compile(
    r"(?:^|[，。；：])(?:开展|办理|投入|发放|组织|召开|举办)(?:上演|办理|投入|发放|召开|举办|建成|完成|补领|新增)"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_clause_of_any_corpus_opens_with_two_verbs(path: Path) -> None:
    spec = load_spec(path)
    for section in spec.walk():
        prose = write_text(Task(spec, section))
        assert not _DOUBLED.search(prose)
        assert not _TWO_VERBS.search(prose)
