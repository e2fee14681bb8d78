# ruff: noqa: E501  a table: one claim, one row
"""Claims that writers put beside a figure, and what in the facts would license each. Data only.

Each row: kind, what is claimed, pattern in the prose, pattern in the facts that licenses it, reason.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One family of claims.

    Attributes:
        everywhere: True when it is a violation even in a sentence without any figure.
    """

    kind: str
    name: str
    pattern: re.Pattern[str]
    licence: re.Pattern[str]
    everywhere: bool = False


def _claim(kind: str, name: str, pattern: str, licence: str, *, everywhere: bool = False) -> Claim:
    return Claim(kind, name, re.compile(pattern), re.compile(licence), everywhere)


_MEASURE = (
    r"(?:率|量|额|满意度|知晓度|参与度|价格|物价|差距|比重|占比|规模|收入|支出|投资|进口|出口|进出口|产值|销量|客流|人数|户数|件数|案件|警情|投诉|"
    r"事故|费用|时间|时长|成本|死亡|伤亡)"
)
_TREND = r"(?:增长|提升|提高|上升|下降|减少|降低|缩小|回升|回落|攀升|扩大|增加|缩短|压减|增|升|降)"

CLAIMS: tuple[Claim, ...] = (
    # A record or a first time is a fact of its own (natural drafts: the most frequent fault).
    _claim(
        "invented_vague",
        "首次",
        r"首次(?!参保|执业|就诊|创业|入学|注册)|首度|破天荒|零的突破|历史性突破|历史性跨越|质的飞跃|突破性进展",
        r"首次|首度|第一次|零的突破|历史性",
        everywhere=True,
    ),
    _claim(
        "invented_vague",
        "历史之最",
        r"创历史|历史新高|历史最高|历史最好|历史新低|历史最低|再创新高|创下新高|创新高|创下历史|前所未有|史无前例|前所未见|历年最高|历年之最|近年来最[高好多低]|历年最[好多低]|有史以来|以来最[好高佳低]|超历史|历史同期",
        r"历史|新高|新低|历年|以来最|前所未有|之最",
        everywhere=True,
    ),
    _claim(
        "invented_vague",
        "首个",
        r"首个|首家|首例|首座|率先|首创|唯一(?:入选|一家|一个|获)|(?:全[国省市县])唯一",
        r"首个|首家|首例|首座|率先|首创|首批|第一|先行|唯一",
    ),
    _claim(
        "rank",
        "名次",
        r"名列前茅|位居前列|位列前列|走在(?:全[国省市县区]|同类|同行)?\S{0,4}前列|居于?前列|(?:位居|位列|居|列)全[国省市县区]\S{0,3}前列|独占鳌头|榜首|居首|首位|位列第一|排名第一|位居第一|领跑|领先全[国省市县]|全[国省市县]领先|居领先|第一梯队|先进行列|(?:省内|国内|全[国省市])先进水平",
        r"第[一1]|首位|榜首|前列|领先|居首|前茅|领跑|第一梯队|前[一二三四五六七八九十\d]|先进",
    ),
    _claim(
        "invented_vague",
        "超额",
        r"超额|超计划|超目标|超预期|超进度|超序时|超出预期|超年度目标|大幅超过(?:年度)?(?:目标|计划)",
        r"超额|超计划|超目标|超预期|超序时|超进度|1[0-9]{2}(?:\.\d+)?[%％]|[2-9][0-9]{2}(?:\.\d+)?[%％]|超过目标|高于目标",
    ),
    _claim(
        "invented_vague", "提前", r"提前(?:\S{0,8}?)(?:完成|实现|达成|达标|超额|竣工|建成|交付|投用)", r"提前"
    ),
    _claim(
        "invented_vague",
        "优于",
        r"(?:优于|高于|好于|超过|超出|高出|领先于?|远超|远高于|快于)(?:全[国省市县区]|同期|行业|同类|省定|国家|规定|去年同期|上年同期|常年|往年|周边)\S{0,5}|低于(?:全[国省市县区]|行业|去年同期|上年同期|省定|国家)\S{0,4}(?:平均|水平|标准)",
        r"平均|[高低快慢优好多少]于|[高低]出|比全|超过|常年|较上年|同比|比上年",
    ),
    _claim(
        "invented_vague",
        "翻番",
        r"翻番|翻了?一番|翻了?两番|翻了?几番|成倍(?:增长|增加|提高|提升)|倍增(?!效应|计划|行动|工程)|数倍|几倍|翻倍|实现翻",
        r"翻|倍|100[%％]|[2-9]\d\d[%％]",
    ),
    _claim(
        "invented_vague",
        "未发生",
        r"(?:零|“零”|0)(?:事故|投诉|感染|死亡|差错|差评|上访|信访|发生|新增|病例|伤亡|违规|遗漏|失误|逾期|积压|污染|死角|增长)|“零(?!容忍|距离|跑|门槛|基础)[\u4e00-\u9fff]{1,3}”|(?:未|没有|无)(?:再)?(?:发生|出现)(?:一起|任何|重大|较大)?|无一(?:例|起|人|处|件|家|户|名)|无(?:重大|较大)\S{0,6}(?:事故|事件|案件|疫情)|杜绝了|动态清零|不死一人",
        r"零|未|没有|无|[^\d.]0[^\d.]|^0[^\d.]|杜绝|不发生|清零",
        everywhere=True,
    ),
    _claim(
        "invented_vague",
        "悉数",
        r"(?:全部|悉数|全数|全员|百分之百|百分百)(?=[\u4e00-\u9fff])|所有(?=[\u4e00-\u9fff])|均(?:为|已|超额|达到|实现|完成)(?=[\u4e00-\u9fff])",
        r"全部|悉数|全数|均|都|全员|100[%％]|百分之百|全覆盖|应\S尽\S|所有|各|每|全面|全体|皆|一律|分别",
    ),
    _claim(
        "invented_vague",
        "全覆盖",
        r"全覆盖(?!监管|检查|排查|督导|巡查|培训|走访|宣传)|无遗漏|无一遗漏|不漏一[户人]|无死角|零死角",
        r"全覆盖|全面覆盖|无遗漏|应\S尽\S|全部|100[%％]|均|不漏|所有|覆盖率",
    ),
    _claim(
        "invented_vague",
        "根除",
        r"(?:全面|彻底|基本)(?:消除|根除|斩断|解决|打通)(?!隐患)|不返弹",
        r"消除|根除|解决|打通|斩断|清零|100[%％]",
    ),
    _claim(
        "invented_vague",
        "约数",
        r"成千上万|数以[百千万]计|不计其数|上[百千万](?=[个名人次家户件])|几倍于|绝大多数|绝大部分",
        r"成千上万|数以|上[百千万]|多数|大部分|[89]\d(?:\.\d+)?[%％]",
    ),
    _claim(
        "invented_vague",
        "连续",
        r"连续多年|连年|多年蝉联|持续多年|逐年(?:递增|上升|增长|下降|递减|攀升|提高)|连续(?:实现)?(?:增长|上升|下降)",
        r"连续|连年|逐年|蝉联|持续",
    ),
    _claim(
        "invented_vague",
        "半数",
        r"过半|大半|半数以上|超半数|近半数|近一半",
        r"半|多数|大部分|[5-9]\d(?:\.\d+)?[%％]|[五六七八九]成",
    ),
    # A trend put on an indicator whose change no fact states.
    _claim(
        "invented_vague",
        "走势",
        _MEASURE
        + r"(?:[^，。；、\d]{0,3})(?:稳中有[升增降进]|(?:大幅|明显|显著|持续|进一步|稳步|逆势|较快|有所|实现较快|实现大幅|不断)"
        + _TREND
        + r")(?![到至了由从约近超\d])",
        r"增|升|提高|提升|降|减|缩|高于|低于|扩大|回落|上涨|翻",
        everywhere=True,
    ),
    _claim(
        "invented_vague",
        "走势",
        r"(?:同比|比上年|较上年|较去年|比去年)(?:实现)?(?:大幅|明显|显著|稳步|较快|稳中有|有所|持续)?(?:"
        + _TREND
        + r"|升|增)(?:明显|显著|较快)?(?=[，。；、])",
        r"增|升|提高|提升|降|减|缩|高于|低于|扩大|回落|上涨|翻",
    ),
)
