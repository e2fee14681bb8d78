"""What people write instead of what they mean: unknown keys and wrong shapes → what to do about it."""

import re

from draft.facts.keys import ALL_KEYS, CANONICAL, FACT, SECTION, STATUS_SLIPS, Key
from draft.facts.place import quote

_SHAPES = {
    "文件": "最外层应是 title: 和 sections: 这样的键；请对照 draft init 生成的示例修改",
    "章节": "sections 下的每一节应写成“- heading: 小标题”，换行再写 facts:",
    "要点": "一条要点应写成“- 文字”，或 text: 加 id、source、status",
    "sections": "sections 下应是一节一个“- heading: 小标题”；请检查减号和缩进",
    "facts": "要点应一条一行，每行以“- ”（减号加空格）开头；请检查减号和缩进",
    "text": "这里只能是一段文字，不能是列表或下级的键；请检查缩进，文字里有“: ”或以 [ { 开头时请加引号",
}


def explain_wrong_shape(wanted: str) -> str:
    """Return what should stand where something else stands."""
    return _SHAPES[wanted]


def is_slip(word: str, keys: tuple[Key, ...]) -> bool:
    """True when the key of a one-pair mapping is one of `keys`, a misspelling of one, or belongs elsewhere.

    完成率 is none of these, nor is ICU: such a pair is the text of a fact.
    """
    return word in ALL_KEYS or (len(word) > 2 and _nearest(word, keys) is not None)  # noqa: PLR2004  ICU, 5G


def explain_unknown_key(word: str, keys: tuple[Key, ...], place: str) -> str:
    """Return the message for a key that may not stand here."""
    names = "、".join(key.name for key in keys)
    meant = _meant(word, keys)
    if meant:
        return f"未知的键 {quote(word)}，是不是 {meant}？{place}可用的键：{names}"
    if word in {key.name for key in SECTION}:
        return f"{quote(word)} 要写在 sections 下的某一节里；请检查缩进。{place}可用的键：{names}"
    if word in {key.name for key in FACT}:
        return f"{quote(word)} 要写在某条要点里（“- text: …”之下）；请检查缩进。{place}可用的键：{names}"
    if word in ALL_KEYS:
        return f"{quote(word)} 要写在文件最外层；请检查缩进。{place}可用的键：{names}"
    hint = "；如果它是要点文字的一部分，请给整条文字加引号" if place == "要点" else "；请删去或改名"
    return f"未知的键 {quote(word)}{hint}。{place}可用的键：{names}"


def suggest_word(word: str, shape: str) -> str:
    """Return 是不是…？ when a word for role or status is near, else nothing."""
    if shape == "status" and word in STATUS_SLIPS:
        return f"是不是“{STATUS_SLIPS[word]}”？"
    import difflib  # noqa: PLC0415  only for what is wrong

    near = difflib.get_close_matches(word, CANONICAL[shape], 1, 0.5)
    return f"是不是“{near[0]}”？" if near else ""


def _meant(word: str, keys: tuple[Key, ...]) -> str | None:
    bare = re.sub(r"\s+", "", word).casefold()
    for key in keys:
        if bare == key.name or bare in key.slips:
            return key.name
    return _nearest(bare, keys)


def _nearest(word: str, keys: tuple[Key, ...]) -> str | None:
    names = [key.name for key in keys]
    if word in names:
        return None
    import difflib  # noqa: PLC0415  only for what is not known

    near = difflib.get_close_matches(word.casefold(), names, 1, 0.75)
    return near[0] if near else None
