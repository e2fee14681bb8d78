"""An old document of the office → style examples for a person to confirm.

Clean, cut into sections, sort each section into type, field and density, and propose the facts: the
clauses themselves, or whole sentences where a clause cannot stand alone. Masks and names that may be
real are marked in the log; nothing is guessed or filled in.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from draft.document import StyleExample
from draft.encoding import decode_chinese
from draft.errors import StyleError, explain_os_error
from draft.selection import guess_domain, measure_density
from draft.styles.check import check_example
from draft.styles.clean import LABEL, Cleaned, Repair, clean_text
from draft.styles.files import parse_example

_LONGEST_ITEM_HEADING = 22
_SHORTEST = 40  # characters below which a paragraph shows no style
_ENDS = ("。", "！", "？", "；", "：", "”", "）")
_CLAUSE_ENDS = re.compile(r"[。！？；\n]+(?![”’）])")
_SENTENCE_ENDS = re.compile(r"[。！？\n]+(?![”’）])")
_ITEM = re.compile(r"^[一二三四五六七八九十]是")
_RUN_IN = re.compile(r"^([^。！？；]{2,40})。(?=.)")
_ITEM_LINKS = ("同时，", "此外，", "另外，")
_MASK = re.compile(r"[xX×ＸX]{1,}(?:\.[xX×]+)?(?![A-Za-z])|\*{2,}|＊{2,}|○{2,}|某{1,2}(?=[县市区镇乡村局])")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}(?:县|市|镇|乡|街道)(?![域城级村内外委政人直属际民以容区场值])")
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{2,3}(?=同志|(?:副?(?:书记|县长|市长|区长|局长|主任|院长|镇长|乡长))(?:带队|主持|率))"
)
_GENERAL = re.compile(
    r"[全我本各该两区市县乡镇和及与到在为对向由至等个所省街内外级年城辖社地山景园校]"
)  # a "place" that begins or is filled with these is a common noun
_COMMON = frozenset(
    {"管理", "配合", "领取", "部分", "培训", "卫生", "推进", "组织", "请了", "指导", "城乡", "支持", "发往"}
)
_TYPES = (
    ("T6", ("存在", "问题", "不足", "短板", "困难")),
    ("T7a", ("下一步", "打算", "工作计划", "工作安排", "思路", "下半年", "明年")),
    ("T4", ("党建", "党风", "作风", "党的")),
    ("T5", ("其他",)),
)
_DOCUMENTS = ("半年总结", "工作总结", "工作计划", "情况汇报", "简报", "通报", "报告")
_LEVELS = ("省", "市", "县", "区", "镇", "乡", "街道")


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was taken over, and what was done to it on the way."""

    examples: tuple[StyleExample, ...]
    log: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    line: int
    heading: str
    paragraphs: tuple[str, ...]
    above: str


def read_text(path: Path) -> str:
    """Return the text of the file: UTF-8, or GB18030 as older office machines wrote it.

    Raises:
        StyleError: it cannot be read or is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StyleError(f"{path}: 读不出来（{explain_os_error(error)}），请检查路径和权限") from error
    with suppress(UnicodeDecodeError):
        text = decode_chinese(content)
        if "\0" not in text:
            return text
    raise StyleError(f"{path}: 不是文本文件，请另存为 .txt、.md 或 .docx")


def adopt_file(path: Path, text: str, name: str) -> Adopted:
    """Return the examples in `text`: a ready pair as it is, anything else as an old document.

    Raises:
        StyleError: a pair that is not well-formed.
    """
    if "\n## 成文" in text and "\n## 事实" in text:
        return Adopted((parse_example(text, str(path), name),), ())
    return adopt_document(text, name)


def adopt_document(text: str, name: str) -> Adopted:
    """Return one example per section of an old document, named `name-01`, `name-02` and so on."""
    cleaned = clean_text(text)
    title = _find_title(cleaned)
    log = [str(repair) for repair in cleaned.log]
    examples: list[StyleExample] = []
    for part in _cut(cleaned):
        prose = "\n".join(part.paragraphs)
        if len(prose) < _SHORTEST:
            continue
        if not prose.endswith(_ENDS):
            log.append(str(Repair(part.line, "结尾不完整，未收入", part.heading, prose[-12:])))
            continue
        log += [str(mark) for mark in _marks(part.line, prose)]
        examples.append(_build(f"{name}-{len(examples) + 1:02}", title, part, prose))
    return Adopted(tuple(examples), tuple(log))


def _find_title(cleaned: Cleaned) -> str:
    return next(
        (line for _, line in cleaned.paragraphs[:3] if not line.endswith(_ENDS) and not LABEL.match(line)), ""
    )


def _cut(cleaned: Cleaned) -> Iterator[_Part]:
    """Yield the runs of paragraphs between headings; the paragraphs before the first are the 导语."""
    heading, above, start, body = "导语", "", 1, list[str]()
    for number, line in cleaned.paragraphs:
        label = LABEL.match(line)
        if not label or _is_numbered_paragraph(line, label.end()):
            if body or line.endswith(_ENDS):
                body.append(line)
            continue
        if body:
            yield _Part(start, heading, tuple(body), above)
        rest = line[label.end() :]
        run_in = _RUN_IN.match(rest)
        heading = run_in.group(1) if run_in else rest.rstrip("。")
        above = heading if line[0] not in "（(0123456789" else above
        start, body = number, [rest[run_in.end() :]] if run_in else []
    if body:
        yield _Part(start, heading, tuple(body), above)


def _is_numbered_paragraph(line: str, label_end: int) -> bool:
    """Return whether an Arabic number only counts a paragraph: no short heading follows it."""
    first_sentence = re.split(r"[。；：]", line[label_end:], maxsplit=1)[0]
    return any(c.isdigit() for c in line[:label_end]) and len(first_sentence) > _LONGEST_ITEM_HEADING


def _build(name: str, title: str, part: _Part, prose: str) -> StyleExample:
    example = StyleExample(
        name=name,
        heading=part.heading,
        facts=tuple(_propose_facts(prose, _CLAUSE_ENDS)),
        prose=prose,
        document=next((kind for kind in _DOCUMENTS if kind in title), "工作总结"),
        section_type=_guess_type(part),
        domain=guess_domain(part.heading, prose, title),
        level=next((level for level in reversed(_LEVELS) if level in title), ""),
        density=measure_density([prose]),
    )
    if check_example(example).ok:
        return example
    return replace(example, facts=tuple(_propose_facts(prose, _SENTENCE_ENDS)))


def _guess_type(part: _Part) -> str:
    if part.heading == "导语":
        return "T1"
    for code, words in _TYPES:
        if any(word in part.heading or word in part.above for word in words):
            return code
    return "T3a" if any(_ITEM.match(line) or "。一是" in line for line in part.paragraphs) else "T3"


def _propose_facts(prose: str, ends: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands between the ends, without the words that only connect."""
    for sentence in ends.split(prose):
        fact = _ITEM.sub("", sentence.strip()).rstrip("；：，")
        for link in _ITEM_LINKS:
            fact = fact.removeprefix(link)
        if fact:
            yield fact


def _marks(line: int, prose: str) -> Iterator[Repair]:
    for match in _MASK.finditer(prose):
        yield Repair(line, "有遮盖的数字或名称，请补上或删去这一条", _around(prose, match))
    for match in _PERSON.finditer(prose):
        yield Repair(line, "可能是人名，请改为职务或删去", _around(prose, match))
    for match in _PLACE.finditer(prose):
        if match.group()[:2] not in _COMMON and not _GENERAL.search(match.group()[:2]):
            yield Repair(line, "可能是真实地名，用作样例前请改换", _around(prose, match))


def _around(prose: str, match: re.Match[str]) -> str:
    return prose[max(0, match.start() - 6) : match.end() + 6]
