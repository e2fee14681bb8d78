"""Lead text for a section that has only sections below it: one sentence, no number, by their headings."""

from draft.document import Section, Spec
from draft.writers.builtin import headings
from draft.writers.builtin.framebook import FrameBook
from draft.writers.builtin.frames import WRAPPED
from draft.writers.builtin.leadin import lists_matters_of, matters_of
from draft.writers.builtin.themes import join_themes


def write_wrapper(spec: Spec, section: Section, book: FrameBook) -> str:
    """Return the words between a heading and the first heading below it, empty where nothing is to be said.

    Nothing is said where the 导语 has just named the same matters, where the headings below are too unlike
    nouns to be named, or too like each other.
    """
    family = headings.family_of(section, spec.genre)
    matters = matters_of(section.sections)
    terms = join_themes(matters)
    alike = len({matter[:2] for matter in matters}) < len(matters)
    if not terms or alike or family == "problem":
        return ""
    if family != "plan" and lists_matters_of(spec, section):
        return ""
    book.open_section()
    words = book.pick(WRAPPED[family], {"terms": terms}, action=False, shift=section.index)
    return words.replace("下一步", "下半年") if "下半年" in section.heading else words
