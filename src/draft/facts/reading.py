"""A tree of nodes → Spec: which key may stand where, what is required, what it means.

Every fact keeps the characters of the file and its line. Nothing numeric is read here.
"""

import stat
from pathlib import Path

from draft.document import Fact, Role, Section, Spec
from draft.errors import explain_os_error
from draft.facts.headings import role_of, strip_numbering
from draft.facts.keys import (
    CANONICAL,
    DOCUMENT,
    FACT,
    PLAN_GENRES,
    SECTION,
    STATUS_WORDS,
    WORDS,
    Key,
)
from draft.facts.nodes import Listing, Mapping, Node, Scalar, parse_nodes
from draft.facts.place import facts_error, quote
from draft.facts.slips import explain_unknown_key, explain_wrong_shape, is_slip, suggest_word
from draft.facts.syntax import find_slip
from draft.facts.text import MAX_BYTES, decode_text, refuse_hidden

MAX_FACTS = 10_000  # measured: a document of 6,000 took 310 MB and 40 s of processor time
MAX_FACT_CHARACTERS = 10_000
MAX_LEVEL = 4
"""一、 → （一） → 1. → （1）, the four levels of GB/T 9704—2012 7.3.3."""


def load_spec(path: str | Path) -> Spec:
    """Return the spec that the file at `path` states.

    Raises:
        FactsError: the file cannot be read or used.
    """
    return parse_spec(read_bytes(Path(path)), str(path))


def parse_spec(data: bytes, name: str = "facts.yaml") -> Spec:
    """Return the spec that `data` states; `name` stands at the head of every message.

    Raises:
        FactsError: `NAME:LINE: what is wrong and what to do`.
    """
    text = decode_text(data, name)
    return _Reader(name, text).spec(parse_nodes(text, name))


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a facts file, at most one more than it may have.

    Raises:
        FactsError: it cannot be read.
    """
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            raise facts_error(
                str(path), 1, "这是一个文件夹；请给出其中要点文件的路径，或用 draft batch 处理整个文件夹"
            )
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        message = "没有这个文件；请检查路径，或先运行 draft init 生成一份示例"
    except PermissionError:
        message = "没有读取权限；请检查文件权限"
    except (OSError, ValueError) as error:
        reason = explain_os_error(error) if isinstance(error, OSError) else "路径有误"
        message = f"读不出来（{reason}）；请检查路径和磁盘"
    raise facts_error(str(path), 0, message)


class _Reader:
    """Reads one file; counts sections, facts and ids as they come."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._sections = 0
        self._facts = 0
        self._ids: dict[str, int] = {}
        self._period = ""
        self._role: Role = "工作成效"

    def spec(self, root: Node | None) -> Spec:
        if root is None or (isinstance(root, Scalar) and not root.text.strip()):
            raise facts_error(
                self._name, 1, "文件是空的；请写 title 和 sections，或先运行 draft init 生成一份示例"
            )
        found = self._keyed(root, DOCUMENT, "文件")
        words = {
            key.name: self._line_of(found[key.name])
            for key in DOCUMENT
            if key.shape == "text" and key.name in found
        }
        self._period = words.get("period") or words["title"]
        genre = words.pop("genre", "") or "工作总结"
        self._role = "下一步打算" if genre in PLAN_GENRES else "工作成效"
        opening = self._fact_list(found["opening"]) if _given(found.get("opening")) else ()
        sections = self._section_list(found["sections"], 1, self._role)
        return Spec(**words, genre=genre, opening=opening, sections=sections, path=self._name)

    def _section_list(self, node: Node, level: int, inherited: Role) -> tuple[Section, ...]:
        if not isinstance(node, Listing):
            raise self._wrong_shape(node, "sections")
        if not node.items:
            raise facts_error(
                self._name, node.line, "sections 是空的；请至少写一节：小标题 heading 和要点 facts"
            )
        if level > MAX_LEVEL:
            message = f"章节最多 {MAX_LEVEL} 级（一、→（一）→1.→（1））；请把这一级并入上一级"
            raise facts_error(self._name, node.line, message)
        return tuple(self._section(item, level, inherited) for item in node.items)

    def _section(self, node: Node, level: int, inherited: Role) -> Section:
        found = self._keyed(node, SECTION, "章节")
        written = self._line_of(found["heading"])
        heading = strip_numbering(written)
        if not heading:
            raise facts_error(
                self._name, found["heading"].line, f"小标题 {quote(written)} 只有序号；请写出标题文字"
            )
        index = self._sections
        self._sections += 1
        role = role_of(heading, self._word(found.get("role"), "role"), self._period, inherited)
        facts = self._fact_list(found["facts"]) if _given(found.get("facts")) else ()
        below = (
            self._section_list(found["sections"], level + 1, role) if _given(found.get("sections")) else ()
        )
        if not facts and not below:
            message = f"{quote(heading)}一节没有要点；请在 facts: 下写“- 要点”，或删去这一节"
            raise facts_error(self._name, node.line, message)
        return Section(heading, index, level, role, facts, below, node.line)

    def _fact_list(self, node: Node) -> tuple[Fact, ...]:
        if not isinstance(node, Listing):
            raise self._wrong_shape(node, "facts")
        return tuple(self._fact(item) for item in node.items)

    def _fact(self, node: Node) -> Fact:
        self._facts += 1
        if self._facts > MAX_FACTS:
            raise facts_error(self._name, node.line, f"要点超过 {MAX_FACTS} 条；请拆成几个文件")
        if isinstance(node, Scalar):
            return Fact(self._fact_text(node), node.line)
        if isinstance(node, Listing):
            raise facts_error(
                self._name, node.line, "一条要点只能是一段文字，不能再分列表；以 [ 开头的文字请整条加引号"
            )
        pair = self._pair(node)
        if pair is not None:
            return Fact(pair, node.line)
        found = self._keyed(node, FACT, "要点")
        status = self._word(found.get("status"), "status")
        return Fact(
            self._fact_text(found["text"]),
            node.line,
            self._new_id(found.get("id")),
            self._line_of(found["source"]) if _given(found.get("source")) else None,
            STATUS_WORDS[status] if status else None,
        )

    def _pair(self, node: Mapping) -> str | None:
        """Return the text of a fact such as 完成率: 66%, a mapping to YAML; None for a real mapping."""
        if len(node.pairs) != 1:
            return None
        key, value = node.pairs[0]
        if not isinstance(value, Scalar) or is_slip(key.text, FACT):
            return None
        self._fact_text(key)
        if not value.text:
            return f"{key.text}:"
        refuse_hidden(value.text, self._name, value.line)
        written = self._text[key.span[0] : value.span[1]]
        verbatim = key.style is None and value.style is None and "\n" not in written
        return written if verbatim else f"{key.text}: {value.text}"

    def _fact_text(self, node: Node) -> str:
        if not isinstance(node, Scalar):
            raise self._wrong_shape(node, "text")
        if not node.text.strip():
            raise facts_error(self._name, node.line, "这条要点是空的；请写上文字，或删去这一行")
        if len(node.text) > MAX_FACT_CHARACTERS:
            raise facts_error(self._name, node.line, f"一条要点超过 {MAX_FACT_CHARACTERS} 字；请拆成几条")
        refuse_hidden(node.text, self._name, node.line)
        return node.text

    def _line_of(self, node: Node) -> str:
        """Return the text of a title, heading or other word as one line."""
        if not isinstance(node, Scalar):
            raise self._wrong_shape(node, "text")
        refuse_hidden(node.text, self._name, node.line)
        return "".join(part.strip() for part in node.text.split("\n"))

    def _word(self, node: Node | None, shape: str) -> str:
        """Return one of the words that may stand for `shape`; empty when nothing stands there."""
        if node is None:
            return ""
        word = self._line_of(node)
        if word and word not in WORDS[shape]:
            offered = f"{suggest_word(word, shape)}可写：{'、'.join(CANONICAL[shape])}"
            message = f"{shape} 不认识 {quote(word)}；{offered}"
            raise facts_error(self._name, node.line, message)
        return word

    def _new_id(self, node: Node | None) -> str | None:
        if node is None or not _given(node):
            return None
        name = self._line_of(node)
        if name in self._ids:
            message = f"编号 id {quote(name)} 重复，第{self._ids[name]}行已经用过；请换一个"
            raise facts_error(self._name, node.line, message)
        self._ids[name] = node.line
        return name

    def _keyed(self, node: Node, keys: tuple[Key, ...], place: str) -> dict[str, Node]:
        """Return the values by key; every key is known and every required one is there with a value."""
        if not isinstance(node, Mapping):
            raise self._wrong_shape(node, place)
        found = {}
        for key, value in node.pairs:
            if key.text not in {known.name for known in keys}:
                raise facts_error(self._name, key.line, explain_unknown_key(key.text, keys, place))
            found[key.text] = value
        for known in keys:
            if known.required and not _given(found.get(known.name)):
                raise self._missing(node, found.get(known.name), known, place)
        return found

    def _missing(self, node: Mapping, value: Node | None, key: Key, place: str) -> Exception:
        slip = find_slip(self._text)
        if slip and value is None:
            return facts_error(self._name, *slip)
        if value is not None:
            return facts_error(self._name, value.line, f"{key.name}（{key.said}）是空的；请写上内容")
        message = f"{place}缺少 {key.name}（{key.said}）；请补上一行“{key.name}: …”"
        return facts_error(self._name, node.line, message)

    def _wrong_shape(self, node: Node, wanted: str) -> Exception:
        slip = find_slip(self._text) if isinstance(node, Scalar) else None
        if slip and slip[0] >= node.line:
            return facts_error(self._name, *slip)
        return facts_error(self._name, node.line, explain_wrong_shape(wanted))


def _given(node: Node | None) -> bool:
    """True when something stands there: a blank scalar is nothing, an empty list is left to the caller."""
    if isinstance(node, Scalar):
        return bool(node.text.strip())
    return node is not None
