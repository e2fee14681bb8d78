"""What the words in the head of a column say: what the column holds, and in which unit.

Tables of words with the reason; nothing is known here of rows or files.
"""

import re
from dataclasses import dataclass
from typing import Literal

from draft.sources.cells import base_unit, is_unit

Role = Literal["名称", "数值", "主值", "单位", "来源", "截至", "时段", "略去"]
"""What a column is for; `主值` is a value that stands straight behind the name of its row."""

NAME_HEADS = (
    "指标名称", "指标", "项目名称", "项目", "工作内容", "工作任务", "任务", "内容", "名称", "类别",
    "事项", "类型", "单位名称", "医疗机构", "机构名称", "机构", "乡镇", "乡（镇）", "镇街",
    "乡镇（街道）", "街道", "县区", "县（市、区）", "区县", "地区", "区域", "村", "村居",
    "村（社区）", "社区", "学校", "医院", "病种", "疫苗", "科目", "姓名", "分类", "大类", "小类",
)  # fmt: skip
_VALUE_HEADS = (
    "数值", "完成数", "实际完成", "实际完成数", "完成情况", "完成", "本期", "本年", "本期数",
    "本年数", "本年累计", "累计", "累计数", "数量", "数据", "金额", "全年", "全年数", "实绩",
    "完成量", "完成值", "指标值", "结果", "实际", "实际数", "合计数", "进展情况", "落实情况",
    "工作进展", "工作成效", "本月累计", "期末数",
)  # fmt: skip
_PLAN = re.compile(r"目标|计划|任务数|任务量|应完成|应")
_UNIT_HEADS = ("计量单位", "单位", "计量", "单 位")
_SOURCE_HEADS = (
    "责任科室", "报送科室", "报送单位", "填报单位", "填报科室", "责任单位", "牵头科室", "牵头单位",
    "来源", "数据来源", "科室", "部门", "责任部门", "报送部门",
)  # fmt: skip
_SERIAL_HEADS = ("序号", "编号", "序", "NO", "NO.", "No", "No.", "no", "行次", "行号", "#", "№")
_LEFT_HEADS: tuple[tuple[str, str], ...] = (
    (r"电话|手机|联系方式|传真|邮编|邮政编码", "电话、邮编"),
    (r"身份证|证件号|证号|卡号|账号|帐号|银行卡", "证件号、账号"),
    (r"编码|代码|编号|文号|批号|社会信用", "编码、文号"),
)
"""Digits that count nothing: telephone, identity and code numbers never become amounts."""
_NOTE_HEADS = ("备注", "说明", "备 注", "填报说明")
_UNTIL = re.compile(r"截[止至](?:时间|日期)?$|^数据时点$|^统计时点$")
_PERIOD = re.compile(r"^(?:日期|年份|年度|月份|季度|时段|期间|时期|时间|统计时间|统计期间|报告期)$")
_DATED = re.compile(r"日期|时间$")
_TIMES = re.compile(
    r"(?:(?:19|20)[0-9]{2}年?(?:度|上半年|下半年|第?[一二三四1-4]季度|[0-9]{1,2}月)?"
    r"|(?:[0-9]{1,2}[—~至－-])?[0-9]{1,2}月(?:份|累计)?|本年|本年度|上年|上年度|去年|上年同期|去年同期|同期|上期|本期|上月|本月)数?"
)
_RANK = re.compile(r"排名|名次|位次|排位|排序")
_RATE = re.compile(r"率(?![先领])|占比|比重|百分比")
MONEY = re.compile(
    r"金额|经费|资金|收入|支出|费用?$|款$|投入|投资|产值|价|利润|成本|工资|补助|补贴|预算|决算|结余|债"
)
UNITLESS = re.compile(r"指数|评分|得分|分值|系数|积分")
"""A number under these heads needs no unit."""
GROWTH = re.compile(r"同比|环比|[比较](?:上年|去年|上月|上季)|增减|增幅|增长|增速|升降|变化")
_BRACKETS = re.compile(r"[（(\[【]\s*([^（）()\[\]【】]{1,8}?)\s*[)）\]】]\s*$")
_UNIT_WORD = re.compile(r"^(?:计量)?单位\s*[:：]?\s*")
_SIGNS = re.compile(r"^(?:±|\+/-|\+、-|增减|增|\+-)\s*")
_BEHIND = re.compile(r"[/／、，,：:]\s*([^/／、，,：:\s]{1,5})$|\s([^\s]{1,5})$")
_COUNTED = re.compile(
    r"(人次|人|户|次|台|张|件|家|所|个|例|份|场|期|批|名|项|篇|条|辆|座|栋|支|剂|起|宗|只|头|亩|处|门|套|对)数$"
)
_THINGS: tuple[tuple[str, str], ...] = (("床位数", "张"), ("床位", "张"))
_AMONG = re.compile(r"其中\s*[:：]\s*")
_UNIT_NAMES = frozenset({"人次", "户次", "台次", "车次", "家次", "床日", "%", "％", "‰"})
"""Heads that are no more than a unit."""
_SPACES = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff（(])")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        index: 0-based, on the sheet.
        head: the header without its unit.
        unit: from the header, else empty.
        reason: of a column that is left out.
    """

    index: int
    head: str
    role: Role = "数值"
    unit: str = ""
    reason: str = ""


def read_head(index: int, head: str) -> Column:
    """Return the column that `head` describes, as far as its words tell."""
    name, unit = (head, "") if head in NAME_HEADS else split_unit(head)
    name = _AMONG.sub("其中", _SPACES.sub("", name))
    if name in _UNIT_NAMES and not unit:
        return Column(index, "", "数值", name.replace("％", "%"))
    role, reason = _role_of(name)
    return Column(index, name, role, unit, reason)


def _role_of(name: str) -> tuple[Role, str]:
    """Return the role that a head's words tell, and why the column is left out."""
    left = dict.fromkeys(_SERIAL_HEADS, "序号") | dict.fromkeys(_NOTE_HEADS, "备注")
    reason = left.get(name) or next((why for pattern, why in _LEFT_HEADS if re.search(pattern, name)), "")
    if reason:
        return "略去", reason
    roles: tuple[tuple[Role, bool], ...] = (
        ("单位", name in _UNIT_HEADS),
        ("来源", name in _SOURCE_HEADS),
        ("截至", bool(_UNTIL.search(name))),
        ("时段", bool(_PERIOD.search(name))),
    )
    return next((role for role, told in roles if told), "数值"), ""


def is_known_head(text: str) -> bool:
    """Tell whether a cell with this text is likely the head of a column."""
    column = read_head(0, text)
    known = (*NAME_HEADS, *_VALUE_HEADS)
    return column.role != "数值" or column.head in known or bool(column.unit) or bool(GROWTH.search(text))


def is_value_head(name: str) -> bool:
    """Tell whether the head says no more than that a value stands below."""
    return name in _VALUE_HEADS


def is_plan_head(name: str) -> bool:
    """Tell whether what stands below was to be reached, not what was."""
    return bool(_PLAN.match(name))


def is_period(name: str) -> bool:
    """Tell whether the head names no more than a time: 2023年, 上年同期, 1—11月."""
    return bool(_TIMES.fullmatch(name))


def is_dated(name: str) -> bool:
    """Tell whether dates are to be expected under this head."""
    return bool(_DATED.search(name) or _UNTIL.search(name))


def is_rank(name: str) -> bool:
    """Tell whether the column ranks the rows."""
    return bool(_RANK.search(name))


def is_rate(name: str) -> bool:
    """Tell whether the value is a share of something."""
    return bool(_RATE.search(name))


def implied_unit(name: str) -> str:
    """Return the unit that the words themselves name (户数 counts 户), else nothing."""
    for ending, unit in _THINGS:
        if name.endswith(ending):
            return unit
    found = _COUNTED.search(name)
    return found.group(1) if found else ""


def split_unit(head: str) -> tuple[str, str]:
    """Return a head and the unit at its end: 投入（万元）, 同比（±%）, 金额/万元, 单位：人."""
    found = _BRACKETS.search(head)
    if found:
        unit = clean_unit(found.group(1))
        return (head[: found.start()].strip(), unit) if unit else (head, "")
    behind = _BEHIND.search(head)
    if behind:
        unit = clean_unit(behind.group(1) or behind.group(2))
        if unit and head[: behind.start()].strip():
            return head[: behind.start()].strip(), unit
    if head.endswith(("%", "％", "‰")) and head.rstrip("%％‰± "):
        return head.rstrip("%％‰± "), head[-1].replace("％", "%")
    return head, ""


def clean_unit(text: str) -> str:
    """Return `text` as a unit, or nothing when it is none: ±% is %, 单位：万元 is 万元."""
    plain = _SIGNS.sub("", _UNIT_WORD.sub("", text.replace("％", "%").strip())).strip()
    if plain.startswith("1/") and is_unit(plain):
        return plain[1:]
    return plain if plain and is_unit(plain) else ""


def same_base(first: str, second: str) -> bool:
    """Tell whether two units differ in their magnitude only."""
    people = {"人", "名", "位"}
    one, other = base_unit(first), base_unit(second)
    return one == other or {one, other} <= people
