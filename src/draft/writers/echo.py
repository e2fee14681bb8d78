"""What an answer says that is no prose of this document: the prompt said back, talk, the same thing twice.

In: an answer, its task, its prompt. Out: the prose without such sentences. Numbers are not judged here:
a fact whose sentence goes is an omission for the checker, as ever. What the facts say themselves is kept.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from draft.document import Prompt, Spec, Task
from draft.errors import ReplyError
from draft.once import once_per_spec
from draft.writers.reply import looks_traditional

_RUN = 20
"""Letters and digits in a row that prose and instructions do not share by chance; shorter are set phrases."""

_WHOLE = 4
"""A sentence of the prompt said back as a whole is recognised from this length on."""

_TWICE = 8
"""A sentence that says the same again is recognised from this length on."""

_PIECE = re.compile(r"[^。！？!?\n]*(?:[。！？!?][”’」』）)]*|\n|$)")
_MARKS = re.compile(r"[\W_]+")
_QUOTED = re.compile(r"“([^“”\n]{1,200})”")
_LABEL = re.compile(r"^第[0-9]{1,3}条(?:（[^（）\n]{1,6}）)?：")
_DELIMITER = re.compile(r"</?(?:事实|样例|待改|标题)>")
_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[0-9]{1,2}[.．、）)])[、.．]?\s*")
_TITLED = re.compile(
    r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)[^。！？；：，0-9]{1,30}$"
)
_HEADING_END = re.compile(r"[：:。]")
_SUFFIX = re.compile(r"(?:工作)?(?:情况|方面|部分)$|工作$")
"""What a heading said back gets at its end: 抢险救援 → 抢险救援情况."""
_ENDED = ("。", "！", "？", "；", "!", "?")

TALK = (
    (
        "口气",
        r"作为(?:一个|一名|一款|您的)?\s*(?:AI|人工智能|大?语言模型|大模型)\s*(?:大?语言模型|模型|助手|助理)",
    ),
    (
        "推辞",
        r"(?:抱歉|对不起|很遗憾)[，,].{0,20}(?:我|无法|不能)|我(?:无法|不能|没有办法)(?:完成|提供|撰写|协助|满足|帮)",
    ),
    (
        "推辞",
        r"I(?:['’]m| am) (?:sorry|unable)|I (?:cannot|can['’]t) (?:help|assist|comply|provide)|As an AI\b",
    ),
    (
        "客套",
        r"以上(?:内容|文字|正文|回答)?仅供(?:您)?参考|请(?:您)?核实后使用|请问(?:您)?(?:还)?(?:需要|有|是否)",
    ),
    ("空位", r"\{\{[^{}\n]{0,40}\}\}|[\[【](?:数字|数据|具体|此处|待|请)[^\[\]【】\n]{0,20}[\]】]"),
    ("外文", r"[\u3040-\u30ff\u0400-\u04ff\uac00-\ud7af\u0600-\u06ff\u0e00-\u0e7f]{3}"),
    ("外文", r"(?:[A-Za-z][a-z]{1,30}+[ ,]++){4}[A-Za-z]"),
)
"""What no official document says: kind, and how it reads."""

_TALK = re.compile("|".join(pattern for _, pattern in TALK))
_CHECKLIST = re.compile(
    r"^[【*#\s]*(?:自查|自检|自我检查|核对说明|写作说明|修改说明|字数统计)(?:结果|情况|如下)?[】*]*[：:]?$"
)


def keep_prose(text: str, task: Task, prompt: Prompt) -> str:
    """Return the sentences of `text` that are prose for `task`.

    Raises:
        ReplyError: nothing of it is, or it is written in traditional characters though the facts are not.
    """
    if not text.strip() or task.headings:
        return text
    known = _Known(task, prompt)
    if looks_traditional(text) and not looks_traditional("".join(known.own)):
        raise ReplyError("traditional", "回答是繁体字；请换一个模型，或在提示词模板里要求用规范简体字")
    kept = "".join(_sentences(_DELIMITER.sub("", text), known)).strip()
    kept = re.sub(r"\n{3,}", "\n\n", kept)
    if not _key(kept):
        raise ReplyError(
            "echo", "回答里没有正文，只有写作要求或客套话；请换一个模型，或改用 --writer builtin"
        )
    return kept


@dataclass(frozen=True, slots=True)
class _Material:
    """What a whole facts file says, as an answer is compared with it.

    Attributes:
        key: letters and digits of everything, a line each.
        names: title, signature and headings that are no fact as well.
        headings: those that begin no fact, with their places in the document.
        longest: characters of the longest of them.
    """

    own: tuple[str, ...]
    key: str
    names: frozenset[str]
    headings: Mapping[str, int]
    longest: int


@once_per_spec
def _material_of(spec: Spec) -> _Material:
    headings = [section.heading for section in spec.walk()]
    facts = [fact.text for section in spec.walk() for fact in section.facts]
    facts += [fact.text for fact in spec.opening]
    names = [spec.title, spec.issuer, spec.recipient, spec.date, *headings]
    # Comparing every heading with every fact, for every section, would be cubic in the document.
    beginnings = {fact[:length] for length in set(map(len, headings)) for fact in facts}
    own = (*names, spec.period, *facts)
    telling = dict.fromkeys(heading for heading in headings if heading and heading not in beginnings)
    return _Material(
        own=own,
        key="\n".join(map(_key, own)),
        names=frozenset(filter(None, map(_key, names))) - set(map(_key, facts)),
        headings={heading: place for place, heading in enumerate(telling)},
        longest=max(map(len, telling), default=0),
    )


class _Known:
    """What the writer was given: its own material, and what is only instruction.

    Of the prompt as little is read as an answer makes necessary; what its document says is read once for all
    its tasks.

    Attributes:
        near: the key of the task's own facts, where most of what an answer says is found.
    """

    def __init__(self, task: Task, prompt: Prompt) -> None:
        self.material = _material_of(task.spec)
        asked_again = [
            f"{n}{line}" for n, line in enumerate(task.broken.splitlines(), 1)
        ]  # as prompts number
        self.near = "\n".join(map(_key, (*(fact.text for fact in task.facts), task.broken, *asked_again)))
        self._broken = task.broken
        self._prompt = prompt

    @cached_property
    def _asked(self) -> str:
        return "\n".join(message.content for message in self._prompt.messages)

    @cached_property
    def _lines(self) -> list[tuple[str, tuple[str, ...]]]:
        return [_read_line(line) for line in self._asked.split("\n")]

    @cached_property
    def _asked_key(self) -> str:
        """Letters and digits of the prompt, a line each."""
        return "\n".join(key for key, _ in self._lines)

    @cached_property
    def _quoted_key(self) -> str:
        return "\n".join(map(_key, _QUOTED.findall(self._asked)))

    @cached_property
    def _wholes(self) -> frozenset[str]:
        """Lines and sentences of the prompt."""
        return frozenset(whole for _, wholes in self._lines for whole in wholes)

    @property
    def own(self) -> tuple[str, ...]:
        """Everything that is the document's own."""
        return (*self.material.own, self._broken)

    def is_own(self, key: str) -> bool:
        """Tell whether the facts say `key` themselves."""
        return key in self.near or key in self.material.key

    def is_whole(self, key: str) -> bool:
        """Tell whether `key` is a line or a sentence of the prompt, and not of the task's own facts."""
        return key not in self.near and key in self._asked_key and key in self._wholes

    def is_echo(self, sentence: str) -> bool:
        """Tell whether `sentence` says an instruction back."""
        key = _key(sentence)
        if key in self.near:
            return False
        if self.is_whole(key) and not self.is_own(key):
            return True
        told = (run for run in _runs(key) if run in self._asked_key)
        return any(run not in self._quoted_key and not self.is_own(run) for run in told)

    def is_talk(self, sentence: str) -> bool:
        """Tell whether `sentence` speaks as an assistant and the facts do not."""
        found = _TALK.search(sentence)
        return found is not None and not any(found.group() in text for text in self.own)

    def is_name(self, line: str) -> bool:
        """Tell whether `line` is the title, a heading or the signature and nothing else."""
        key = _key(_NUMBERING.sub("", line, count=1))
        return not line.endswith(_ENDED) and not self.material.names.isdisjoint({key, _SUFFIX.sub("", key)})


def _sentences(text: str, known: _Known) -> Iterator[str]:
    said: set[str] = set()
    for written in text.split("\n"):
        line = _without_label(written.strip())
        if _CHECKLIST.match(line) and said:
            return
        echoed = known.is_whole(_key(line)) and known.is_echo(line)
        if not (echoed or known.is_name(line) or _TITLED.match(line)):
            yield from _of_line(_without_heading(line, known.material), known, said)
        yield "\n"


def _without_label(line: str) -> str:
    """Return a fact that was said back with its number as a sentence."""
    bare = _LABEL.sub("", line)
    return bare if bare == line or bare.endswith(_ENDED) else f"{bare}。"


def _of_line(line: str, known: _Known, said: set[str]) -> Iterator[str]:
    for piece in _pieces(line):
        key = _key(piece)
        repeated = len(key) >= _TWICE and key in said
        said.add(key)
        if not (repeated or known.is_echo(piece) or known.is_talk(piece)):
            yield piece


def _without_heading(line: str, material: _Material) -> str:
    """Return the line without a heading run in before its text: headings are the renderer's."""
    bare = _NUMBERING.sub("", line, count=1)
    ends = [match.start() for match in _HEADING_END.finditer(bare, 0, material.longest + 1)]
    found = [bare[:end] for end in ends if bare[:end] in material.headings and end + 1 < len(bare)]
    if not found:
        return line
    heading = min(found, key=lambda one: material.headings[one])
    return bare[len(heading) + 1 :].lstrip()


@lru_cache(maxsize=2048)
def _read_line(line: str) -> tuple[str, tuple[str, ...]]:
    """Return the key of a line of a prompt, and its wholes; prompts share most of their lines."""
    bare = _LABEL.sub("", line.strip())
    key = _key(bare)
    return key, tuple(w for w in (key, *(_key(piece) for piece in _pieces(bare))) if len(w) >= _WHOLE)


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences of `text` with their end marks."""
    return (match.group() for match in _PIECE.finditer(text) if match.group())


def _runs(key: str) -> Iterator[str]:
    return (key[at : at + _RUN] for at in range(len(key) - _RUN + 1))


def _key(text: str) -> str:
    return _MARKS.sub("", text)
