"""Whether the words around a number state a change: 下降9.7%, 由62%提高到68.2%, 降幅达3%, 3.5%的增幅.

The clause before the number is read backwards: linking words are taken off (了 到 约 …) until a verb of
change stands at its end; failing that, a verb with its object (新增床位50张) is looked for.
"""

from draft.numbers.patterns import Pattern
from draft.numbers.quantity import Direction

_UP = [
    "增长",
    "上升",
    "提高",
    "增加",
    "提升",
    "上涨",
    "扩大",
    "净增",
    "增至",
    "增到",
    "升至",
    "升到",
    "提至",
    "提到",
    "增",
    "升",
    "涨",
    "上调",
    "回升",
    "攀升",
    "跃升",
    "上浮",
    "提速",
    "多增",
    "增幅",
    "增速",
    "涨幅",
    "升幅",
    "增量",
    "增收",
    "增产",
    "新增",
    "增加额",
    "增长额",
    "增加量",
    "增长量",
    "增持",
    "上扬",
    "加快",
    "拓展",
    "延长",
    "拉动",
    "高增",
    "扩增",
    "扩至",
    "扩展",
    "增多",
    "加大",
    "净增加",
    "净增长",
    "壮大",
    "反弹",
    "正增长",
    "递增",
    "倍增",
    "猛增",
    "激增",
    "剧增",
    "飙升",
    "抬升",
    "走高",
    "跃增",
    "增效",
    "增盈",
    "扩容",
    "扩宽",
    "拓宽",
    "加宽",
    "抬高",
    "跃居",
    "升高",
    "增厚",
    "调增",
    "调高",
    "提标",
    "涨至",
    "涨到",
    "高出",
    "多出",
    "净流入",
    "扩面",
    "扩大至",
    "翻",
    "增配",
    "上行",
    "加密",
    "加长",
    "追加",
    "提升至",
    "晋升",
    "前移",
    "前进",
]
_DOWN = [
    "下降",
    "降低",
    "减少",
    "压减",
    "缩短",
    "回落",
    "下调",
    "降至",
    "降到",
    "减至",
    "减到",
    "降",
    "减",
    "跌",
    "压缩",
    "下滑",
    "减退",
    "降幅",
    "跌幅",
    "收窄",
    "下浮",
    "缩减",
    "削减",
    "精简",
    "裁减",
    "核减",
    "净减",
    "调减",
    "下跌",
    "萎缩",
    "降为",
    "负增长",
    "缩小",
    "走低",
    "递减",
    "锐减",
    "骤减",
    "压降",
    "少增",
    "缩至",
    "缩",
    "净减少",
    "净下降",
    "减量",
    "减幅",
    "减支",
    "减产",
    "短收",
    "减收",
    "减排",
    "减亏",
    "减损",
    "衰减",
    "下探",
    "压至",
    "压到",
    "放缓",
    "趋缓",
    "调低",
    "降速",
    "跌至",
    "跌到",
    "后移",
    "后退",
    "下行",
    "减到",
    "减为",
    "降价",
    "净流出",
    "消减",
    "滑落",
    "缩水",
    "压低",
    "瘦身",
]
_SIDE: dict[str, Direction] = {**dict.fromkeys(_UP, "up"), **dict.fromkeys(_DOWN, "down")}
# 提前8天 is no rise although 提 is.
_NEUTRAL = frozenset({"提前", "高低", "升降"})
_LINKS = frozenset(
    [
        "了",
        "到",
        "至",
        "为",
        "达",
        "达到",
        "约",
        "近",
        "超过",
        "超",
        "逾",
        "大约",
        "将近",
        "接近",
        "不低于",
        "不少于",
        "不超过",
        "至少",
        "最多",
        "高达",
        "仅为",
        "仅",
        "只",
        "又",
        "再",
        "均",
        "都",
        "在",
        "的",
        "行业",
        "同类",
        "同比",
        "环比",
        "分别",
        "累计",
        "平均",
        "各",
        "共",
        "突破",
        "不足",
        "不到",
        "有",
        "个",
        "过",
        "是",
        "也",
        "年均",
        "幅度",
        "比例",
        "率",
        "幅",
        "额",
        "量",
        "数",
        "比",
        "出",
        "成",
        "大",
        "将",
        "原来的",
        "原来",
        "原",
        "每人每月",
        "每人每年",
        "每人每天",
        "每月",
        "每年",
        "每人",
        "每户",
        "人均",
        "户均",
        "每平方米",
        "每吨",
        "每亩",
        "每公斤",
        "全年",
        "当年",
        "预计",
        "计划",
        "力争",
        "总共",
        "合计",
        "超出",
        "以上",
        "上",
        "逾越",
        "·",
        "现在的",
        "目前的",
        "今年的",
        "当前的",
        "去年的",
        "上年的",
        "现有",
        "的水平",
        "幅",
        "高",
        "低",
        "点",
        "占",
        "人",
        "几",
        "比重",
        "速度",
        "日均",
        "月均",
        "未来",
        "总计",
        "总量",
        "全省",
        "全市",
        "全国",
        "全县",
        "到全省",
        "到全国",
    ]
) | {" "}
# A verb that is part of another word, or an action without a comparison, states no change.
_PART_OF: dict[str, str] = {
    "降": "起升沉空霜投迫",
    "升": "晋上直公毫多几数两一二三四五六七八九十百",
    "增": "新递",
    "减": "加裁节酌",
    "缩": "压浓收",
    "提": "前所小手",
    "少": "多至缺减不最年青很较",
    "翻": "",
    "提前": "",
}
_NO_CHANGE = frozenset(
    [
        "改造提升",
        "提质提升",
        "整治提升",
        "减免",
        "提档升级",
        "转型升级",
        "优化提升",
        "巩固提升",
        "起降",
        "升降",
        "增减",
        "不增",
        "提升改造",
        "更新提升",
        "改扩建",
        "扩建提升",
    ]
)
_OBJECT = Pattern(
    "(?:(?P<up>净增加|净增|增加(?!值)|提高|扩大|上调|增配|延长|增设|增派"
    "|扩充|追加|拓宽|带动增加|提升)|(?P<down>压减|减少|降低|缩短|下调|压缩|精简|核减|削减|缩减"
    "|减排|淘汰压减|压降|节减|(?<![削缩加裁核精压酌])减(?![少免轻负排灾税贫刑压量])))了?"
    "[^，。：；、！？,;0-9建办组织实施培训完成达到至为]{0,10}$"
)
_NEW = Pattern("新增(?!专项债|债券|限额)[^，。：；、！？,;0-9]{0,14}$")
_COMPARED = Pattern(
    "(?:同比|环比|比|较)[^，。；：、]{0,14}(?:(?P<up>多|增|高)|(?P<down>少|减|低))(?:出|了)?$"
)
_YEAR = Pattern("(?:(?:19|20)[0-9]{2}年(?:末|底|度)?的?|今年的|目前的|上年的|去年的)$")
_BEHIND = Pattern("的(?:(?P<up>增幅|增长|涨幅|增速|升幅|提升|提高)|(?P<down>降幅|下降|跌幅|降低|减幅))")
_CLAUSE = 26
_LONGEST_CHAIN = 6
_TRIGGER = frozenset(
    "增升涨提扩翻上延加壮反回正倍猛激剧飙抬走跃拓拉净降减压缩下跌收少负萎裁削精核调骤锐衰消高多前晋放趋追后滑瘦低"
)


def find_direction(text: str, start: int, end: int) -> Direction | None:
    """Return up or down if the words before `start` or behind `end` state a change, else None."""
    head = text[max(0, start - _CLAUSE) : start]
    if head[-1:] in _ARROWS:
        return _ARROWS[head[-1]]
    if not _TRIGGER.isdisjoint(head):
        clause = _last_clause(head)
        found = None if _TRIGGER.isdisjoint(clause) else _before(clause)
        if found:
            return found
    if text[end : end + 1] == "的":
        behind = _BEHIND.match(text, end)
        if behind:
            return "up" if behind["up"] else "down"
    return None


def _before(clause: str) -> Direction | None:
    for _ in range(_LONGEST_CHAIN):
        verb = _verb_at_end(clause)
        if verb:
            return None if _is_action(clause, len(clause)) else _SIDE.get(verb)
        shorter = _without_link(clause)
        if shorter == clause:
            break
        clause = shorter
    if _NEW.search(clause):
        return "up"
    match = _OBJECT.search(clause) or _COMPARED.search(clause)
    if match and not _is_action(clause, match.end()):
        return "up" if match["up"] else "down"
    return None


def _verb_at_end(clause: str) -> str | None:
    for size in (4, 3, 2, 1):
        word = clause[-size:]
        if word in _NEUTRAL:
            return word
        before = clause[-size - 1 : -size]
        if word in _SIDE and not (before and before in _PART_OF.get(word, "")):
            return word
    return None


def _is_action(clause: str, end: int) -> bool:
    return any(clause[max(0, end - size) : end] in _NO_CHANGE for size in (6, 4, 2))


def _without_link(clause: str) -> str:
    for size in (4, 3, 2, 1):
        if clause[-size:] in _LINKS:
            return clause[:-size]
    year = _YEAR.search(clause)
    return clause[: year.start()] if year else clause


_ARROWS: dict[str, Direction] = {"↑": "up", "▲": "up", "↓": "down", "▼": "down"}
_TO_BREAK = {ord(mark): "\n" for mark in "，。；：！？,;（）()“”"}


def _last_clause(head: str) -> str:
    """Return the end of `head` behind its last mark, without the quoted names in it: they state nothing."""
    closing = head.rfind("”")
    while closing >= 0:
        opening = head.rfind("“", 0, closing)
        if opening < 0:
            break
        head = head[:opening] + head[closing + 1 :]
        closing = head.rfind("”", 0, opening)
    return head[head.translate(_TO_BREAK).rfind("\n") + 1 :]
