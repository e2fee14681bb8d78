"""A plan of the facts told as done: put under a heading of results, worded as reached, its day told as past.

In: a required quantity and its carrier. Out: what is wrong with the mood. A section's role says whether its
facts are plans; wherever the prose has a word of what is to come, nothing is said.
"""

from bisect import bisect_right
from collections.abc import Sequence

from draft.fidelity.equivalence import key_of
from draft.fidelity.finding import Finding
from draft.fidelity.layout import Sentence
from draft.fidelity.ledger import OPENING, Ledger, read_quantities
from draft.fidelity.mentions import Mention
from draft.numbers import Quantity
from draft.numbers.patterns import Pattern

PLAN_ROLE = "下一步打算"
_PROBLEM_ROLE = "存在问题"
# Words of what is to come; 按计划, 完成年度目标 speak of what was.
COMING = Pattern(
    r"将(?!近|军|领)|拟(?!定了|订了)|(?<![按照比较度超成])(?<!行动)(?<!专项)计划(?![的内数任生”》])|预计|力争|争取|争创|有望|即将|规划建|谋划|准备|打算|预期|目标(?!如期|圆满|全面|顺利|已|提前|完成|实现)"
    r"|确保|努力|继续|下一步|下步|接下来|明年|来年|次年|今后|未来|下半年|下季度|下一?阶段"
    r"|(?<![必急所军内])需(?!求)|应当|应达|(?<![主重首纲摘概必紧只])要(?!求|点|素|件|闻|道|害|塞|领|地)|推动实现|(?<![接等期招看对款优])待(?!遇)"
)
_OPENS = Pattern(
    r"[^，。；\n]{0,6}(?:下一步|下步|接下来|明年|来年|今后|未来|下半年|下季度|下一?阶段|新的一年)"
    r"|[^，。；\n]{0,16}(?:打算|安排|计划|思路|重点工作|重点任务|展望|设想|谋划)[：:]?(?=\n|$)"
)
_YEAR_FIRST = Pattern(r"[^，。；\n\d]{0,4}(\d{4})年")
_SENTENCE_END = Pattern(r"[。！？]|\n+")
_REACHED = Pattern(
    r"已(?!知|婚|故|列入|纳入|确定|明确)|业已|如期|圆满|得到(?:了|有效|明显|全面|有力)|顺利(?:完成|实现|通过|达)|提前(?:完成|实现|达)|成功(?:创|实现|完成|通过|举办|建)"
    r"|(?:目标|任务)[^，。；]{0,4}(?:实现|完成|达成|达到)|取得(?:了|明显|显著|积极)|(?:完成|实现|建成|达到|新建|新增|改造)了"
)
_ATTAINED = Pattern(r"得到(?:了|有效|明显|全面|有力)|取得(?:了|明显|显著|积极)")
_PAST = Pattern(r"已(?!知|婚|故)|业已|(?:完成|实现|建成|投用|销号|整改|交付|通车|竣工|办结)了")
_DONE_FACT = Pattern(r"已(?!知|婚|故)|业已|目前|现有|截至|上年|去年")
_NEXT = Pattern("明年|来年|次年")
_DIGIT = Pattern(r"\d")
_YEAR, _NEAR, _BEFORE = 4, 16, 8


class Moods:
    """The plans of a ledger against one prose."""

    def __init__(self, ledger: Ledger, prose: str, sentences: Sequence[Sentence]) -> None:
        """Take the roles of the sections and the places of the headings."""
        self._roles = {group.section: group.role for group in ledger.groups if group.role}
        self._prose = prose
        self._headings = [sentence for sentence in sentences if sentence.heading]
        self._starts = [sentence.start for sentence in self._headings]
        self._today = _last_day_of(ledger)
        self._told: set[tuple[int, tuple[int, int]]] = set()

    def is_plan(self, section: int | None) -> bool:
        """Return whether the facts of a section are plans by its role."""
        return section is not None and self._roles.get(section) == PLAN_ROLE

    def compare(self, required: Mention, written: Mention) -> Finding | None:
        """Return what is wrong, once for each fact and sentence."""
        finding = self._compare(required, written)
        home = required.place, written.sentence
        if finding is None or home in self._told:
            return None
        self._told.add(home)
        return finding

    def _compare(self, required: Mention, written: Mention) -> Finding | None:
        if self._is_past_day(required, written):
            return Finding("status", required.quantity.text, "已")
        if not self.is_plan(required.section) or _DONE_FACT.search(required.source):
            return None
        reached = self._reached(required, written)
        if reached:
            return Finding("status", "计划", reached)
        if self._is_moved(required, written):
            return Finding("status", hint="是计划中的事，文中放在成效里，没有写明是计划")
        return None

    def is_done(self, required: Mention, written: Mention) -> bool:
        """Return whether a plan is told as done in so many words."""
        return bool(self._reached(required, written))

    def _reached(self, required: Mention, written: Mention) -> str:
        """Return the word that tells the plan as reached: …的目标如期实现."""
        start, end = self._segment(written)
        match = _REACHED.search(self._prose, written.clause[0], min(end, written.clause[1] + _NEAR))
        if match is None and not _DIGIT.search(self._prose, start, written.clause[0]):
            # 事故得到有效压降，起数再降5%以上
            match = _ATTAINED.search(self._prose, start, written.clause[0])
        if match is None or match.group() in required.source:
            return ""
        if COMING.search(self._prose, start, match.start()) or _DIGIT.search(
            self._prose, written.clause[1], match.start()
        ):
            return ""
        return match.group()

    def _segment(self, written: Mention) -> tuple[int, int]:
        """Return the part of the sentence between two ； that holds the carrier."""
        start, end = written.sentence
        low = self._prose.rfind("；", start, written.quantity.start) + 1 or start
        high = self._prose.find("；", written.quantity.end, end)
        return low, high if high >= 0 else end

    def _is_moved(self, required: Mention, written: Mention) -> bool:
        """Return whether a plan stands under another section's heading, and no word says that it is one."""
        section = written.section
        if section is None or section in (required.section, OPENING) or written.heading:
            return False
        if self.is_plan(section) or self._roles.get(section) == _PROBLEM_ROLE:
            return False
        heading = self._heading_above(written)
        if heading is None or heading.section != section or self._is_other_words(heading):
            return False
        return not self._is_coming(written)

    def _heading_above(self, written: Mention) -> Sentence | None:
        index = bisect_right(self._starts, written.quantity.start) - 1
        return self._headings[index] if index >= 0 else None

    def _is_other_words(self, heading: Sentence) -> bool:
        """Return whether a heading is none of the facts' own: the section then goes on from the one above."""
        index = self._headings.index(heading)
        return index > 0 and self._headings[index - 1].section == heading.section

    def _is_coming(self, written: Mention) -> bool:
        """Return whether the sentence, or one before it under the same heading, speaks of what is to come."""
        start, end = written.sentence
        if COMING.search(self._prose, start, end):
            return True
        heading = self._heading_above(written)
        return any(
            self._opens(at) for at in _sentence_starts(self._prose, heading.end if heading else 0, start)
        )

    def _opens(self, at: int) -> bool:
        """Return whether a plan begins here: 下一步，…; 2025年，…; a line of its own 工作打算."""
        if _OPENS.match(self._prose, at):
            return True
        year = _YEAR_FIRST.match(self._prose, at)
        return bool(self._today) and year is not None and year[1] > self._today[:_YEAR]

    def is_ahead(self, words: str) -> bool:
        """Return whether a clause of the facts names a day behind the paper's own: 2025年6月交付."""
        if _NEXT.search(words):
            return True
        dated = "年" in words and bool(self._today)
        return dated and any(self._is_later(quantity) for quantity in read_quantities(words))

    def _is_later(self, quantity: Quantity) -> bool:
        if quantity.kind != "date" or not self._today:
            return False
        said = str(key_of(quantity).value).split("..")[0]
        length = min(len(said), len(self._today))
        return said[:_YEAR].isdigit() and said[:length] > self._today[:length]

    def _is_past_day(self, required: Mention, written: Mention) -> bool:
        """明年3月底前销号 told as 已于2025年3月底前销号: the day lies behind the paper's own."""
        if not self._is_later(written.quantity) or _PAST.search(required.clause_text):
            return False
        start = max(written.clause[0], written.quantity.start - _BEFORE)
        match = _PAST.search(self._prose, start, written.clause[1])
        return match is not None and not COMING.search(self._prose, written.clause[0], written.clause[1])


def _sentence_starts(text: str, start: int, end: int) -> list[int]:
    return [start, *(match.end() for match in _SENTENCE_END.finditer(text, start, end))]


def _last_day_of(ledger: Ledger) -> str:
    """Return the last day the paper can know of: its own date, else the end of its period."""
    for text in (ledger.metadata.date, ledger.metadata.period, ledger.metadata.title):
        days = [str(key_of(q).value) for q in read_quantities(text) if key_of(q).dimension == "date"]
        known = [day.split("..")[-1] for day in days if day[:_YEAR].isdigit()]
        if known:
            day = known[0]
            return day if len(day) > _YEAR else f"{day}-12"
    return ""
