"""The signs of a claim are in every text that its pattern can match: no claim is passed over."""

from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from draft.fidelity.claim_words import CLAIMS, Claim


def must_hold_one(parsed: Any, sign: str) -> bool:
    """Return whether every text that `parsed` matches holds a character of `sign`."""
    return any(holds_one(operation, argument, sign) for operation, argument in parsed)


def holds_one(operation: Any, argument: Any, sign: str) -> bool:
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


def test_a_sign_that_a_match_may_lack_is_found() -> None:
    assert must_hold_one(parser.parse("首次(?:参保)?|首度"), "首")
    assert not must_hold_one(parser.parse("首次|破天荒"), "首")
    assert not must_hold_one(parser.parse("首?次"), "首")
    assert not must_hold_one(parser.parse("[首初]次"), "首")
