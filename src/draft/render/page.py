"""The page of a 公文 in an otherwise empty python-docx document: size, margins, grid, footers, defaults.

Source: GB/T 9704-2012 5.2, 7.5; measured values in docs/decisions/004-docx.md.
"""

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from draft.render.faces import Face
from draft.render.wordml import LINE_PITCH, NAMESPACE, write_page_field

if TYPE_CHECKING:
    from docx.document import Document

_FOOTER_DISTANCE = 1417
"""25 mm from the page's edge: 7 mm below the text area."""

_UNUSED = frozenset(
    {"thumbnail", "extended-properties", "stylesWithEffects", "theme", "customXml", "numbering", "fontTable"}
)
"""Parts of the template of python-docx: 450 kB of another program's styles, its picture and its name."""

_SECTION = f"""
<w:sectPr xmlns:w="{NAMESPACE}">
  <w:pgSz w:w="11906" w:h="16838"/>
  <w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"
    w:footer="{_FOOTER_DISTANCE}" w:gutter="0"/>
  <w:pgNumType w:start="1"/>
  <w:docGrid w:type="lines" w:linePitch="{LINE_PITCH}"/>
</w:sectPr>"""

_DEFAULTS = f"""
<w:docDefaults xmlns:w="{NAMESPACE}">
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="%(latin)s" w:eastAsia="%(chinese)s" w:hAnsi="%(latin)s" w:cs="%(latin)s"/>
    <w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""


def open_blank() -> "Document":
    """Return an empty document: python-docx's own without what a 公文 has no use for."""
    import docx  # noqa: PLC0415  python-docx is loaded only for this form

    return docx.Document(io.BytesIO(_blank()))


@cache
def _blank() -> bytes:
    import docx  # noqa: PLC0415  the same

    document = docx.Document()
    for rels in (document.part.rels, document.part.package.rels):
        for name in [name for name, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in _UNUSED]:
            del rels[name]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def set_page(document: "Document", page_number: Face) -> None:
    """Set A4, margins 37/35/28/26 mm, the line grid, and page numbers odd right, even left."""
    section = document.sections[0]
    properties = section._sectPr  # noqa: SLF001  python-docx has no public way to the page grid
    for child in list(properties):
        properties.remove(child)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _fill_footer(footer._element, side, page_number)  # noqa: SLF001  the same
    for element in list(parse_element(_SECTION)):
        properties.append(element)


def set_defaults(document: "Document", body: Face) -> None:
    """Replace the template's defaults and styles: no theme fonts, no space after, Chinese language."""
    styles = document.styles.element
    for name in ("docDefaults", "latentStyles"):
        for element in styles.findall(f"{{{NAMESPACE}}}{name}"):
            styles.remove(element)
    styles.insert(0, parse_element(_DEFAULTS % {"latin": body.latin, "chinese": body.east_asian}))
    for style in styles.findall(f"{{{NAMESPACE}}}style"):
        if style.get(f"{{{NAMESPACE}}}default") != "1":
            styles.remove(style)
        else:
            for properties in style.findall(f"{{{NAMESPACE}}}rPr"):
                style.remove(properties)


def parse_element(xml: str) -> Any:
    """Return the element that `xml` writes, of python-docx's own element classes."""
    from docx.oxml import parse_xml  # noqa: PLC0415  python-docx is loaded only for this form

    return parse_xml(xml)


def _fill_footer(footer: Any, side: str, face: Face) -> None:
    for child in list(footer):
        footer.remove(child)
    footer.append(
        parse_element(
            f'<w:p xmlns:w="{NAMESPACE}"><w:pPr><w:spacing w:before="0" w:after="0"/>'
            f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
            f"{write_page_field(face)}</w:p>"
        )
    )
