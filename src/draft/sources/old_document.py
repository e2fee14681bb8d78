"""Paragraphs of an old document → structure and candidate facts, one a sentence; nothing is repaired here.

The paragraphs come cleaned, each with the line it begins on; masks, misread characters, cut ends, repeats and
shifted years become doubts.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from draft.numbers import find_quantities
from draft.sources.candidates import OPENING, Candidate, CandidateSection, Import
from draft.sources.old_text import LABELS, join_broken, split_frame, split_glued, split_repeat, split_title
from draft.sources.suspects import find_suspects

_RUN_IN = re.compile(r"([^。！？；]{2,40})。(?=.)")
_LONGEST_HEADING = 45
_MOST_MASKS = 6
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”’）]*")
_ITEM = re.compile(r"(?<=[；;])(?=[一二三四五六七八九十]是)")
_ENUMERATOR = re.compile(r"^[一二三四五六七八九十]是")
_LEAD = re.compile(r"^[^。！？；：0-9]{2,40}(?:是|有|不足|问题|短板|困难|方面|工作|任务|措施|如下)：(?=一是)")
"""What a list is led in by, 还存在一些不足：; a draft says its own. One with a number is kept."""
_ENDS = ("。", "！", "？", "；", "”", "）", "：")
_PERIOD = re.compile(r"(?:19|20)(?:\d{2}|xx)年(?:度|上半年|下半年)?|[xX]{4}年")
_MISSING_TITLE = "【请补标题】"
_UPLOADED = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})[-/.]\d{1,2}")
_UNTIL = re.compile(r"截[至止](\d{4})年\s?(\d{1,2})月")


def read_old_document(
    paragraphs: Sequence[tuple[int, str]],
    remarks: tuple[str, ...] = (),
    repairs: tuple[str, ...] = (),
    *,
    raw: str = "",
) -> Import:
    """Return title, sections and candidate facts.

    Args:
        paragraphs: line number and text, cleaned.
        repairs: what cleaning changed, for the record.
        raw: the text before cleaning, where sites say when it was put up.
    """
    parted, told_parted = split_glued(paragraphs)
    title, body, doubt = split_title(parted)
    body, recipient, issuer, date = split_frame(body)
    whole, told_joined = join_broken(body)
    body, again = split_repeat(whole, title)
    period = _PERIOD.search(title)
    doubts = [*remarks, *([doubt] if doubt else []), *_compare_years(title, body), *_compare_upload(raw)]
    if again >= 0:
        doubts.append(
            f"第{body[again][0]}行里标题又出现一次，后面像是网页的摘要，多半与前文重复，请删去重复的要点"
        )
    sections = _lift_lonely(list(_cut(body, again)))
    return Import(
        title or _MISSING_TITLE,
        sections,
        tuple(doubts),
        period.group() if period else "",
        (*repairs, *told_parted, *told_joined),
        issuer=issuer,
        recipient=recipient,
        date=date,
    )


def _cut(paragraphs: Sequence[tuple[int, str]], again: int) -> Iterator[CandidateSection]:
    """Yield the sections in order, wrappers without text too; what stands before the first is the 导语."""
    heading, depth, place, facts = OPENING, 0, "", list[Candidate]()
    said: Counter[int] = Counter()
    for position, (number, text) in enumerate(paragraphs):
        label = next((level for level in LABELS if level.match(text)), None)
        rest = label.sub("", text, count=1) if label else text
        run_in = _RUN_IN.match(rest)
        if label and (run_in or len(rest) <= _LONGEST_HEADING):
            if facts or heading != OPENING:
                yield _section(heading, facts, depth, place)
            heading, depth, facts = run_in.group(1) if run_in else rest.rstrip("。"), LABELS.index(label), []
            place = f"第{number}行标题"
            rest = rest[run_in.end() :] if run_in else ""
        found = list(_list_facts(rest, last=position == len(paragraphs) - 1))
        # Several paragraphs may come from one line; the address becomes the id of the fact.
        for count, fact in enumerate(found, said[number] + 1):
            repeated = ("可能与前文重复",) if 0 <= again <= position else ()
            facts.append(replace(fact, address=f"第{number}行第{count}句", doubts=(*fact.doubts, *repeated)))
        said[number] += len(found)
    if facts or heading != OPENING:
        yield _section(heading, facts, depth, place)


def _section(heading: str, facts: Sequence[Candidate], depth: int, place: str) -> CandidateSection:
    """Return a section; what is doubtful in its heading is said at its first fact."""
    doubts = tuple(f"小标题：{doubt}" for doubt in _doubts_of(heading))
    if not facts:
        return CandidateSection(heading, (), depth, place)
    first = replace(facts[0], doubts=(*doubts, *facts[0].doubts))
    return CandidateSection(heading, (first, *facts[1:]), depth, place)


def _lift_lonely(sections: Sequence[CandidateSection]) -> tuple[CandidateSection, ...]:
    """Return the sections with a heading over nothing, an item of a plan, made a fact of the one above."""
    kept: list[CandidateSection] = []
    latest: dict[int, int] = {}  # depth → place of the last section kept
    for position, section in enumerate(sections):
        following = sections[position + 1] if position + 1 < len(sections) else None
        lonely = not section.facts and (following is None or following.depth <= section.depth)
        if not lonely:
            latest[section.depth] = len(kept)
            kept.append(section)
            continue
        above = max((place for depth, place in latest.items() if depth < section.depth), default=None)
        fact = Candidate(section.heading, section.place, doubts=tuple(_doubts_of(section.heading)))
        if above is None:
            kept.append(replace(section, facts=(fact,)))
        else:
            kept[above] = replace(kept[above], facts=(*kept[above].facts, fact))
    return tuple(kept)


def _list_facts(text: str, *, last: bool) -> Iterator[Candidate]:
    """Yield a fact a sentence; 一是 …；二是 … are facts of their own."""
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    for index, sentence in enumerate(sentences):
        pieces = _ITEM.split(sentence)
        for count, piece in enumerate(pieces, 1):
            fact = _ENUMERATOR.sub("", _LEAD.sub("", piece)).rstrip("。；")
            if not fact.strip():
                continue
            doubts = list(_doubts_of(fact))
            ending = last and index == len(sentences) - 1 and count == len(pieces)
            if ending and (not sentence.endswith(_ENDS) or "..." in sentence or "…" in sentence):
                doubts.append("结尾不完整，可能被截断")
            yield Candidate(fact, doubts=tuple(doubts))


def _doubts_of(text: str) -> Iterator[str]:
    """Yield what a person must look at in one sentence."""
    masks = list(dict.fromkeys(q.text for q in find_quantities(text) if q.kind == "placeholder"))
    if masks:
        more = f"等 {len(masks)} 处" if len(masks) > _MOST_MASKS else ""
        yield f"有遮盖的数字或名称：{'、'.join(masks[:_MOST_MASKS])}{more}，请补上"
    yield from find_suspects(text)


def _compare_years(title: str, paragraphs: Sequence[tuple[int, str]]) -> Iterator[str]:
    """Yield a remark when the years of title and 导语 differ: sites replace years."""
    titled = set(re.findall(r"((?:19|20)\d{2})年", title))
    lead = "".join(text for _, text in paragraphs[:2])
    led = set(re.findall(r"((?:19|20)\d{2})年", lead))
    if titled and led and not titled & led:
        yield f"标题写{'、'.join(sorted(titled))}年，导语写{'、'.join(sorted(led))}年，年份可能被改过，请核实"
    if "上半年" in lead and "上半年" not in title and titled:
        yield "标题是全年，导语说上半年，请核实时段"


def _compare_upload(raw: str) -> Iterator[str]:
    """Yield a remark when the text speaks of a time after the day a site put it up."""
    uploaded = _UPLOADED.search(raw)
    if not uploaded:
        return
    day = (int(uploaded.group(1)), int(uploaded.group(2)))
    for until in _UNTIL.finditer(raw):
        if (int(until.group(1)), int(until.group(2))) > day:
            yield f"网页 {uploaded.group()} 上传，文中却写{until.group()}，年份可能被改过，请核实"
            return
