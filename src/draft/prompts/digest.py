"""A prompt → the name of exactly what would be sent."""

import json
from hashlib import sha256

from draft.document import Prompt


def digest_messages(prompt: Prompt) -> str:
    """Return the sha256 of the messages, their roles and order included; options are left out."""
    messages = [[message.role, message.content] for message in prompt.messages]
    return sha256(json.dumps(messages, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
