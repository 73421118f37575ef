"""What every part of a strategy document shares: strictness and common field types."""

from datetime import date
from typing import Annotated, Literal, Mapping

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from farled.terms.errors import FarledError
from farled.terms.languages import parse_language

__all__ = ["Evidence", "Id", "LanguageTag", "NotProvided", "Part", "Text", "as_tuple"]


class Part(BaseModel):
    """A part of the document: unknown keys are errors, values never change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True
    )


Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-./][a-z0-9]+)*$", max_length=80)
]
"""Lower-case kebab identifier, unique among its kind in one document."""


def _spread_text(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


Text = Annotated[Mapping[str, str], BeforeValidator(_spread_text)]
"""A text, or texts by language tag; a bare text is in the document's first language."""


def _check_language(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_language(value)
    except FarledError as error:
        message = f"{value!r} is not a BCP 47 language tag such as sv, da-DK or se"
        raise ValueError(message) from error


LanguageTag = Annotated[str, BeforeValidator(_check_language)]

NotProvided = Literal["not-provided"]
"""The source names the figure but gives no value; nothing is invented."""


def as_tuple(value: object) -> object:
    """Let one value stand for a list of one."""
    return (value,) if isinstance(value, str) else value


class Evidence(Part):
    """What a statement about people rests on."""

    text: Text
    """What was found."""
    source: str | None = None
    """Where it was found."""
    assessor: str | None = None
    """Who judged it."""
    assessed_on: date | None = None
    """When it was judged."""
