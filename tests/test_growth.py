"""What a section costs must not depend on how long its document is."""

import asyncio
import time

from draft.document import Completion, Spec, Task
from draft.facts import parse_spec
from draft.pipeline.bench import Bench
from draft.pipeline.options import Options
from draft.pipeline.section import draft_section


class OwnFacts:
    """A writer that says the facts as they are."""

    name = "own facts"

    async def write(self, task: Task) -> Completion:
        return Completion("。".join(fact.text for fact in task.facts) + "。", self.name)


def spec_of(sections: int) -> Spec:
    lines = ["title: XX县2023年工作总结", "sections:"]
    for n in range(sections):
        lines += [f"  - heading: 推进第{n + 1}类项目建设", "    facts:"]
        lines += [f"      - 建成项目{n + 101}个，完成投资{n + 31}.5万元", f"      - 培训业务骨干{n + 212}人"]
    return parse_spec("\n".join(lines).encode(), "facts.yaml")


def seconds_of_ten_sections(spec: Spec) -> float:
    bench = Bench(spec, OwnFacts(), OwnFacts(), Options())
    tasks = [Task(spec, section) for section in spec.sections[:10]]

    async def work() -> bool:
        return all([(await draft_section(task, bench)).verdict.ok for task in tasks])

    begun = time.process_time()
    assert asyncio.run(work())
    return time.process_time() - begun


def test_a_section_of_a_long_document_costs_no_more_than_one_of_a_short_document() -> None:
    short, long = spec_of(10), spec_of(200)
    seconds_of_ten_sections(short)  # patterns are compiled at first use
    once = min(seconds_of_ten_sections(short) for _ in range(3))
    again = min(seconds_of_ten_sections(long) for _ in range(3))
    assert again < 3 * once
