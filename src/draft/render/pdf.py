"""A Word document as PDF, through LibreOffice; the official faces are replaced by free ones that are there.

The .docx keeps the official names: only this conversion maps them, by a private fontconfig file.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from draft.errors import DocumentError
from draft.render.paper import Fonts, choose_fonts

# Official face → free faces that look nearest, best first (coverage measured: docs/decisions/004-docx.md).
SUBSTITUTES: dict[str, tuple[str, ...]] = {
    "方正小标宋简体": ("Noto Serif CJK SC", "FandolSong"),
    "黑体": ("FandolHei", "Noto Sans CJK SC"),
    "楷体": ("FandolKai", "LXGW WenKai"),
    "楷体_GB2312": ("FandolKai", "LXGW WenKai"),
    "仿宋": ("FandolFang R", "FandolFang"),
    "仿宋_GB2312": ("FandolFang R", "FandolFang"),
    "宋体": ("FandolSong", "Noto Serif CJK SC"),
    "Times New Roman": ("Liberation Serif", "TeX Gyre Termes"),
}
_FONT_PLACES = (
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
)
_PATIENCE = 180  # seconds


def find_office() -> str | None:
    """Return the path of LibreOffice, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def render_pdf(docx: bytes, fonts: Fonts | None = None) -> bytes:
    """Return `docx` printed to PDF; the faces of `fonts` are replaced like the official ones of their use.

    Raises:
        DocumentError: LibreOffice is missing or fails; the message says what to do.
    """
    office = find_office()
    if office is None:
        raise DocumentError(
            "导出 PDF 需要 LibreOffice（命令 soffice）；请先安装，或导出 docx 后用 Word、WPS 另存。"
        )
    with tempfile.TemporaryDirectory(prefix="draft-pdf-") as name:
        folder = Path(name)
        (folder / "in.docx").write_bytes(docx)
        (folder / "fonts.conf").write_text(write_font_aliases(folder / "cache", fonts), encoding="utf-8")
        command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            name,
            str(folder / "in.docx"),
        ]
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        try:
            done = subprocess.run(  # noqa: S603  our own arguments
                command, capture_output=True, timeout=_PATIENCE, env=environment, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DocumentError(
                f"LibreOffice 没能完成转换（{type(error).__name__}）；请导出 docx 后另存为 PDF。"
            ) from error
        made = folder / "in.pdf"
        if done.returncode or not made.is_file():
            said = done.stderr.decode(errors="replace").strip()[:200]
            raise DocumentError(f"LibreOffice 转换失败：{said or '没有说明原因'}；请导出 docx 后另存为 PDF。")
        return made.read_bytes()


def write_font_aliases(cache: Path, fonts: Fonts | None = None) -> str:
    """Return a fontconfig file that maps the official faces, and those of `fonts`, to free ones.

    A face that is installed is taken before any of them.
    """
    folders = "".join(f"<dir>{place}</dir>" for place in _FONT_PLACES) + '<dir prefix="xdg">fonts</dir>'
    aliases = "".join(
        f'<alias binding="same"><family>{escape(face)}</family><accept>'
        + "".join(f"<family>{name}</family>" for name in names)
        + "</accept></alias>"
        for face, names in {**_substitutes_by_use(fonts or choose_fonts()), **SUBSTITUTES}.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{folders}<cachedir>{cache}</cachedir>{aliases}</fontconfig>\n"
    )


def _substitutes_by_use(fonts: Fonts) -> dict[str, tuple[str, ...]]:
    official = choose_fonts()
    uses = ("title", "level_1", "level_2", "body", "page_number")
    return {getattr(fonts, use).east_asian: SUBSTITUTES[getattr(official, use).east_asian] for use in uses}
