"""The signs of a pattern are in every text that it can match: nothing is passed over for want of a sign."""

from collections.abc import Iterable
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from draft.fidelity import changes, negations, signature
from draft.fidelity.claim_words import CLAIMS, Claim
from draft.numbers.patterns import Pattern


def must_hold_one(parsed: Any, sign: Iterable[str]) -> bool:
    """Return whether every text that `parsed` matches holds a character of `sign`."""
    return any(holds_one(operation, argument, sign) for operation, argument in parsed)


def holds_one(operation: Any, argument: Any, sign: Iterable[str]) -> bool:
    if operation is constants.LITERAL:
        return chr(argument) in sign
    if operation is constants.IN:
        return all(kind is constants.LITERAL and chr(code) in sign for kind, code in argument)
    if operation is constants.BRANCH:
        return all(must_hold_one(way, sign) for way in argument[1])
    if operation is constants.SUBPATTERN:
        return must_hold_one(argument[3], sign)
    if operation in (constants.MAX_REPEAT, constants.MIN_REPEAT):
        return argument[0] > 0 and must_hold_one(argument[2], sign)
    return False


@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{n} {claim.name}" for n, claim in enumerate(CLAIMS)])
def test_every_match_of_a_claim_shows_its_signs(claim: Claim) -> None:
    parsed = parser.parse(claim.pattern)
    assert claim.signs
    for sign in claim.signs:
        assert must_hold_one(parsed, sign), sign


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (changes.PARTICLE, changes.MOVES),
        (changes.AFTER, changes.MOVES),
        (changes.FROM, changes.STARTS),
        (changes.TO, changes.ENDS),
        (negations.NONE, negations.SIGNS),
        (signature.NEGATED, frozenset("未没")),
    ],
)
def test_every_match_beside_a_quantity_shows_a_sign(pattern: Pattern, signs: frozenset[str]) -> None:
    assert must_hold_one(parser.parse(pattern.source), signs)


def test_a_sign_that_a_match_may_lack_is_found() -> None:
    assert must_hold_one(parser.parse("首次(?:参保)?|首度"), "首")
    assert not must_hold_one(parser.parse("首次|破天荒"), "首")
    assert not must_hold_one(parser.parse("首?次"), "首")
    assert not must_hold_one(parser.parse("[首初]次"), "首")
