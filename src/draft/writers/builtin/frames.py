"""Sentence frames by section family: what the writer may add around facts.

A frame says no number, no name, no result. Slots: ``{topic}`` the matter of the heading, ``{aim}`` what it
sets out to do, ``{terms}`` what the facts are about. A frame marked ``>`` wants an action after it, a clause
that opens with a verb; one marked ``<`` wants none. One that ends in ， leads a clause.
"""

from dataclasses import dataclass
from typing import Literal

Family = Literal["work", "party", "problem", "plan"]


_CURT = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """One pattern of added words."""

    text: str
    before: Literal["any", "action", "figure"] = "any"

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots the frame needs, none when it can stand anywhere."""
        return tuple(s for s in ("aim", "topic", "terms") if "{" + s + "}" in self.text)

    @property
    def is_curt(self) -> bool:
        """True for an announcement of a few characters, meant for sections that bear no more."""
        return self.text.endswith("：") and len(self.text) <= _CURT


_BEFORE: dict[str, Literal["any", "action", "figure"]] = {">": "action", "<": "figure"}


def _frames(block: str) -> tuple[Frame, ...]:
    """Return the frames of a block, one per line, each with its marker read."""
    lines = (line.strip() for line in block.strip().splitlines())
    return tuple(Frame(line.lstrip("><"), _BEFORE.get(line[0], "any")) for line in lines)


STATED = _frames("""
    围绕{aim}，重点抓好{terms}等工作。
    以{terms}为重点，{aim}。
    着眼{aim}，统筹推进{terms}等工作。
    从{terms}入手，{aim}。
    {aim}，重在抓好{terms}。
    为{aim}，着力做好{terms}等工作。
    抓住{terms}等环节，{aim}。
    {aim}，主要抓了{terms}等工作。
    把{terms}作为着力点，{aim}。
    在{aim}中，突出{terms}等重点。
    突出{terms}，着力{aim}。
    坚持从{terms}等方面发力，{aim}。
""")
"""A sentence that opens a section of work: what it sets out to do and what its facts are about."""

LED = _frames("""
    >围绕{aim}，
    >着眼{aim}，
    >为{aim}，
    >着力{aim}，
""")
"""Words that lead from the heading straight into the first action."""

PARTY_LED = _frames("""
    >按照党建工作要求，
    >在加强自身建设方面，
    >按照党建工作安排，
    >着眼党组织建设，
    >立足机关党建实际，
    >按照从严治党要求，
    >加强机关党的建设，
    >立足党建责任，
""")

OPENINGS: dict[Family, tuple[Frame, ...]] = {
    "work": (*STATED, *LED),
    "party": (*STATED, *LED, *PARTY_LED),
    "problem": _frames("""
        对照工作要求，还存在一些不足：
        从工作实际看，还有一些问题需要正视：
        工作中还存在一些薄弱环节，主要是：
        梳理有关情况，主要有以下问题：
        与工作目标相比，仍有差距，主要表现在：
        需要看到，工作中还有不少困难和不足：
        目前的问题主要集中在以下方面：
        存在的问题主要有：
        对照目标任务查找，主要有以下差距：
        总结工作的过程中，也发现一些问题：
        从掌握的情况看，主要困难和问题是：
        客观分析，工作中的短板主要有：
        影响工作推进的问题主要有：
        不足之处主要有：
        一些问题仍未得到很好解决，主要是：
        分析工作现状，主要存在以下不足：
        主要问题是：
        问题是：
        问题有：
        不足有：
        不足之处在于：
    """),
    "plan": _frames("""
        下一步，将重点抓好以下工作：
        下一步，拟从以下方面推进工作：
        今后工作中，将着重做好以下工作：
        围绕存在的短板弱项，下一步将抓好以下工作：
        下一阶段，将围绕以下方面开展工作：
        下一步工作中，将着力推进以下事项：
        按照工作安排，下一步将做好以下工作：
        结合工作实际，下一步拟开展以下工作：
        下一步的主要打算是：
        下一步，将在以下方面继续用力：
        下一阶段的工作重点是：
        围绕目标任务，下一步将重点推进：
        后续工作中，将主要推进：
        为推进有关工作，下一步拟采取以下措施：
        下一步工作初步考虑如下：
        着眼下一阶段任务，将做好以下工作：
        下一步拟重点推进：
        下一步的重点是：
        下一步主要工作是：
        下一步将着重做好：
        下一步主要抓好：
        下一步将抓好：
        下一步将推进：
        下一步：
    """),
}
"""Open a section; those of problems and plans announce items told one by one."""

_WRAPPED_WORK = _frames("""
    主要在{terms}等方面开展工作。
    重点推进了{terms}等工作。
    工作主要围绕{terms}等方面展开。
    着重抓了以下工作，涉及{terms}等方面。
    各项工作主要集中在{terms}等方面。
""")
_WRAPPED_PLAN = _frames("""
    下一步，将重点抓好{terms}等工作。
    下一步工作中，将统筹推进{terms}等工作。
    下一步将围绕{terms}等任务，做好以下工作。
    下一步，将着力做好{terms}等工作。
""")
WRAPPED: dict[Family, tuple[Frame, ...]] = {
    "work": _WRAPPED_WORK,
    "party": _WRAPPED_WORK,
    "plan": _WRAPPED_PLAN,
    "problem": (),
}
"""Lead text of a section that has only sections below it."""

OPENINGS_OF_FIGURES = _frames("""
    从主要指标看，
    主要指标方面，
""")
"""Open a section of work that begins with rates and values rather than actions."""

CONTINUATIONS = _frames("""
    同时，
    与此同时，
    此外，
""")
"""Go on within a section without saying that one thing follows from another."""

OPENINGS_TOLD: dict[Family, tuple[Frame, ...]] = {
    "problem": _frames("""
        工作中还存在一些不足。
        对照工作要求，还有差距。
        一些困难和问题需要正视。
        从实际情况看，困难仍然存在。
        工作推进中还有一些薄弱环节。
        有些问题还没有得到解决。
        与工作目标相比，仍有不足。
        从工作实际看，
        目前，
        从掌握的情况看，
        客观分析，
        从工作推进情况看，
    """),
    "plan": _frames("""
        下一步，
        下一阶段，
        今后工作中，
        后续工作中，
        在下一步工作中，
        >围绕{topic}，下一步
        下一步工作中，
        >按照工作安排，下一步
        >结合工作实际，下一阶段
        >就{topic}，下一步
        >着眼{topic}，下一阶段
        >根据工作需要，下一步
        >在{topic}方面，下一步
        >针对{topic}，后续
    """),
}
"""The same for running prose. Those of plans set the mood by themselves: a 将 or 拟 put before a fact's own
verb would turn what the office reports into what it promises."""

PLAN_OPENINGS = _frames("""
    将重点抓好以下工作：
    主要任务是：
    将着力推进以下事项：
    工作安排如下：
    将从以下方面推进：
    具体任务是：
    将主要推进：
    围绕{topic}，将抓好以下工作：
    重点安排以下工作：
    拟开展以下工作：
    将分项推进以下任务：
    就{topic}，作如下安排：
    将统筹安排以下工作：
    主要安排是：
    着眼{topic}，拟推进以下事项：
    重点任务是：
    任务安排是：
    拟重点推进：
    任务主要有：
    就此安排如下：
    在{topic}方面，安排如下：
    围绕{topic}，主要安排是：
    计划开展的工作有：
    按照工作部署，安排如下：
    任务是：
    拟推进：
    任务有：
""")
"""Open the sections of a document that is a plan as a whole."""

FOUND_TROUBLES = _frames("""
    存在的问题主要有：
    主要问题是：
    问题主要集中在以下方面：
    问题主要表现在：
    发现的问题主要有：
    从检查情况看，主要问题是：
    问题有：
    问题是：
""")
"""Open the troubles that were found with others."""

DEMANDS = _frames("""
    就下一步工作提出以下要求：
    下一步，要抓好以下工作：
    对下一步工作要求如下：
    下一步，需做好以下工作：
    有关要求如下：
""")
"""Open a section in which others are told what to do."""

CLOSINGS: dict[Family, tuple[Frame, ...]] = {
    "work": (),
    "party": (),
    "problem": _frames("""
        对以上问题，将认真研究，逐步加以解决。
        上述问题，需在今后工作中着力解决。
        这些问题有待在下一步工作中逐项改进。
        对这些不足，将深入分析原因，采取措施加以改进。
        以上问题需要引起重视，并在工作中抓紧解决。
        针对上述问题，还需进一步理清思路、补齐短板。
        解决这些问题，还需持续用力。
        上述困难和不足，有待进一步研究解决。
        对存在的问题，将列入下一步工作逐项研究。
        以上不足，将在今后工作中努力改进。
        这些方面都需要进一步改进。
        对上述薄弱环节，后续将有针对性地加以改进。
        上述差距，需要在今后工作中逐步缩小。
        以上问题，需会同有关方面共同研究解决。
    """),
    "plan": _frames("""
        以上工作，将明确分工，抓好落实。
        对上述工作，将细化措施，逐项推进。
        上述事项，将按计划组织实施。
        以上安排，将结合实际抓好落实。
        对以上任务，将逐项明确责任，认真推进。
        上述工作，将分步组织实施。
        以上事项将结合工作进展统筹推进。
        对以上安排，将加强调度，跟进落实。
        上述措施，将在工作中不断细化完善。
        以上打算，将在工作中结合实际加以完善。
        对上述任务，将分解到岗、责任到人。
        以上各项，将列入工作计划统筹推进。
        上述打算，将逐项细化，抓好推进。
        对以上各项工作，将及时跟进，逐项落实。
    """),
}

PROBLEM_NEEDS = ("有待提升", "还需提高", "需要着力改进", "仍需加强")
"""Said of a bare rate among problems, so that it is told as one."""

LIMIT_PER_DOCUMENT = 3
"""A frame met a fourth time in one document reads as a form letter."""
