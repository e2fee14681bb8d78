"""A row of the cache → an answer, believed only if it has our shape; pydantic comes with the first row."""

from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError


class Answer(BaseModel):
    """The shape of a remembered answer; whatever else a row holds is not believed.

    Attributes:
        thinking: characters of thinking that were cut.
        created: seconds since 1970.
        tool: version of the program that wrote it.
    """

    model_config = ConfigDict(strict=True, frozen=True)

    text: str
    thinking: int
    finish_reason: str
    usage: dict[str, Any]
    model: str
    created: float
    tool: str


def parse_answer(text: object) -> dict[str, Any]:
    """Return the answer that a row of the cache holds; anybody's program may have written the row.

    Raises:
        ValueError: it is not one of ours.
    """
    if not isinstance(text, str):
        raise ValueError("里面有一条不是本程序写的记录")  # noqa: TRY004  one kind of error for a bad row
    try:
        return Answer.model_validate_json(text).model_dump()
    except ValidationError:
        raise ValueError("里面有一条不是本程序写的记录") from None
