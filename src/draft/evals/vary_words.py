"""Faithful rewritings of the words around the numbers: synonyms, word order, 分别 (fidelity.md E0, E1)."""

import re
from itertools import pairwise
from random import Random

from draft.evals.cases import Change, Pair, apply_changes
from draft.evals.mutants import plain_quantities
from draft.evals.rewriting import Rewriting, each_word

_VERB_AND_NOUN = re.compile(
    "(共有|新建|改造|建成|开展|举办|查处|招聘|组建|配备|储备|整治|淘汰|推广|培育|培训|新增|化解|发现|创建|治理)"
    "([\u4e00-\u9fff“”]{2,8})$"
)


def quantity_before_noun(pair: Pair, _random: Random) -> Pair:
    """开展应急演练3场 → 开展3场应急演练, 共有执业医师1505人 → 共有1505名执业医师."""
    changes: list[Change] = []
    for written in plain_quantities(pair):
        start = pair.clause(written.link.start)[0]
        found = _VERB_AND_NOUN.search(pair.prose, start, written.link.start)
        closed = pair.prose[written.link.end : written.link.end + 1] in tuple("，。；、")
        if found and closed and not written.before and written.unit in _CLASSIFIERS:
            classifier = {"人": "名"}.get(written.unit, written.unit)
            number = written.digits + written.magnitude + classifier
            changes.append((found.start(2), written.link.end, number + found[2]))
    return apply_changes(pair, changes)


_CLASSIFIERS = tuple("人名家所个处件起场期座条辆台支项栋")


def growth_as_rate(pair: Pair, _random: Random) -> Pair:
    """同比增长6.3% → 同比增幅为6.3%."""
    return each_word(pair, (("(?<=同比)增长(?=[0-9.]+%)", "增幅为"), ("(?<=同比)下降(?=[0-9.]+%)", "降幅为")))


_QUALIFIER_NAMES = (
    ("将近", "接近"),
    ("(?<!将)(?<!接)(?<!最)近(?=[0-9])", "将近"),
    ("(?<!不)超过(?=[0-9])", "逾"),
    ("超(?=[0-9])", "超过"),
    ("逾(?=[0-9])", "超过"),
    ("约(?=[0-9])", "大约"),
    ("不少于", "不低于"),
    ("不低于", "至少"),
    ("至少", "不少于"),
)
_MOVEMENT_NAMES = (
    ("增长(?=[0-9.]+%)", "上升"),
    ("下降(?=[0-9.]+%)", "降低"),
    ("提高(?=[0-9.]+个百分点)", "上升"),
    ("降低(?=[0-9.]+%)", "下降"),
    ("降至", "降到"),
    ("提高到", "提高至"),
    ("分别增长", "分别上升"),
    ("缩短到", "缩短至"),
    ("提升至", "提高到"),
    ("压减到", "压减至"),
)
_FUNCTION_WORDS = (
    ("率(?=[0-9])", "率为"),
    ("共有", "共计"),
    ("(?<=[0-9][个家人所件起])和(?=[0-9])", "、"),
    ("均为", "都是"),
    ("其中(?!的)", "其中，"),
    ("目前，", "眼下，"),
    ("—", "～"),
    ("∶", ":"),
)


def other_qualifier_words(pair: Pair, _random: Random) -> Pair:
    """超10万人 → 超过10万人."""
    return each_word(pair, _QUALIFIER_NAMES)


def other_movement_words(pair: Pair, _random: Random) -> Pair:
    """同比下降5.2% → 同比降低5.2%."""
    return each_word(pair, _MOVEMENT_NAMES)


def other_function_words(pair: Pair, _random: Random) -> Pair:
    """合格率96.5% → 合格率为96.5%, 3—5 → 3～5."""
    return each_word(pair, _FUNCTION_WORDS)


_TWO_ITEMS = re.compile("(?<=[，。；])([\u4e00-\u9fff]{2,12})$")
_NEXT_OWNER = re.compile("、((?!比|较|同比|增|减|其中)[\u4e00-\u9fff“”]{2,10})")


def told_respectively(pair: Pair, _random: Random) -> Pair:
    """执业医师1505人、注册护士1548人 → 执业医师、注册护士分别为1505人和1548人."""
    known = plain_quantities(pair)
    for first, second in pairwise(known):
        between = _NEXT_OWNER.fullmatch(pair.prose[first.link.end : second.link.start])
        owner = _TWO_ITEMS.search(pair.prose[: first.link.start])
        if between and owner and first.measure == second.measure and not first.before + second.before:
            values = f"{pair.written(first.link)}和{pair.written(second.link)}"
            span = first.link.start, second.link.end
            return apply_changes(pair, [(*span, f"、{between[1]}分别为{values}")])
    return pair


WORD_REWRITINGS: tuple[Rewriting, ...] = (
    quantity_before_noun,
    growth_as_rate,
    other_qualifier_words,
    other_movement_words,
    other_function_words,
    told_respectively,
)
