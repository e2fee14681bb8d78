"""Expands bullet facts into formal Chinese official prose and proves that every number survived.

The lower half (`draft.numbers`, `draft.fidelity`) is pure and can be used alone:

    from draft.fidelity import check
    from draft.numbers import find_quantities
"""

__version__ = "0.1.0"
