"""Task + style examples → the messages for a model, through templates that a clerk can edit."""

from draft.prompts.book import BUDGET, VARIANTS, PromptBook
from draft.prompts.digest import digest_messages
from draft.prompts.neutral import neutralise
from draft.prompts.variant import guess_variant

__all__ = ["BUDGET", "VARIANTS", "PromptBook", "digest_messages", "guess_variant", "neutralise"]
