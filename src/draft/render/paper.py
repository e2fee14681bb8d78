"""How a document is laid on paper: faces, template, what the envelope says, annex.

Values come from the settings; what is missing becomes a visible blank to be filled in, never a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from draft.document import Spec
from draft.errors import SettingsError
from draft.numbers.patterns import Pattern
from draft.render.faces import Face

PLAIN, REPORT = "plain", "report"
FIELDS: Mapping[str, str] = {
    "number": "发文字号",
    "signer": "签发人",
    "mark": "发文机关标志",
    "copies_to": "抄送机关",
    "printed_by": "印发机关",
    "printed_on": "印发日期",
    "serial": "份号",
    "secrecy": "密级",
    "urgency": "紧急程度",
    "note": "附注",
}
"""What the envelope of a paper says besides the facts; either name is understood.

Source: GB/T 9704-2012 7.2, 7.3.6, 7.4.
"""
SPEC_FIELDS: Mapping[str, str] = {
    "title": "标题",
    "issuer": "署名",
    "recipient": "主送机关",
    "date": "成文日期",
    "period": "期间",
    "genre": "文种",
}
"""What a template may ask of the facts file."""
BODY, ANNEX = "body", "annex"
PARTS: Mapping[str, str] = {BODY: "正文", ANNEX: "附件"}
"""What a template asks for as whole paragraphs."""
_CHINESE = {chinese: name for names in (FIELDS, SPEC_FIELDS, PARTS) for name, chinese in names.items()}
_ALIASES = {"发文机关": "issuer", "落款": "issuer", "抄送": "copies_to"}
_REQUIRED = (
    "mark",
    "number",
    "signer",
    "recipient",
    "issuer",
    "date",
    "copies_to",
    "printed_by",
    "printed_on",
)
_SERIAL = Pattern(r"[0-9]{6}")


class Fonts(NamedTuple):
    """The faces of a 公文. The gb2312 names are those of older Windows and WPS machines."""

    title: Face
    level_1: Face
    level_2: Face
    body: Face
    page_number: Face

    def level(self, level: int) -> Face:
        """Return the face of a heading: 黑体, 楷体, then the body's."""
        return {1: self.level_1, 2: self.level_2}.get(level, self.body)


_OFFICIAL = {
    "windows": ("方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"),
    "gb2312": ("方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"),
}
_ROLES = ("title", "level_1", "level_2", "body", "page_number")


def choose_fonts(profile: str = "windows", names: Mapping[str, str] | None = None) -> Fonts:
    """Return the faces of a profile; `custom` takes `names` by use, the rest as on Windows.

    Raises:
        SettingsError: custom without any name.
    """
    names = names or {}
    if profile == "custom" and not names:
        raise SettingsError(
            "--fonts custom: 还没有写字体名；请在 draft.toml 的 [docx.font_names] 里写，"
            '如 body = "方正仿宋_GBK"'
        )
    official = _OFFICIAL.get(profile, _OFFICIAL["windows"])
    chosen = names if profile == "custom" else {}
    latin = chosen.get("latin", "Times New Roman")
    faces = [
        Face(chosen.get(role, name), latin if role != "page_number" else chosen.get(role, name))
        for role, name in zip(_ROLES, official, strict=True)
    ]
    return Fonts(*faces)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the printed forms of a document need to know besides the draft.

    Attributes:
        template: ``plain``, ``report`` or the name of a Word file.
        content: the bytes of that Word file.
        asks: the fields that stand in it.
        fields: what the envelope and the template say, by English name where there is one.
        annex: a table of all indicators follows the text.
        by_source: the 数据核对表 has a part for each department.
    """

    template: str = PLAIN
    content: bytes = b""
    fonts: Fonts = field(default_factory=choose_fonts)
    fields: Mapping[str, str] = field(default_factory=dict)
    annex: bool = False
    by_source: bool = False
    asks: tuple[str, ...] = ()

    def value(self, name: str, spec: Spec) -> str:
        """Return what is to be printed for a field; empty when nobody said."""
        name = field_name(name)
        given = self.fields.get(name, "") or (str(getattr(spec, name)) if name in SPEC_FIELDS else "")
        if name == "mark" and not given and (issuer := self.value("issuer", spec)):
            return f"{issuer}文件"  # the organ's name with 文件 (GB/T 9704-2012 7.2.4)
        return given


def field_name(name: str) -> str:
    """Return the English name of a field, or the name itself when it is one of the user's own."""
    name = name.strip()
    return _CHINESE.get(name) or _ALIASES.get(name) or name


def label_of(name: str) -> str:
    """Return what a person calls a field."""
    return FIELDS.get(name) or SPEC_FIELDS.get(name) or PARTS.get(name) or name


def missing_fields(spec: Spec, paper: Paper) -> tuple[str, ...]:
    """Return what the paper has a place for and nobody gave, as a person calls it."""
    asked = _REQUIRED if paper.template == REPORT else paper.asks
    return tuple(label_of(name) for name in asked if not paper.value(name, spec))


def read_fields(given: Mapping[str, str], *, template: str) -> dict[str, str]:
    """Return the fields by English name.

    Raises:
        SettingsError: a field that the built-in layouts do not know, or a 份号 that is none.
    """
    fields = {field_name(name): value for name, value in given.items() if value.strip()}
    unknown = [name for name in fields if name not in {*FIELDS, *SPEC_FIELDS}]
    if unknown and template in {PLAIN, REPORT}:
        raise SettingsError(
            f"--field {unknown[0]}: 没有这一项，可用的有：{'、'.join(FIELDS.values())}；"
            "自己的项目要配自己的模板（--template 文件.docx）"
        )
    if "serial" in fields and not _SERIAL.fullmatch(fields["serial"]):
        raise SettingsError(f"--field 份号={fields['serial']}: 份号应为6位数字，如 000001")
    return fields
