"""Paragraphs of an old document → structure and candidate facts, one a sentence; nothing is repaired here.

The paragraphs come cleaned, each with the line it begins on; masks, cut ends and shifted years become doubts.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from draft.numbers import find_quantities
from draft.sources.candidates import Candidate, CandidateSection, Import

_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"[0-9]{1,2}[.．](?![0-9])"),
)
_RUN_IN = re.compile(r"([^。！？；]{2,40})。(?=.)")
_LONGEST_HEADING = 45
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”’）]*")
_ENUMERATOR = re.compile(r"^[一二三四五六七八九十]是")
_ENDS = ("。", "！", "？", "；", "”", "）", "：")
_TITLE = re.compile(r"(?:总结|计划|打算|安排|汇报|报告|简报|通报|要点)$")
_PERIOD = re.compile(r"(?:19|20)(?:\d{2}|xx)年(?:度|上半年|下半年)?|[xX]{4}年")


def read_old_document(
    paragraphs: Sequence[tuple[int, str]],
    suspicious: Collection[int],
    remarks: tuple[str, ...] = (),
    repairs: tuple[str, ...] = (),
) -> Import:
    """Return title, sections and candidate facts.

    Args:
        paragraphs: line number and text, cleaned.
        suspicious: lines in which a digit may be misread; their facts get a doubt.
        repairs: what cleaning changed, for the record.
    """
    title = next(
        (text for _, text in paragraphs[:3] if _TITLE.search(text) and len(text) < _LONGEST_HEADING), ""
    )
    body = [(number, text) for number, text in paragraphs if text != title]
    sections = tuple(_cut(body, suspicious))
    period = _PERIOD.search(title)
    doubts = list(remarks)
    if not title:
        doubts.append("没有找到标题，请补上")
    doubts += _compare_years(title, body)
    return Import(title or "【请补标题】", sections, tuple(doubts), period.group() if period else "", repairs)


def _cut(paragraphs: Sequence[tuple[int, str]], suspicious: Collection[int]) -> Iterator[CandidateSection]:
    """Yield the sections in order, wrappers without text too; what stands before the first is the 导语."""
    heading, depth, facts = "导语", 0, list[Candidate]()
    said: Counter[int] = Counter()
    for position, (number, text) in enumerate(paragraphs):
        label = next((level for level in _LEVELS if level.match(text)), None)
        rest = label.sub("", text, count=1) if label else text
        run_in = _RUN_IN.match(rest)
        if label and (run_in or len(rest) <= _LONGEST_HEADING):
            if facts or heading != "导语":
                yield CandidateSection(heading, tuple(facts), depth)
            heading, depth, facts = run_in.group(1) if run_in else rest.rstrip("。"), _LEVELS.index(label), []
            rest = rest[run_in.end() :] if run_in else ""
        last = position == len(paragraphs) - 1
        # Several paragraphs may come from one line; the address becomes the id of the fact.
        found = list(_list_facts(rest, doubtful=number in suspicious, last=last))
        facts += [
            replace(fact, address=f"第{number}行第{count}句")
            for count, fact in enumerate(found, said[number] + 1)
        ]
        said[number] += len(found)
    if facts:
        yield CandidateSection(heading, tuple(facts), depth)


def _list_facts(text: str, *, doubtful: bool, last: bool) -> Iterator[Candidate]:
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    for index, sentence in enumerate(sentences):
        fact = _ENUMERATOR.sub("", sentence).rstrip("。；")
        if not fact:
            continue
        doubts = []
        masks = [q.text for q in find_quantities(fact) if q.kind == "placeholder"]
        if masks:
            doubts.append(f"有遮盖的数字或名称：{'、'.join(masks[:6])}，请补上")
        if doubtful:
            doubts.append("这一行里有疑似识别错误的数字，数字未改，请对照原件")
        if last and index == len(sentences) - 1 and not sentence.endswith(_ENDS):
            doubts.append("结尾不完整，可能被截断")
        yield Candidate(fact, doubts=tuple(doubts))


def _compare_years(title: str, paragraphs: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield a remark when the years of title and 导语 differ: sites replace years."""
    titled = set(re.findall(r"((?:19|20)\d{2})年", title))
    lead = "".join(text for _, text in paragraphs[:2])
    led = set(re.findall(r"((?:19|20)\d{2})年", lead))
    if titled and led and not titled & led:
        yield f"标题写{'、'.join(sorted(titled))}年，导语写{'、'.join(sorted(led))}年，年份可能被改过，请核实"
    if "上半年" in lead and "上半年" not in title and titled:
        yield "标题是全年，导语说上半年，请核实时段"
