"""Every kind of document comes out right end to end: opening, mood, closing, sign-off, form and figures."""

import re
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from draft.cli.app import app
from draft.facts import load_spec
from draft.fidelity import compare
from draft.form import find_faults

WORK = """\
  - heading: 提升基层医疗服务能力
    facts:
      - 新建社区卫生服务站12所，总投资3260万元
      - 培训基层医师185人，考核合格率96.5%
  - heading: 加强公共卫生服务
    facts:
      - 建立居民电子健康档案23.6万份
      - 65岁以上老年人健康体检2.1万人
"""
TROUBLE = """\
  - heading: 存在的主要问题
    facts:
      - 基层全科医生缺口46人
      - 部分卫生站设备老化
"""
PLAN = """\
  - heading: {}
    facts:
      - 新建标准化卫生站5所
      - 家庭医生签约服务覆盖率提高到50%
"""
OWN = "青山县卫生健康委员会"
KINDS = {
    # kind: title, genre, recipient, period, date, body, opening matches, closing paragraph
    "S-annual-full": (
        "青山县卫生健康委2024年工作总结", "工作总结", "县人民政府", "2024年", "2024年12月28日",
        WORK + TROUBLE + PLAN.format("下一步打算"), "^2024年.*如下：$", "",
    ),
    "S-annual-brief": (
        "青山县卫生健康委2024年工作总结", "工作总结", "", "2024年", "2024年12月28日",
        WORK, "^2024年.*总结如下：$", "",
    ),
    "S-half-year": (
        "青山县卫生健康委2024年上半年工作总结", "工作总结", "", "2024年上半年", "2024年7月5日",
        WORK + PLAN.format("下半年工作打算"), "^2024年上半年.*如下：$", "",
    ),
    "S-summary-only": ("青山县卫生健康委2024年工作总结", "工作总结", "", "2024年", "", WORK, "^2024年", ""),
    "S-summary+plan": (
        "青山县卫生健康委2024年工作总结和2025年工作计划", "工作总结", "", "2024年", "2024年12月28日",
        WORK + PLAN.format("2025年工作计划"), "^2024年.*2025年工作计划.*如下：$", "",
    ),
    "P-plan-only": (
        "青山县卫生健康委2025年工作计划", "工作计划", "", "2025年", "2025年1月10日",
        PLAN.format("提升基层医疗服务能力"), "^2025年", "",
    ),
    "情况汇报": (
        "青山县基层卫生工作情况汇报", "情况汇报", "市卫生健康委", "2024年", "2024年10月15日",
        WORK + TROUBLE, "汇报如下：$", "以上汇报，请审阅。",
    ),
    "报告": (
        "青山县卫生健康委关于2024年基层卫生工作情况的报告", "报告", "县人民政府", "2024年", "2024年12月28日",
        WORK + TROUBLE, "报告如下：$", "特此报告。",
    ),
    "报告，送人大": (
        "青山县卫生健康委关于2024年基层卫生工作情况的报告", "报告", "县人大常委会",
        "2024年", "2024年12月28日", WORK, "报告如下：$", "以上报告，请予审议。",
    ),
    "简报": ("青山县卫生健康工作简报", "简报", "", "2024年第三季度", "2024年10月8日", WORK, "如下：$", ""),
    "通报": (
        "关于2024年第三季度基层卫生工作情况的通报", "通报", "各乡镇卫生院",
        "2024年第三季度", "2024年10月20日", WORK + TROUBLE, "通报如下：$", "",
    ),
}  # fmt: skip
_TOLD_DONE = re.compile(r"已(?:经)?(?:新建|完成)|建成了|取得")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_document_comes_out_right(kind: str, tmp_path: Path) -> None:
    title, genre, recipient, period, date, body, opening, closing = KINDS[kind]
    facts = tmp_path / "facts.yaml"
    metadata = {"title": title, "genre": genre, "recipient": recipient, "period": period, "date": date}
    metadata |= {"issuer": OWN} if date else {}
    head = "".join(f"{name}: {value}\n" for name, value in metadata.items() if value)
    facts.write_text(f"{head}sections:\n{body}", encoding="utf-8")
    asked = ["expand", str(facts), "-o", str(tmp_path), "--writer", "builtin", "--format", "md,docx,json"]
    assert CliRunner().invoke(app, asked).exit_code == 0

    text = (tmp_path / "facts.md").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line]
    assert lines[0] == f"# {title}"
    expected = [f"{recipient}："] if recipient else []
    assert [
        line for line in lines[1:3] if line.endswith("：") and "，" not in line and "如下" not in line
    ] == expected
    first = lines[1 + len(expected)]
    assert re.search(opening, first), first
    assert lines[-2:] == [OWN, date] if date else lines[-1].endswith("。")
    ends = [line for line in lines if re.match("特此|以上", line)]
    assert ends == ([closing] if closing else [])
    assert not closing or lines[-3] == closing

    spec = load_spec(facts)
    assert compare(spec.ledger(), text).ok
    assert [f for f in find_faults(text, spec.words()) if f.strength in {"规定", "一般"}] == []
    ahead = text[text.index("## 一、") :] if kind == "P-plan-only" else text.partition("打算\n")[2]
    assert not _TOLD_DONE.search(ahead)
    paper = [paragraph.text.strip() for paragraph in docx.Document(str(tmp_path / "facts.docx")).paragraphs]
    wanted = [part for part in (closing, *([OWN, date] if date else [])) if part]
    assert [line for line in paper if line in {closing, OWN, date} - {""}] == wanted
