"""What must hold for any text: spans, order, coverage of digits, masks without value, linear time."""

import re

from hypothesis import strategies as st

CHARACTERS = (
    "全县完成人次元万亿百千十一二三四五零〇两半几多余近约超上下增长降低至到第前年月日时分之比成倍个名家"
    "%‰．.,，。；、：:—-～~/（）“”《》〔〕号xX×*＊ 0123456789１２３ABGH"
)
PROSE = st.text(alphabet=CHARACTERS, max_size=60)
DIGITS = re.compile("[0-9０-９]+")
ATTACKS = [
    *[
        "一",
        "1",
        "万",
        "（",
        "〔",
        "〔2021〕",
        "9万",
        "x",
        "X人",
        "1、",
        "一二",
        "第一",
        "百分之",
        "12:30",
        "2023年",
        "3—",
        "零",
        "半",
        "“一",
        "“三会",
        "1.",
        "1,000",
        "1/",
        "三至",
        "一点",
        "A1",
        "1-",
        "*",
        "千万",
        "十万",
        "一月",
        "三分之",
        "1比",
        "几",
        "《一",
        "1×",
        "http://1",
        "一一二",
        "翻一",
        "1人、",
        "上半年",
        "xx年",
    ],
    "1 ",
    " ",
    "1，",
]
