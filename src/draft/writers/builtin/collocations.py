# ruff: noqa: E501  a table: one verb, one row
"""Which verb goes with which thing: 召开会议, 发放补贴, 办理登记, 未发生事故. Data, with the reason of each row.

A note that only names a thing and its number is given the verb that the thing is used with in official
prose. A row is `verbs | endings of the thing | units it is counted in`; the first verb not yet used up is taken,
the longest ending decides. `done` rows tell a completed act and are not used of plans.
"""

from dataclasses import dataclass
from functools import cache

OCCASIONS = "场 期 次 轮 届 场次 班次 轮次 批次 批"
"""Events that are counted by how often they took place: the count itself says that they did."""
PEOPLE = "人 名 人次 位"
MONEY = "元 万元 亿元"
PIECES = "件 起 宗 笔 份 张 例 对 条 项 本"
BODIES = "剂 剂次 人份 份 例 人 人次 万人 名 台次 台 辆次 艘次 处 公里 亩 万亩 平方米 株"


@dataclass(frozen=True, slots=True)
class Collocation:
    """One verb table row, for one ending.

    Attributes:
        done: the verb tells that the act is over.
        stock: the verb tells what there is, not what was done.
    """

    verbs: tuple[str, ...]
    units: frozenset[str]
    done: bool = False
    stock: bool = False


def _row(
    verbs: str, endings: str, units: str, *, done: bool = False, stock: bool = False
) -> dict[str, Collocation]:
    row = Collocation(tuple(verbs.split()), frozenset(units.split()), done, stock)
    return dict.fromkeys(endings.split(), row)


COLLOCATIONS: dict[str, Collocation] = {
    # What there is. Told of things that last and that no act of the period brought forth.
    **_row(
        "现有",
        "医疗机构 卫生机构 服务机构 养老机构 托育机构 教育机构 党组织 党支部 低保对象 保障对象 监测对象 特困人员 "
        "社会组织 留守儿童 困境儿童 孤儿 抚养儿童 村委会 居委会 委员会 行政村 自然村 卫生院 卫生室 社区卫生服务中心 "
        "党员 网格员 护路员 护林员 保洁员 儿童主任 儿童督导员 执业医师 注册护士 卫生技术人员 专任教师 服务团队 "
        "助餐点 家庭农场 合作社 龙头企业 规上企业 茶园 果园 党总支 基层党组织 在校生 在园幼儿 中小学 幼儿园 水库 "
        "校车 公交车 救护车 执法车辆 小水电站 文物保护单位 处理设施 断面 服务设施 床位 医师 医生 护士 职工 在校学生 学生 老年人 党委 支部 旅行社 公共图书馆 餐饮单位 物业企业 优抚对象 救助对象 帮扶对象 重点对象 服务中心 服务站 纪念设施 志愿者 调解组织 调解员 灾害点 讲师团 驿站 阵地 团组织 共青团员 基层组织 服务点 监测点 网点 志愿服务队 技术人员 执法人员 工作人员 从业人员 管理人员 宣讲团 农家书屋 文化站 博物馆 充电站 加油站",
        "个 家 户 人 名 所 支 万人 座 处 亩 万亩 张 辆",
        stock=True,
    ),
    **_row("拥有", "发明专利 有效专利 注册商标 地理标志", "件 个 项", stock=True),
    # Acts that are said to be carried out.
    **_row(
        "开展",
        "谈话 考核 评估 复核 督导 测评 评查 回访 检测 监测 消杀 随访 体检 抽检 监督抽检 检查 专项检查 执法检查 督查 "
        "巡查 抽查 调研 宣传 宣讲 筛查 会诊 远程会诊 普查 教研 联合教研 义诊 巡诊 家访 走访 心理辅导 "
        "检疫 督促指导 联合执法 夜查 暗访 排查 演练 应急演练 培训 活动 主题活动 宣传活动 志愿服务 志愿服务活动 行动 "
        "专项行动 整治 专项整治 提醒告诫 交流活动 主题党日 招聘活动 诊疗活动 文化活动 惠民演出 演出 维保 试点 "
        "集中学习 专题学习 中心组学习 联合演练 课题研究 健康讲座活动 技术指导 巡河 巡林 巡护 送教上门 抽查任务 帮扶",
        f"{OCCASIONS} {PEOPLE} 家次 户次 户 家 剂次 人份 份 例 校次 站次 台次 辆次 点位 件",
    ),
    **_row(
        "开展 组织",
        "应对 审查 清理 搬迁 治理 咨询 辅导 帮教 鉴定 救援 摸排 推介 下乡 进校园 进社区 进企业 进万家 检查 专项检查 "
        "执法检查 督查 巡查 演练 应急演练 互动 培训 活动 主题活动 宣讲 义诊 志愿服务活动 联合执法",
        f"{OCCASIONS} {PEOPLE} 家次 户次 户 家 校次 站次 台次 件 处 宗 株 吨 公里",
    ),
    **_row(
        "召开", "会 会议 推进会 座谈会 例会 调度会 专题会 联席会议 动员会 部署会 现场会 分析会", OCCASIONS
    ),
    **_row(
        "举办",
        "讲座 健康讲座 培训班 专题班 论坛 竞赛 比赛 招聘会 读书班 联欢会 运动会 展览 展会 赛事 文艺晚会 夏令营 推介会 "
        "对接会 艺术节 技能大赛 分享会",
        OCCASIONS,
    ),
    **_row("组织", "观影 研学 参观 观摩 专题党课 党课 交流轮岗 轮岗", f"{OCCASIONS} {PEOPLE}"),
    **_row(
        "完成", "接种 疫苗接种 健康体检 免费体检 婚检 两癌筛查 适老化改造 签约", f"{BODIES} 户 对", done=True
    ),
    **_row(
        "办理",
        "过户 转让 公证 登记 婚姻登记 离婚登记 结婚登记 许可 行政许可 审批 变更 备案 社保卡 借阅证 居住证 公证 法律援助案件 "
        "法律援助 产权交易 不动产登记 老年优待证",
        f"{PIECES} {PEOPLE} 户 家",
    ),
    **_row("收到", "复议申请 申请 投诉举报 来信 来访", "件 起 份 个"),
    **_row("发表", "论文", "篇"),
    **_row("完成", "手术", "台次 台 例 人次", done=True),
    **_row("办理", "工单", "件 个"),
    **_row("排查", "隐患 安全隐患 问题隐患 风险隐患", "条 处 个 项 起"),
    **_row("实现", "再就业 新增就业 就业 转移就业", "人 万人 人次"),
    **_row("完成", "改厕 户厕改造", "户 座", done=True),
    **_row("查办", "竞争案 违法案 案件 侵权案", "件 起 宗"),
    **_row(
        "实施 开展",
        "临时救助 医疗救助 救助 行政处罚 改造 整治工程 更新改造 治理工程 修复工程 数字化改造 标准化改造 安防工程",
        "件 起 宗 个 台 所 处 户 座 公里 人次 人 次",
    ),
    # What money is for decides what is done with it.
    **_row(
        "发放 落实 兑现",
        "补贴 补助 补助金 救助金 低保金 供养金 慰问金 奖励金 扶助金 津贴 养老金 奖金 助学金 贷款 信贷 抚恤金 优待金 资助金 "
        "资助资金 救助资金 奖补资金 护理补贴 生活补贴 抚养费 养老服务补贴",
        f"{MONEY} 人 户 人次",
    ),
    **_row("投入", "衔接资金 专项资金 养护资金 维修资金 建设资金 工作经费 财政资金", MONEY),
    **_row("实现", "质押融资 融资 网络零售额 旅游收入 销售额 综合产值", MONEY),
}

ACCIDENTS = [
    "事故",
    "火灾",
    "案件",
    "事件",
    "疫情",
    "死亡",
    "伤亡",
    "险情",
    "刑案",
    "命案",
    "溺水",
    "群体性事件",
    "上访",
    "投诉",
    "返贫",
    "欺凌",
    "死亡病例",
    "污染",
    "中毒",
    "暴发",
]
"""What did not happen is told so: 森林火灾0起 → 未发生森林火灾."""

ARRIVALS = {"全覆盖": "实现", "清零": "实现", "零突破": "实现", "全达标": "实现", "见底清零": "实现"}
"""Ends of a note that name where the work has come: 无证园清零 → 实现无证园清零."""

MANNERS = {
    "机制": "实行",
    "模式": "推行",
    "工作法": "推行",
    "制度": "落实",
    "办法": "实行",
    "按病种付费": "推行",
    "月调度": "实行",
    "季通报": "实行",
}
"""A way of working that is only named: “大数据+铁脚板”机制 → 实行…."""

UNCOUNTED = {
    "行动": "开展", "专项行动": "开展", "检查": "开展", "整治": "开展", "巡查": "开展", "督查": "开展", "活动": "开展",
    "试点": "开展", "工程": "实施", "排查": "开展", "培训": "开展", "普查": "开展", "抽检": "开展",
}  # fmt: skip
"""A work that is only named, without a number: 反不正当竞争执法检查 → 开展…."""

KEYED = {
    "行动": "开展", "活动": "开展", "筛查": "开展", "检查": "开展", "服务": "开展", "培训": "开展", "演练": "开展", "试点": "开展",
    "整治": "开展", "监测": "开展", "普查": "开展", "治理": "推进", "建设": "推进", "改革": "推进", "采购": "推进", "改造": "推进",
    "管理": "加强", "监管": "加强", "普法": "开展", "救助": "开展", "慰问": "开展", "评选": "开展", "签约": "推进", "创建": "推进",
    "宣传": "开展", "招商": "开展", "督查": "开展", "抽检": "开展", "巡查": "开展", "绿化": "推进", "帮扶": "开展", "双减": "推进",
    "排查": "开展", "执法": "开展", "讲座": "举办", "工程": "实施", "项目": "实施", "修复": "推进", "下乡": "开展", "防疫": "开展", "引资": "抓好", "防控": "开展", "养护": "推进",
}  # fmt: skip
"""A key before a colon that names a work, told as done: 课后服务：参与学校52所 → 开展课后服务，参与学校52所."""

COMPANIONS: tuple[tuple[tuple[str, ...], frozenset[str], str], ...] = (
    (("培训", "轮训", "研修", "培训班"), frozenset({"人", "人次", "名"}), "参训"),
    (
        ("演练", "活动", "讲座", "宣讲", "会", "比赛", "竞赛", "党日", "义诊"),
        frozenset({"人", "人次", "名"}),
        "参与",
    ),
    (("补贴", "补助", "资金", "金", "贷款", "信贷"), frozenset({"人", "人次", "户", "名", "户次"}), "惠及"),
    (("案", "案件", "处罚", "立案"), frozenset({"元", "万元", "亿元"}), "罚没"),
)
"""A second number without a noun of its own and the verb it takes: 培训36期，4120人次 → 培训36期，参训4120人次.

The last row serves only where the fact itself speaks of 罚 or 没收.
"""

_LONGEST = max(map(len, COLLOCATIONS))


@cache
def find_collocation(thing: str) -> Collocation | None:
    """Return the row of the longest known ending of the thing, None when it has none."""
    thing = thing.partition("（")[0] if thing.endswith("）") else thing
    for size in range(min(_LONGEST, len(thing)), 0, -1):
        row = COLLOCATIONS.get(thing[-size:])
        if row:
            return row
    return None
