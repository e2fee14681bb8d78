"""Rules of form about units: the measure word of a thing, people and visits, the unit of a rate.

Source: GB/T 15835-2011; statistics practice.
"""

import re
from collections.abc import Iterator

from draft.form.figures import read_sentences
from draft.form.rule import Rule, Span
from draft.numbers.patterns import Pattern

_NUMBER = r"(?<![0-9.])[0-9][0-9.]*+[万亿]?余?"
_MISFITS: tuple[tuple[str, str, str], ...] = (
    # things, measure words that do not fit them, the one that does
    ("病例|确诊患者|感染者", "起件宗所", "例"),
    ("事故|火灾|事件|案件", "例名个", "起"),
    ("企业|公司|医疗机构|经营户", "所间起座", "家"),
    ("学校|幼儿园|卫生院|中学|小学", "起例户名", "所"),
    ("医师|医生|护士|干部|教师|党员|学员|人员", "个只例起", "人（名）"),
    ("床位|病床", "台所名例", "张"),
    ("救护车|执法车|公交车", "个所名", "辆"),
)
_BY_THING = tuple(
    (
        tuple(things.split("|")),
        Pattern(
            rf"(?:(?:{things})(?:[约近达共计有超为]|数为?)?{_NUMBER}[{wrong}](?![0-9人月别批始])"
            rf"|{_NUMBER}[{wrong}](?:{things})(?![一-鿿]))"
        ),
    )
    for things, wrong, _ in _MISFITS
)
"""The things, and how they stand with a wrong measure word: most texts speak of few of them."""
_VISITS = Pattern(
    rf"(?:门诊量|门急诊量|诊疗量|总诊疗|就诊量|接诊量)(?:[约近达超为]|达到|共计)?{_NUMBER}人(?!次|天|日|均)"
)
_DEATHS = Pattern(
    r"(?:婴儿|新生儿|5岁以下儿童|五岁以下儿童|儿童)死亡率(?:为|达|达到|是|降至|降到|控制在|约|低于)?[0-9.]+[%％]"
)
_MOTHERS = Pattern(r"孕产妇死亡率(?:为|达|达到|是|降至|降到|控制在|约|低于)?[0-9.]+[%％‰]")
_NATURAL = Pattern(r"(?:人口|(?<![一-鿿]))(?:出生率|自然增长率)(?:为|达|达到|是)?[0-9.]+[%％]")
_LEAST = 4


def find_misfits(text: str) -> Iterator[Span]:
    """Yield things counted with a measure word of another kind of thing."""
    for things, pattern in _BY_THING:
        if any(thing in text for thing in things):
            yield from (match.span() for match in pattern.finditer(text))


def find_heads_for_visits(text: str) -> Iterator[Span]:
    """Yield a count of visits told in heads, and the same figure of one thing told in both."""
    yield from (match.span() for match in _VISITS.finditer(text))
    told: dict[tuple[str, str], set[str]] = {}
    places: list[tuple[tuple[str, str], str, Span]] = []
    for start, quantities in read_sentences(text) if "人次" in text else ():
        for quantity in quantities:
            if quantity.unit not in {"人", "人次"}:
                continue
            before = text[max(start, quantity.start - _LEAST) : quantity.start]
            if re.fullmatch(r"[一-鿿]{4}", before):
                key = before, str(quantity.value)
                told.setdefault(key, set()).add(quantity.unit)
                places.append((key, quantity.unit, (quantity.start, quantity.end)))
    yield from (span for key, unit, span in places if unit == "人" and len(told[key]) > 1)


def find_rates_in_percent(text: str) -> Iterator[Span]:
    """Yield rates of births and deaths that statistics give per thousand or per 100,000."""
    for pattern in (_DEATHS, _MOTHERS, _NATURAL) if "率" in text else ():
        yield from (match.span() for match in pattern.finditer(text))


MEASURES: tuple[Rule, ...] = (
    Rule(
        "N30",
        "实务",
        "婴儿、儿童死亡率和出生率用‰，孕产妇死亡率用/10万；请核对单位",
        find_rates_in_percent,
        ("婴儿死亡率5.0%。", "孕产妇死亡率为12.3‰。", "人口出生率8.1%。"),
        (
            "婴儿死亡率5.0‰。",
            "孕产妇死亡率15.1/10万。",
            "婴儿死亡率下降5%。",
            "病死率1.2%。",
            "二孩出生率50.2%。",
        ),
        "统计制度",
    ),
    Rule(
        "U06",
        "实务",
        "量词与事物不配：病例用例，事故、案件用起，企业用家，学校用所，人员用人（名），床位用张，车用辆",
        find_misfits,
        (
            "报告确诊病例3起。",
            "发生事故2例。",
            "查处3起病例。",
            "培训医师35个。",
            "救护车12个。",
            "新增床位20名。",
        ),
        (
            "报告确诊病例3例。",
            "发生事故2起。",
            "培训医师35人。",
            "事故2起、死亡3人。",
            "病例3起始于同一班级。",
            "查办案件12件。",
            "规模以上企业35家。",
            "医师35个月轮训",
            "人员2个批次",
        ),
    ),
    Rule(
        "U07",
        "实务",
        "人与人次不混用：门诊、诊疗量以人次计，同一个数前后单位要一致",
        find_heads_for_visits,
        ("全年门诊量3.1万人。", "义诊服务群众3.1万人次。今年共义诊服务群众3.1万人。"),
        ("全年门诊量3.1万人次。", "义诊服务群众3.1万人次。", "服务群众300人、300人次。", "门诊量人均3次"),
    ),
)
