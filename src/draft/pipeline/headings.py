"""Sibling headings → one shape, in the words of a model, where no heading comes to say more or less.

In: a Spec and a writer. Out: the Spec with new headings. A group of siblings is taken over whole or kept
whole: every new heading must be made of its old one's words and of plain verbs, all of about one length.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from draft.document import Section, Spec, Task
from draft.errors import EndpointError
from draft.numbers import find_quantities
from draft.pipeline.bench import Writer

_FIXED = frozenset({"导语", "存在问题", "下一步打算"})
"""Roles whose headings have one customary wording."""
_SPREAD = 4
"""Characters by which siblings may differ in length."""
_SAME_VERB = 2
_PLAIN = ("工作", "建设", "和", "与", "、")
_VERDICTS = ("的", "，", "。", "得以", "得到", "日益", "更加", "明显", "显著", "再上", "新台阶")
"""Words an old heading may lose beside verbs and adverbs; its matter must stay."""
_NUMBERING = re.compile(
    r"^[-*#\s]*(?:[（(][一二三四五六七八九十0-9]+[）)]|[一二三四五六七八九十]+、|[0-9]{1,2}[.、．])?\s*"
)
_NAMES = re.compile(r"“[^”]{0,200}”|《[^》]{0,200}》|[A-Za-z×*]+")
_LONGEST = 24


async def align_headings(spec: Spec, writer: Writer, *, fall_back: bool = True) -> Spec:
    """Return the spec with every group of siblings in one shape that the writer found a faithful one for.

    Args:
        fall_back: keep the headings for which the endpoint has no answer instead of raising.

    Raises:
        EndpointError: the endpoint refuses, or has no answer and `fall_back` is off.
    """
    groups = list(_groups(spec.sections))
    asked = await asyncio.gather(*(_ask(spec, group, writer, fall_back=fall_back) for group in groups))
    new = {
        section.index: line
        for group, lines in zip(groups, asked, strict=True)
        for section, line in zip(group, lines, strict=True)
    }
    return replace(spec, sections=_rename(spec.sections, new))


def _groups(sections: Sequence[Section]) -> Iterable[tuple[Section, ...]]:
    """Yield the siblings that should be alike, at every depth."""
    group = tuple(section for section in sections if section.role not in _FIXED)
    if len(group) > 1:
        yield group
    for section in sections:
        yield from _groups(section.sections)


async def _ask(spec: Spec, group: Sequence[Section], writer: Writer, *, fall_back: bool) -> tuple[str, ...]:
    old = tuple(section.heading for section in group)
    try:
        completion = await writer.write(Task(spec, None, headings=old))
    except EndpointError as error:
        if not fall_back or error.everybody:
            raise
        return old
    new = tuple(read_headings(completion.text))
    return new if are_acceptable(old, new) else old


def read_headings(answer: str) -> list[str]:
    """Return the headings of an answer, a line each, without numbering and final marks."""
    lines = (
        _NUMBERING.sub("", line.strip()).strip("*").rstrip("。；;，,：: ") for line in answer.splitlines()
    )
    return [line for line in lines if line]


def are_acceptable(old: Sequence[str], new: Sequence[str]) -> bool:
    """True when the new headings say what the old ones say and are of one measure.

    Source: lengths within four characters of each other, no head verb more than twice.
    """
    if len(new) != len(old) or len(set(new)) != len(new) or not all(map(_is_faithful, old, new)):
        return False
    # Loaded here: the embedded writer's patterns cost a tenth of a second, and few runs ask for new headings.
    from draft.writers.builtin.lexing import leading_verb, strip_adverbs  # noqa: PLC0415

    lengths = [len(heading) for heading in new]
    verbs = Counter(leading_verb(strip_adverbs(heading)) for heading in new)
    del verbs[""]
    return max(lengths) - min(lengths) <= _SPREAD and max(verbs.values(), default=0) <= _SAME_VERB


def _is_faithful(old: str, new: str) -> bool:
    """True when the new heading has the old one's quantities, names and matter, and nothing of its own."""
    if len(new) > _LONGEST or _quantities(old) != _quantities(new):
        return False
    if sorted(_NAMES.findall(old)) != sorted(_NAMES.findall(new)):
        return False
    from draft.writers.builtin.words import ADVERBS, HEADING_LEADS, VERBS  # noqa: PLC0415  as above

    claims = new.endswith(HEADING_LEADS) and new[-2:] != old[-2:]
    addable, losable = (*HEADING_LEADS, *_PLAIN), (*VERBS, *ADVERBS, *_PLAIN, *_VERDICTS)
    return not claims and _is_made_of(new, old, addable) and _is_made_of(old, new, losable)


def _quantities(heading: str) -> list[str]:
    return sorted(quantity.text for quantity in find_quantities(heading))


def _is_made_of(text: str, other: str, words: Iterable[str]) -> bool:
    """True when the text is a chain of these words and of runs of two characters or more from the other."""
    known = tuple(words)
    reached = {0}
    for at in range(len(text)):
        if at not in reached:
            continue
        reached |= {at + len(word) for word in known if text.startswith(word, at)}
        end = at + 2
        while end <= len(text) and text[at:end] in other:
            reached.add(end)
            end += 1
    return len(text) in reached


def _rename(sections: Sequence[Section], new: Mapping[int, str]) -> tuple[Section, ...]:
    return tuple(
        replace(
            section, heading=new.get(section.index, section.heading), sections=_rename(section.sections, new)
        )
        for section in sections
    )
