"""Words the checks look for, as data: each table with what it is for."""

from draft.numbers.patterns import Pattern

OPEN_LIST = Pattern(r"等(?:$|[^级第候额同于高比]|各|\s)|另有|另外|还有|此外|主要")
"""A list that does not claim to be complete."""

PARTS_BEGIN = ("其中", "包括", "含", "分别为", "分别是", "分别", "分为")
"""What stands before parts of a total."""
CLOSED_BEGIN = ("分别为", "分别是", "分别", "分为")
"""Of these, what claims that the parts are all."""
TOTALS = Pattern(r"^(?:全年|[两三四五]项|以上|总)?(?:合计|共计|总计|共|总共|累计|合计共)$")
"""A term with nothing but this as head is the sum of the parts before it."""
PARTITIONS: tuple[tuple[str, ...], ...] = (
    ("新建", "改建", "改造", "扩建", "续建", "新开工"),
    ("公立", "民营", "社会办"),
    ("线上", "线下"),
    ("企业", "个体工商户", "合作社"),
    ("一级", "二级", "三级"),
    ("高级", "中级", "初级", "正高", "副高"),
    ("博士", "硕士", "本科", "大专", "专科"),
    ("优秀", "良好", "合格", "不合格"),
    ("小学", "初中", "高中", "中职"),
    ("一孩", "二孩", "三孩"),
    ("执业医师", "执业助理"),
    ("职工", "居民"),
    ("刑事", "民事", "行政", "执行"),
)
"""Words of one group name parts that cannot overlap."""
MONEY_PARTITIONS = (("中央", "省级", "市级", "县级", "区级", "自筹", "社会资金"),)
"""The same for money; a village may well be a model at two levels."""
DURATIONS = frozenset({"天", "日", "年", "个月", "月", "小时", "分钟", "周", "秒"})
"""公示7日，15日内办结: spans of time are no totals."""
CASES = frozenset({"件", "起", "例", "份", "批次", "场", "期", "宗"})
"""Units of what is of one kind only."""
NET = ("净增", "净增加", "净增长", "自然增长", "自然增加")
WHOLE_PARTITIONS: tuple[tuple[str, ...], ...] = (
    ("男", "女"),
    ("一产", "二产", "三产"),
    ("第一产业", "第二产业", "第三产业"),
    ("一季度", "二季度", "三季度", "四季度"),
    ("上半年", "下半年"),
    ("城镇", "农村"),
)
"""The same, and all of a group together leave nothing out."""

STAGES: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("第一剂", "第二剂", "第三剂"), True),
    (("预约", "完成"), False),
    (("报名", "参加", "合格"), False),
    (("筛查", "检出", "确诊"), False),
    (("筛查", "阳性", "确证阳性"), False),
    (("抽检", "合格"), False),
    (("抽查", "合格"), False),
    (("应检", "实检"), False),
    (("应种", "实种"), False),
    (("应到", "实到"), False),
    (("应参保", "实参保"), False),
    (("报名", "录取"), False),
    (("申报", "获批"), False),
    (("总投资", "完成投资"), True),
    (("下达", "到位"), True),
    (("立案", "破案"), True),
    (("立案", "结案"), True),
    (("查处", "结案"), True),
    (("受理", "办结"), True),
    (("接到", "办结"), True),
    (("接到", "处理"), True),
    (("发现", "整改"), True),
    (("排查", "整改"), True),
    (("签约", "落地"), True),
    (("开工", "竣工"), True),
)
"""Stages of one thing, each at most the one before; True where work carried over may exceed it."""
ALL_OF_THEM = Pattern(r"全部(?:整改|办结|处理|完成|销号|化解|处置|清零|到位|结案|合格)|整改率100%")
"""Says that the later stage reached all of the earlier."""
CALIBERS = (("全程接种", "第二剂", "如有一剂次、三剂次程序的疫苗"),)
"""A count that should lie within another of its section, and what may explain that it does not."""
CARRIED_OVER = Pattern(r"结转|存量|旧存|上年|往年|历史|累计办结|含.{0,4}年|转入|补种")

RECEIVED = ("抽查", "抽检", "抽样", "接到", "受理", "收到", "接收", "接报", "立案", "排查", "发现", "接诉")
DONE = ("合格", "办结", "处理完毕", "已处理", "处理", "结案", "化解", "整改", "调解成功", "办理完毕", "处置")
PENDING = (
    "不合格",
    "尚有",
    "还有",
    "正在",
    "未结",
    "未办结",
    "剩余",
    "在办",
    "未整改",
    "未化解",
    "待办",
    "尚未",
    "余",
)
"""Flow: received = done + pending."""
OPENING_STOCK = ("年初", "期初", "上年末", "上年结转", "月初", "原有")
INFLOW = ("出生", "新增", "新登记", "新注册", "新收", "新建", "增加", "转入", "新立", "购入")
OUTFLOW = ("减少", "退出", "注销", "转出", "核销", "关闭", "出栏", "撤销", "死亡", "迁出")
CLOSING_STOCK = ("年末", "期末", "月末", "现有", "目前有", "年底")

TARGETS = ("任务", "计划", "目标", "下达", "指标", "应")
ACTUALS = ("完成", "实际", "实现", "已")
OVER = Pattern(r"超额|超计划|超目标|超任务")
UNDER = Pattern(r"未完成|没有完成|欠任务|短缺|差距")
ALL_DONE = Pattern(r"(?:全面|全部|圆满|如期|按时|足额)完成")

RISE = ("增长", "上升", "提高", "增加", "提升", "上涨", "扩大", "加快", "增至", "升至", "上调")
FALL = ("下降", "降低", "减少", "减至", "降至", "缩短", "压减", "回落", "下调", "缩减", "收窄", "减")
REACH = Pattern(rf"(?:{'|'.join([*RISE, *FALL])}|增|升|降|压缩|发展|扩大|变|调整)?(?:到|至|为)了?$")

BOUNDED_RATES = (
    *(
        "合格率",
        "覆盖率",
        "满意率",
        "满意度",
        "知晓率",
        "参保率",
        "办结率",
        "及时率",
        "治愈率",
        "整改率",
        "参训率",
    ),
    *(
        "接种率",
        "完成率",
        "签约率",
        "建档率",
        "达标率",
        "管理率",
        "普及率",
        "就业率",
        "破案率",
        "结案率",
        "配送率",
    ),
    *(
        "出生率",
        "阳性率",
        "检出率",
        "入学率",
        "巩固率",
        "入住率",
        "落实率",
        "响应率",
        "绿化率",
    ),
)
"""Rates of a part in a whole; above 100 % only with a plan to exceed or another population."""
EXCEEDABLE = Pattern(r"任务|计划|目标|指标|超额|毛入学|口径|户籍")

RATE_UNITS: tuple[tuple[str, str], ...] = (
    ("孕产妇死亡率", "/10万"),
    ("婴儿死亡率", "‰"),
    ("新生儿死亡率", "‰"),
    ("5岁以下儿童死亡率", "‰"),
    ("人口出生率", "‰"),
    ("人口死亡率", "‰"),
    ("人口自然增长率", "‰"),
)
"""Statistical practice: these are never printed in %."""

WHOLE_UNITS = frozenset({"人", "户", "家", "起", "例", "所", "场", "名", "辆", "台", "份", "座"})
"""Things of which there is no half, unless an average is meant."""
AVERAGE = Pattern(r"人均|户均|村均|亩均|平均|均为|每|比例|均")

AVERAGES: tuple[tuple[str, frozenset[str]], ...] = (
    ("人均", frozenset({"人"})),
    ("户均", frozenset({"户"})),
    ("村均", frozenset({"个", "村"})),
    ("亩均", frozenset({"亩"})),
    ("亩产", frozenset({"亩"})),
    ("平均亩产", frozenset({"亩"})),
    ("平均单产", frozenset({"亩"})),
    ("单产", frozenset({"亩"})),
)
"""An average, and the units of the count it divides by."""

PAID = Pattern(r"发放|补助|救助|慰问|奖励|补贴|兑付|兑现|资助")
UNIT_PRICE = Pattern(r"[×xX*]|每|人均|户均|标准|/|不超过")
"""Between a number of heads and a sum: the sum is for one of them."""
HEADS = frozenset({"人", "人次", "户", "户次"})

CONFUSABLE = (
    ("人", "人次"),
    ("户", "户次"),
    ("家", "家次"),
    ("台", "台次"),
    ("例", "人"),
    ("剂", "人"),
    ("辆", "辆次"),
    ("份", "人份"),
)
"""Units that count different things and are often exchanged."""

ACTED = Pattern(
    "(?:共|累计|已|新){0,4}(?:完成|实现|新建|改建|建成|建立|开展|举办|组织|召开|培训|轮训|发放|印发|发布|招聘|引进|检查|排查|整改|受理"
    "|接到|接待|办理|办结|走访|慰问|服务|查处|立案|投入|落实|争取|安排|拨付|筹集|设立|新增|培育|打造|创建|推广|核查|抽检|抽查|监测"
    "|巡查|出动|签订|签约|帮扶|救助|资助|化解|调解|处理|处置|征集|采购|改造|修复|种植|栽植|清理|拆除|义诊)+"
)
"""Verbs an indicator begins with: what was done may have been done for many things."""
COMMON = Pattern(
    "^(?:各类|各级|有关)?(?:投资|资金|项目|任务|人员|活动|工作|问题|隐患|群众|干部|党员|企业|单位|家庭|培训班?|讲座|会议|演练|案件|投诉"
    "|宣传.{0,4}|资料|志愿者?|活动.{0,2}|专项.{0,4}|检查.{0,2}|执法.{0,4}|手册|学员|师生|居民|村民|户|次|场)*$"
    "|满意|^.{0,2}人员$"
)
"""Nouns that stand with many topics: two numbers of them are two things."""
SHORT_INDICATORS = frozenset({"游客", "人口", "粮食"})
"""Short words that name one indicator all the same."""
TIME_WORDS = Pattern(
    r"今年以来|[去今本]年|上年|全年|全[县市区镇乡省]|本[县市区镇乡]|我[县市区镇乡局委]|目前|截至目前|累计|共计|合计|总计|共有|共|现有|已|新?达到?|为|约|近|超过?"
)
"""Words that do not make another indicator of an indicator."""

ANNIVERSARIES: tuple[tuple[str, int], ...] = (
    ("中国共产党成立", 1921),
    ("建党", 1921),
    ("建军", 1927),
    ("新中国成立", 1949),
    ("中华人民共和国成立", 1949),
    ("建国", 1949),
    ("抗战胜利", 1945),
    ("抗日战争胜利", 1945),
    ("长征胜利", 1936),
    ("五四运动", 1919),
    ("共青团成立", 1922),
    ("建团", 1922),
    ("改革开放", 1978),
    ("香港回归", 1997),
    ("澳门回归", 1999),
    ("中国计生协成立", 1980),
    ("计划生育协会成立", 1980),
    ("计生协成立", 1980),
    ("汶川地震", 2008),
    ("中医药法实施", 2017),
    ("民法典实施", 2021),
    ("爱国卫生运动", 1952),
)
"""What is celebrated, and the year from which the years are counted."""
PLANS = {"十二五": (2011, 2015), "十三五": (2016, 2020), "十四五": (2021, 2025), "十五五": (2026, 2030)}
PLAN_MOMENTS = (("开局", 0), ("收官", 1), ("起步", 0), ("圆满收官", 1), ("决胜", 1))
PERIOD_ENDS = (("上半年", 6), ("前三季度", 9), ("三季度", 9), ("二季度", 6), ("一季度", 3))
"""Names of periods that end before the year does, and their last month."""
FESTIVALS: tuple[tuple[str, int], ...] = (
    ("元旦", 1),
    ("五一", 5),
    ("劳动节", 5),
    ("国庆", 10),
    ("重阳", 10),
)
"""Days with a fixed month; a report of the first half of a year knows no October."""

LISTED_KINDS = (
    "大|类|种|方面|项|"
    "个(?:方面|专班|系统|环节|领域|部门|行业|层面|重点|单位|维度|渠道|平台|体系|机制|工程|行动|工作组)"
)
"""What a list may be counted as right behind it: 甲局、乙局2个单位, but not 甲镇、乙镇4个村."""
LABEL_WORDS = "位一体|项|个|大|类|方面|条|种|支|级|批|步|组|专班|支柱|化|统一|提升|查|举措|措施|环节|阶段"


def ends_with(head: str, options: tuple[str, ...]) -> bool:
    """Return whether one of the words stands in the last six characters before a quantity."""
    return any(word in head[-6:] for word in options)
