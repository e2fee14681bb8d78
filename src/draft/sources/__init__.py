"""Documents and tables of others → text and facts, for a person to confirm."""
