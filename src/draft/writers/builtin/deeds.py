# ruff: noqa: E501  tables: one class of words, one block
"""What a note speaks of by the class of its words, where no collocation names the very thing.

The tables of `collocations` know single things; these know classes: verbs that close a note (首店引进12家),
works that one carries out (增雨作业18次), what lasts (为农服务中心9处), what is written, won, or comes about.
"""


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a table, written with blanks between them."""
    return tuple(text.split())


_TAKEN = frozenset(
    # Close a note whose thing is their object, whatever it is: 残保金征收1260万元 → 征收残保金1260万元.
    listed(
        "征收 征缴 引进 招引 扶持 安置 认定 盘活 查获 查扣 查处 破获 侦破 缴获 清收 清缴 清退 回收 收购 采购 储备 淘汰 清运 清理 "
        "处置 更新 追回 追缴 收回 挽回 栽植 补植 移栽 投放 评选 评定 表彰 受理 接听 接收 化解 调处 审核 审查 核查 复核 抽检 编制 修订 "
        "新装 加装 安装 铺设 更换 新办 换领 补领 注销 归集 新增 净增 新建 改建 扩建 整治 治理 改造 修复 维修 修缮 疏浚 疏通 拆除 "
        "关停 关闭 取缔 约谈 评聘 聘任 外派 升级 提升 提档 培育 孵化 推广 种植 播种 领办 创建 拨付 兑付 兑现 返还 减免 退还 核销 核发 颁发 发放 发送 监测 检测 "
        "筛查 救助 帮扶 资助 慰问 走访 招聘 招录 选派 派出 轮训 培训 抓获 扣押 冻结 查封 处理 办结 督办 交办 转办 攻克 打掉 "
        "适配 供应 配送 采集 录入 开放 共享 流转 托管 收储 供应 出让 检查 巡查 指导 辅导 接待 保障 维护 养护 设立 建立 组建 配备 "
        "购置 储存 销毁 回购 化解 压减 压降 退出 销号 办理 答复 回复 审批 许可 登记 摸排 排查 起诉 批捕 审结 执结 审理 督改 辨识 制定 印发"
    )
)

SUFFERED = frozenset(
    # What stands before these can have done nothing itself, whatever it is.
    listed(
        "查处 查获 取缔 破获 缴获 打掉 没收 征收 追缴 受理 办结 引进 发放 评选 新增 净增 兑现 核发 销号 攻克 追回 挽回 办理 答复 拨付 "
        "拆除 清理 清运 修剪 修补 更换 处置 修复 补植 催收 发布 承办 征缴 归集 救护 播发 刊播 制作 安装 铺设 栽植 放流 采购 购置 回收 印制 发送 "
        "推送 采集 录入 检修 盘活 收储 出让 腾退 压减 淘汰 核销 化解 调处 兑付 返还 报销 订购 承接 补办 接听 查扣 查纠 制发 配备 轮换 新设 储备"
    )
)

TAKEN = _TAKEN | SUFFERED
"""Verbs that may be put before the thing they close."""

WORKS = frozenset(
    # Close a note that names a work; it is carried out, whatever stands before: 增雨作业18次 → 开展增雨作业18次.
    listed(
        "检查 巡查 督查 督导 暗访 抽查 核查 排查 巡护 巡防 巡检 执法 培训 轮训 研修 辅导 宣传 宣讲 普法 督察 考评 援助 疗养 告知 教育 学习 研讨 调研 走访 慰问 "
        "家访 接待 接访 下访 会商 会诊 义诊 巡诊 随访 回访 评查 评估 测评 考核 审计 监测 检测 作业 演练 救援 救助 服务 咨询 交流 对接 谈话 "
        "帮扶 指导 干预 防治 消杀 整治 清理 保障 统治 飞防 防治 谈心 慰问 试点 抽样 调查 摸底 推介 轮岗 比武 练兵 执勤 会演 观摩 研判 "
        "调解 约谈 评审 审查 监督 拉练 招商 展演 巡演 送戏 放映 展示 竞赛 比对 直播 带货 派驻 评议 听证 阅读 授课 评残 评比 体验 实训 "
        "联谊 相亲 义卖 义剪 募捐 寻访 家教 团建 拓展 勘查 踏勘 核验 抽测 质检 检疫 复查 互查 回头看 采样 测试 测绘 清查 巡视 巡察 询价 招标 评标 "
        "汇报 劝导 疏导 禁烧 巡河 巡林 巡山 护林 护渔 护航 护学 安保 值守 备勤 拉网 收集 征集 路演 撮合 直采 统防 代办 帮办 送医 送药 送学 送教"
    )
)

MANNERS = frozenset(
    listed(
        "入户 上门 走村 进村 入村 进校 驻点 驻村 警示 谈心 慰问 走访 会商 学习 调研 参观 观摩 指导 巡回 送医 送戏 送教 督促 督导 劝导 排查 摸排 "
        "宣传 普法 信访 接访 联合 应急 监督 检查 巡查 暗访 交流 培训 结对"
    )
)
"""Verbs that open the name of a work of four characters: 入户宣传, 警示教育."""

ACCOMPLISHED = frozenset(
    # The same for what is done once and counted as done: 门诊慢特病认定4218人 → 完成门诊慢特病认定4218人.
    listed(
        "认定 评审 评定 鉴定 审核 审查 验收 改造 建设 适配 创建 托管 体检 登记 备案 归集 征收 流转 复垦 治理 修复 搬迁 安装 签约 录入 "
        "采集 更新 升级 确权 颁证 收储 出让 筛查 检测 收购 整治 整改 评估 核查 核验 编制 修订 换证 换届 注册 认证 补录 上图 入库 落图 "
        "更换 悬挂 轮换 立项 替代 提标 清零 上牌 下沉 提档 扩容 审批 接种 抢修 结对 换届 普查 测绘 测量 勘测 清查 投资 评审 检定 校准 复核 清产核资 安置 腾退 征拆 拆迁 绿化 造林 补植 抚育 防渗 加固 清淤"
    )
)

ASKED_FOR = frozenset(listed("报修 咨询 求助 投诉 举报 申诉 申请 诉求 来信 来电 报警 预约 报名"))
"""What others ask for is taken up: 设施报修6218单 → 受理设施报修6218单."""

BUILDING = frozenset(listed("改造 建设 治理 修复 整治 绿化 造林 搬迁 升级 加固 清淤 安装 补植 抚育 防渗 创建 安置 腾退 征拆 拆迁"))  # fmt: skip
"""Of these the works that no papers are made of: 城乡建设1863件 counts letters, not buildings."""

PAPER_UNITS = frozenset(listed("件 起 宗 份 笔 条"))

OCCASION_UNITS = frozenset(listed("场 次 期 轮 届 批 班 场次 班次 轮次 批次 人次 户次 家次 件次 座次 台次 车次 辆次 条次 船次 艘次 亩次 课时 站次 校次 单 堂 节"))  # fmt: skip
"""Counted by how often: the work is carried out rather than completed."""

PERSON_UNITS = frozenset(listed("人 名 位"))
SITE_UNITS = frozenset(
    listed("个 家 所 座 处 间 支 部 台 套 辆 条 艘 栋 路 张 户 眼 口 块 片 幢 架 只 组 门 对 株 孔 盏")
)

PERSON_ENDS = tuple(
    listed(
        "员 师 士 警 医 员工 职工 记者 编辑 主播 人员 干部 骨干 人才 专家 在校生 研究生 毕业生 农机手 能手 匠 检察官 法官 河长 楼长 组长 田长 林长 店长 院长 校长 "
        "执委 委 户主 带头人 志愿者 从业者 工作者 传承人 经纪人 管家 顾问 代表 委员 队长 支书 联络人 代办人 负责人 法人 新农人"
    )
)
SITE_ENDS = tuple(
    listed(
        "站 点 所 室 院 馆 店 厂 市场 农场 林场 牧场 猪场 养殖场 停车场 球场 广场 库 园 合作社 供销社 基层社 服务社 旅行社 福利社 报社 队 水源地 队伍 大厅 门诊 集中区 协会 商会 学会 工会 妇联 "
        "理事会 委员会 校 小区 园区 集聚区 灌区 保护区 景区 社区 开发区 示范区 街区 片区 平台 塔 井 专岗 窗口 中心 机构 企业 组织 基地 系统 设备 设施 团队 专班 托管班 教学班 兴趣班 培训班 班子 "
        "食堂 商圈 生活圈 孵化器 加速器 探头 终端 码头 渡口 桥梁 水闸 泵站 水窖 路灯 车辆 用车 公交 公交车 消防车 客车 货车 出租车 船 渔船 支部 党委 党总支 党组 公司 商户 "
        "经营户 个体户 大户 示范户 记账户 专业户 商家 超市 药房 诊所 酒店 宾馆 民宿 农家乐 公园 步道 绿道 电站 湖泊 隧道 路口 车位 泊位 床位 学位 座席 住房 公寓 用房 "
        "车间 作坊 工坊 茶座 书屋 书店 书吧 讲堂 舞台 展厅 卫生间 公厕 垃圾桶 雷达 装置 机具 无人机 农机 收割机 自助机 烘干机 水厂 电厂 机场 网吧 影院 剧院 "
        "学堂 夜校 托班 学院 小组 班组 专线 线路 航线 班线 管网 堤防 水渠 渠道 沟渠 大棚 温室 冷库 仓 窑 碑 墓 祠堂 寺庙 教堂 场所 场馆 院落 庭院 单位 品牌 小镇 驿道"
    )
)
"""Things and people that last: told with 现有 where nothing in their words says that they came by an act."""

OBJECT_ENDS = (
    *PERSON_ENDS,
    *SITE_ENDS,
    *listed(
        "家庭 金 费 税 款 资金 资产 债 贷款 补贴 补助 房产 房源 土地 用地 耕地 农田 林地 湿地 岸线 猪肉 粮 粮食 化肥 农药 农膜 种子 药品 物资 设备 辅具 "
        "器材 垃圾 秸秆 污泥 废物 废水 车 柴油车 摩托车 苗木 树木 会议 首店 人 农户 住户 用户 群众 居民 学生 儿童 老人 妇女 患者 对象 证 证照 证书 "
        "标准 方案 规划 制度 办法 预案 清单 目录 图 案件 积案 命案 举报 投诉 诉求 工单 来信 来访 信访 事项 纠纷 线索 申请 质疑 意见 许可 执照 签证 建议 提案 议案 隐患 问题 违法行为 "
        "绿化带 隔离带 阻隔带 防护林 燃气 电缆 光缆 桩 充电桩 电梯 路面 路段 桥 路 道路 街 街巷 楼 危房 厕所 管道 井盖 护栏 标识 标牌 警示牌 铭牌 报警器 烟感 灭火器 消火栓 "
        "数据 信息 档案 样品 样本 疫苗 血液 订单 合同 专利 商标 产品 商品 食品 蔬菜 苗 鱼苗 树 果树 品种 技术 成果 小微企业 项目 工程 企业 消费券 债券 残值 国企"
    ),
)
"""What a verb behind it can only act upon."""

WRITTEN: tuple[tuple[tuple[str, ...], frozenset[str], str], ...] = (
    (("分析", "文章", "报告", "材料", "论文", "课题", "案例", "信息", "评论"), frozenset("篇"), "撰写"),
    (("报", "公报", "专刊", "快讯", "通讯", "专报", "参考", "摘要", "报告"), frozenset("期"), "编发"),
    (("年鉴", "手册", "汇编", "资料", "读本", "画册", "指南"), frozenset("册本套份"), "编印"),
    (("稿件", "稿", "推文", "新闻", "宣传报道"), frozenset("篇条件"), "刊发"),
    (("短信", "信息", "预警", "信号", "提示"), frozenset(("条", "条次", "期", "次", "个")), "发布"),
    (("片", "短片", "微视频", "宣传片"), frozenset("部条个"), "摄制"),
    (("专利授权", "授权专利"), frozenset("件项"), "获"),
    (("微电影", "电影", "纪录片", "电视剧"), frozenset("部集"), "摄制"),
    (("金牌", "银牌", "铜牌", "奖牌"), frozenset("枚块"), "获"),
    (("奖", "奖项", "荣誉", "称号"), frozenset("项个次"), "获"),
    (("批示",), frozenset(("篇", "件", "次", "件次", "篇次", "条")), "获"),
    (("三等功", "二等功", "一等功"), frozenset(("个", "次", "人次")), "荣立"),
    (
        ("暴雨", "大暴雨", "暴雨过程", "降雨过程", "强降雨", "寒潮", "大风", "强对流", "地震", "沙尘", "寒潮过程"),
        frozenset(("次", "场", "站次")),
        "出现",
    ),
    (("函", "建议书", "通知书", "意见书", "告知书", "检察建议", "司法建议", "监督函"), frozenset("份件"), "发出"),
    (("火灾", "事故", "灾害", "灾情", "险情"), frozenset("起次处场"), "发生"),
    (("贷款", "信贷", "补偿金", "保证金"), frozenset(("亿元", "万元")), "发放"),
)  # fmt: skip
"""What is written, what is won and what comes about: endings, units, the verb."""

VISITED = tuple(
    listed("标本 样本 单位 企业 网点 医院 机构 村 农户 学校 小区 住户 项目 网吧 商户 门店 场所 车辆 部位 点位 社区 食堂 药店 工地 线路 家庭 商铺 站点 园区 岛屿 楼栋 经营户 加油站 酒店 房屋")
)  # fmt: skip
"""Whom a work goes to: 数据核查企业286家 → 开展数据核查，涉及企业286家."""

DONE_TO_PEOPLE = frozenset(
    listed(
        "培训 轮训 救助 帮扶 资助 安置 慰问 走访 引进 招引 招聘 招录 选派 派出 表彰 评选 查获 抓获 认定 筛查 接待 辅导 监测 配备 培育 "
        "约谈 评聘 聘任 外派 抽调 托管 扶持 新增 净增 批捕 起诉 审核"
    )
)
DONE_TO_BODIES = frozenset(
    listed(
        "检查 巡查 核查 约谈 审核 审查 走访 指导 监测 扶持 培育 孵化 关停 关闭 取缔 注销 引进 招引 新增 净增 新建 改建 扩建 改造 创建 认定 组建 "
        "设立 建立 查处 清退 帮扶 慰问 整治 领办 评定 评选 表彰 退出 修缮 维修 修复 配备 购置 更新 安装 新装 加装 铺设 更换 处置 淘汰 "
        "升级 提升 清理 拆除 疏浚 疏通 养护 开放 登记 回购 培训"
    )
)
PEOPLE = (*PERSON_ENDS, *listed("人 家庭 群众 居民 学生 儿童 老人 妇女 患者 对象 农户 住户 用户"))
VISITS = frozenset(
    listed("核查 检查 调查 抽查 监测 改造 走访 督查 巡查 打假 评估 抽样 普查 摸排 排查 调研 审计")
)
NAMING = listed(
    "高标准 再生 重点 联合 专项 创新 应急 集中 规范 上门 常态 公开 统筹 网上 线上 线下 现场 实时 动态 分类 安全 集体"
)
"""Adverbs that as often belong to a name: 重点单位, 应急演练."""
LOOKED_AT = frozenset(listed("检查 核查 审核 审查 复核 抽检 巡查 监测 检测 筛查 摸排 指导 辅导"))
"""What is only looked at is counted by those who have it: 涉企收费检查53家."""
INERT = tuple(listed("土地 房产 房源 资产 车 车辆 案件 事项 线索 项目 学位 床位 车位 泊位 耕地 用地"))
BUILT = tuple(
    listed(
        "站 点 所 室 馆 库 塔 井 中心 基地 平台 食堂 书屋 书店 书吧 讲堂 公园 步道 广场 大棚 泵站 水窖 码头 工坊 驿站 水厂 公寓 冷库"
    )
)
BY_SOMEONE = frozenset(("接待", "服务", "保障", "收集", "比对", "授课", "咨询", "救助"))
"""Works that the unit named before them does itself: 南屏山景区接待21.6万人次."""
