"""What leaves the office: sensitive marks are told before, placeholders go out instead of values."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.document import Completion, Fact, Section, Spec, Task
from draft.facts import find_sensitive
from draft.fidelity import compare
from draft.pipeline.places import find_places
from draft.pipeline.redact import RedactingWriter, Veil


def spec_of(*facts: str, title: str = "XX县2023年工作总结") -> Spec:
    return Spec(
        title, (Section("推进签约", 0, facts=tuple(Fact(text, n) for n, text in enumerate(facts, 5))),)
    )


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("秘密★1年", ["密级标志"]),
        ("机密 3年 内部使用", ["密级标志"]),
        ("抓好保密工作，严守国家秘密制度", []),
        ("联系人电话13812345678", ["手机号"]),
        ("患者身份证11010519491231002X", ["身份证号"]),
        ("流水号110105194912310021", []),
        ("账号6222021234567890127", []),
        ("卡号4111111111111111", ["银行卡号"]),
        ("完成投资13812345678元", []),
        ("热线12345，累计566240人次", []),
    ],
)
def test_what_should_not_be_sent_is_found(text: str, matters: list[str]) -> None:
    assert [one.matter for one in find_sensitive(spec_of(text))] == matters


def test_the_place_is_told_without_repeating_the_secret() -> None:
    (one,) = find_sensitive(spec_of("甲", "电话13812345678"))
    assert one.line == 6
    assert "138" not in repr(one)


@dataclass
class Echo:
    """Writes the facts it is shown, as sentences."""

    name: str = "model"
    asked: list[Task] = field(default_factory=list)

    async def write(self, task: Task) -> Completion:
        self.asked.append(task)
        return Completion("".join(f"{fact.text}。" for fact in task.facts), self.name)


def test_the_model_sees_no_digit_and_no_place_and_the_values_come_back() -> None:
    spec = spec_of("城关镇签约12345人，签约率66.46%", "截至11月15日，河口镇签约800人")
    echo = Echo()
    completion = asyncio.run(RedactingWriter(echo).write(Task(spec, spec.sections[0])))
    seen = repr(echo.asked[0].section) + echo.asked[0].spec.title
    assert not any(value in seen for value in ("12345", "66.46", "800", "11月15日", "2023", "城关", "河口"))
    assert compare(spec.ledger(), completion.text).ok
    assert completion.text == "城关镇签约12345人，签约率66.46%。截至11月15日，河口镇签约800人。"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("组织城关镇签约12人", {"城关镇"}),
        ("赴浙江省杭州市考察", {"浙江省", "杭州市"}),
        ("呼和浩特市来函", {"呼和浩特市"}),
        ("福州市鼓楼区试点", {"福州市", "鼓楼区"}),
        ("河口镇、大坪乡和红旗村签约", {"河口镇", "大坪乡", "红旗村"}),
        ("全市各区县的城镇居民", set()),
        ("智慧城市建设，超市检查，市场监管", set()),
        ("隔离区管理，候诊区消毒，示范区创建", set()),
        ("乡村医生35名，村卫生室380个，乡镇卫生院18所", set()),
        ("依托县医院组建医共体，助力乡村振兴", set()),
        ("社区卫生服务站12所，农村改厕", set()),
    ],
)
def test_names_of_places_are_known_by_their_form_and_common_nouns_are_left(
    text: str, hidden: set[str]
) -> None:
    assert find_places([], [text]) == hidden


def test_the_offices_own_place_is_hidden_without_its_suffix_too() -> None:
    spec = Spec(
        "三明市沙县区卫生健康局2024年工作总结",
        (Section("三明经验", 0, facts=(Fact("推广三明医改经验"),)),),
        recipient="三明市人民政府",
    )
    echo = Echo()
    asyncio.run(RedactingWriter(echo).write(Task(spec, spec.sections[0])))
    seen = repr((echo.asked[0].section, echo.asked[0].spec.title, echo.asked[0].spec.recipient))
    assert "三明" not in seen
    assert "沙县" not in seen
    assert echo.asked[0].slots


def test_an_invented_placeholder_stays_and_fails_the_check() -> None:
    spec = spec_of("签约12人")
    assert Veil(spec).fill("签约〔Q99〕人") == "签约〔Q99〕人"


@given(st.lists(st.sampled_from(["签约12人", "占比66.46%", "城关镇", "3.5万元", "第2批", "，"]), max_size=12))
def test_hiding_and_filling_give_the_text_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    veil = Veil(spec_of(text))
    hidden = veil.hide(text)
    assert veil.fill(hidden) == text
