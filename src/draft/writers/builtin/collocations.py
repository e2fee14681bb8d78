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
        "校车 公交车 救护车 执法车辆 小水电站 文物保护单位 处理设施 断面 服务设施 床位 医师 医生 护士 职工 在校学生 学生 老年人 党委 支部 旅行社 公共图书馆 餐饮单位 物业企业 优抚对象 救助对象 帮扶对象 重点对象 服务中心 服务站 纪念设施 志愿者 调解组织 调解员 灾害点 讲师团 驿站 阵地 团组织 共青团员 基层组织 服务点 监测点 网点 志愿服务队 技术人员 执法人员 工作人员 从业人员 管理人员 宣讲团 农家书屋 文化站 博物馆 充电站 加油站 村（居）委会 行业协会 商会 人民团体 团支部 工会组织 基层工会 工会会员 社工 社会工作者 养老护理员 家庭医生团队 签约医生 警务室 警务站 "
        "消防站 应急队伍 救援队伍 救援队 巡逻队 民兵 辅警 民警 教职工 公办园 民办园 普惠园 教学点 校外培训机构 规模养殖场 养殖户 种粮大户 农机 "
        "农机合作社 林场 公园 森林公园 自然保护区 湿地公园 古树名木 公厕 垃圾中转站 污水处理厂 自来水厂 供水工程 变电站 停车场 停车泊位 公共停车位 充电桩 "
        "4A级景区 A级景区 星级饭店 民宿 公共文化设施 体育场地 健身步道 健身场地 综合文化站 文化广场 非遗项目 非遗传承人 文物点 不可移动文物 "
        "工业企业 规模以上企业 商贸企业 高新技术企业 科技型中小企业 研发机构 孵化器 重点实验室 院士工作站 博士后工作站 个体工商户 专业市场 农贸市场 "
        "承诺店 承诺单位 放心消费单位 诚信商户 持证矿山 绿色矿山 尾矿库 加氢站 危化企业 危险化学品企业 特种设备 在用电梯 医疗卫生人员 乡村医生 村医 公共法律服务站 司法所 律师事务所 执业律师 法律顾问 人民陪审员 "
        "退役军人服务站 党群服务中心 新时代文明实践站 新时代文明实践所 儿童之家 妇女之家 残疾人 持证残疾人 特困供养人员 脱贫户 监测户 公益性岗位",
        "个 家 户 人 名 所 支 万人 万名 万户 座 处 亩 万亩 张 辆 台 间 项 株",
        stock=True,
    ),
    **_row(
        "建有",
        "文化阵地 教育基地 实训基地 示范基地 实践基地 生产基地 种植基地 养殖基地 陈列馆 展览馆 图书馆 文化馆 体育馆 纪念馆 阅览室 活动室 "
        "阅读空间 城市书房 党建阵地 宣传阵地 法治公园 法治广场 服务驿站 户外劳动者驿站 司机之家 工作站 工作室 名师工作室 名医工作室 站房 仓库 冷库 "
        "粮库 物资库 储备库 避难场所 社区食堂 老年食堂 幸福院 日间照料中心 照料中心 托养中心 活动中心 体验馆 农家乐 采摘园 产业园 示范园",
        "个 家 所 座 处 间",
        stock=True,
    ),
    **_row(
        "开设",
        "课堂 课程 夜校 窗口 专窗 专线 专栏 教学班 兴趣班 爱心托管班 暑托班 特色课程 服务窗口 就业课堂",
        "个 班 期 门 条",
    ),
    **_row(
        "获批",
        "国自然 自然科学基金 基金项目 科研课题 科研项目 省级课题 国家级课题 市级课题 省部级课题 厅级课题",
        "项 个",
        done=True,
    ),
    **_row(
        "获",
        "一等奖 二等奖 三等奖 特等奖 金奖 银奖 铜奖 优秀奖 进步奖 荣誉称号 省级荣誉 市级荣誉 国家级荣誉 省级奖项 市级奖项 国家级奖项",
        "项 个 次",
        done=True,
    ),
    **_row(
        "刊发 编发",
        "简报 工作简报 政务信息 工作信息 新闻稿件 宣传稿件 稿件 新闻报道 推文 短视频",
        "期 篇 条 件 部",
    ),
    **_row(
        "提供 开展",
        "上门服务 法律咨询 心理咨询 政策咨询 咨询服务 代办服务 帮办服务 就业服务 康复服务 助浴服务 志愿讲解",
        "次 人次 件 场次 场 例",
    ),
    **_row(
        "办理",
        "代表建议 人大建议 人大代表建议 政协提案 建议提案 提案 议案 信访件 信访事项 交办件 转办件 督办件 留抵退税 出口退税",
        "件 个 项 宗 亿元 万元 户次",
    ),
    **_row("落实", "减税降费 退税减税降费 减免税费 惠企资金 稳岗返还 减免租金", MONEY),
    **_row("收到", "ADR报告 不良反应报告 不良事件报告 线索 问题线索 举报线索 信访举报", "份 件 条 例"),
    **_row(
        "受理",
        "消费投诉 投诉 举报 仲裁申请 劳动仲裁 执行异议 复议案件 仲裁案件 民事案件 行政案件 诉讼案件",
        "件 起 宗",
    ),
    **_row("处置", "警情 火警 突发事件 险情", "起 次 件"),
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
    **_row(
        "实现",
        "质押融资 融资 网络零售额 旅游收入 销售额 综合产值 总收入 税费收入 税收收入 财政收入 公共预算收入 营业收入 交易额 成交额 进出口总额 "
        "零售总额 总产值 增加值 农业产值 工业产值 利润 利税 集体经济收入",
        MONEY,
    ),
    **_row(
        "完成",
        "固定资产投资 工业投资 民间投资 交通投资 水利投资 技改投资 项目投资 年度投资",
        MONEY,
        done=True,
    ),
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
    "排查": "开展", "执法": "开展", "讲座": "举办", "工程": "实施", "项目": "实施", "修复": "推进", "下乡": "开展", "防疫": "开展", "引资": "抓好", "防控": "开展", "养护": "推进", "治超": "加强",
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
