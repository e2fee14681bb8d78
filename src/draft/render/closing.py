"""The sentence that closes an upward paper: 特此报告。 A summary, a plan, a 通报 or a 简报 has none.

Source: practice; a 报告 to a people's congress or a 政协 is put up for deliberation.
"""

from draft.document import Spec
from draft.numbers.patterns import Pattern

_DELIBERATES = Pattern(r"人大|人民代表大会|常委会|政协|政治协商")
_CLOSED = Pattern(r"(?:特此(?:报告|汇报)|以上(?:报告|汇报)[^。\n]{0,12}|请(?:予)?审[议阅])。?\s*$")


def write_closing(spec: Spec, prose: str) -> str:
    """Return the closing sentence, empty where the kind has none, nobody is addressed, or it stands."""
    if not spec.recipient or _CLOSED.search(prose):
        return ""
    if spec.genre.endswith("报告"):
        return "以上报告，请予审议。" if _DELIBERATES.search(spec.recipient) else "特此报告。"
    return "以上汇报，请审阅。" if spec.genre.endswith("汇报") else ""
