"""The hall of nouns: what a run speaks about. Frozen, no behaviour beyond looking at itself.

A facts file becomes a Spec; a Spec and a Task become a Prompt; a Prompt becomes a Completion;
completions that passed the check become a Draft.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from draft.fidelity import OPENING, FactGroup, Ledger, Metadata, Verdict, Violation, build_ledger

Role = Literal["导语", "工作成效", "存在问题", "下一步打算", "其他"]
Status = Literal["完成", "在办", "拟"]

PLANS = ("计划", "要点", "方案", "打算", "安排")
"""Words of a genre that speaks of the future throughout."""

PLACED = 4
"""The lock level of a fact whose own clause the program placed."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One bullet the user states as true.

    Attributes:
        text: the characters of the file, untouched.
        line: 1-based line in the facts file, 0 when there is no file.
    """

    text: str
    line: int = 0
    id: str | None = None
    source: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Heading and facts, perhaps with sections below.

    Attributes:
        index: 0-based position in reading order over all sections of the document, nested ones included.
        level: 1 for 一、, 2 for （一）, 3 for 1.
        role: declared, or inferred from the heading.
    """

    heading: str
    index: int
    level: int = 1
    role: Role = "工作成效"
    facts: tuple[Fact, ...] = ()
    sections: tuple["Section", ...] = ()
    line: int = 0

    def walk(self) -> Iterator["Section"]:
        """Yield this section and those below it in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def keep(self, wanted: Collection[int]) -> "Section":
        """Return the section, its facts and those below left out where its index is not wanted."""
        below = tuple(section.keep(wanted) for section in self.sections)
        return replace(self, sections=below, facts=self.facts if self.index in wanted else ())


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Spec:
    """A whole facts file, parsed. Absent optional texts are empty strings."""

    title: str
    sections: tuple[Section, ...]
    issuer: str = ""
    recipient: str = ""
    period: str = ""
    date: str = ""
    genre: str = "工作总结"
    opening: tuple[Fact, ...] = ()
    path: str = ""
    _ledger: list[Ledger] = field(default_factory=list, init=False, compare=False, repr=False)

    def walk(self) -> Iterator[Section]:
        """Yield every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    def keep(self, wanted: Collection[int]) -> "Spec":
        """Return the spec with the facts of these sections alone, -1 for the opening; all headings stay."""
        sections = tuple(section.keep(wanted) for section in self.sections)
        return replace(self, sections=sections, opening=self.opening if OPENING in wanted else ())

    def words(self) -> str:
        """Return all the file says, a line for each heading, fact and other text."""
        facts = [fact.text for fact in self.opening]
        facts += [text for s in self.walk() for text in (s.heading, *(fact.text for fact in s.facts))]
        return "\n".join((self.title, self.issuer, self.recipient, self.period, self.date, *facts))

    def mood_of(self, section: Section) -> Role:
        """Return the role whose mood a section is written in: in a plan, whatever is no problem is a plan."""
        return mood_in(self.genre, section.role)

    def ledger(self) -> Ledger:
        """Return the ledger of all facts, the opening's included (section -1); it is read once."""
        if not self._ledger:
            self._ledger.append(self._read())
        return self._ledger[0]

    def _read(self) -> Ledger:
        groups = [_group(s.index, s.heading, s.facts, self.mood_of(s)) for s in self.walk()]
        if self.opening:
            groups.insert(0, _group(OPENING, "", self.opening, "导语"))
        return build_ledger(groups, Metadata(self.title, self.issuer, self.recipient, self.period, self.date))


def mood_in(genre: str, role: Role) -> Role:
    """Return the role whose mood a section of this role is written in; see `Spec.mood_of`."""
    ahead = any(word in genre for word in PLANS) and "总结" not in genre
    return "下一步打算" if ahead and role != "存在问题" else role


def _group(index: int, heading: str, facts: tuple[Fact, ...], role: str) -> FactGroup:
    return FactGroup(index, heading, tuple(f.text for f in facts), tuple(f.status for f in facts), role)


@dataclass(frozen=True, slots=True)
class StyleExample:
    """A facts → prose pair whose manner is imitated, never its facts.

    Attributes:
        name: file name without suffix; ties in ranking are broken by it.
        section_type: T0–T10 as in the taxonomy of the style examples' README.
        density: quantities per 1,000 characters the example shows, as ``low``, ``middle``, ``high``.
    """

    name: str
    heading: str
    facts: tuple[str, ...]
    prose: str
    document: str = "工作总结"
    section_type: str = "T3"
    domain: str = ""
    level: str = ""
    density: str = "middle"
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One chat message."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """Messages and what made them.

    Attributes:
        template: name of the template file.
        digest: sha256 of the template's source, for provenance.
        examples: names of the style examples shown, with the reasons why.
        options: model options from the template's front matter (temperature, max_tokens).
        shown: facts and prose of each example as the model sees them, numbers varied; a number found only
            there is ``example_bleed``.
    """

    messages: tuple[Message, ...]
    template: str
    digest: str
    examples: tuple[tuple[str, str], ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back, accepted as prose.

    Attributes:
        writer: ``builtin``, ``model`` or ``program`` (the fact's own clause).
        model: name the endpoint reported, empty for the embedded writer.
        cached: True when no request was made.
        requests: requests made for it, retries included.
        seconds: wall time.
        usage: token counts as the endpoint reported them, may be empty.
        remarks: Chinese remarks worth showing (thinking cut, parameter dropped …).
        prompt: template and digest that asked for it, empty for the embedded writer.
        shown: texts of the style examples that were shown for it.
    """

    text: str
    writer: str
    model: str = ""
    cached: bool = False
    requests: int = 0
    seconds: float = 0.0
    usage: dict[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    prompt: str = ""
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """What a writer is asked to write.

    Attributes:
        section: None for the 导语.
        attempt: 0 for the first draft, then 1, 2 …; part of the cache key.
        broken: on a repair, the sentences to be rewritten, joined by line ends; else empty.
        violations: on a repair, what is wrong with them.
        owed: on a repair, indices of the facts that the rewritten sentences must carry.
        length: wished characters, 0 for no wish.
        density: wished density ``low``, ``middle``, ``high``, empty for no wish.
        headings: not prose is asked for but these sibling headings in one shape, a line each.
        slots: the facts hold records like 〔S1〕 or 〔Q1〕 that stand for what must not be changed.
    """

    spec: Spec
    section: Section | None
    attempt: int = 0
    broken: str = ""
    violations: tuple[Violation, ...] = ()
    owed: tuple[int, ...] = ()
    length: int = 0
    density: str = ""
    headings: tuple[str, ...] = ()
    slots: bool = False

    @property
    def index(self) -> int:
        """Index of the section as the checker counts; the opening is -1."""
        return self.section.index if self.section else OPENING

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of the section, or of the opening."""
        return self.section.facts if self.section else self.spec.opening

    @property
    def facts_to_carry(self) -> tuple[Fact, ...]:
        """The facts this text must carry: all of them, on a repair only those owed."""
        return tuple(self.facts[i] for i in self.owed) if self.owed else self.facts


@dataclass(frozen=True, slots=True)
class Fate:
    """How one fact got into the text.

    Attributes:
        level: 0 the model saw it whole; 1 its numbers, 2 also qualifier and direction, 3 also the owner stood
            behind slots; 4 its own clause, placed by the program.
        rounds: the rewriting after which it stands as it does, 0 for the first draft.
    """

    level: int = 0
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """The prose of one section, with how it came about.

    Attributes:
        section: None for the 导语.
        text: paragraphs separated by a line end; no heading.
        verdict: of the text as it stands.
        rounds: repair rounds used.
        placed: indices of the facts whose own clause was placed by the program.
        completions: every completion used, first draft first.
        failure: why the endpoint gave nothing and the embedded writer took over, else empty.
        fates: how each fact got in, in their order; empty where nobody kept account.
    """

    section: Section | None
    text: str
    verdict: Verdict
    rounds: int = 0
    placed: tuple[int, ...] = ()
    completions: tuple[Completion, ...] = ()
    failure: str = ""
    fates: tuple[Fate, ...] = ()

    def fate(self, fact: int) -> Fate:
        """Return how a fact got in, by its index."""
        if fact in self.placed:
            return Fate(PLACED, self.rounds)
        return self.fates[fact] if fact < len(self.fates) else Fate(0, self.rounds)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document.

    Attributes:
        sections: in reading order, only those that carry facts or prose.
        verdict: of the rendered whole, read from scratch.
        run_in: headings below the first level stand in the first line of their text.
    """

    spec: Spec
    lead_in: SectionDraft
    sections: tuple[SectionDraft, ...]
    verdict: Verdict
    run_in: bool = False
