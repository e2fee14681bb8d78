"""A style example against itself: its prose carries its facts, no other number, and is in good form."""

import re

from draft.document import StyleExample
from draft.fidelity import FactGroup, Verdict, build_ledger, compare
from draft.styles.clean import Repair, mend_line

_ODD: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\\u[0-9a-fA-F]{4}"), "有转义字符，请改成汉字"),
    (re.compile(r"^(?:#{1,6} |[-*] |>|```|\|)"), "有 Markdown 记号，成文应是纯段落"),
    (re.compile(r"\ufffd"), "有乱码字符，请对照原文改正"),
)


def check_example(example: StyleExample) -> Verdict:
    """Return the verdict on the example's prose; its heading licenses its own numbers."""
    return compare(build_ledger([FactGroup(0, example.heading, example.facts)]), example.prose)


def find_form_faults(example: StyleExample) -> tuple[str, ...]:
    """Return in Chinese what no model should learn: half-width marks, spaces, escapes, Markdown."""
    repairs: list[Repair] = []
    for number, paragraph in enumerate(example.prose.split("\n"), 1):
        mend_line(number, paragraph, repairs)
        repairs += [Repair(number, fault, paragraph) for odd, fault in _ODD if odd.search(paragraph)]
    return tuple(
        f"成文第{r.line}段：{r.rule}：{r.before}" + (f" → {r.after}" if r.after else "") for r in repairs
    )
