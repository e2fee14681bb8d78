"""Acts that exclude each other before the same object: 完成招标 is not 启动招标, 退还 is not 追缴.

In: facts and prose. Out: places of the prose where another act stands before the same object. A table with
reasons; the object is the two characters that follow, so nothing is read into free paraphrase.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from draft.numbers.patterns import Pattern

_HAN = Pattern(r"[\u4e00-\u9fffA-Z0-9]{2}")
_BETWEEN = Pattern(r"(?:了|对|的|各类|全部|相关|有关)")

# kind, one act, what excludes it, reason
_ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("status", "完成,办结,结束", "启动,开始,着手,筹备", "begun is not finished"),
    ("status", "续建", "新建", "a project of last year is not a new one"),
    ("status", "开工", "建成,竣工", "begun is not built"),
    ("status", "暂停,停止,中止", "解除,恢复", "stopped is not resumed"),
    ("status", "拟", "已,已经", "planned is not done"),
    ("status", "立案", "结案", "opened is not closed"),
    ("noun", "退还,返还,退回", "追缴,收取,征收", "money goes the other way"),
    ("noun", "约谈,提醒", "处分,处罚,查处", "a talk is no penalty"),
    ("noun", "节约,节省", "追加", "money saved is not added"),
    ("noun", "化解", "受理,新增", "solved is not received"),
    ("noun", "收购", "储备,轮换,销售", "bought is not kept or sold"),
    ("noun", "采购", "销售", "bought is not sold"),
    ("noun", "批准,核准", "驳回,否决", "granted is not refused"),
    ("noun", "查封,冻结,扣押", "解封,解冻", "seized is not released"),
    ("noun", "授予", "撤销,取消", "given is not taken away"),
    ("noun", "关闭,关停", "开放,启用,开设", "shut is not opened"),
    ("noun", "举办,承办,主办", "参加,参与", "held is not attended"),
    ("noun", "免除", "收取,征收", "waived is not charged"),
    ("noun", "疏散,转移", "抢救,营救,搜救", "led away is not rescued"),
    ("noun", "解决,办结,答复", "收集,征集,收到", "gathered is not solved"),
    ("noun", "修缮,修复,抢修", "普查,登记,新发现", "found is not repaired"),
    ("noun", "滞留,扣留", "报废,拆解,注销", "held is not scrapped"),
    ("noun", "招聘,招录", "解聘,辞退", "hired is not dismissed"),
)


class Act(NamedTuple):
    """An act of the prose that excludes the fact's: its place and both acts."""

    kind: str
    facts: str
    prose: str
    start: int
    end: int


def _rivals() -> dict[str, tuple[str, tuple[str, ...]]]:
    table: dict[str, tuple[str, tuple[str, ...]]] = {}
    for kind, left, right, _ in _ROWS:
        for one, other in ((left, right), (right, left)):
            for act in one.split(","):
                known = table.get(act, (kind, ()))[1]
                table[act] = kind, (*known, *other.split(","))
    return table


_RIVALS = _rivals()
_FIRSTS = frozenset(act[0] for act in _RIVALS)
_ACT = Pattern("|".join(sorted(_RIVALS, key=len, reverse=True)))


class ToldActs:
    """A prose, and where each act stands in it: found once, not once for each fact."""

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self._objects: dict[str, dict[str, int]] = {}

    def first(self, act: str, thing: str) -> int:
        """Return where `act` first stands before the two characters `thing`, -1 for nowhere."""
        if act not in self._objects:
            self._objects[act] = self._find(act)
        return self._objects[act].get(thing, -1)

    def _find(self, act: str) -> dict[str, int]:
        objects: dict[str, int] = {}
        at = self.prose.find(act)
        while at >= 0:
            after = at + len(act)
            objects.setdefault(self.prose[after : after + 2], at)
            at = self.prose.find(act, at + 1)
        return objects


def find_other_acts(fact: str, facts: Sequence[str], told: ToldActs) -> Iterator[Act]:
    """Yield where the prose puts an act before an object that `facts` know only with an excluding one."""
    if _FIRSTS.isdisjoint(fact):
        return
    for match in _ACT.finditer(fact):
        own = match.group()
        gap = _BETWEEN.match(fact, match.end())
        start = gap.end() if gap else match.end()
        if not _HAN.match(fact, start):
            continue
        thing = fact[start : start + 2]
        kind, rivals = _RIVALS[own]
        for rival in rivals:
            at = told.first(rival, thing)
            if at >= 0 and told.first(own, thing) < 0 and not any(rival + thing in other for other in facts):
                yield Act(kind, own, rival, at, at + len(rival) + len(thing))
