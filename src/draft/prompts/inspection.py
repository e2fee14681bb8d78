"""Parsed templates → refusal of what could run away. Static: nothing is rendered here.

Without assignments, macros and self-inclusion, and with loops at most two deep, the work of a template
is bounded by its size times the square of what it is given; so no clock is needed while rendering.
"""

from collections.abc import Callable, Iterator

from jinja2 import nodes

_DEEPEST_LOOP = 2
_REFUSED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Assign, "set"),
    (nodes.AssignBlock, "set"),
    (nodes.Macro, "macro"),
    (nodes.CallBlock, "call"),
    (nodes.FilterBlock, "filter"),
    (nodes.Import, "import"),
    (nodes.FromImport, "import"),
    (nodes.Extends, "extends"),
    (nodes.With, "with"),
)


def find_refusal(name: str, parse: Callable[[str], nodes.Template]) -> tuple[str, int, str] | None:
    """Return template, line and reason of the first thing refused in `name` and what it includes, or None.

    Args:
        parse: name → syntax tree.
    """
    return next(_inspect(name, parse, depth=0, above=()), None)


def _inspect(
    name: str, parse: Callable[[str], nodes.Template], *, depth: int, above: tuple[str, ...]
) -> Iterator[tuple[str, int, str]]:
    for node, loops in _walk(parse(name), depth):
        for kind, word in _REFUSED:
            if isinstance(node, kind):
                yield name, node.lineno, f"模板里不能用 {word}"
        if isinstance(node, nodes.For) and (loops > _DEEPEST_LOOP or node.recursive):
            yield name, node.lineno, f"循环不能超过{_DEEPEST_LOOP}层，也不能递归"
        if isinstance(node, nodes.Include):
            yield from _inspect_include(node, name, parse, depth=loops, above=above)


def _inspect_include(
    node: nodes.Include,
    name: str,
    parse: Callable[[str], nodes.Template],
    *,
    depth: int,
    above: tuple[str, ...],
) -> Iterator[tuple[str, int, str]]:
    target = node.template
    if not isinstance(target, nodes.Const) or not isinstance(target.value, str):
        yield name, node.lineno, "include 后面只能写一个带引号的模板名"
    elif target.value in (*above, name):
        yield name, node.lineno, f"模板 {target.value} 引入了自己"
    else:
        yield from _inspect(target.value, parse, depth=depth, above=(*above, name))


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    """Yield every node with the number of loops around it, itself included."""
    inside = depth + isinstance(node, nodes.For)
    yield node, inside
    for child in node.iter_child_nodes():
        yield from _walk(child, inside)
