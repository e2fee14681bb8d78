"""YAML text → a tree of nodes in which every scalar is the text that stands in the file.

Nothing is resolved: 1.10, 010, 12:30, no, ~ stay what they are. Aliases of scalars are the anchored text
again; aliases of collections, merge keys and tags are refused, and so is depth: no bomb can go off.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from draft.facts.place import facts_error, quote
from draft.facts.syntax import explain_syntax

MAX_DEPTH = 20
MAX_CHARACTERS = 2_000_000
"""All scalars together, aliases counted each time they stand."""

_EVENTS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class Scalar(NamedTuple):
    """One text; `span` is its place in the file's text, quotes included, and `style` its quoting."""

    text: str
    line: int
    span: tuple[int, int] = (0, 0)
    style: str | None = None


class Listing(NamedTuple):
    """A YAML sequence."""

    items: "tuple[Node, ...]"
    line: int


class Mapping(NamedTuple):
    """A YAML mapping; keys are scalars, each once."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    line: int


Node = Scalar | Listing | Mapping


def parse_nodes(text: str, name: str) -> Node | None:
    """Return the root node of the only document in `text`; None when there is none.

    Raises:
        FactsError: not YAML, or YAML that a facts file may not use.
    """
    try:
        return _Composer(yaml.parse(text, Loader=_EVENTS), name).document()
    except yaml.MarkedYAMLError as error:
        line, message = explain_syntax(error, text)
    except yaml.YAMLError:
        line, message = 1, "不是可读的 YAML；请对照 draft init 生成的示例修改"
    raise facts_error(name, line, message) from None


class _Composer:
    """Walks the events once."""

    def __init__(self, events: Iterator[Any], name: str) -> None:
        self._events = events
        self._name = name
        self._anchors: dict[str, Scalar | None] = {}
        self._characters = 0

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._error(event, "一个文件只能有一份文档；请删去这里的“---”，或拆成两个文件")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, 1)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self._error(
                event, f"嵌套超过 {MAX_DEPTH} 层；要点文件只需“标题—章节—要点”几层，请检查括号和缩进"
            )
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._refuse_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(tuple(self._children(depth)), _line(event))
        return self._mapping(event, depth)

    def _children(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, yaml.CollectionEndEvent):
                return
            yield self._node(event, depth + 1)

    def _mapping(self, start: Any, depth: int) -> Mapping:
        pairs: list[tuple[Scalar, Node]] = []
        seen: dict[str, int] = {}
        children = self._children(depth)
        for key in children:
            if not isinstance(key, Scalar):
                raise facts_error(
                    self._name, key.line, "冒号前面只能是一个词；以 [ 或 { 开头的文字请整条加引号"
                )
            if key.text == "<<" and key.style is None:
                raise facts_error(self._name, key.line, "不支持合并键“<<”；请把内容写全")
            if key.text in seen:
                message = f"键 {quote(key.text)} 重复，第{seen[key.text]}行已经写过；请合并或删去一处"
                raise facts_error(self._name, key.line, message)
            seen[key.text] = key.line
            pairs.append((key, next(children)))
        return Mapping(tuple(pairs), _line(start))

    def _scalar(self, event: Any) -> Scalar:
        text = event.value.rstrip("\n") if event.style in ("|", ">") else event.value
        self._count(text, event)
        scalar = Scalar(
            text, _line(event), (event.start_mark.index, event.end_mark.index), event.style or None
        )
        if event.anchor:
            self._anchors[event.anchor] = scalar
        return scalar

    def _alias(self, event: Any) -> Scalar:
        hint = f"如果“*”是文字的一部分，请把整条加引号：'*{event.anchor}…'"
        if event.anchor not in self._anchors:
            raise self._error(event, f"别名 *{event.anchor} 没有对应的锚点 &{event.anchor}；{hint}")
        target = self._anchors[event.anchor]
        if target is None:
            raise self._error(
                event, f"别名 *{event.anchor} 指向一组内容，只支持指向单条文字的别名；请把内容写全"
            )
        self._count(target.text, event)
        return Scalar(target.text, _line(event), (event.start_mark.index, event.end_mark.index), "*")

    def _count(self, text: str, event: Any) -> None:
        self._characters += len(text)
        if self._characters > MAX_CHARACTERS:
            raise self._error(
                event, f"全部文字超过 {MAX_CHARACTERS // 10_000} 万字（别名展开后）；请拆成几个文件"
            )

    def _refuse_tag(self, event: Any) -> None:
        if event.tag and event.tag not in _TAGS:
            message = f"不支持 YAML 标签 {quote(event.tag)}；如果“!”是文字的一部分，请把整条加引号"
            raise self._error(event, message)

    def _error(self, event: Any, message: str) -> Exception:
        return facts_error(self._name, _line(event), message)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
