"""Template files → text, strict and sandboxed. The only place that knows jinja2.

A template may loop over what it is given and choose; it can neither call anything, nor read any file
but a template, nor make text out of nothing: its output is bounded by its own size times the facts.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from draft.errors import TemplateError, explain_os_error
from draft.frontmatter import FrontMatter, read_front_matter
from draft.prompts.inspection import find_refusal

_KEYS = ("description", "temperature", "top_p", "max_tokens", "seed", "examples")
_FILTERS = frozenset(  # none that makes long text or big numbers out of small ones; join is bounded below
    {"default", "first", "join", "last", "length", "list", "lower", "map", "reject", "rejectattr"}
    | {"select", "selectattr", "sort", "trim", "unique", "upper"}
)
_TESTS = frozenset(
    {"defined", "undefined", "none", "string", "number", "even", "odd", "divisibleby", "in", "equalto"}
    | {"eq", "ne", "lt", "le", "gt", "ge"}
)
_COUNTING = frozenset({"index", "index0", "revindex", "revindex0", "first", "last", "length"})
"""What a template may ask of a loop."""
_SOURCE_LIMIT = 64_000  # characters of one template file
_OUTPUT_LIMIT = 400_000  # characters of one message, far beyond any context window in question
_PIECES = 64  # put together at a time


class _Sandbox(ImmutableSandboxedEnvironment):
    """Data in, text out: no calls, no repetition by arithmetic."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002  nothing is
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow the fields of our own frozen records and counting at once; all else is looked at closely."""
        if isinstance(obj, LoopContext):
            return attr in _COUNTING
        if attr in getattr(type(obj), "__dataclass_fields__", ()) and not attr.startswith("_"):
            return True
        return super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not (isinstance(left, int) and isinstance(right, int)):
            raise SecurityError(f"运算符 {operator} 只能用于整数")
        return super().call_binop(context, operator, left, right)


@dataclass(frozen=True, slots=True)
class Source:
    """One template file, read.

    Attributes:
        head: model options and how many examples to show.
        text: the template, front matter replaced by empty lines.
    """

    path: Path
    head: FrontMatter
    text: str


class Shelf:
    """The template directories, first one first, for one variant."""

    def __init__(self, directories: Sequence[Path], variant: str) -> None:
        self._directories = tuple(directories)
        self._variant = variant
        self._sources: dict[str, Source] = {}
        self._digests: dict[str, str] = {}
        self._inspected: set[str] = set()
        self._environment = _Sandbox(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # the output is a message to a model, not HTML
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            keep_trailing_newline=True,
        )
        self._environment.globals.clear()
        _keep_only(self._environment.filters, _FILTERS)
        self._environment.filters["join"] = _join_bounded
        _keep_only(self._environment.tests, _TESTS)

    def find(self, name: str) -> Source:
        """Return the template file `name`: of the variant if there is one, first directory first.

        Raises:
            TemplateError: no directory has it, or it cannot be read.
        """
        if name not in self._sources:
            self._sources[name] = _read(self._locate(name))
        return self._sources[name]

    def digest(self, name: str) -> str:
        """Return the sha256 over the template and every template it includes."""
        if name not in self._digests:
            total = sha256()
            for part in self._with_includes(name):
                total.update(self.find(part).text.encode() + b"\0")
            self._digests[name] = total.hexdigest()
        return self._digests[name]

    def render(self, name: str, block: str, values: Mapping[str, Any]) -> str:
        """Return what the block of the template makes of the values.

        Raises:
            TemplateError: naming file and line.
        """
        try:
            self._refuse_what_could_run_away(name)
            template = self._environment.get_template(name)
            if block not in template.blocks:
                raise TemplateError(
                    f"{self.find(name).path}: 缺少 {{% block {block} %}} 一段，请对照自带模板补上"
                )
            return _join(template.blocks[block](template.new_context(dict(values))), self.find(name).path)
        except jinja2.TemplateSyntaxError as error:
            place = f"{self.find(error.name).path if error.name else name}:{error.lineno}"
            raise TemplateError(f"{place}: 模板语法有误（{error.message}），请对照自带模板改正") from error
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
            raise TemplateError(f"{self._place(error, name)}: {_explain(error)}") from error

    def _refuse_what_could_run_away(self, name: str) -> None:
        if name in self._inspected:
            return
        refusal = find_refusal(name, self._parse)
        if refusal:
            part, line, reason = refusal
            raise TemplateError(f"{self.find(part).path}:{line}: {reason}，请对照自带模板改写")
        self._inspected.add(name)

    def _parse(self, name: str) -> nodes.Template:
        return self._environment.parse(self.find(name).text, name)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]]:
        source = self.find(name)
        return source.text, str(source.path), lambda: True

    def _locate(self, name: str) -> Path:
        parts = PurePosixPath(name).parts
        if not parts or any(part in {"..", "/"} or "\\" in part or ":" in part for part in parts):
            raise TemplateError(f"{name}: 模板名不能指向模板文件夹之外")
        for directory in self._directories:
            for path in (directory / self._variant / name, directory / name):
                if path.is_file():
                    _refuse_outside(path, directory)
                    return path
        places = "、".join(map(str, self._directories))
        raise TemplateError(f"{name}: 找不到这个模板，找过的文件夹：{places}")

    def _with_includes(self, name: str) -> Iterator[str]:
        seen, waiting = set[str](), [name]
        while waiting:
            part = waiting.pop(0)
            if part in seen:
                continue
            seen.add(part)
            yield part
            waiting += [found for found in meta.find_referenced_templates(self._parse(part)) if found]

    def _place(self, error: BaseException, name: str) -> str:
        """Return file and line of the innermost template line that raised."""
        known = {str(source.path): part for part, source in self._sources.items()}
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in known]
        if not frames:
            return str(self.find(name).path)
        template = self._environment.get_template(known[frames[-1].filename])
        return f"{frames[-1].filename}:{template.get_corresponding_lineno(frames[-1].lineno or 1)}"


def _refuse_outside(path: Path, directory: Path) -> None:
    """Refuse a link that leads out of the template directory: what it shows would be sent to the endpoint."""
    if not path.resolve().is_relative_to(directory.resolve()):
        raise TemplateError(f"{path}: 是指向模板文件夹之外的链接，请换成文件本身")


def _join_bounded(items: Iterable[Any], separator: str = "") -> str:
    """Return the items joined, refusing early what no message may hold."""
    parts = [str(item) for item in items]
    if sum(map(len, parts)) + len(separator) * len(parts) > _OUTPUT_LIMIT:
        raise SecurityError("join 的结果太长")
    return separator.join(parts)


def _join(pieces: Iterator[str], path: Path) -> str:
    collected, length = list[str](), 0
    for some in iter(lambda: list(islice(pieces, _PIECES)), []):
        collected += some
        length += sum(map(len, some))
        if length > _OUTPUT_LIMIT:
            raise TemplateError(f"{path}: 写出的提示超过{_OUTPUT_LIMIT}字，请检查模板中的循环")
    return "".join(collected).strip()


def _read(path: Path) -> Source:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TemplateError(f"{path}:1: 不是UTF-8文本，请另存为UTF-8编码") from error
    except OSError as error:
        raise TemplateError(f"{path}: 读不出来（{explain_os_error(error)}），请检查文件和权限") from error
    if len(text) > _SOURCE_LIMIT:
        raise TemplateError(f"{path}: 模板太长（{len(text)}字，上限{_SOURCE_LIMIT}字），请精简")
    head = read_front_matter(text, str(path), _KEYS, TemplateError)
    return Source(path, head, head.body)


def _explain(error: BaseException) -> str:
    match error:
        case TemplateError():
            return str(error)
        case jinja2.UndefinedError():
            return f"用到了没有的名称（{error.message}），可用的名称见 docs/prompts.md"
        case SecurityError():
            return f"模板做了不允许的事（{error.message}），模板只能引用、判断和循环"
        case _:
            return f"模板不能执行（{error}），请对照自带模板改正"


def _keep_only(table: dict[str, Any], names: AbstractSet[str]) -> None:
    for name in set(table) - names:
        del table[name]
