"""Fields of work, and the words that give them away. Data only; the first field wins a tie.

H01–H20 are the fields of a health commission, as its annual summaries divide them; other bureaus
have one field each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Domain:
    """One field of work.

    Attributes:
        words: each that stands in heading or facts speaks for the field, longer ones more.
    """

    code: str
    name: str
    words: tuple[str, ...]


def _domain(code: str, name: str, words: str) -> Domain:
    return Domain(code, name, tuple(words.split()))


DOMAINS: tuple[Domain, ...] = (
    _domain(
        "H01", "疫情防控与重点传染病", "疫情 核酸 传染病 流感 发热门诊 隔离 流调 哨点 新冠 登革热 手足口"
    ),
    _domain(
        "H02", "医改与医共体", "医改 医共体 分级诊疗 双向转诊 医保支付 公立医院改革 集采 药品耗材 紧密型 下派"
    ),
    _domain(
        "H03",
        "医疗服务与质量",
        "医疗机构 医疗质量 医师 护士 床位 门诊 住院 手术 重点专科 胸痛 卒中 院感 医疗服务 门急诊",
    ),
    _domain("H04", "基本公卫与家庭医生", "基本公共卫生 家庭医生 签约 健康档案 健康体检 高血压 糖尿病 公卫"),
    _domain(
        "H05",
        "疾病预防控制",
        "疾控 艾滋 结核 免疫规划 预防接种 接种率 慢性病 死因监测 肿瘤登记 检验检测 疫苗",
    ),
    _domain("H06", "地方病与血防", "血吸虫 血防 查螺 灭螺 地方病 碘盐 氟 包虫"),
    _domain("H07", "卫生监督", "卫生监督 监督执法 许可 立案 罚没 非法行医 双随机 行政处罚 公共场所 投诉举报"),
    _domain("H08", "妇幼健康", "妇幼 孕产妇 两癌 婚检 新生儿 产前 宫颈癌 乳腺癌 出生缺陷 儿童健康"),
    _domain("H09", "人口家庭与托育", "托育 托位 计划生育 奖扶 特扶 生育 婴幼儿 母婴设施 出生人口 计生"),
    _domain("H10", "老龄与医养结合", "老龄 老年人 医养 养老 银龄 安宁疗护 失能"),
    _domain("H11", "中医药", "中医 中药 针灸 适宜技术 中医馆 名老中医"),
    _domain("H12", "人才队伍", "人才 招聘 引进 规培 转岗 职称 订单定向 学历 继续教育"),
    _domain(
        "H13", "项目与基础设施", "项目建设 新建 改扩建 迁建 竣工 主体 封顶 总投资 建筑面积 开工 设备购置"
    ),
    _domain("H14", "信息化", "信息化 平台 远程会诊 电子病历 互联互通 影像中心 数据 系统 共享中心 智慧"),
    _domain("H15", "爱国卫生", "爱国卫生 卫生乡镇 卫生村 无烟 病媒 创卫 四害 健康细胞 卫生城市 卫生县城"),
    _domain("H16", "无偿献血", "献血 采血 用血 血液 血站"),
    _domain("H17", "健康教育与宣传", "健康教育 健康素养 讲座 科普 宣传 健康促进"),
    _domain("H18", "职业健康", "职业病 职业健康 尘肺 粉尘 危害申报 用人单位"),
    _domain("H19", "党建与行风", "党建 党支部 党员 廉政 行风 主题党日 纪律 清廉 三会一课"),
    _domain("H20", "安全、信访与应急", "安全生产 信访 维稳 应急演练 消防 隐患 应急队伍 平安医院"),
    _domain("教育", "教育", "学校 学生 教师 学位 幼儿园 校园 义务教育 高中 课后服务 入学 教育"),
    _domain("民政", "民政", "低保 特困 救助 殡葬 婚姻登记 社会组织 临时救助 儿童福利 民政 养老机构"),
    _domain("交通", "交通运输", "公路 道路 桥梁 公交 客运 货运 航道 养护 超限 交通 里程"),
    _domain("农业", "农业农村", "粮食 播种 农田 生猪 农业 农产品 农机 合作社 乡村振兴 产量 种植"),
    _domain("应急", "应急管理", "应急 防汛 森林火灾 矿山 危化 救援 自然灾害 灾害 隐患 事故"),
    _domain(
        "市场监管", "市场监管", "市场主体 食品 特种设备 抽检 计量 知识产权 消费 价格 个体工商户 营业执照"
    ),
    _domain("财政", "财政", "预算 财政 税收 支出 收入 债券 采购 资金 国库"),
    _domain("生态", "生态环境", "空气 水质 断面 排污 环境 污染 垃圾 PM2.5 优良天数 生态"),
    _domain("人社", "人力资源和社会保障", "就业 失业 社保 参保 工伤 欠薪 技能培训 劳动"),
    _domain("住建", "住房和城乡建设", "棚户区 老旧小区 保障房 燃气 供水 住房 物业 工地 公租房"),
    _domain("水利", "水利", "水库 河长 堤防 灌区 水利 饮水 节水"),
    _domain("文旅", "文化和旅游", "文化 旅游 图书馆 文物 景区 非遗 演出"),
    _domain("政务", "政务服务", "政务服务 审批 一网通办 窗口 热线 办件 营商"),
)


_OFFICES: Mapping[str, str] = MappingProxyType(
    {
        "教育": "教育 教体 学校 中学 小学",
        "民政": "民政局 民政厅",
        "交通": "交通 公路",
        "农业": "农业 畜牧",
        "应急": "应急管理 应急局 安委会",
        "市场监管": "市场监管 市场监督",
        "财政": "财政",
        "生态": "生态环境 环保",
        "人社": "人力资源 人社",
        "住建": "住房 住建",
        "水利": "水利 水务",
        "文旅": "文化 文旅 旅游",
        "政务": "政务服务 行政审批",
    }
)
"""What the names of the offices of a field contain."""

_HEALTH_OFFICES = ("卫生", "卫健", "医院", "疾控", "疾病预防", "妇幼", "血站")


_HEADING_WEIGHT = 3  # a heading names the field, facts touch others too


def guess_domain(heading: str, body: str = "", office: str = "") -> str:
    """Return the code of the field whose words weigh most; an empty string when none occurs.

    Args:
        body: facts or prose below the heading.
        office: title and issuer of the document; where they name an office, only its own fields count.
    """
    fields = _fields_of(office)
    best, weight = (fields[0].code if len(fields) == 1 else ""), 0
    both = f"{heading}\n{body}"
    for domain in fields:
        found = sum(
            len(word) * (_HEADING_WEIGHT * (word in heading) + (word in body))
            for word in domain.words
            if word in both
        )
        if found > weight:
            best, weight = domain.code, found
    return best


@lru_cache(maxsize=64)
def _fields_of(office: str) -> tuple[Domain, ...]:
    """Return the fields of the office named; all of them when none is."""
    if any(word in office for word in _HEALTH_OFFICES):
        return tuple(domain for domain in DOMAINS if domain.code not in _OFFICES)
    named = {code for code, words in _OFFICES.items() if any(word in office for word in words.split())}
    return tuple(domain for domain in DOMAINS if domain.code in named) or DOMAINS
