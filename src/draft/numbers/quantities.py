"""Any Chinese prose → its quantities, in reading order, never overlapping.

One pass: a cheap search finds the next character that can begin a quantity, then the rooms are asked in turn.
Every room looks a bounded way back and consumes what it read, so the time is linear in the text.
"""

from decimal import Decimal

from draft.errors import NumeralError
from draft.numbers.around import look_around
from draft.numbers.dates import read_clock, read_date, read_period, take_part_of_day
from draft.numbers.enumerators import OPENERS, find_enumerator
from draft.numbers.identifiers import read_identifier
from draft.numbers.labels import find_label, find_quoted_phrase, find_rhetorical, in_title
from draft.numbers.lists import share_units
from draft.numbers.masks import read_circles, read_mask
from draft.numbers.measures import read_measure
from draft.numbers.numerals import parse_numeral
from draft.numbers.ordinals import read_grade, read_ordinal, read_rank
from draft.numbers.patterns import Pattern
from draft.numbers.qualifiers import bounds_round
from draft.numbers.quantity import Quantity
from draft.numbers.ratios import (
    read_doubling,
    read_fraction,
    read_half,
    read_hundredths,
    read_mixed,
    read_ratio,
    read_slash,
    read_tenths,
    speaks_of_ratio,
)
from draft.numbers.reading import Reading
from draft.numbers.signs import NO_POINT_AFTER, SIGNS, take_sign, without_zero
from draft.numbers.spoken import CHINESE, end_of_digits, speak_arabic, speak_chinese, speak_vague
from draft.numbers.words import find_word, is_label

_ARABIC = "0-9０-９"
_CHINESE = "零〇○一二两三四五六七八九十百千万亿萬億廿卅"
_CAPITAL = "壹贰叁肆伍陆柒捌玖貳參陸拾佰仟兩"
_MASK = "xXｘＸ×＊*□■△_"
_START = Pattern(
    f"[{_ARABIC}{_CHINESE}{_CAPITAL}{_MASK}半翻几幾]|数(?=[十百千万亿倍])|若干|过半|[上下]半年"
    f"|前(?=(?:[{_ARABIC}]{{1,4}}|[一二三四五六七八九十两]十?)(?:[名位强大]|个月|季度|列|，|。|、"
    f"|；|$|行列|以内))|对半|第(?=[{_ARABIC}{_CHINESE}{_MASK}])|[A-E](?=[A-E]{{0,4}}级)"
)
# 1236人×每月20元 multiplies.
_FACTORS = frozenset("每0123456789")
_DIGIT = frozenset("0123456789０１２３４５６７８９")
_MASKS = frozenset(_MASK)
_CIRCLES = frozenset("〇○")
_NUMERALS = frozenset(_CHINESE + _CAPITAL)
# Whatever may begin a quantity or be part of one, sooner too many than too few.
_LEADS = _DIGIT | _MASKS | _CIRCLES | _NUMERALS | frozenset("半翻几幾数若过上下前对第余多点负")
_ALONE = _NUMERALS | frozenset(" 点點负負")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of `text`, in reading order; empty is fine."""
    alone = _numeral_alone(text)
    return read_passage(text) if alone is None else (alone.freeze(text),)


def is_numeral(text: str) -> bool:
    """Return whether a number is all of `text`, so that it counts though it would not in prose."""
    return _numeral_alone(text) is not None


def begins_plainly(text: str, start: int = 0) -> bool:
    """Return whether what begins at `start` reads alike whatever stands before: plain words."""
    return "\u4e00" <= text[start : start + 1] <= "\u9fff" and _LEADS.isdisjoint(text[start : start + 2])


def ends_plainly(text: str) -> bool:
    """Return whether `text` reads alike with and without a 。 and more behind it: with a word or a sign."""
    last = text[-1:]
    return last == "%" or ("\u4e00" <= last <= "\u9fff" and last not in _LEADS)


def read_passage(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a part of a longer text, where a lone 二 counts nothing.

    No room looks beyond line ends, or past a full stop from plain words: a text has the quantities of its
    parts (tested).
    """
    plain = _half_width(text)
    readings = _scan(plain)
    share_units(plain, readings)
    return tuple(reading.freeze(text) for reading in readings)


_recent: dict[str, tuple[Quantity, ...]] = {}
_KEPT = 4


def read_text(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a whole text; the last are remembered, as form and manner ask for the same."""
    known = _recent.get(text)
    return remember_text(text, find_quantities(text)) if known is None else known


def remember_text(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Return `quantities`, which were read line by line, and remember them as those of `text`."""
    _recent[text] = quantities
    for old in list(_recent)[:-_KEPT]:
        _recent.pop(old, None)  # another thread may have been here
    return quantities


_FULL_WIDTH_DIGIT = Pattern("[０-９．]")
_TO_HALF = {ord("０") + digit: str(digit) for digit in range(10)}
_MARKS_TO_HALF = {"．": ".", "／": "/", "－": "-"}


def _half_width(text: str) -> str:
    """Return `text` with full-width digits and the marks between them half-width; no character moves."""
    if _FULL_WIDTH_DIGIT.search(text) is None:
        return text
    plain = list(text.translate(_TO_HALF))
    for place in range(1, len(plain) - 1):
        mark = _MARKS_TO_HALF.get(plain[place])
        if mark and plain[place - 1] in _DIGIT and plain[place + 1] in _DIGIT:
            plain[place] = mark
    return "".join(plain)


_LONGEST_ALONE = 40


def _numeral_alone(text: str) -> Reading | None:
    """Return the number that is all of `text`, as a table cell may be; in prose a lone 二 counts nothing."""
    body = text.strip()
    if not body or len(body) > _LONGEST_ALONE or body[-1] not in _NUMERALS or not set(body) <= _ALONE:
        return None
    if len(body) > 1 and body[-1] in "两兩":
        return None
    try:
        value = parse_numeral(body.replace(" ", "").replace("點", "点").replace("負", "负"))
    except NumeralError:
        return None
    start = text.index(body)
    return Reading(start, start + len(body), "count", value)


def _scan(text: str) -> list[Reading]:
    readings: list[Reading] = []
    place = floor = 0
    search = _START.search
    while True:
        match = search(text, place)
        if match is None:
            return readings
        start = match.start()
        try:
            reading, place = _read_at(text, start, floor)
        except NumeralError:
            # A room took characters for a numeral that are none: they count nothing, and reading goes on.
            reading, place = None, start + 1
        if reading is not None and reading.start >= floor:
            if reading.open:
                look_around(text, reading, floor)
            readings.append(reading)
            floor = place = max(reading.end, start + 1)


def _read_at(  # noqa: PLR0911  one line per family
    text: str, start: int, floor: int
) -> tuple[Reading | None, int]:
    """Return what begins at `start`, and where to go on if it is nothing."""
    first = text[start]
    if first in _DIGIT:
        return _read_digit(text, start, floor)
    if first in _CIRCLES and text[start + 1 : start + 2] in _CIRCLES:
        circles = read_circles(text, start, _after_run(text, start, _CIRCLES))
        if circles:
            return circles, circles.end
    if first in _NUMERALS:
        return _read_chinese(text, start)
    if first == "×" and text[start + 1 : start + 2] in _FACTORS:
        return None, start + 1
    if first in _MASKS:
        return read_mask(text, start), _after_run(text, start, _MASKS)
    if first == "第":
        return _read_ordinal(text, start)
    return _read_rest(text, start, first)


def _after_run(text: str, start: int, chars: frozenset[str]) -> int:
    end = start + 1
    while end < len(text) and text[end] in chars:
        end += 1
    return end


def _read_rest(text: str, start: int, first: str) -> tuple[Reading | None, int]:
    if first in _GRADES:
        return (
            read_grade(text, start) if text[start - 1 : start] not in _GRADES or not start else None
        ), start + 1
    if first == "翻":
        return read_doubling(text, start), start + 1
    if first in "上下":
        return read_period(text, start), start + 1
    if first == "前":
        return read_period(text, start) or read_rank(text, start), start + 1
    if first in "半过对":
        word = find_word(text, start, start + 1)
        return (
            (None, max(word[1], start + 1))
            if word
            else (read_half(text, start) or read_tenths(text, start), start + 1)
        )
    return _read_vague(text, start)


def _read_vague(text: str, start: int) -> tuple[Reading | None, int]:
    spoken = speak_vague(text, start)
    if not spoken or (spoken.single and text[start - 1 : start] in _NOT_VAGUE_AFTER):
        return None, start + 1
    return read_measure(text, start, spoken), spoken.end


# 这几年, 前几天: a time, no number of years.
_NOT_VAGUE_AFTER = frozenset("这那前后近头上下")


def _read_ordinal(text: str, start: int) -> tuple[Reading | None, int]:
    run = CHINESE.match(text, start + 1)
    if run:
        word = find_word(text, start + 1, start + 2)
        if word and word[0] <= start:
            return None, word[1]
    return (read_period(text, start) or read_ordinal(text, start)), start + 1


def _read_digit(  # noqa: C901, PLR0911  the rooms in their order, one line each
    text: str, start: int, floor: int
) -> tuple[Reading | None, int]:
    end = end_of_digits(text, start)
    before, following = text[start - 1 : start], text[end : end + 1]
    if not start or before in OPENERS:
        skip = find_enumerator(text, start)
        if skip:
            return None, skip
    if following in _MASKS:
        mask = read_mask(text, start)
        if mask:
            return mask, start + 1
    if before == "第":
        return (read_period(text, start - 1) or read_ordinal(text, start - 1)), end
    named = read_identifier(text, start, end, floor)
    if named and named.end > start:
        return named, named.end
    if following in _POINTS and text[end + 1 : end + 2] in _DIGIT:
        point = end_of_digits(text, end + 1)
        following = text[point : point + 1]
    if following in _SPECIAL:
        special = _read_special(text, start, following)
        if special:
            return (take_sign(text, start, special) if special.kind == "ratio" else special), special.end
    if text[end : end + 1] == "：" and end - start < len("100") and "\u4e00" <= before <= "\u9fff":
        return None, end  # 问题2：… numbers an item
    spoken = speak_arabic(text, start, end)
    if before == "." and text[start - 2 : start - 1] not in NO_POINT_AFTER:
        return without_zero(text, start, spoken), max(end, spoken.end)
    reading = read_measure(text, start, spoken)
    return (take_sign(text, start, reading) if before in SIGNS else reading), max(end, spoken.end)


_SPECIAL = frozenset("年月日号时点:：∶/／比成折季-—–~～至到. 学统财世分—－又")


def _read_special(text: str, start: int, following: str) -> Reading | None:
    if following in ":：∶" and following:
        if speaks_of_ratio(text, start):
            return read_ratio(text, start)
        return _clock(text, start) or (None if following == "：" else read_ratio(text, start))
    reading = read_date(text, start) or _clock(text, start)
    if reading is None and following == "季":
        reading = read_period(text, start)
    if reading is None and following in "/／":
        reading = read_slash(text, start)
    if reading is None and following == "比":
        reading = read_ratio(text, start)
    if reading is None and following in "成折":
        reading = read_tenths(text, start)
    if reading is None and following == "分":
        reading = read_fraction(text, start)
    if reading is None and following == "又":
        reading = read_mixed(text, start)
    return reading


def _read_chinese(  # noqa: C901, PLR0911  the rooms in their order, one line each
    text: str, start: int
) -> tuple[Reading | None, int]:
    run = CHINESE.match(text, start)
    run_end = run.end() if run else start + 1
    grade = read_grade(text, start)
    if grade:
        return grade, grade.end
    if text[run_end : run_end + 1] in _TENTH_WORDS:
        tenths = read_tenths(text, start)
        if tenths:
            return tenths, tenths.end
    word = find_word(text, start, run_end)
    if word:
        if is_label(text[word[0] : word[1]]) and word[0] == start:
            return Reading(word[0], word[1], "idiom", open=False), word[1]
        return None, max(word[1], start + 1)
    if find_enumerator(text, start):
        return None, run_end
    reading = _chinese_special(text, start, run_end)
    if reading:
        return take_sign(text, start, reading), reading.end
    aside = find_rhetorical(text, start) or find_quoted_phrase(text, start, run_end)
    if aside:
        return None, aside
    label = find_label(text, start, run_end)
    if label:
        return Reading(start, label, "idiom", open=False), label
    spoken = speak_chinese(text, start, run_end)
    if spoken is None or (spoken.round and not bounds_round(text, start)) or in_title(text, start):
        return None, run_end
    return take_sign(text, start, read_measure(text, start, spoken)), run_end


def _chinese_special(  # noqa: C901, PLR0911  one line per character behind the numeral
    text: str, start: int, run_end: int
) -> Reading | None:
    following = text[run_end : run_end + 1]
    if text.startswith("百分百", start):
        return Reading(start, start + 3, "percent", Decimal(100), unit="%")
    if following == "又":
        return read_mixed(text, start)
    if following == "点":
        tenths = read_tenths(text, start)
        if tenths:
            return tenths
    if following == " " and text.startswith("分", run_end + 1):
        return read_fraction(text, start)
    if text.startswith("分之", run_end):
        if text[start] in "百千万" and run_end == start + 1:
            return read_hundredths(text, start)
        return read_fraction(text, start)
    if following and following in "成折":
        return read_tenths(text, start)
    if following == "比":
        return read_ratio(text, start)
    if following == "半" and text[start] == "一":
        return read_half(text, start)
    if following and following in "年月日时点季世至到—-":
        return read_date(text, start) or read_period(text, start) or _clock(text, start)
    return None


def _clock(text: str, start: int) -> Reading | None:
    """Return the clock time at `start` together with the part of the day before it: 下午3时."""
    reading = read_clock(text, start)
    if reading:
        take_part_of_day(text, reading)
    return reading


_TENTH_WORDS = frozenset("成折")
_GRADES = frozenset("ABCDE")
_POINTS = frozenset(".．")
