"""The keys of a facts file, and the words people write for them. The schema is built from these tables."""

from typing import NamedTuple, get_args

from draft.document import Role, Status


class Key(NamedTuple):
    """One key of a mapping.

    Attributes:
        shape: ``text``, ``facts``, ``sections``, or the name of an enumeration in ``WORDS``.
        said: what the key holds, as the schema and the messages explain it.
        slips: words people write instead.
    """

    name: str
    shape: str
    said: str
    slips: tuple[str, ...] = ()
    required: bool = False


DOCUMENT = (
    Key("title", "text", "文件标题", ("标题", "题目", "name"), required=True),
    Key("issuer", "text", "署名单位", ("单位", "署名", "发文机关", "发文单位", "author")),
    Key("recipient", "text", "主送机关", ("主送", "主送机关", "主送单位", "to")),
    Key("period", "text", "所讲的时段，如 2023年、2023年上半年", ("时段", "时间", "年度", "期间")),
    Key("date", "text", "成文日期，如 2023年12月28日", ("日期", "成文日期", "落款日期")),
    Key(
        "genre",
        "text",
        "文种：工作总结（默认）、工作计划、情况汇报、报告、简报、通报等",
        ("文种", "体裁", "type"),
    ),
    Key("opening", "facts", "导语要用的要点", ("导语", "开头", "前言", "intro")),
    Key("sections", "sections", "章节", ("章节", "部分", "正文", "section"), required=True),
)
SECTION = (
    Key("heading", "text", "小标题", ("标题", "小标题", "title", "name"), required=True),
    Key("role", "role", "这一节的角色；不写则按小标题推断", ("角色", "类型", "type")),
    Key("facts", "facts", "要点，一条一个“- ”", ("要点", "事实", "内容", "fact", "items")),
    Key("sections", "sections", "下一级章节", ("章节", "小节", "section", "subsections")),
)
FACT = (
    Key("text", "text", "要点的文字", ("文字", "内容", "要点", "fact", "content"), required=True),
    Key("id", "text", "编号，全文件不重复", ("编号",)),
    Key("source", "text", "报送来源，如 基层卫生科", ("来源", "科室", "出处", "from")),
    Key("status", "status", "办理状态", ("状态", "进度")),
)
ALL_KEYS = frozenset(key.name for key in (*DOCUMENT, *SECTION, *FACT))

ROLE_WORDS: dict[str, Role] = {
    **{role: role for role in get_args(Role)},
    "引言": "导语",
    "前言": "导语",
    "基本情况": "工作成效",
    "主要工作": "工作成效",
    "工作总结": "工作成效",
    "工作亮点": "工作成效",
    "经验做法": "工作成效",
    "问题": "存在问题",
    "存在的问题": "存在问题",
    "困难问题": "存在问题",
    "问题困难": "存在问题",
    "下一步": "下一步打算",
    "下一步工作": "下一步打算",
    "下步打算": "下一步打算",
    "工作打算": "下一步打算",
    "工作计划": "下一步打算",
    "工作安排": "下一步打算",
    "工作建议": "其他",
    "结语": "其他",
    "其它": "其他",
}
"""What may stand after `role:`, and which of the five roles it is."""

STATUS_WORDS: dict[str, Status] = {status: status for status in get_args(Status)}

WORDS: dict[str, tuple[str, ...]] = {"role": tuple(ROLE_WORDS), "status": tuple(STATUS_WORDS)}
"""Enumerated values by shape."""

CANONICAL: dict[str, tuple[str, ...]] = {"role": get_args(Role), "status": get_args(Status)}
"""The words a message offers."""

STATUS_SLIPS = {
    "已完成": "完成",
    "办结": "完成",
    "进行中": "在办",
    "在建": "在办",
    "推进中": "在办",
    "计划": "拟",
    "拟办": "拟",
    "待办": "拟",
    "未开工": "拟",
}

PLAN_GENRES = (
    "工作计划",
    "工作要点",
    "工作方案",
    "实施方案",
    "工作安排",
    "工作打算",
    "工作思路",
    "行动计划",
    "计划",
)
"""Genres whose sections speak of what is to come."""
