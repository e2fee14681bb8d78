"""Finished documents, by their facts and everything that shaped them: the program itself included."""

import hashlib
import json
import os
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from draft.cli.options import Wishes
    from draft.document import Draft, Spec
    from draft.settings import Settings
    from draft.writers.cache import AnswerCache
    from draft.writers.finished import Finished


class Memory:
    """Remembers the texts of a document beside the answers they came from.

    Args:
        cache: None remembers nothing.
        shape: what besides the facts the texts depend on.
        refresh: the answers are asked for again, so what was made of the old ones is forgotten.
    """

    def __init__(self, cache: "AnswerCache | None", shape: tuple[str, ...], *, refresh: bool = False) -> None:
        self._cache = cache
        self._shape = shape
        self._refresh = refresh

    def recall(self, spec: "Spec") -> "Finished | None":
        """Return what is known of a document with exactly these facts, None when there is nothing."""
        if self._cache is None:
            return None
        if self._refresh:
            self._cache.forget(self._key(spec))
            return None
        from draft.writers.finished import read_finished

        row = self._cache.recall(self._key(spec))
        try:
            return read_finished(row, spec) if row is not None else None
        except ValueError:
            return None  # not ours: it is written anew

    def note(self, spec: "Spec", draft: "Draft", doubts: int) -> None:
        """Remember a document; one that did not pass its check is not worth it."""
        if self._cache is None:
            return
        from draft.writers.finished import describe_finished

        if row := describe_finished(draft, doubts):
            self._cache.remember(self._key(spec), row)
        self._cache.close()

    def _key(self, spec: "Spec") -> str:
        """Return the digest of the facts as they were read, of what shapes the texts, and of the program."""
        from draft.writers.cache import FINISHED

        facts = repr(replace(spec, path=""))
        parts = json.dumps([facts, *self._shape, _digest_of_program()], ensure_ascii=False)
        return FINISHED + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()


def build_memory(settings: "Settings", wishes: "Wishes", *, redact: bool) -> Memory:
    """Return the memory of a run; of the embedded writer there is nothing to remember."""
    from draft.cli.shape import describe_shape
    from draft.cli.wiring import build_cache

    if settings.endpoint is None or not settings.cache or wishes.parallel:
        return Memory(None, ())
    shape = describe_shape(settings, wishes, redact=redact)
    return Memory(build_cache(settings), shape, refresh=settings.refresh)


def forget_all(settings: "Settings") -> None:
    """Forget all documents: the answers they were made of are about to be replaced."""
    from draft.cli.wiring import build_cache

    if settings.cache and settings.endpoint is not None:
        cache = build_cache(settings)
        cache.forget_finished()
        cache.close()


@cache
def _digest_of_program() -> str:
    """Return the digest of all source files: a changed rule of prompts, reading or check forgets all."""
    import draft

    root = os.path.dirname(draft.__file__)  # noqa: PTH120  pathlib would take twice the time for 350 files
    paths = [
        f"{folder}/{name}" for folder, _, names in os.walk(root) for name in names if name.endswith(".py")
    ]
    digest = hashlib.sha256()
    for path in sorted(paths):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  the same
            digest.update(path[len(root) :].encode() + b"\0")
            digest.update(file.read())
    return digest.hexdigest()
