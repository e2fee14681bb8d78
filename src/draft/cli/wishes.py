"""What the user wishes of the prose, as written on the command line → as the pipeline takes it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from draft.errors import InputError

if TYPE_CHECKING:
    from draft.document import Spec


_DENSITIES = ("", "low", "middle", "high")
"""As tasks name them, none included; the Chinese words for them belong to the style examples."""


def read_density(word: str) -> str:
    """Return the density as tasks name it; an empty string for none.

    Raises:
        InputError: another word.
    """
    if word in _DENSITIES:
        return word
    from draft.styles import DENSITIES

    if word not in DENSITIES:
        raise InputError(f"--density {word}: 没有这种密度，可用的有：{'、'.join(DENSITIES)}")
    return DENSITIES[word]


def read_lengths(spec: "Spec", wishes: Sequence[str]) -> tuple[int, dict[int, int]]:
    """Return the length wished of every section (0 for none) and those of single sections by index.

    Raises:
        InputError: no number of characters, or no such section.
    """
    from draft.cli.wiring import choose_sections

    whole, single = 0, dict[int, int]()
    for wish in wishes:
        name, number = read_length(wish)
        if name:
            single |= dict.fromkeys(choose_sections(spec, [name], f"--length {{}}={number}") or (), number)
        else:
            whole = number
    return whole, single


def read_length(wish: str) -> tuple[str, int]:
    """Return the section that a wish names, empty for all of them, and the length.

    Raises:
        InputError: no number of characters.
    """
    name, _, number = wish.rpartition("=")
    if not (number.isascii() and number.isdigit()):
        raise InputError(f"--length {wish}: 请写字数，如 --length 300，或“节=字数”，如 --length 2=300")
    return name, int(number)


def read_headings_wish(word: str) -> bool:
    """Return whether sibling headings are to be brought into one shape.

    Raises:
        InputError: another word than keep and parallel.
    """
    if word not in {"keep", "parallel"}:
        raise InputError(f"--headings {word}: 只有 keep（照写）和 parallel（同级标题改成同一句式）")
    return word == "parallel"


def read_lock(word: str) -> int:
    """Return the highest lock level to be tried, 0 for none.

    Raises:
        InputError: another word than off, L1, L2 and L3.
    """
    levels = {"off": 0, "l1": 1, "l2": 2, "l3": 3}
    if word.lower() not in levels:
        raise InputError(f"--lock {word}: 只有 off（不锁）、L1、L2、L3，如 --lock L3")
    return levels[word.lower()]
