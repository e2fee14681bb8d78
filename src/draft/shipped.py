"""Where the files that come with the program lie: prompts, style examples, example facts."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def find_shipped(name: str) -> Path:
    """Return the directory `name` that comes with the program: inside the package, or the project's own."""
    packed = _HERE / "shipped" / name
    return packed if packed.is_dir() else _HERE.parents[1] / name
