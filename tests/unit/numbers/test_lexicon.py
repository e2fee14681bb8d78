"""The lexicon proves itself: every word is silent, and every shelf shows what still counts."""

import pytest

from draft.numbers import find_quantities
from draft.numbers.lexicon import SHELVES, Shelf
from draft.numbers.words import LABELS


def _counted(text: str) -> list[str]:
    return [q.text for q in find_quantities(text) if q.kind != "idiom"]


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_every_word_of_a_shelf_is_silent_in_prose(shelf: Shelf) -> None:
    words = [entry.partition("~")[0] for entry in shelf.words.split()]
    assert [word for word in words if _counted(f"推动{word}，") and word not in _OPEN] == []


# These words end where a unit may begin; they are silent only in front of other words.
_OPEN = frozenset({"高三（", "高二（", "高一（", "初三（", "初二（", "初一（"})


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_every_shelf_shows_a_silent_and_a_counting_sentence(shelf: Shelf) -> None:
    assert _counted(shelf.silent) == []
    assert len(_counted(shelf.counts)) == 1
    assert shelf.source


def test_labels_are_reported_as_idioms() -> None:
    for label in ("三会一课", "两癌", "十四五", "双随机一公开"):
        assert label in LABELS
        assert [(q.text, q.kind) for q in find_quantities(f"落实{label}工作")] in ([(label, "idiom")], [])


@pytest.mark.parametrize(
    "label",
    [
        "“四必查一询问”制度",
        "“三组七专班”机制",
        "两包三单六贯通建设",
        "“九个有没有”",
        "“百日攻坚”行动",
        "一乡一特色",
        "“七步工作法”",
    ],
)
def test_a_label_outside_the_lexicon_is_known_by_its_shape(label: str) -> None:
    assert _counted(f"落实{label}要求。") == []


@pytest.mark.parametrize("prose", ["三所中心两个站", "一年两次", "五元三毛"])
def test_classifiers_keep_a_row_of_counts_from_being_a_label(prose: str) -> None:
    assert _counted(f"共计{prose}。")
