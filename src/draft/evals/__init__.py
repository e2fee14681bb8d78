"""How good is the checker: faithful pairs → mutants and variants → counts with intervals.

Everything here is deterministic given a seed and knows nothing of how the checker works: it plants
violations by its own reading of the gold links. Reading and writing files is left to the command line.
"""
