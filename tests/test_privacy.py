"""What leaves the office: sensitive marks are told before, placeholders go out instead of values."""

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draft.document import Completion, Fact, Section, Spec, Task
from draft.facts import find_sensitive
from draft.fidelity import compare
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


def test_an_invented_placeholder_stays_and_fails_the_check() -> None:
    spec = spec_of("签约12人")
    assert Veil(spec).fill("签约〔Q99〕人") == "签约〔Q99〕人"


@given(st.lists(st.sampled_from(["签约12人", "占比66.46%", "城关镇", "3.5万元", "第2批", "，"]), max_size=12))
def test_hiding_and_filling_give_the_text_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    veil = Veil(spec_of(text))
    hidden = veil.hide(text)
    assert veil.fill(hidden) == text
