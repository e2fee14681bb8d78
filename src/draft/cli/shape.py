"""Everything besides the facts that a document depends on, as text: equal texts mean an equal document."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from draft.cli.options import Wishes
    from draft.profiles import EndpointConfig
    from draft.settings import Settings

_ASKED = ("base_url", "model", "temperature", "seed", "max_tokens", "thinking", "extra_body", "context")
"""What of an endpoint shapes its answers; its limits and time-outs do not."""


def describe_shape(settings: "Settings", wishes: "Wishes", *, redact: bool = False) -> tuple[str, ...]:
    """Return what shapes a document: program, writer, wishes, endpoint, templates and style examples.

    Formats are left out: the same text can be written in another one.
    """
    from draft import __version__
    from draft.cli.wiring import list_style_directories

    return (
        __version__,
        settings.writer,
        str(settings.variant),
        str((settings.attempts, settings.candidates, settings.allow_rounding, settings.prompt_variant)),
        str((wishes, redact)),
        *_describe_endpoint(settings.endpoint),
        *(_digest_of(folder) for folder in (*settings.prompts_dirs, *list_style_directories(settings))),
    )


def describe_sheet(settings: "Settings") -> tuple[str, ...]:
    """Return what shapes the files besides the text: formats, template, fonts, fields."""
    path = Path(settings.template)
    template = settings.template
    if path.is_absolute() and path.is_file():
        import hashlib

        template = hashlib.sha256(path.read_bytes()).hexdigest()
    names = (settings.font_names, settings.fields)
    tables = [str(sorted(table.items())) for table in names]
    return (
        ",".join(settings.formats),
        template,
        settings.fonts,
        *tables,
        str((settings.annex, settings.by_source)),
    )


def _describe_endpoint(endpoint: "EndpointConfig | None") -> list[str]:
    if endpoint is None:
        return []
    habits = endpoint.profile
    asked = [str(getattr(endpoint, name)) for name in _ASKED]
    return [*asked, habits.length_parameter, str(habits.thinking_off), str(sorted(endpoint.omit))]


def _digest_of(folder: Path) -> str:
    import hashlib

    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
