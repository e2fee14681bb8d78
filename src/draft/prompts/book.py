"""Which template for which task, and what it is given. No model is asked here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from draft.document import Fact, Message, Prompt, Section, Spec, StyleExample, Task
from draft.errors import TemplateError
from draft.fidelity.ledger import read_quantities
from draft.numbers import Quantity, find_quantities, write_value
from draft.once import once_per_spec
from draft.prompts.neutral import neutralise
from draft.prompts.options import read_options
from draft.prompts.templates import Shelf
from draft.selection import (
    EXPANSION,
    Choice,
    Ranked,
    Selector,
    Variations,
    Wanted,
    estimate_tokens,
    measure_density,
    pick_variation,
)

Variant = Literal["full", "short"]
VARIANTS: tuple[str, ...] = get_args(Variant)
BUDGET = 2400
"""Estimated tokens that style examples may take: with rules, facts and answer it fits a window of 8,192."""

_JOBS: Mapping[str, str] = {"存在问题": "problems.md", "下一步打算": "plan.md"}
_WRAPPERS = 2  # so few first-level parts are wrappers such as 主要工作
_EXPANSION = 1.8  # characters of prose per character of fact beyond which prose is padding
_FRAME = 60  # characters that an opening and a closing clause may add
_ANSWER_TOKENS = 3  # tokens of answer to be allowed per estimated token of fact
_AROUND_EXAMPLES = 160  # tokens of the words around the examples
_NO_EXAMPLES = Choice((), ())


@dataclass(frozen=True, slots=True)
class _Line:
    """A fact as a template sees it."""

    number: int
    text: str
    status: str
    source: str


class PromptBook:
    """Templates and style examples of a run; composes one prompt per task."""

    def __init__(
        self,
        directories: Sequence[Path],
        examples: Sequence[StyleExample],
        *,
        variant: str = "full",
        budget: int = BUDGET,
        window: int | None = None,
    ) -> None:
        """Remember where templates lie: the user's directories first, the shipped one last.

        Args:
            variant: ``full`` or ``short``; empty means full.
            budget: estimated tokens that style examples may take at most.
            window: tokens the endpoint takes, question and answer together; examples give way to it.

        Raises:
            TemplateError: a directory that is none, or an unknown variant.
        """
        variant = variant or "full"
        if variant not in VARIANTS:
            raise TemplateError(f"没有“{variant}”这种提示，可用的有：{'、'.join(VARIANTS)}")
        for directory in directories:
            if not directory.is_dir():
                raise TemplateError(f"{directory}: 没有这个模板文件夹，请检查路径")
        self._shelf = Shelf(directories, variant)
        self._examples = tuple(examples)
        self._variant = variant
        self._budget = budget
        self._window = window
        self._variations: dict[str, Variations] = {}
        self._options: dict[str, dict[str, Any]] = {}

    def compose(self, task: Task) -> Prompt:
        """Return the messages for `task`: mend when it brings violations, else by what it asks for.

        Raises:
            TemplateError: naming file and line of the template.
        """
        if task.headings:
            return self.compose_headings(task.spec, task.headings)
        shown = self._show(task, self._take(task))
        return self._compose(task, [(ranked, example) for ranked, example in shown if example])

    def _compose(self, task: Task, examples: Sequence[tuple[Ranked, StyleExample]]) -> Prompt:
        shown = tuple(example for _, example in examples)
        values = {
            **_describe_spec(task.spec),
            "heading": neutralise(task.section.heading) if task.section else "",
            "role": _role_of(task),
            "facts": [_line(number, fact) for number, fact in _facts_of(task)],
            "examples": shown,
            "length": task.length,
            "limit": _limit(task),
            "density": task.density,
            "slots": task.slots,
            "attempt": task.attempt,
            "broken": [neutralise(line) for line in task.broken.splitlines() if line.strip()],
            "violations": [
                neutralise(message) for message in dict.fromkeys(v.message for v in task.violations)
            ],
        }
        return self._render(
            _choose_job(task),
            values,
            answer="".join(fact.text for fact in task.facts_to_carry),
            examples=tuple((ranked.example.name, ranked.explain()) for ranked, _ in examples),
            shown=tuple("\n".join((*example.facts, example.prose)) for example in shown),
        )

    def compose_headings(self, spec: Spec, headings: Sequence[str]) -> Prompt:
        """Return the messages that ask for `headings`, all of one level, in one shape."""
        outline = [neutralise(heading) for heading in headings]
        return self._render(
            "headings.md",
            {**_describe_spec(spec), "outline": outline, "slots": False},
            answer="".join(outline),
        )

    def choose(self, task: Task) -> tuple[Choice, tuple[StyleExample, ...]]:
        """Return the examples ranked for `task`, and those shown, their numbers varied."""
        count = self._count_examples(task)
        if not count:
            return _NO_EXAMPLES, ()
        choice = self._selector.choose(_wanted(task), count=count, budget=self._room(task))
        shown = self._show(task, choice.taken)
        usable = Choice(
            tuple(ranked for ranked, example in shown if example),
            (*choice.passed, *((ranked, "数字与本次事实相同，又无法改换") for ranked, e in shown if not e)),
        )
        return usable, tuple(example for _, example in shown if example)

    def _take(self, task: Task) -> tuple[Ranked, ...]:
        """Return the examples that `choose` ranks as taken, without asking why others are not."""
        count = self._count_examples(task)
        return self._selector.take(_wanted(task), count=count, budget=self._room(task)) if count else ()

    def _count_examples(self, task: Task) -> int:
        return int(self._read_options(_choose_job(task)).get("examples", 0))

    def _show(self, task: Task, taken: Sequence[Ranked]) -> list[tuple[Ranked, StyleExample | None]]:
        """Return the examples taken, each as `task` may see it; None where no numbers will do."""
        avoid = _values_of(task.spec)
        return [(ranked, self._vary(ranked.example, avoid)) for ranked in taken]

    def _room(self, task: Task) -> int:
        """Return the tokens left for examples beside rules, facts and answer."""
        if self._window is None:
            return self._budget
        bare = self._compose(task, ())
        needed = estimate_tokens("".join(message.content for message in bare.messages))
        needed += int(bare.options.get("max_tokens", 0)) + _AROUND_EXAMPLES
        return max(0, min(self._budget, self._window - needed))

    def _vary(self, example: StyleExample, avoid: frozenset[str]) -> StyleExample | None:
        """Return the example with numbers varied; all variations of an example are found once."""
        if example.name not in self._variations:
            self._variations[example.name] = Variations(example)
        picked = pick_variation(self._variations[example.name], avoid)
        return _neutralise_example(picked) if picked else None

    @cached_property
    def _selector(self) -> Selector:
        return Selector(self._examples)

    def _read_options(self, job: str) -> dict[str, Any]:
        if job not in self._options:
            self._options[job] = read_options(self._shelf.find(job))
        return self._options[job]

    def _render(
        self,
        job: str,
        values: Mapping[str, Any],
        *,
        answer: str,
        examples: tuple[tuple[str, str], ...] = (),
        shown: tuple[str, ...] = (),
    ) -> Prompt:
        options = {name: value for name, value in self._read_options(job).items() if name != "examples"}
        if "max_tokens" in options:
            options["max_tokens"] = max(options["max_tokens"], _ANSWER_TOKENS * estimate_tokens(answer))
        return Prompt(
            messages=(
                Message("system", self._shelf.render(job, "system", values)),
                Message("user", self._shelf.render(job, "user", values)),
            ),
            template=f"{self._variant}/{job}",
            digest=self._shelf.digest(job),
            examples=examples,
            options=options,
            shown=shown,
        )


@lru_cache(maxsize=512)
def _neutralise_example(example: StyleExample) -> StyleExample:
    """Return the example without control marks; an old document of somebody else's may hold some."""
    return replace(
        example,
        heading=neutralise(example.heading),
        facts=tuple(neutralise(fact) for fact in example.facts),
        prose="\n".join(neutralise(paragraph) for paragraph in example.prose.split("\n")),
    )


def _choose_job(task: Task) -> str:
    if task.violations:
        return "mend.md"
    if task.section is None:
        return "lead-in.md"
    return _JOBS.get(_role_of(task), "section.md")


def _role_of(task: Task) -> str:
    """Return the role that decides mood and examples."""
    return task.spec.mood_of(task.section) if task.section else "导语"


@once_per_spec
def _describe_spec(spec: Spec) -> Mapping[str, Any]:
    return {
        "title": neutralise(spec.title),
        "issuer": neutralise(spec.issuer),
        "recipient": neutralise(spec.recipient),
        "period": neutralise(spec.period),
        "genre": neutralise(spec.genre),
        "outline": [neutralise(section.heading) for section in _list_main_work(spec)],
    }


def _list_main_work(spec: Spec) -> list[Section]:
    """Return what a 导语 may sum up: neither problems nor plans; the parts of a wrapper instead of itself."""
    main = [section for section in spec.sections if section.role not in _JOBS]
    if len(main) > _WRAPPERS:
        return main
    return [part for section in main for part in (section.sections or (section,))]


def _facts_of(task: Task) -> list[tuple[int, Fact]]:
    """Return the facts to carry with their numbers in the section, from 1."""
    owed = task.owed or range(len(task.facts))
    return [(index + 1, task.facts[index]) for index in owed]


def _line(number: int, fact: Fact) -> _Line:
    return _Line(number, neutralise(fact.text), fact.status or "", neutralise(fact.source or ""))


def _limit(task: Task) -> int:
    """Return how many characters are enough, rounded up to fifty."""
    length = sum(len(fact.text) for fact in task.facts)
    return -(-int(length * _EXPANSION + _FRAME) // 50) * 50


def _wanted(task: Task) -> Wanted:
    facts = tuple(fact.text for fact in task.facts)
    read = _read_facts(task.spec)
    return Wanted(
        role=_role_of(task),
        heading=task.section.heading if task.section else task.spec.title,
        facts=facts,
        document=task.spec.genre,
        density=task.density or measure_density(facts, expansion=EXPANSION, read=read.__getitem__),
        office=task.spec.title + task.spec.issuer,
    )


@once_per_spec
def _values_of(spec: Spec) -> frozenset[str]:
    """Return the values of all quantities of the whole facts file, as examples must not take them."""
    found = [*_read_facts(spec).values(), find_quantities(spec.title), find_quantities(spec.period)]
    return frozenset(write_value(q.value) or "" for quantities in found for q in quantities) - {""}


@once_per_spec
def _read_facts(spec: Spec) -> Mapping[str, Sequence[Quantity]]:
    """Return the quantities of every fact by its text."""
    facts = [*spec.opening, *(fact for section in spec.walk() for fact in section.facts)]
    return {fact.text: read_quantities(fact.text) for fact in facts}
