"""Word tables the embedded writer reads facts with: verbs, adverbs, leads, moods, marks of trouble.

Every table is a tuple of plain words with the reason why it exists; nothing here is ever printed by itself.
"""


def _listed(text: str) -> tuple[str, ...]:
    """Return the words of a table, written with blanks between them."""
    return tuple(text.split())


VERBS = _listed(
    # Verbs that open a subjectless clause in official prose (counted over summaries of many bureaus).
    "开展 开设 开放 开通 开工 开办 开发 开启 组织 组建 召开 举办 举行 承办 主办 协办 完成 实现 "
    "实施 推进 推动 推广 推行 推出 推送 落实 落地 建立 建成 建设 建档 健全 完善 新建 改建 改造 "
    "改善 改扩建 扩建 续建 迁建 新增 新设 新招 增设 增加 增添 增配 增派 加强 加大 加快 强化 深化 "
    "优化 细化 净化 绿化 美化 硬化 亮化 提升 提高 提供 提请 提出 提前 巩固 拓展 拓宽 扩大 扩充 "
    "延伸 制定 制订 制发 制作 印发 印制 下发 出台 发布 发放 发出 发送 发现 发展 发动 发起 修订 "
    "修复 修缮 修建 编制 编写 编印 编发 起草 签订 签署 签约 签发 达成 对接 联合 协调 协助 配合 "
    "会同 指导 督导 督促 督办 督查 检查 抽查 抽检 抽取 排查 核查 核实 核发 审查 审核 审批 审议 "
    "审结 巡查 巡检 查处 查办 查验 查获 查封 查扣 立案 结案 办结 办理 办案 受理 处理 处置 处罚 "
    "调处 调解 调查 调度 调整 调配 调研 化解 整治 整改 整顿 整合 整理 清理 清退 清查 清运 清收 "
    "取缔 关停 关闭 责令 打击 破获 抓获 侦破 抓好 抓实 抓紧 做好 做实 做细 做强 做到 搞好 搭建 "
    "打造 打通 创建 创新 创办 培育 培训 培养 轮训 招聘 招录 招收 招引 引进 引导 引入 选派 选拔 "
    "选聘 选送 派出 派驻 下派 抽调 配备 配置 配齐 采购 购置 购买 储备 投入 投放 投资 投用 投运 "
    "安排 拨付 下达 争取 筹集 筹措 募集 补助 补贴 补充 补办 兑现 兑付 支付 支出 减免 减轻 减少 "
    "救助 救治 帮扶 帮助 资助 慰问 走访 看望 关爱 保障 确保 保护 维护 维修 养护 服务 覆盖 惠及 "
    "受益 接待 接诊 接种 接到 接收 接受 收到 收治 收集 收缴 收回 征集 征收 登记 注册 注销 变更 "
    "备案 申报 申请 上报 报送 报告 报道 通报 公示 公开 公布 宣传 宣讲 普及 教育 引领 倡导 动员 "
    "号召 评选 评定 评估 评审 评查 考核 考评 测评 验收 通过 获评 获得 荣获 被评 入选 认定 命名 "
    "表彰 奖励 授予 取得 检测 监测 监督 监管 监控 筛查 筛选 诊断 诊疗 治疗 治理 随访 管理 管控 "
    "管护 隔离 消杀 消毒 采集 采样 摸排 流调 追踪 追缴 追回 问责 处分 约谈 警示 约束 规范 严格 "
    "严查 严控 严打 压实 压减 压缩 夯实 守住 筑牢 织密 织牢 履行 执行 贯彻 学习 传达 研究 研判 "
    "部署 谋划 制止 防范 预防 防控 应对 应急 演练 开出 出动 出具 出版 栽植 栽种 种植 播种 收割 "
    "收购 销售 出栏 养殖 防治 灌溉 疏浚 疏通 修剪 修建 铺设 铺装 架设 安装 更新 更换 升级 拆除 "
    "拆迁 腾退 征迁 安置 搬迁 转移 转运 转诊 转办 转交 移交 移送 划转 运送 运输 运行 运营 运用 "
    "使用 利用 采用 采取 启用 启动 试点 试行 试种 探索 尝试 总结 梳理 归集 归档 汇编 收录 录入 "
    "上传 上线 接入 联通 共享 注重 围绕 聚焦 坚持 把握 突出 着力 致力 力争 争创 构建 形成 营造 "
    "培植 扶持 支持 鼓励 激励 促进 带动 拉动 吸引 吸纳 招商 引资 参加 参与 出席 承接 承担 牵头 "
    "负责 参训 观看 赴 设立 设置 成立 划定 划分 界定 明确 确定 确权 颁发 颁证 换发 换证 延长 缩短 "
    "降低 下降 节约 节省 盘活 处办 退还 退出 撤并 合并 播放 播出 张贴 悬挂 刊发 刊登 推介 展示 "
    "展出 演出 放映 送戏 送医 送教 送岗 回访 回收 回复 答复 反馈 解答 解决 化减 交办 交付 竣工 "
    "竣验 交房 复工 复产 复学 开学 开行 通车 通水 通气 通电 供应 供给 供水 供电 供热 输送 输出 "
    "就业 创业 安葬 殡葬 祭扫 统筹 统一 统计 汇总 比对 核减 核增 核定 核准 测算 估算 审计 "
    "稽查 巡察 巡视 信访 接访 下访 包保 包联 结对 联系 联办 联建 共建 查螺 灭螺 普查 普法 预约 "
    "预报 预警 预算 决算 清算 结算 报销 理赔 承保 投保 参保 续保 扩面 缴费 缴纳 征缴 退役 "
    "扎实 立行 打捞 打非 "
    "领办 催缴 催收 施划 疏导 劝导 寻访 募捐 评聘 承办 刊播 播发 "
    "督改 接报 发稿 移诉 缴毒 批捕 拜访 参观 约见 会见 "
    "拍摄 建有 建强 设有 设点 种下 植树 造林 退耕 复垦 整地 育苗 育种 "
    "治污 减排 降碳 控烟 禁烧 禁渔 放流 畅通 延揽 联动 会商 会诊 巡诊 义诊 巡防 巡河 巡林 巡护 "
    "暗访 明察 走村 入户 进村 进校 下沉 驻点 驻村 值守 值班 抢修 抢险 救援 扑救 扑灭 转产 搬离 "
    "排除 消除 清除 根除 遏制 杜绝 避免 防止 防御 抵御 赢得 刷新 突破 超额 承诺 兑奖 颁奖 授牌 "
    "挂牌 揭牌 摘牌 交流 轮岗 领取 守牢 召回 下架 封存 罚没 罚款 没收 吊销 抽样 送检 复检 检验 "
    "检定 检疫 校验 校准 强检 认证 发表 上演 表演 补领 火化 根治 接听 贯标 对标 达标 创优 提质 增效 扩容 扩种"
)

ADVERBS = _listed(
    # May stand before the verb without changing that the clause opens with an action.
    "进一步 积极 扎实 深入 全面 持续 不断 切实 认真 严格 大力 稳步 有序 有效 着力 加快 及时 主动 "
    "充分 广泛 统筹 全力 高质量 高标准 高效 精准 规范 创新 重点 集中 分批 分类 分级 逐步 逐一 逐户 "
    "定期 不定期 常态化 联合 共同 协同 先后 相继 陆续 分别 累计 共计 总计 合计 共 均 已 已经 现已 "
    "目前已 新 再 还 并 又 继续 坚决 牢牢 坚定 深度 快速 迅速 就近 依法 依规 免费 无偿 线上 线下 "
    "自主 顺利 如期 按期 按时 圆满 成功 初步 基本 首次 全程 实时 动态 同步 超额 提前 率先 优先 "
    "科学 合理 妥善 稳妥 周密 精心 从严 从快 狠 严 多次 多渠道 多形式 全域 全覆盖 系统 整体 拟 将 "
    "计划 力争 预计 正在 正 尚在 仍 仍在 须 需 要 应 逐项 逐级 逐条 足量 严厉 公开 一律 全部 当场 上门 每月 "
    "每季度 每周 每年 每日 从重 大胆 深层次 规范化 分散 快捷 便捷 严密 紧密 密切 充足 同期 如实 "
    "如数 足额 全量 限期 挂图 闭环 彻底 更好 反复 大规模 全方位 全过程 一体 一体化推 有力 有序 "
    "专门 就地 异地 网上 线下 错峰 应急 平稳 牢固 狠抓 精细 全年 全部 基本 正式 普遍 深入细致 长期 "
    "紧急 慎终如始 毫不松懈 毫不放松 因地制宜 实地 现场 集体 分期 多方 择优 实际 平均 最大限度"
)

NOMINAL_TAILS = _listed(
    # After a verb these make a noun of it: 完成率, 培训班, 接种点, 执法人员.
    "支出 收入 经费 投资 资金 "
    "率 量 额 值 费 组 专班 班 者 员 站 度 面积 总数 人数 次数 户数 总量 总额 用地 资金总 力度 能力 水平 "
    "成效 团 情况 工作量 点位 队伍 机构 人员配 标准化率 收入 成本 中心 体系建 指数 系统活 平台注"
)

LINKED_HEADS = (
    # A fact that opens so leans on the fact before it and must stay with it.
    _listed(
        "其中 其余 另有 另外 同时 并 以及 同比 环比 比上年 比去年 比上月 较上年 较去年 较上月 占 分别 "
        "上述 该 此项 此举 对此 为此 因此 所以 从而 合计 共计 总计 平均 人均 户均 折合 约合 含 包括 "
        "涉及 累计金额 其 二者 两者 前者 后者"
    )
)

LINKED_BEFORE_NUMBERS = (
    # Leans when a number follows at once: 增长5.6%, 净增32人, 由8.6天降至7.4天.
    _listed(
        "增长 下降 提高 减少 降低 增加 增幅 降幅 增速 净增 由 较 比 达 共 金额 面积 罚没 涉案 合格率 完成率"
    )
)

INDICATORS = ("率", "占比", "比重", "指数", "浓度", "产值", "增加值", "总额", "收入", "产量", "均")
"""Found in a figure that is an indicator."""

COMPARED = ("较大", "较重", "较多", "较高", "较低", "较小", "较强", "较好", "由于")
"""Open a subject of their own although they begin like a comparison: 较大事故1起."""

SEQUENCE_HEADS = _listed(
    # The author has numbered the facts: their order is left alone.
    "首先 其次 再次 最后 随后 然后 接着 之后 第一 第二 第三 一是 二是 三是 一方面 另一方面"
)

OVERVIEW_HEADS = _listed(
    # States what there is; stands before what was done.
    "现有 共有 现辖 下辖 下设 辖 总人口 常住人口 户籍人口 总面积 现共有"
)

RESULT_HEADS = _listed(
    # Recognition by others, and what did not happen; stands after what was done.
    "荣获 获评 被评为 被评 被授予 被确定为 被列为 入选 被命名为 未发生 未出现 没有发生 均未发生 无重大"
)

PLAN_MARKS = _listed(
    # The fact speaks of the future by itself.
    "将 拟 计划 力争 预计 争取 可望 下一步 下步 明年 下半年 打算 准备 继续 规划 目标 启动前 到年底 "
    "年底前 确保 进一步 有望"
)

DONE_MARKS = ("已", "完成了", "累计", "截至", "目前", "截止")

AHEAD = ("拟", "计划", "预计", "力争", "争取", "打算", "准备", "下一步", "正在", "继续拟")

WON = tuple(
    f"争取{thing}"
    for thing in ("资金", "到位", "上级", "中央", "省级", "市级", "专项", "项目", "补助", "政策")
)
"""What has been won, not what is striven for: 争取上级补助资金9800万元."""

COUNTING = ("累计", "共", "已", "现已", "完成", "正在", "正")
"""What opens so cannot take 正在."""

REACHING = ("完成", "建成", "实现", "竣工", "通过", "达到")
"""Verbs that tell an end: a 将 before them would turn a report into a promise, so they stay bare."""

ONGOING_MARKS = (
    "正在",
    "在建",
    "推进中",
    "进行中",
    "办理中",
    "在办",
    "启动",
    "开工",
    "尚未",
    "审议",
    "有序推进",
    "施工",
)

TROUBLE_MARKS = _listed(
    # The fact says by itself that something is wrong.
    "不足 不够 不高 不强 不优 不全 不均 不平衡 不充分 不到位 不及时 不完善 不健全 不规范 不明显 "
    "不顺 不畅 不力 不严 不实 不细 不大 不多 不少 不好 不稳 不紧 不深 不广 不匹配 不适应 不合理 "
    "不一致 不达标 未达 未能 未完成 尚未 没有 缺乏 缺少 缺口 短缺 匮乏 薄弱 滞后 落后 偏低 偏少 "
    "偏弱 偏慢 偏大 偏高 较低 较少 较弱 较慢 较差 较大 困难 困扰 问题 矛盾 隐患 差距 短板 弱项 "
    "缓慢 下滑 下降 减少 流失 有待 亟待 亟需 需要 仍需 难以 难度 压力 风险 制约 受限 老化 陈旧 "
    "重视不 意识不 单一 粗放 浮于 反弹 拖欠 欠账 欠缺 欠 逾期 超标 违规 违法 违纪 投诉 纠纷 事故 "
    "严峻 严重 突出 堵点 难点 痛点 瓶颈 空白 老龄化 脱节 断档 断层 少 弱 慢 低 差 缺 难"
)

TROUBLED_ENDS = _listed(
    "难 不足 薄弱 滞后 短缺 匮乏 偏低 偏少 老化 缓慢 突出 不够 不高 不强 不畅 不优 较大 较弱 缺乏"
)
"""A key that ends so is a clause by itself: 停车难：缺口约2300个车位."""

NEED_HEADS = ("亟需", "亟待", "有待", "还需", "仍需", "尚需")
"""A fact that opens so tells what is called for; it stands after what is wrong."""

STOP_BIGRAMS = frozenset(
    # Two characters shared by facts on quite different things say nothing about a common topic.
    _listed(
        "开展 工作 建设 完成 推进 组织 累计 全县 全市 全区 全镇 全年 今年 以来 截至 目前 年底 月底 "
        "万元 亿元 人次 人员 达到 实施 落实 加强 管理 服务 培训 活动 检查 专项 行动 重点 各类 各项 "
        "进行 制定 建立 新增 新建 投入 资金 项目 共计 其中 相关 单位 部门 机构 发放 宣传 提升 能力 "
        "体系 制度 机制 问题 情况 群众 乡镇 社区 街道 覆盖 以上 以下 左右 同比 增长 下降 个百 百分 "
        "分点 上年 比上 较上 全省 召开 会议 举办 办理 处理 整改 排查 监督 指导 保障 标准 水平 质量 "
        "安全 任务 目标 计划 方案 印发 出台 参加 参与 获得 通过 省级 市级 县级 国家 一批 第一 第二 "
        "一次 中心 基层"
    )
)

PURE_VERBS = frozenset(
    # Never part of a noun: a clause that opens so is V-O already.
    _listed(
        "开展 组织 召开 举办 完成 推进 推动 落实 建立 健全 完善 加强 强化 深化 优化 提升 提高 巩固 "
        "扩大 制定 制订 印发 下发 出台 发放 修订 做好 抓好 抓实 搞好 打造 创新 培育 严格 规范 深入 "
        "坚持 实施 实现 实行 构建 形成 落实 确保 督促 指导 配合 协助 争取 启动 成立 组建 设立 新建 "
        "新增 改善 加大 加快 整合 聚焦 围绕 突出 着力 压实 夯实 筑牢 严厉 严查 引导 鼓励 探索 推广 "
        "推行 普及 发动 动员 打击 查处 倡导 统筹 拓展 拓宽 用好 观看 参加 参与 达到 获得 荣获 邀请 "
        "抽取 抽调 争创"
    )
)

TURNING_VERBS = (
    # Take the named thing as their object: X制定 can only mean that X was drawn up.
    _listed(
        "制定 制订 修订 印发 下发 出台 编写 印制 印刷 签订 签署 下达 报送 上报 召开 举办 举行 "
        "开展 组织 组建 成立 设立 建立 健全 完善 建成 新建 改建 扩建 改造 修缮 修建 铺设 安装 购置 "
        "采购 购买 配备 配齐 加强 强化 深化 优化 细化 巩固 推进 推行 推广 落实 实施 贯彻 压实 夯实 "
        "筑牢 理顺 打通 整合 梳理 查处 取缔 清理 拆除 消除 发放 兑现 拨付 招聘 招录 招选 选聘 引进 "
        "选派 录入 传达 倡导 开通 开设 增设 新设 启动 谋划 筹划 激发 盘活 做好 做实 做细 抓好 抓实 "
        "抓紧 办好 管好 用好 推出 发布 公布 完成 普及 严控 更新补充 建立完善 建立健全 健全完善 "
        "改革完善 筹划建立 巩固完善 推广运用 推广应用 修订完善 制定出台 制定印发 组织实施 组织开展 "
        "加强完善 贯彻落实 建设完善 流调排查 抓好抓实 做实做细 招标采购"
    )
)

NOUNLIKE_VERBS = frozenset(
    # As often the end of a noun (专项检查, 政务公开): turned only when an adverb before them proves the verb.
    _listed(
        "编制 组织 整改 打击 宣传 检测 监测 排查 摸排 处置 处理 化解 调解 调处 采集 收集 征集 审核 审批 校验 "
        "公开 公示 归档 培育 创建 保障 学习 办理 受理 办结 维护 维修 播种 种植 栽植 疏浚 清查 收缴 "
        "追缴 核发 检查 督导 督促 监督 管理 规范 执行 更新 补充 报告 传播 打造 招选 查验 评估 考核 "
        "慰问 走访 救助 治理 防治 管控 控制 推送 反馈 回访 约谈 整治"
    )
)

TURNING_IN_PLANS = (
    # Told of what is still to come these are actions; told of what was, they are results and stay as written.
    _listed("提高 提升 扩大 增强 改善 降低 减少 增加 加大 加快 缓解 规范 缩短 拓展 拓宽 压减")
)

ACTING = (
    # May act by themselves, so that what follows is what they do.
    _listed(
        "单位 部门 机构 医院 卫生院 学校 幼儿园 企业 公司 合作社 农户 政府 党委 党组 支部 党组织 街道 "
        "社区 群众 居民 村民 人员 干部 党员 医师 医生 护士 教师 学生 家长 专班 小组 大队 支队 专家 "
        "领导 同志 局 委 办 厅 院 所 站 镇 乡 村 县 市 区 省 州 组 校 园 部 会 团 司 人员 员 户 们 手 "
        "队 公安 法院 检察院 中心 基地 平台公司 银行 协会 联盟 上级 各方 社会 家庭 患者 志愿者 财政 "
        "乡镇"
    )
)


FOUNDING_VERBS = frozenset(
    _listed(
        "成立 组建 设立 召开 举办 举行 建立 新建 建成 创建 培育 改造 修缮 新设 增设 开通 招聘 招录 引进 选聘"
    )
)
"""Verbs whose thing comes into being by them, so that even a unit can only be their object."""

FOUNDED = _listed(
    "小组 专班 中心 队伍 大会 例会 推进会 座谈会 培训会 启动会 部署会 会 组 队 团 联盟 协会 委员会 "
    "站 所 基地 室 院 学校 医院 卫生院 幼儿园 人员 人才 医师 护士 教师 学校 支部 党组织 平台 公司 "
    "合作社 办公室 工委 党委"
)


BUILT = _listed("中心 站 所 院 馆 楼 室 学校 幼儿园 基地 平台 园区 广场 公园 水库 大桥 公路 管网 系统")
"""A thing under way that ends so is being built or set up."""

LINKING = (
    # Tell that the words before them are a subject: 监督执法涉及…, 建设路径沿用….
    _listed(
        "涉及 沿用 属于 依托 采用 来自 得到 取得 符合 位居 处于 高于 低于 优于 纳入 列入 转入 进入 "
        "延伸 覆盖 不 是 需 已 均 由 与 被 达到 有所 得以"
    )
)

NOUNS_LIKE_VERBS = _listed("抓手 打算 设备 设施 设想 建议 建筑 建材 办法 办公 获得感 查验点")
"""Nouns that begin with a character which is a verb by itself."""

NOUNS_OF_VERBS = _listed(
    "招商引资 预算 规范性 检查检验 检验检查 检测能力 培训基地 救助站 服务圈 保障房 监测点 规划期"
)
"""Nouns that begin with a verb of two characters."""

PREPOSITIONS = _listed("面向 针对 通过 按照 根据 依据 依托 围绕 会同 联合 随 为 对 向 以 将 把 就 从 与")
"""Open a clause without a subject: 对xx名医师进行考核."""

NOT_PREPOSITIONS = _listed(
    "对象 对外 对口 对标 对接机制 向导 以上 以下 以来 以内 从业 从严 就业 就诊 就医 就近 与会 将军 "
    "把关 通过率 为主 从四 对照组 随访 随军"
)

CALLING_KEYS = ("如下", "问题", "原因", "方面", "类", "项", "个", "种", "入手", "口号", "主题", "行")
"""A key that ends so announces what follows and keeps its colon."""

BREAKING_ADVERBS = _listed("当场 一律 及时 逐步 定期 严格 认真 积极 扎实 依法 现场 上门 全部 陆续 先后 已经")
"""Met inside a thing, they show that it is a clause of its own."""

FRAGMENT_HEADS = (
    "依据",
    "根据",
    "按照",
    "针对",
    "围绕",
    "依托",
    "通过",
    "结合",
    "聚焦",
    "为了",
    "立足",
    "着眼",
)
"""A fact that opens so and holds no further verb needs the next fact to be a sentence."""

EQUALLED_KEYS = _listed(
    "时段 日期 文种 署名 标题 重点 原则 目标 时间 地点 地址 对象 内容 范围 方式 渠道 抓手 来源 依据 "
    "单位 部门 负责人 名称 标准 载体 路径"
)
"""A key that ends so is said to be its value: 检查重点为手术室、妇检室."""

GUIDING_KEYS = ("抓手", "主线", "导向", "中心", "核心", "牵引", "引领", "总抓手", "突破口", "着力点")
"""A key of what guides the work: 抓手：抓党建、促执行 → 坚持以抓党建、促执行为抓手."""

TAKING = _listed(
    "出动 受理 接到 收到 发放 完成 查处 办理 检测 招聘 引进 培训 建成 新建 改造 新增 检查 抽检 印发 下发 "
    "举办 开展 组织 召开 采购 购置 争取 救助 走访 整治 排查 创建 培育 处置 调解"
)
"""Verbs that take a key as object when a number follows at once: 投诉举报：受理52件 → 受理投诉举报52件."""

OFFICE_KEYS = _listed("医院 卫生院 学校 局 委 办 镇 乡 村 街道 社区 县 市 区 所 站 中心 公司 支队 大队 科室")
"""A key that ends so is a unit, the subject of what is counted: 县医院：门诊3人 → 县医院门诊3人."""

LONGEST_KEY = 10
"""Characters of a key that may head its words as 键方面，."""

_THINGS = (
    # Nouns that name what is acted upon. A closed table: an unknown ending leaves the clause as written.
    _listed(
        "方案 制度 机制 体系 办法 意见 规划 计划 规定 细则 标准 清单 台账 目录 预案 文件 通知 指南 "
        "手册 条例 纲要 协议 合同 责任书 承诺书 告知书 活动 培训 演练 行动 整治 专项整治 检查 大检查 "
        "督查 督导 巡查 调研 评估 考核 绩效考核 审计 宣传 宣讲 教育 学习 研讨 监测 普查 调查 筛查 检测 "
        "体检 服务 管理 建设 改革 创建 治理 防治 防控 监管 监督 执法 指导 保障 救助 帮扶 救治 干预 "
        "培育 攻坚 创新 试点 签约 招聘 监测预警 工作 任务 责任 措施 举措 政策 部署 决策 精神 职责 业务 "
        "事项 流程 模式 方式 路径 结构 布局 格局 环境 秩序 市场 行业 产业 品牌 平台 系统 网络 档案 "
        "数据 信息 软件 功能 设施 设备 仪器 装备 终端 物资 用房 场所 站点 网点 设施建设 工程 项目 道路 "
        "公路 桥梁 管网 资金 经费 补贴 补助 补助金 救助金 养老金 奖金 慰问金 低保金 供养金 扶助金 "
        "奖励金 助学金 抚恤金 优待金 津贴 信贷 基金 投资 投入 债务 资产 "
        "账款 贷款 药物 药品 疫苗 食品 产品 商品 粮食 种子 农药 队伍 小组 领导小组 专班 中心 委员会 "
        "协会 联盟 工委 党组织 党支部 会 推进会 会议 大会 例会 座谈会 启动会 动员会 培训班 讲座 论坛 "
        "竞赛 比赛 人才 审核 复核 复审 验收 评审 车 车辆 公交车 出租车 器材 实验室 床位 宣传册 资料 "
        "宣传资料 材料 证书 标识 路灯 "
        "叫号机 充电桩 摄像头 苗木 成果 储备 共享 评价 预警 公开 任用 评聘 选拔 宣传周 宣传月 活动周 活动月 "
        "主题日 开放日 系列活动 志愿服务 能力 水平 质量 效率 素质 素养 活力 动力 潜力 覆盖面 覆盖率 "
        "签约率 利用率 知晓率 规模 比例 关系 党组织关系 渠道 通道 大班额 堵点 难点 短板 隐患 问题 案件 线索 "
        "行为 违法行为 违法违规行为 违法 积案 纠纷 矛盾 风险 事件 投诉 诉求 信访事项 负担 不合理费用 "
        "费用 成本 知识 理念 生活方式 方法 经验 成果 做法 文化 风尚 习惯 阵地 防线 基础 根基 底线 "
        "主体责任 责任制 首问负责制 负责制 年薪制 实名制 代表制 河长制 林长制 路长制 田长制 公有制 "
        "奖惩制 积分制 支付 打包支付 医养结合 分级诊疗 运动 卫生运动 准备 整合 转型 互联互通 一体化 "
        "信息化 标准化 常态化 规范化 法治化 数字化 智能化 精细化 网格化 双减 课后服务 资助 学位 名额 "
        "岗位 编制 职称 档位 档次 献血 消杀 除四害 文明 生态 绿化 造林 灌溉 农田 耕地 土地 宅基地 河道 "
        "水库 堤防 渠道建设 饮水 供水 供暖 公交 客运 班线 航线 物流 就业 创业 招商 引资 消费 外贸 出口 "
        "营商环境 一件事 便民 惠民 救援 值守 反腐倡廉 党的建设 精神文明 平安 综治 综治平安 意识形态 "
        "党风 政风 行风 依法行政 普法 法治 诚信 信用 安全 安全生产 消防 监控 保险 参保 医保 社保 低保 "
        "双拥 优抚 殡葬 养老 托育 生育 小区 棚户区 危房 校舍 户厕 厕所 泊位 管道 线路 农房 改造 游园 公园"
    )
)
PHYSICAL_ENDS = _listed(
    "小区 管网 管道 管线 道路 公路 路灯 桥梁 危房 校舍 厕所 户厕 水库 河道 渠道 电梯 线路 站点 标志牌 设备 "
    "设施 井盖 纠纷 积案 工单 小巷 街巷 堤防 泵站 水闸 灌区 车辆 充电桩 摄像头 终端 器材 电缆"
)
"""Things that one can only renew, repair or dredge: 燃气老旧管网更新34公里 → 更新燃气老旧管网34公里."""
THING_ENDS = (*_THINGS, *PHYSICAL_ENDS, "》", "”", "等")

HARMLESS = (
    # Words that hold a character which otherwise forbids turning.
    _listed(
        "无烟 无偿 无障碍 无人机 有机 有序 有效 有限 有关 所有 不动产 不良 不合理 对象 对接 对口 针对 "
        "在线 在职 在校 在册 在建 在岗 从业 从严 向导 行为 作为 人为 同步 同级 协同 共同 合同 参与 "
        "是非 不打烊 未成年 记者 患者 消费者 劳动者 经营者 志愿者 工作者 均衡 人均 户均 首都 自由 不文明 "
        "不规范 结对 按比例 不见面 定向 面向 未来 无证 无照 无害化 存在 违法 以上 以下 以内 关于 按病种 "
        "同城 特殊 "
        "对账 对外 国有 公有 自有 现有 有害 有奖 有偿 有色 中小企业 不作为 无房 无业 无纸化 不孕 从优 "
        "双向 在外 定点 有毒 共有 为民 便民 以案 有线 无线 从重 从快 九不准 双向 覆盖面 覆盖率 全覆盖 "
        "特有 富有 有力 有利 与会 无接触 不停 以旧换新 以工代赈 以奖代补 以训代 学以致用"
    )
)

SHORT_KEY = 4
"""A key no longer than this is a name even when it could be a verb: 查治病, 体检."""

EMPTY = _listed("工作 建设 管理 服务 情况 和人 防治 监督")
"""Parts of labels that name no matter by themselves."""

MATTER_ENDS = (
    *(end for end in THING_ENDS if end not in {"》", "”", "等"}),
    *_listed(
        "疫情 医共体 健康 卫生 发展 资源 资源配置 配置 供给 群众 人群 民生 经济 振兴 安全 水平 "
        "体制 机制 作风 保障 环境 农业 农村 乡村 城市 交通 运输 审批 许可 体系 保护 修复 收支 收入 "
        "支出 管控 救灾 减灾 火灾 稳定 和谐 业务 举报 主体 权益 引领 自身 体育 美育 思政 学位 均衡 "
        "准入 监察 维权 维稳 信访 文旅 旅游 文物 科技 生产 流通 开放 合作 增收 收益 特色 优势 产能 "
        "质效 效能 统计 财政 金融 税收 预算 绩效 民政 福利 慈善 社区 网格 保卫战 攻坚战 督察整改 执法 "
        "稳产保供 保供 结构 项目 招生 录取 "
        "征兵 防汛 脱贫 帮扶 搬迁 社会组织 经济运行 事业 事务 地名 政权 教学 统战 工会 治安 反诈 禁毒"
    ),
)
"""A matter of a heading must end in a known noun, so that 围绕…开展工作 always reads well."""

HEADING_LEADS = _listed(
    # A heading may be opened with these: they name an endeavour and claim no result.
    "加强 推进 推动 深化 强化 完善 健全 优化 做好 抓好 落实 开展 夯实 巩固 规范 加快 促进 统筹 聚焦 坚持 "
    "狠抓 严抓 提升 持续 扎实 稳步 有序 全面 深入 切实 积极 着力 不断 严格 进一步"
)

AIM_VERBS = frozenset(
    # A heading that opens so says what the section sets out to do: 优化教育资源布局.
    _listed(
        "优化 推进 加强 落实 守牢 深化 提升 抓好 强化 发展 稳定 建设 巩固 完善 健全 "
        "规范 做好 做实 做强 做优 维护 保障 改善 推动 促进 扩大 壮大 防范 打造 创建 "
        "提高 夯实 筑牢 服务 实施 严格 加快 开展 认定 发放 构建 拓展 培育 保护 整治 "
        "治理 防治 管控 守护 繁荣 丰富 织密 兜牢 激发 释放 增强 补齐 深耕 振兴"
    )
)

NOMINAL_VERBS = frozenset(
    # Behind their object these make a noun phrase: 招聘教师 → 教师招聘.
    _listed(
        "改造 整治 治理 修缮 维修 排查 调处 化解 调解 办理 受理 查处 培训 培育 创建 "
        "招聘 引进 发放 救助 慰问 走访 评选 审批 监测 养护 检测 检查 抽检 拆除 清运 "
        "栽植 种植 采购 修订 征集 巡查 接种 筛查 救治 帮扶 资助 撤并 流转 审核 核查"
    )
)

HELD_VERBS = frozenset(_listed("开展 组织 举办 召开 实施 推进 加强 做好 抓好 深化 规范 强化 推行 落实"))
"""Verbs whose object is the work itself: 开展义诊 is about 义诊."""

EVENTFUL_ENDS = frozenset(
    _listed("建设 改革 活动 行动 服务 教育 管理 试点 工程 演练 整治 普查 体检 监测 签约 宣传")
)
"""A thing that ends so is a work by itself."""

NOMINAL_STARTS = _listed(
    "监督 宣传 督导 检查 巡查 调研 培训 教育 应急 防控 服务 救援 救助 审计 整治 普法 监测 学习 "
    "交流 体检 帮扶 慰问 走访 督查 演练 联合 监管 管理 统一 就业 转移 规范 "
    "统计 预警 预报 警示 征兵 灌溉 养殖 种植"
)
"""Verbs that as often open the name of a work: 监督检查3次, 宣传活动5场."""
