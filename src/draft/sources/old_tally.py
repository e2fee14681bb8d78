"""What became of every number of an old document: written, left out with the site's words, or asked about."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from draft.sources.candidates import Import
from draft.sources.tally import Tally

_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_LABEL = re.compile(r"^\s*[（(]?([0-9]{1,2})(?:[)）]|[.．、](?![0-9]))")
_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
_MOST_NAMED = 30


def count_numbers(
    raw: str,
    found: Import,
    dropped: Mapping[int, str],
    cut: Iterable[tuple[int, str, str]],
    transitions: Iterable[tuple[int, str, str]] = (),
) -> tuple[Tally, tuple[str, ...]]:
    """Return the account of the numbers of `raw`, and what to ask about those that stand in no fact.

    Args:
        dropped: line → why it was left out whole.
        cut: line, its text before and after something was cut out of it.
        transitions: the same for 现将…如下, of which a draft writes its own.
    """
    removed: defaultdict[int, Counter[str]] = defaultdict(Counter)
    reasons: dict[int, str] = {}
    for reason, cuts in (("过渡语", transitions), ("网页附带文字", cut)):
        for line_number, before, after in cuts:
            removed[line_number] += _count([before]) - _count([after])
            reasons.setdefault(line_number, reason)
    facts = [fact for section in found.sections for fact in section.facts]
    headings = [section.heading for section in found.sections]
    sure = _count(
        [
            found.title,
            found.recipient,
            found.date,
            *headings,
            *(fact.text for fact in facts if not fact.doubts),
        ]
    )
    doubtful = _count(fact.text for fact in facts if fact.doubts)
    written, left, asked, lost = [], {}, [], []
    for number, line in enumerate(raw.splitlines(), 1):
        label = _LABEL.match(line)
        spare = removed[number]
        labels = Counter([label.group(1)] if label else [])
        for place, run in enumerate(_DIGITS.findall(line.translate(_WIDE)), 1):
            name = f"第{number}行第{place}个数 {run}"
            if number in dropped or spare[run] > 0:
                spare[run] -= 1
                left[name] = dropped.get(number) or reasons[number]
            elif labels[run] > 0:
                labels[run] -= 1
                left[name] = "标题序号"
            elif sure[run] > 0:
                sure[run] -= 1
                written.append(name)
            else:
                asked.append(name)
                lost += [f"第{number}行 {run}"] if doubtful[run] <= 0 else []
                doubtful[run] -= 1
    return Tally(tuple(written), left, tuple(asked), "文中"), _ask(lost)


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(run for text in texts for run in _DIGITS.findall(text.translate(_WIDE)))


def _ask(lost: list[str]) -> tuple[str, ...]:
    if not lost:
        return ()
    more = f"等 {len(lost)} 处" if len(lost) > _MOST_NAMED else ""
    return (f"原文里有数字没有写进要点：{'、'.join(lost[:_MOST_NAMED])}{more}",)
