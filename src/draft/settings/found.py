"""The raw values that won over the others, each with its place; reading one checks it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from draft.errors import SettingsError
from draft.settings.files import Entry
from draft.settings.keys import KEYS
from draft.settings.places import expand_home


class Found(NamedTuple):
    """The raw entries that won, and what has to be said about the others."""

    entries: Mapping[str, Entry]
    profiles: Mapping[str, tuple[Mapping[str, Any], str]]
    environ: Mapping[str, str]
    warnings: list[str]

    def value(self, name: str, default: Any = None) -> Any:
        """Return the value of setting `name`.

        Raises:
            SettingsError: it cannot be used; names the place.
        """
        entry = self.entries.get(name)
        if entry is None:
            return default
        try:
            return KEYS[name].read(entry.raw)
        except ValueError as error:
            named = "" if entry.origin.startswith("选项") else f"{name} "  # an option says its own name
            raise SettingsError(f"{entry.origin}: {named}{error}") from None

    def origin(self, name: str) -> str:
        """Return where `name` was set, empty when nowhere."""
        entry = self.entries.get(name)
        return entry.origin if entry else ""

    def path(self, name: str, text: str) -> Path:
        """Return `text`, a value of setting `name`, as an absolute path."""
        return self.entries[name].base / expand_home(text, self.environ)
