"""Task + style examples → the messages for a model, through templates that a clerk can edit."""

from draft.prompts.book import BUDGET, VARIANTS, PromptBook
from draft.prompts.neutral import neutralise

__all__ = ["BUDGET", "VARIANTS", "PromptBook", "neutralise"]
