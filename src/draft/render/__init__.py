"""Draft → text or bytes: Markdown, report; one module per form."""
