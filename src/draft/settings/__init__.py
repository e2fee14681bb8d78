"""One frozen Settings with the origin of each value; the only reader of the environment.

Flag over environment (DRAFT_*) over draft.toml of the working directory (never the endpoint or the key,
unless trusted) over draft.toml of the user. Nothing is written here and nothing is sent.
"""

from draft.settings.load import Settings, load_settings
from draft.settings.places import make_private_dir

__all__ = ["Settings", "load_settings", "make_private_dir"]
