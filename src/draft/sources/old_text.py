"""The text of an old document before it is cut into facts: what sites put above it goes, broken pieces join.

Only lines and labels are moved; no character of the text is changed. Everything done is told.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from draft.errors import DocumentError
from draft.sources.old_frame import LETTERHEAD

Paragraphs = list[tuple[int, str]]

LABELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}、"),
    re.compile(r"（[一二三四五六七八九十]{1,3}）"),
    re.compile(r"[0-9]{1,2}[.．](?![0-9])"),
)
TITLE = re.compile(r"(?:总结|计划|打算|安排|汇报|报告|简报|通报|要点|情况)(?:（[^）]{1,12}）)?$")
_SIGNATURES = {"%PDF": " PDF", "PK\x03\x04": " Word、Excel 文件或压缩包", "{\\rtf": " RTF 文件"}
_MOST_CHARACTERS = 300_000
_HEAD_LINES = 12  # lines with words in which a site puts its own words around the title
_LONGEST_TITLE = 45
_MARKS = re.compile(r"^\s{0,3}(?:#{1,6}\s+|[-*+]\s+|>\s?)")
_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r":?-+:?")
_SITE_LINE = re.compile(
    r"[0-9.]\s?[KM]B\b"
    r"|^\s*+(?:19|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:\s|$)|当前位置|首页|来源\s*[:：]|[0-9]\s*+页\s*+$"
)
_GLUED = re.compile(
    r"(?<=[。：；，%％）(（0-9])(?=（[一二三四五六七八九十]{1,3}）[\u4e00-\u9fff]{4})"
    r"|(?<=[。：；])(?=[一二三四五六七八九十]{1,2}、(?:[0-9]{4}年|[\u4e00-\u9fff]{4}))"
)
_RUN_IN_TITLE = re.compile(
    r"([^。！？；，]{4,40}?(?:总结|打算|计划|报告|汇报)(?:及[^。；，]{2,24}?(?:打算|计划|安排|思路))?)"
    r"(?=(?:19|20)[0-9xX]{2}年[，,]|今年|一年来|近年来)"
)
_RECIPIENT = re.compile(r"[^，。；：、0-9]{2,20}(?:、[^，。；：、0-9]{2,20}){0,4}：")
_OFFICE = r"[^，。；：\s]{2,24}(?:委员会|局|委|政府|办公室|中心|医院|厅|部)"
_ISSUER = re.compile(_OFFICE)
_SIGNED = re.compile(rf"({_OFFICE})?\s*((?:19|20)[0-9xX]{{2}}年[0-9xX]{{1,2}}月[0-9xX]{{1,2}}日)")
_ENDS = re.compile(r"[。！？；：.…][”’」』）)]*$")
_OPEN_END = re.compile(r"[，、（《“]$|[0-9]$")
_QUOTES = "《“「『"
_PAIRS = ("《》", "“”", "（）")


def refuse_binary(path: Path, text: str) -> None:
    """Raise a DocumentError when the file is something else under a text.s name, or too long."""
    kind = next((said for mark, said in _SIGNATURES.items() if text.startswith(mark)), "")
    if kind:
        raise DocumentError(f"{path}: 这是{kind}，只是改了扩展名；请换成正确的扩展名，或把内容复制到 .txt。")
    if len(text) > _MOST_CHARACTERS:
        raise DocumentError(f"{path}: 超过 {_MOST_CHARACTERS // 10_000} 万字，不像一份文稿；请拆成几个文件。")


def drop_marks(text: str) -> str:
    """Return Markdown as plain lines: heading, list and bold marks go, a table row becomes a sentence."""
    return "\n".join(_drop_marks(line) for line in text.splitlines())


def _drop_marks(line: str) -> str:
    plain = _MARKS.sub("", line).replace("**", "")
    if not _ROW.fullmatch(plain.strip()):
        return plain
    cells = [cell.strip() for cell in plain.strip().strip("|").split("|")]
    return "" if all(_RULE.fullmatch(cell) for cell in cells) else "，".join(filter(None, cells)) + "。"


def drop_head(text: str) -> tuple[str, dict[int, str]]:
    """Return the text with the site's lines around the title blanked, so that lines keep their numbers.

    The second value tells, by line, what was blanked.
    """
    lines = text.splitlines()
    filled = [number for number, line in enumerate(lines) if line.strip()][:_HEAD_LINES]
    titles = [number for number in filled if is_title(lines[number].strip())]
    told = {}
    for number in filled:
        line = lines[number].strip()
        short = "。" not in line and len(line) < 2 * _LONGEST_TITLE
        above = bool(titles) and number < titles[0]
        labelled = any(label.match(line) for label in LABELS)
        if short and number not in titles and not labelled and (above or _SITE_LINE.search(line)):
            kind = "版头" if above and LETTERHEAD.search(line) else "网页附带文字"
            told[number + 1] = f"第{number + 1}行：删去{kind}：{line}"
            lines[number] = ""
    return "\n".join(lines), told


def is_title(line: str) -> bool:
    """Tell whether a line may be the title of a document."""
    return bool(TITLE.search(line)) and len(line) <= _LONGEST_TITLE and not _is_labelled(line)


def split_title(paragraphs: Sequence[tuple[int, str]]) -> tuple[str, Paragraphs, str]:
    """Return the title, the paragraphs without it, and what a person should know about it."""
    title = next((text for _, text in paragraphs[:3] if is_title(text)), "")
    if title:
        return title, [(number, text) for number, text in paragraphs if text != title], ""
    for place, (number, text) in enumerate(paragraphs[:2]):
        found = _RUN_IN_TITLE.match(text)
        if found:
            rest = [*paragraphs[:place], (number, text[found.end() :]), *paragraphs[place + 1 :]]
            return found.group(1), rest, f"标题“{found.group(1)}”是从第{number}行正文开头分出来的，请核对"
    return "", list(paragraphs), "没有找到标题，请补上"


def split_frame(paragraphs: Sequence[tuple[int, str]]) -> tuple[Paragraphs, str, str, str]:
    """Return the paragraphs without 主送, 署名 and 成文日期, and these three, empty where absent."""
    body = list(paragraphs)
    recipient = issuer = date = ""
    if body and _RECIPIENT.fullmatch(body[0][1]):
        recipient = body.pop(0)[1].rstrip("：")
    signed = _SIGNED.fullmatch(body[-1][1]) if body else None
    if signed:
        issuer, date = signed.group(1) or "", signed.group(2)
        body.pop()
        if not issuer and body and _ISSUER.fullmatch(body[-1][1]):
            issuer = body.pop()[1]
    return body, recipient, issuer, date


def join_broken(paragraphs: Sequence[tuple[int, str]]) -> tuple[Paragraphs, tuple[str, ...]]:
    """Return the paragraphs with those joined that stop inside a word, a bracket or a sentence."""
    joined: Paragraphs = []
    told = []
    for number, text in paragraphs:
        if joined and _breaks_off(joined[-1][1]) and not _is_labelled(text):
            told.append(f"第{number}行：接上被断开的行：{joined[-1][1][-8:]}｜{text[:8]}")
            joined[-1] = (joined[-1][0], joined[-1][1] + text)
        else:
            joined.append((number, text))
    return joined, tuple(told)


def split_glued(paragraphs: Sequence[tuple[int, str]]) -> tuple[Paragraphs, tuple[str, ...]]:
    """Return the paragraphs with a new one at every label of a heading inside one."""
    result: Paragraphs = []
    told = []
    for number, text in paragraphs:
        pieces = [piece for piece in _GLUED.split(text) if piece]
        told += [f"第{number}行：标题另起一行：{piece[:12]}" for piece in pieces[1:]]
        result += [(number, piece) for piece in pieces]
    return result, tuple(told)


def split_repeat(paragraphs: Sequence[tuple[int, str]], title: str) -> tuple[Paragraphs, int]:
    """Return the paragraphs parted where the title comes again, and the place of that one; −1 for none.

    Sites print the beginning of a text again below it, as a summary. A title that the text quotes is none.
    """
    for place, (number, text) in enumerate(paragraphs):
        at = text.find(title, 1) if title else -1
        if at > 0 and text[at - 1] not in _QUOTES:
            rest = text[at + len(title) :]
            before, after = list(paragraphs[:place]), list(paragraphs[place + 1 :])
            return [*before, (number, text[:at]), (number, rest), *after], place + 1
    return list(paragraphs), -1


def _is_labelled(text: str) -> bool:
    return any(label.match(text) for label in LABELS)


def _breaks_off(text: str) -> bool:
    """Tell whether the text goes on in the next line: a heading alone does not."""
    if any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS):
        return True
    if _ENDS.search(text):
        return False
    return bool(_OPEN_END.search(text)) or not _is_labelled(text) or "。" in text
