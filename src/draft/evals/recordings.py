"""Recorded completions and today's prompts: how many still answer exactly what would be asked now."""

from draft.document import Spec, Task
from draft.prompts import digest_messages
from draft.writers.recorded import RecordedWriter


def count_current(writer: RecordedWriter, spec: Spec) -> int:
    """Return how many of the recorded first drafts answer the very messages of today."""
    sections = {section.index: section for section in spec.walk()}
    tasks = {index: Task(spec, sections.get(index)) for index in writer.digests}
    return sum(digest_messages(writer.compose(tasks[n])) == digest for n, digest in writer.digests.items())
