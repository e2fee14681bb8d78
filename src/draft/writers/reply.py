"""A raw reply → prose, or a named reason why not.

The order is fixed: why it stopped, thinking, stop tokens, wrapping (fences, lead-ins, closing words),
empty, loops. Never changes a word inside the prose.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from draft.writers.body import RawReply
from draft.writers.faults import Fault
from draft.writers.markup import without_markup


@dataclass(frozen=True, slots=True)
class Reply:
    """Accepted prose.

    Attributes:
        thinking: characters of thinking that were cut or came in their own field.
        remarks: Chinese, what was removed or looked odd.
    """

    text: str
    thinking: int = 0
    remarks: tuple[str, ...] = ()


def accept_reply(raw: RawReply, *, thinking: bool = False) -> Reply:
    """Return the prose in `raw`.

    Args:
        thinking: the model was allowed to think; then text that came only as reasoning is no answer.

    Raises:
        Fault: truncated, filtered_answer, thinking_only, thinking_open, empty or loop.
    """
    if raw.finish == "length":
        raise Fault("truncated")
    if raw.finish in {"content_filter", "sensitive"}:
        raise Fault("filtered_answer")
    remarks = _odd_finish(raw.finish)
    text, thought = cut_thinking(raw.text)
    if not _only_prose(text):
        text = _text_from_reasoning(raw, thought, allowed=not thinking)
        if text:
            remarks.append("正文出现在思考字段里，已取用")
    thought += len(raw.reasoning)
    text = _without_wrapping(cut_stop_tokens(text), remarks)
    if not _only_prose(text):
        raise Fault("empty")
    if has_loop(text):
        raise Fault("loop")
    if thought:
        remarks.append(f"去掉了 {thought} 字的思考过程")
    if looks_traditional(text):
        remarks.append("回答里有不少繁体字，请留意")
    return Reply(text, thought, tuple(remarks))


def _odd_finish(finish: str | None) -> list[str]:
    if finish in {"stop", "eos", "end_turn", "stop_sequence"}:
        return []
    return [f"结束原因不寻常（{finish or '没有说明'}），内容已照常核对"]


def ends_unfinished(text: str) -> bool:
    """Return whether the prose stops in mid-sentence."""
    return bool(text) and text[-1] not in "。！？；…”’）】》」』.!?;)]\"'：:"


# Thinking ---------------------------------------------------------------------------------------------------

_TAG = r"(?:think|thinking|reasoning|thought|reflection|seed:think)"
_OPEN = re.compile(rf"<{_TAG}>|◁think▷|\[THINK\]", re.IGNORECASE)
_CLOSE = re.compile(rf"</{_TAG}>|◁/think▷|\[/THINK\]", re.IGNORECASE)
_HARMONY_FINAL = "<|channel|>final<|message|>"


def cut_thinking(text: str) -> tuple[str, int]:
    """Return the text without thinking, and how many characters of thinking there were.

    Paired tags go with what is between them; everything before a lone closing tag goes too.

    Raises:
        Fault: thinking_open: it began and never ended.
    """
    whole = len(text)
    _, final, after = text.rpartition(_HARMONY_FINAL)
    text = after if final else text
    opened = _OPEN.search(text)
    closed = _CLOSE.search(text, opened.end()) if opened else None
    while opened and closed:
        text = text[: opened.start()] + text[closed.end() :]
        opened = _OPEN.search(text, opened.start())
        closed = _CLOSE.search(text, opened.end()) if opened else None
    lone = [match.end() for match in _CLOSE.finditer(text)]
    text = text[lone[-1] :] if lone else text
    if _OPEN.search(text):
        raise Fault("thinking_open")
    return text.strip(), whole - len(text) if whole != len(text) else 0


def _text_from_reasoning(raw: RawReply, thought: int, *, allowed: bool) -> str:
    """Return the answer that a server put into the wrong field; only when thinking was switched off.

    Raises:
        Fault: thinking_only.
    """
    if not raw.reasoning and not thought:
        return ""
    text = raw.reasoning if allowed and not thought and raw.finish == "stop" else ""
    if not text or ends_unfinished(text.strip()) or _THINKS_ALOUD.search(text):
        raise Fault("thinking_only")
    return text


_THINKS_ALOUD = re.compile(r"用户|好的|首先|嗯|我需要|让我|the user|let me|okay|i need", re.IGNORECASE)

# Stop tokens ------------------------------------------------------------------------------------------------

_STOP = re.compile(
    r"<\|(?:im_end|im_start|endoftext|end_of_text|eot_id|end|eom_id|return|start_header_id)\|>|</s>|<end_of_turn>"
    r"|<start_of_turn>|\[/INST\]|<｜end▁of▁sentence｜>|<\|user\|>|<\|assistant\|>"
)
_LEADING_STOP = re.compile(r"\s*(?:<\|im_start\|>|<start_of_turn>|<\|assistant\|>)\s*(?:assistant|model)?\s*")


def cut_stop_tokens(text: str) -> str:
    """Return the text up to the first control token that leaked; one at the very start is only removed."""
    leading = _LEADING_STOP.match(text)
    text = text[leading.end() :] if leading else text
    leaked = _STOP.search(text)
    return (text[: leaked.start()] if leaked else text).strip()


# Wrapping ---------------------------------------------------------------------------------------------------

_FENCE = re.compile(r"```[^\n`]{0,30}\n(.*?)\n?```", re.DOTALL)
_LEAD_IN = re.compile(
    r"(?:好的|当然|没问题|可以|以下|下面|这是|根据|按照|依据|基于|遵照|已根据|已按|为您|正文如下|扩写如下|改写如下|修改后)[^\n]{0,60}"
    r"(?:如下|[：:]|供您参考[。！]?|以下内容[。：:]?)[ \t]*$"
)
_GREETING = re.compile(r"(?:好的|当然|没问题|可以)[，,。！!～~ ][^\n。]{0,40}[。！!：:~～]?$")
_LABEL = re.compile(  # the words with which our own prompts end or name what is wanted
    r"(?:(?:(?:改好|改写|修改|改正|更正|写好|补写|润色|扩写)(?:后?的?(?:句子|正文|文字|内容|段落)(?:如下)?|后?如下|后)"
    r"|正文|成文)[：:]\s*)+"
)
_CLOSING = re.compile(
    r"[（(]?(?:希望(?:以上|这|对您|能|符合)|以上(?:内容|是|为|就是|文字|正文|即为)|如需|如有|如果您|若需|若有|请根据实际|请您|请注意"
    r"|注[：:]|注意[：:]|说明[：:]|备注[：:]|需要说明的是|（注|\(注)"
)
_WORD_COUNT = re.compile(
    r"[（(\[【]?(?:(?:全文|正文|本段|本节|本文)[^\n\d]{0,6}|[约共总]?字数[^\n\d]{0,4}|[共约])\d{2,5}个?字?左?右?[）)\]】。]*$"
)
_RULE = re.compile(r"[-*_=—]{3,}$")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_BULLET = re.compile(r"^[ \t]*[-*•·][ \t]+", re.MULTILINE)
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_ANSWER_TAGS = re.compile(r"<(正文|answer|output|draft|result)>((?:(?!</?\1>).)*+)</\1>", re.DOTALL)
_DIGIT = re.compile(r"\d")
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』"}
_PROSE_KEYS = ("text", "content", "prose", "正文", "内容", "answer", "output", "result", "paragraph")


def _without_wrapping(text: str, remarks: list[str]) -> str:
    """Return the prose inside whatever the model wrapped around it; lines with digits are never dropped."""
    found = text
    for unwrap in _UNWRAPPERS:
        found = unwrap(found).strip()
    if found != text:
        remarks.append("去掉了回答里的客套话或格式标记")
    return found


def _inside_tags(text: str) -> str:
    tagged = _ANSWER_TAGS.search(text)
    return tagged.group(2) if tagged and _only_prose(tagged.group(2)) else text


def _inside_fence(text: str) -> str:
    """Return what one fence holds when it holds the answer, that is most of the characters."""
    blocks = _FENCE.findall(text)
    if len(blocks) == 1 and (text.startswith("```") or len(blocks[0]) * 2 > len(text)):
        return str(blocks[0])
    return text.removeprefix("```").lstrip() if text.count("```") == 1 and text.startswith("```\n") else text


def _inside_json(text: str) -> str:
    if not text.startswith(("{", '"')):
        return text
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, dict):
        texts = [value[key] for key in _PROSE_KEYS if isinstance(value.get(key), str)]
        texts = texts or [item for item in value.values() if isinstance(item, str)]
        value = texts[0] if len(texts) == 1 else None
    return value if isinstance(value, str) and value.strip() else text


def _inside_quotes(text: str) -> str:
    closing = _QUOTES.get(text[:1])
    inner = text[1:-1]
    if closing and text.endswith(closing) and text[0] not in inner and closing not in inner:
        return inner
    return text


def _without_lead_in(text: str) -> str:
    first, _, rest = text.partition("\n")
    line = first.strip().strip("*")
    if rest.strip() and not _DIGIT.search(line) and (_LEAD_IN.match(line) or _GREETING.match(line)):
        return rest
    return text


def _without_label(text: str) -> str:
    """Return the text without the name of what was asked for in front of it."""
    label = _LABEL.match(text)
    return text[label.end() :] if label and label.end() < len(text) else text


def _without_closing(text: str) -> str:
    lines = text.rstrip().split("\n")
    while len(lines) > 1:
        last = lines[-1].strip()
        chatter = _CLOSING.match(last) and not _DIGIT.search(last)
        if last and not (chatter or _WORD_COUNT.match(last) or _RULE.match(last)):
            break
        lines.pop()
    return "\n".join(lines)


def _without_markdown(text: str) -> str:
    """Return the lines without Markdown marks; a heading without digits goes, since headings are ours."""
    lines = text.split("\n")
    first = lines[0].strip()
    if len(lines) > 1 and _HEADING.match(first) and not _DIGIT.search(first):
        lines = lines[1:]
    kept = [_HEADING.sub("", line, count=1) if _HEADING.match(line.strip()) else line for line in lines]
    kept = [line.rstrip() for line in kept if not _RULE.match(line.strip())]
    return _BULLET.sub("", _EMPHASIS.sub(r"\2", "\n".join(kept)))


_UNWRAPPERS: tuple[Callable[[str], str], ...] = (
    _inside_tags, _inside_fence, _without_lead_in, _inside_fence, _inside_json, _without_closing,
    _inside_quotes, _without_markdown, without_markup, _without_lead_in,
    _without_label,
)  # fmt: skip


# Empty, loops, characters -----------------------------------------------------------------------------------

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_SENTENCE = re.compile(r"[^。！？!?\n]{6,}")
_RUN = re.compile(r"(.{10,60}?)\1{3}", re.DOTALL)
_GRAM = 10
_LONGEST_RUN = 60
_MANY = 5


def _only_prose(text: str) -> str:
    return _INVISIBLE.sub("", text)


def has_loop(text: str) -> bool:
    """Return whether a sentence stands there three times, or a run of 10–60 characters four times."""
    sentences = Counter(match.group().strip() for match in _SENTENCE.finditer(text))
    if any(count >= 3 for count in sentences.values()):  # noqa: PLR2004  twice may be style
        return True
    # The cheap test before the dear one: within a run, ten characters come again 10 to 60 places further on.
    places = range(0, len(text) - _GRAM, _GRAM)
    near = any(text.find(text[p : p + _GRAM], p + _GRAM, p + _GRAM + _LONGEST_RUN) >= 0 for p in places)
    return near and bool(_RUN.search(text))


def looks_traditional(text: str) -> bool:
    """Return whether five or more different characters are of Big5 and not of GB 2312."""
    if _in(text, "gb2312"):
        return False
    odd = [char for char in set(text) if not char.isascii() and not _in(char, "gb2312") and _in(char, "big5")]
    return len(odd) >= _MANY


def _in(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
