"""One document: write → check → repair → place. Knows the order of things and no outside thing.

Nothing is gathered here: whoever needs the plan of a document alone does not load what writes and mends it.
"""
