"""Looks for what should not be sent to a model: 密级 marks, identity, telephone and card numbers."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from draft.document import Fact, Spec
from draft.numbers.patterns import Pattern

Matter = Literal["密级标志", "身份证号", "手机号", "银行卡号"]

_SECRET = Pattern(
    r"(?:绝密|机密|秘密)(?:★|☆|(?=\s*[0-9一二三四五六七八九十]+\s*年)|$)"
    r"|内部(?:资料|文件)[，,]?\s*(?:注意保密|严禁外传)"
)
_IDENTITY = Pattern(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])")
_MOBILE = Pattern(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9.元万亿人])")
_CARD = Pattern(r"(?<![0-9])[1-9][0-9]{15,18}(?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Sensitive(NamedTuple):
    """One place that should not leave the office.

    Attributes:
        line: of the facts file, 0 for title and the like.
    """

    matter: Matter
    line: int


def find_sensitive(spec: Spec) -> tuple[Sensitive, ...]:
    """Return what should not be sent, in the order of the file, without repeating the characters."""
    facts = [Fact(f"{spec.title} {spec.issuer} {spec.recipient}"), *spec.opening]
    facts += [fact for s in spec.walk() for fact in (Fact(s.heading, s.line), *s.facts)]
    return tuple(Sensitive(matter, fact.line) for fact in facts for matter in _matters_in(fact.text))


def _matters_in(text: str) -> Iterator[Matter]:
    if _SECRET.search(text):
        yield "密级标志"
    identities = [m.group() for m in _IDENTITY.finditer(text) if _is_identity(m.group())]
    if identities:
        yield "身份证号"
    if _MOBILE.search(text):
        yield "手机号"
    if any(_is_card(m.group()) and m.group() not in identities for m in _CARD.finditer(text)):
        yield "银行卡号"


def _is_identity(number: str) -> bool:
    """Tell whether the check digit is right (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_card(number: str) -> bool:
    """Tell whether the check digit is right (Luhn)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + doubled) % 10 == 0
