"""Every regular expression of the package, on inputs made to hurt: does its time grow with the length only?

    python benchmarks/patterns.py [--json FILE]

Each expression is tried as the package uses it, searched for over the whole text or matched at one place, on
hostile texts: the usual ones (digits, 一, 年, brackets, units) and its own, a sample of what it reads or
repeats, over and over, so that the attempt fails as late as it can. All are tried at 1,500 characters, what
repeats without a bound at 12,000 too; the slowest, and what is too slow there to do a million in a second, go
on to a million, or to where one is missed plainly. At how many places a reader matches is not seen here: the
check itself is measured for that.
"""

import argparse
import ast
import importlib
import inspect
import json
import pkgutil
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import draft
from draft.numbers.patterns import Pattern

_USUAL = "7;1,;1.;一;十万;年;2023年12月;（;“;《;万元;人、;，;。;x;第一;百分之; ;\n"
USUAL = tuple(_USUAL.split(sep=";"))
FIRST, SECOND, LAST = 1_500, 12_000, 1_000_000
DOUBLING, SECONDS = 2.6, 2.0
_FAST = SECONDS / 2 / LAST  # a character
_ONCE = frozenset({"match", "fullmatch"})
_METHODS = _ONCE | {"search", "split", "sub", "subn", "findall", "finditer"}
_LONG = 8  # a repeat that may go on for longer than this is worth repeating
_FREE = 500  # a repeat that may go on for longer than this is without a bound
_SURE = 0.01  # seconds; from here on a ratio is no accident


@dataclass(frozen=True)
class Expression:
    """One regular expression as the package uses it.

    Attributes:
        module: the first that holds it.
        method: ``match`` or ``fullmatch`` where it is tried at one place at a time, else ``finditer``.
    """

    module: str
    source: str
    flags: int = 0
    method: str = "finditer"


@dataclass(frozen=True)
class Growth:
    """How long an expression takes for a text of `characters`, and for one of half the length."""

    module: str
    source: str
    method: str
    unit: str
    characters: int
    half: float
    seconds: float

    @property
    def ratio(self) -> float:
        """Time of the whole text ÷ time of its half: 2 is linear."""
        return self.seconds / self.half

    def __str__(self) -> str:
        place = f"{self.module} {self.source[:40]!r}.{self.method}"
        return f"{place} on {self.unit[:12]!r} to {self.characters:,} characters"


def find_expressions(below: str = "draft") -> tuple[list[Expression], list[str]]:
    """Return the expressions of all modules, and the places whose expression is only known when they run."""
    held: dict[tuple[str, int], str] = {}
    methods: dict[tuple[str, int], set[str]] = {}
    in_loops: dict[tuple[str, int], set[str]] = {}
    open_places: list[str] = []
    for name in _module_names(below):
        module = importlib.import_module(name)
        nodes = _uses(inspect.getsource(module))
        by_others = _methods_of_others(nodes, vars(module))
        for key in _in_values(vars(module).values()):
            held.setdefault(key, name)
            in_loops.setdefault(key, set()).update(by_others)
        for node in nodes:
            try:
                use = _use_of(node, vars(module))
            except NameError:
                open_places.append(f"{name}:{getattr(node, 'lineno', 0)}")
            else:
                if use:
                    held.setdefault(use[0], name)
                    methods.setdefault(use[0], set()).add(use[1])
    found = [
        Expression(module, *key, method)
        for key, module in held.items()
        for method in sorted(methods.get(key) or in_loops.get(key) or {"finditer"})
    ]
    return sorted(found, key=lambda one: (one.module, one.source, one.method)), open_places


def _uses(source: str) -> list[ast.AST]:
    """Return the pieces of a module that may use an expression."""
    if not any(f".{method}" in source for method in _METHODS):
        return []
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute | ast.Call)]


def _module_names(below: str) -> list[str]:
    names = (info.name for info in pkgutil.walk_packages(draft.__path__, "draft."))
    return [name for name in names if name.startswith(below) and "__main__" not in name]


def _key_of(value: object) -> tuple[str, int] | None:
    """Return source and flags of an expression; None for anything else."""
    if isinstance(value, Pattern):
        return value.source, 0
    if isinstance(value, re.Pattern):
        source = value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1")
        return source, value.flags & ~re.UNICODE
    return None


def _in_values(values: Iterable[object], depth: int = 3) -> Iterator[tuple[str, int]]:
    """Yield the expressions among some values, in containers and records too."""
    for value in values:
        if key := _key_of(value):
            yield key
        elif depth and isinstance(value, Mapping):
            yield from _in_values([*value.keys(), *value.values()], depth - 1)
        elif depth and isinstance(value, list | tuple | set | frozenset):
            yield from _in_values(value, depth - 1)
        elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
            yield from _in_values(
                [getattr(value, name, None) for name in value.__dataclass_fields__], depth - 1
            )


def _methods_of_others(nodes: Iterable[ast.AST], known: Mapping[str, object]) -> set[str]:
    """Return how a module uses expressions that go by no name of its own, as those of a table do."""
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id not in known
    }
    once = used & _ONCE
    return once | ({"finditer"} if used & (_METHODS - _ONCE - {"split"}) or not once else set())


def _use_of(node: ast.AST, known: Mapping[str, object]) -> tuple[tuple[str, int], str] | None:
    """Return which expression a piece of source uses, and how.

    Raises:
        NameError: the expression is made of what only a run knows.
    """
    if not isinstance(node, ast.Call):
        if isinstance(node, ast.Attribute) and node.attr in _METHODS and isinstance(node.value, ast.Name):
            key = _key_of(known.get(node.value.id))
            return (key, node.attr if node.attr in _ONCE else "finditer") if key else None
        return None
    called = node.func
    if not (isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and node.args):
        return None
    if called.value.id != "re" or called.attr not in _METHODS:
        return None
    source = eval(compile(ast.Expression(node.args[0]), "", "eval"), dict(known))  # noqa: S307  our own
    return (
        ((source, 0), called.attr if called.attr in _ONCE else "finditer")
        if isinstance(source, str)
        else None
    )


def hostile_units(expression: Expression) -> list[str]:
    """Return what to repeat: the usual, and samples of the expression and of each of its long repeats."""
    tree = parser.parse(expression.source, expression.flags)
    samples = [sample(tree), *(sample(body) for body in _long_repeats(tree))]
    return list(dict.fromkeys([*USUAL, *(text[:200] for text in samples if text)]))


def _long_repeats(tree: Any, longer: int = _LONG) -> Iterator[Any]:
    for operation, argument in tree:
        if operation in _REPEATS and argument[1] > longer:
            yield argument[2]
        yield from (found for part in _parts(operation, argument) for found in _long_repeats(part, longer))


def repeats_freely(expression: Expression) -> bool:
    """Return whether something in it repeats without a bound: nothing else can outgrow the text."""
    return any(True for _ in _long_repeats(parser.parse(expression.source, expression.flags), _FREE))


_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)


def _parts(operation: Any, argument: Any) -> list[Any]:
    """Return the expressions inside one."""
    if operation in _REPEATS:
        return [argument[2]]
    if operation is constants.SUBPATTERN:
        return [argument[3]]
    if operation is constants.BRANCH:
        return list(argument[1])
    if operation is constants.ATOMIC_GROUP:
        return [argument]
    if operation in (constants.ASSERT, constants.ASSERT_NOT):
        return [argument[1]]
    return []


def sample(tree: Any) -> str:
    """Return a text that the expression reads, or nearly: looks around and places are not minded."""
    return "".join(_sample_one(operation, argument) for operation, argument in tree)


def _sample_one(  # noqa: PLR0911  one line per operation
    operation: Any, argument: Any
) -> str:
    if operation is constants.LITERAL:
        return chr(argument)
    if operation is constants.NOT_LITERAL:
        return "人" if argument != ord("人") else "户"
    if operation is constants.ANY:
        return "人"
    if operation is constants.IN:
        return _member(argument)
    if operation in _REPEATS:
        return sample(argument[2]) * max(1, argument[0])
    if operation is constants.BRANCH:
        return max((sample(part) for part in argument[1]), key=len)
    if operation in (constants.ASSERT, constants.ASSERT_NOT):
        return ""
    parts = _parts(operation, argument)
    return sample(parts[0]) if parts else ""


def _member(members: list[Any]) -> str:
    """Return a character of a class."""
    operation, argument = members[0]
    if operation is constants.NEGATE:
        return next((one for one in "人7 x" if not _holds(members[1:], one)), "")
    if operation is constants.RANGE:
        return chr(argument[0])
    return chr(argument) if operation is constants.LITERAL else "7"


def _holds(members: list[Any], one: str) -> bool:
    code = ord(one)
    return any(
        argument == code if operation is constants.LITERAL else argument[0] <= code <= argument[1]
        for operation, argument in members
        if operation in (constants.LITERAL, constants.RANGE)
    )


def measure(expression: Expression, unit: str, characters: int, rounds: int = 1) -> Growth:
    """Return the growth of one expression on one text; the best of some rounds."""
    compiled = re.compile(expression.source, expression.flags)
    times = []
    for length in (characters // 2, characters):
        text = unit * (length // len(unit))
        times.append(min(_seconds(compiled, expression.method, text) for _ in range(rounds)))
    return Growth(expression.module, expression.source, expression.method, unit, characters, *times)


def _seconds(compiled: re.Pattern[str], method: str, text: str) -> float:
    work = getattr(compiled, method)
    begun = time.process_time()
    if method == "finditer":
        for _ in work(text):
            pass
    else:
        work(text)
    return time.process_time() - begun


def _is_bad(growth: Growth) -> bool:
    """Whether a bar is missed, beyond accident; what is too slow already gets no faster with the length."""
    too_slow = growth.seconds * LAST / growth.characters > SECONDS
    return growth.seconds > _SURE and (too_slow or growth.ratio > DOUBLING)


def _try_all(expression: Expression) -> tuple[float, str, int]:
    """Return the longest time a character over hostile texts, of which text it is, and how many there are."""
    compiled = re.compile(expression.source, expression.flags)
    units = hostile_units(expression)
    lengths = (FIRST // 10, FIRST, *([SECOND] if repeats_freely(expression) else []))
    times = []
    for unit in units:
        for length in lengths:  # what grows with the cube would not come back from the second
            each = _seconds(compiled, expression.method, unit * (length // len(unit))) / length
            if each > _FAST:
                break
        times.append((each, unit))
    return (*max(times), len(units))


def follow(expression: Expression, unit: str, last: int = LAST) -> Growth:
    """Return the growth at `last` characters, or where it first misses a bar."""
    characters = FIRST // 5
    growth = measure(expression, unit, characters)
    while characters < last and not _is_bad(growth):
        characters = min(8 * characters, last)
        growth = measure(expression, unit, characters, rounds=1 if characters == LAST else 3)
    return growth


def find_steep(last: int = 2 * SECOND, ratio: float = 3.0) -> list[Growth]:
    """Return what grows faster than its text on short texts already: the survey in a few seconds."""
    free = (one for one in find_expressions()[0] if repeats_freely(one))
    tried = ((one, *_try_all(one)[:2]) for one in free)
    followed = (follow(one, unit, last) for one, each, unit in tried if each > _FAST)
    return [growth for growth in followed if growth.seconds > _SURE and growth.ratio > ratio]


@dataclass(frozen=True)
class Survey:
    """What was found.

    Attributes:
        followed: the growths taken as far as a million, worst first.
        open_places: calls whose expression is only known when they run; not measured.
    """

    expressions: int
    texts: int
    followed: tuple[Growth, ...]
    open_places: tuple[str, ...]

    def worst_ratio(self) -> Growth:
        """Return what grows fastest."""
        return max(self.followed, key=lambda one: one.ratio)

    def bad(self) -> int:
        """Return how many expressions miss a bar."""
        return sum(map(_is_bad, self.followed))

    def slowest(self) -> Growth:
        """Return what takes longest for a million characters; in proportion, where it was stopped before."""
        return max(self.followed, key=lambda one: one.seconds / one.characters)


def survey(at_least: int = 6) -> Survey:
    """Measure all expressions; the slowest, and all that are slower than the bar, at a million characters."""
    expressions, open_places = find_expressions()
    tried = sorted(((*_try_all(one), n) for n, one in enumerate(expressions)), reverse=True)
    followed = [
        follow(expressions[n], unit)
        for place, (each, unit, _, n) in enumerate(tried)
        if place < at_least or each > _FAST
    ]
    followed.sort(key=lambda growth: -growth.seconds / growth.characters)
    texts = sum(number for _, _, number, _ in tried)
    return Survey(len(expressions), texts, tuple(followed), tuple(open_places))


def main() -> None:
    """Print what grows worst."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("--json", type=Path)
    options = arguments.parse_args()
    found = survey()
    print(
        f"{found.expressions} expressions, {found.texts} hostile texts, {len(found.followed)} taken further"
    )
    for growth in found.followed:
        print(f"{growth.seconds:8.3f} s  × {growth.ratio:.2f}  {growth}")
    for place in found.open_places:
        print(f"not measured, made when it runs: {place}")
    if options.json:
        options.json.write_text(
            json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
