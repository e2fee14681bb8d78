"""Words around a table: units, departments, form fields, page numbers and footnotes, told apart."""

import re

from draft.sources.heads import clean_unit

_UNIT = re.compile(r"(?:^|[\s（(，,；;])(?:计量|数据|金额)?单位\s*[:：]\s*([^\s；;）)]{1,16})")
_SOURCE = re.compile(
    r"(?:填报|报送|编报|制表|上报)(?:单位|科室|部门)(?:（[^）]*）)?\s*[:：]\s*([^\s，,；;]{2,20})"
)
_FORM = re.compile(
    r"^(?:填[表报]|制表|审[核批]|负责|复核|联系|经办|报送|上报|编制|打印|表号|制定机关|批准|有效期|文号|电话)[^:：]{0,6}[:：]"
    r"|^表\s?[0-9一二三四五六七八九十]+(?:[-—][0-9]+)?$|^附[件表]\s?[0-9]*[:：]?$|^[（(]?续表?\s?[0-9]*[)）]?$"
)
_PAGE = re.compile(r"^[-—\s]*+(?:第\s*+)?[0-9]{1,4}\s*+(?:页|[-—])(?:[\s，,/]*+共\s*+[0-9]{1,4}\s*+页)?\s*+$")
_FOOTNOTE = re.compile(
    r"^[（(]?(?:注|备注|说明|情况说明|填表说明|数据来源|资料来源|来源|指标解释)\s*[0-9]*\s*[)）]?\s*[:：.、]|^[*※★]"
)
_PERIOD = re.compile(
    r"[（(]?\s*(?:(?:数据|统计)?(?:截[止至](?:时间|日期)?|时间|期间|时点|报告期)\s*[:：]?\s*)"
    r"((?:(?:19|20)[0-9]{2}年)?[0-9]{0,2}月?[0-9年月日—~至－时-]{1,24}(?:底|末)?)\s*[)）]?"
    r"|[（(]?((?:19|20)[0-9]{2}年(?:度|上半年|下半年|[0-9]{1,2}[—~至－-][0-9]{1,2}月|第?[一二三四1-4]季度|[0-9]{1,2}月份?)?)[)）]?"
)
_UNTIL = re.compile(r"截[止至]")
_SHORTEST_TITLE = 4
_LIST = re.compile(r"[、，,/]")


def read_units(text: str) -> tuple[str, ...]:
    """Return the units named behind 单位：, empty when none is or when it is an office (填报单位：)."""
    found = _UNIT.search(text)
    if not found:
        return ()
    whole = clean_unit(found.group(1))
    units = tuple(clean_unit(part) for part in _LIST.split(found.group(1)) if part)
    return (whole,) if whole else units if all(units) else ()


def strip_unit_note(text: str) -> str:
    """Return the title before （单位：万元）, empty when the text says no more than the unit or an office."""
    rest = _UNIT.sub(" ", text).strip("（）()，,；; ") if _UNIT.search(text) else ""
    return (
        rest if len(rest) >= _SHORTEST_TITLE and not is_source_note(rest) and not is_form_note(rest) else ""
    )


def read_source(text: str) -> str:
    """Return the department that `text` names as having reported, else nothing."""
    found = _SOURCE.search(text)
    return found.group(1) if found else ""


def read_period(text: str) -> str:
    """Return what `text` says about the time of the figures, as words to put before them; else nothing."""
    found = _PERIOD.fullmatch(text)
    if not found:
        return ""
    when = found.group(1) or found.group(2)
    return f"截至{when}，" if _UNTIL.search(text) else when


def is_unit_note(text: str) -> bool:
    """Tell whether `text` names the unit of a table."""
    return bool(_UNIT.search(text))


def is_source_note(text: str) -> bool:
    """Tell whether `text` names who reported."""
    return bool(_SOURCE.search(text))


def is_form_note(text: str) -> bool:
    """Tell whether `text` belongs to the form: who filled it in, 续表, a page number."""
    return bool(_FORM.match(text) or _PAGE.match(text))


def name_form_note(text: str) -> str:
    """Return what a form's note is called in the account."""
    return "页码" if _PAGE.match(text) else "填表信息"


def is_footnote(text: str) -> bool:
    """Tell whether `text` explains the table."""
    return bool(_FOOTNOTE.match(text))
