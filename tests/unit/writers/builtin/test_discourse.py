"""How a document hangs together: the 导语 in its slots, openings, leads, joins, wishes of density."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from draft.document import Fact, Section, Spec, Task
from draft.facts import load_spec
from draft.fidelity import compare
from draft.writers.builtin import write_text
from draft.writers.builtin.clause import read_clause
from draft.writers.builtin.headings import aim_of
from draft.writers.builtin.leads import leads_for_deed
from draft.writers.builtin.themes import join_themes, theme_of

ROOT = Path(__file__).parents[4]
FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "evals/recorded/facts").glob("*.yaml")])
WORK = (
    Section("优化教育资源布局", 0, 1, "工作成效", (Fact("新建学校6所，新增学位3240个"),)),
    Section("守牢校园安全底线", 1, 1, "工作成效", (Fact("排查隐患416处，整改402处"),)),
)


def _lead_in(*opening: str, sections: tuple[Section, ...] = WORK, **about: str) -> str:
    office = Spec("安和县教育局2025年工作总结", sections, issuer="安和县教育局", period="2025年")
    spec = replace(office, opening=tuple(map(Fact, opening)), **about)  # type: ignore[arg-type]
    text = write_text(Task(spec, None))
    assert compare(spec.ledger(), text, sections={-1}).ok
    return text


def test_those_who_lead_and_guide_become_the_circumstance_of_the_first_sentence() -> None:
    text = _lead_in(
        "县委、县政府坚强领导，市教育局精心指导", "以“书香安和”建设为主线", "全县教育事业平稳发展"
    )
    assert text.startswith(
        "2025年，安和县教育局在县委、县政府的坚强领导和市教育局的精心指导下，以“书香安和”建设为主线，"
    )
    assert re.search("教育资源布局和校园安全.*，全县教育事业平稳发展。现将", text)


def test_what_is_the_main_line_is_told_as_one() -> None:
    text = _lead_in("以学生成长为中心，校园安全是重点，质量提升是主线")
    assert "以学生成长为中心，以校园安全为重点，以质量提升为主线，" in text


def test_a_basis_is_no_sentence_by_itself() -> None:
    text = _lead_in(
        "根据县人大常委会2024年工作要点安排（县人发〔2024〕9号）",
        title="关于2024年粮食生产情况的报告",
        genre="报告",
        period="2024年",
    )
    assert text == "根据县人大常委会2024年工作要点安排（县人发〔2024〕9号），现将2024年粮食生产情况报告如下："


def test_a_fact_that_names_the_unit_does_not_get_it_once_more() -> None:
    text = _lead_in("县教育局会同财政、人社等部门推进学位供给")
    assert text.startswith("2025年，县教育局会同财政、人社等部门推进学位供给。")


def test_opening_figures_keep_their_order_and_their_numbers() -> None:
    text = _lead_in("全县现有学校186所，在校学生8.42万人", "教育经费总投入11.37亿元，同比增长6.2%")
    assert text.index("186所") < text.index("11.37亿元") < text.index("现将")


def test_what_comes_next_is_called_as_its_heading_calls_it() -> None:
    ahead = Section("2026年工作打算", 2, 1, "下一步打算", (Fact("新建学校1所"),))
    assert _lead_in(sections=(*WORK, ahead)).endswith("现将工作情况和2026年工作打算汇报如下：")


@pytest.mark.parametrize(
    ("about", "start"),
    [
        (
            {"title": "第四届“书香安和”全民阅读活动工作简报", "genre": "简报", "period": "2025年4月"},
            "2025年4月，安和县教育局组织开展第四届“书香安和”全民阅读活动。现将",
        ),
        (
            {"title": "全县校园安全工作简报", "genre": "简报", "period": "2025年4月"},
            "现将2025年4月全县校园安全工作情况简报如下：",
        ),
        (
            {"title": "关于2025年第三季度全县校园安全工作情况的通报", "genre": "通报"},
            "现将2025年第三季度全县校园安全工作情况通报如下：",
        ),
    ],
)
def test_a_bulletin_or_a_circular_says_no_more_than_what_it_is_about(
    about: dict[str, str], start: str
) -> None:
    assert _lead_in(sections=WORK, **about).startswith(start)


def test_a_wrapper_names_what_stands_below_it_without_a_number() -> None:
    below = (
        Section("加快项目建设", 1, 2, "下一步打算", (Fact("续建学校4所"),)),
        Section("做好秋季招生", 2, 2, "下一步打算", (Fact("提前公布招生政策"),)),
    )
    wrapper = Section("2026年工作打算", 0, 1, "下一步打算", (), below)
    text = write_text(Task(Spec("安和县教育局工作总结", (wrapper,)), wrapper))
    assert re.fullmatch("下一步[^0-9]*项目建设和秋季招生[^0-9]*。", text)


def test_a_wrapper_that_the_lead_in_has_just_named_says_nothing() -> None:
    wrapper = Section("主要工作", 0, 1, "工作成效", (), WORK)
    assert write_text(Task(Spec("安和县教育局2025年工作总结", (wrapper,)), wrapper)) == ""


AIMS = [
    ("优化教育资源布局", "优化教育资源布局"),
    ("医疗服务能力稳步提升", "提升医疗服务能力"),
    ("扎实推进项目建设", "推进项目建设"),
    ("抓产业，经济运行平稳向好", ""),
    ("校园安全", ""),
    ("存在的问题", ""),
    ("2026年工作打算", ""),
]


@pytest.mark.parametrize(("heading", "aim"), AIMS)
def test_what_a_heading_sets_out_to_do_is_read_from_it(heading: str, aim: str) -> None:
    assert aim_of(heading) == aim


THEMES = [
    ("招聘教师142人，其中研究生53人", "教师招聘"),
    ("新建农村幸福院12个", "农村幸福院建设"),
    ("查处违规案件3起", "违规案件查处"),
    ("修订村规民约278份", "村规民约修订"),
    ("检查重点为手术室、妇检室", ""),
    ("完成率66%", ""),
    ("县医院通过评审", ""),
]


@pytest.mark.parametrize(("fact", "theme"), THEMES)
def test_what_a_fact_is_about_is_a_noun_phrase_of_its_own_words(fact: str, theme: str) -> None:
    assert theme_of(read_clause(0, Fact(fact))) == theme


def test_a_list_takes_and_once() -> None:
    assert join_themes(["教师招聘", "教师培训", "名师评选"]) == "教师招聘、教师培训和名师评选"
    assert join_themes(["和美乡村", "社会治理"]) == "和美乡村、社会治理"


@pytest.mark.parametrize(
    ("deed", "work"),
    [
        ("立案7件，给予党纪处分6人", "纪"),
        ("查处非法营运案件317起，罚款12万元", "法"),
        ("发放耕地地力保护补贴386.7万元", "政策"),
        ("新建公办幼儿园4所", "设施"),
        ("修订村规民约278份", "制度"),
    ],
)
def test_a_lead_belongs_to_the_field_of_the_deed(deed: str, work: str) -> None:
    assert all(work in lead or "条件" in lead for lead in leads_for_deed(deed))
    assert leads_for_deed(deed)


@pytest.mark.parametrize(
    "deed", ["命名道路31条", "检查检验结果互认3.9万项次", "召开警示教育大会2次", "引进项目方案"]
)
def test_no_lead_is_better_than_a_wrong_one(deed: str) -> None:
    assert not [lead for lead in leads_for_deed(deed) if lead[:2] in {"注重", "加强组", "强化日", "充实"}]


def _section(*texts: str, heading: str = "推进有关工作") -> Section:
    return Section(heading, 0, 1, "工作成效", tuple(map(Fact, texts)))


def _write(section: Section, **wish: str | int) -> str:
    spec = Spec("XX县某局2024年工作总结", (section,), issuer="XX县某局", period="2024年")
    text = write_text(Task(spec, section, **wish))  # type: ignore[arg-type]
    assert compare(spec.ledger(), text, sections={0}).ok
    return text


def test_a_respectively_or_a_list_of_parts_never_reaches_over_another_fact() -> None:
    text = _write(
        _section(
            "登记社会组织1048家：社会团体472家，民办非企业561家，基金会15家",
            "年检率91.7%，较去年同期提高3.1个百分点",
            "手术1.63万台次",
            "药占比24.1%，耗材占比18.6%，分别下降1.2%和0.9%",
        )
    )
    assert "基金会15家。" in text
    assert re.search("(?:^|。)[^。；]*药占比24.1%[^。]*。", text)


def test_no_word_of_addition_stands_before_a_bare_figure() -> None:
    for path in FILES:
        spec = load_spec(path)
        for section in spec.walk():
            prose = write_text(Task(spec, section))
            for found in re.finditer("(?:同时|与此同时|此外|另外)，([^，。]*)", prose):
                assert not re.search("[0-9]", found.group(1)) or found.group(0) in "".join(
                    f.text for f in section.facts
                )


RICH = (
    "新建公办幼儿园4所，新增学位1080个",
    "招聘教师142人，其中研究生53人",
    "开展教师培训36期，参训4120人次",
    "排查隐患416处，完成整改402处",
    "发放学生资助资金623.5万元，惠及5217人次",
)


def test_a_wish_of_density_or_length_moves_the_share_of_added_words() -> None:
    section = _section(*RICH, heading="推进教育优质均衡发展")
    plain, thin, dense = (len(_write(section, density=wish)) for wish in ("", "low", "high"))
    assert thin > plain > dense
    facts = sum(map(len, RICH))
    assert len(_write(section, length=2 * facts)) == thin
    assert len(_write(section, length=facts)) == dense


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_lead_comes_more_than_three_times_in_a_document(path: Path) -> None:
    spec = load_spec(path)
    prose = "\n".join(write_text(Task(spec, section)) for section in spec.walk())
    heads = Counter(re.findall(r"(?:^|[。\n])([^，。；：0-9xX]{4,14}[，：])", prose))
    assert {head: count for head, count in heads.items() if count > 3} == {}
