"""What every part of a strategy document shares: strictness and common field types."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Mapping

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function

from farled.strategy.document.docstrings import attribute_docstrings
from farled.terms.errors import FarledError
from farled.terms.languages import parse_language

__all__ = [
    "Day",
    "Evidence",
    "Flag",
    "Id",
    "LanguageTag",
    "NotProvided",
    "Number",
    "OneOrMany",
    "Part",
    "Text",
    "as_tuple",
]


class Part(BaseModel):
    """A part of the document: unknown keys are errors, values never change."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # one build of the whole, not one for each part
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Describe each key by the text below its attribute."""
        written = handler(core_schema)
        keys = handler.resolve_ref_schema(written).get("properties", {})
        for name, text in attribute_docstrings(cls).items():
            key = cls.model_fields[name].alias or name
            keys[key].setdefault("description", text)
        return written


Id = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-./][a-z0-9]+)*$", max_length=80)
]
"""Lower-case kebab identifier, unique among its kind in one document."""


def _spread_text(value: object) -> object:
    if isinstance(value, str):
        return {"": value}
    if not isinstance(value, Mapping):
        raise PydanticCustomError("not_a_text", "not a text, nor texts by language")
    texts: dict[object, object] = dict(value)  # pyright: ignore[reportUnknownArgumentType] - checked next
    return {_check_language(tag) if tag else tag: texts[tag] for tag in texts}


Text = Annotated[
    Mapping[str, str],
    BeforeValidator(_spread_text, json_schema_input_type=str | Mapping[str, str]),
]
"""A text, or texts by language tag; a bare text is in the document's first language."""


def _check_language(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_language(value)
    except FarledError as error:
        raise PydanticCustomError(
            "not_a_language", "not a BCP 47 language tag", {"tag": value}
        ) from error


LanguageTag = Annotated[str, BeforeValidator(_check_language)]

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _check_day(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("not_a_day", "not a day such as 2026-01-31")


Day = Annotated[date, BeforeValidator(_check_day)]
"""A day as 2026-01-31; a bare number is not a day, though a clock could count it."""

Flag = Annotated[bool, Strict()]
"""true or false, and no other word or number."""

Number = Annotated[Decimal, Field(ge=-(10**15), le=10**15)]
"""A figure that exact decimal arithmetic holds with room to spare."""

NotProvided = Literal["not-provided"]
"""The source names the figure but gives no value; nothing is invented."""


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """Marks a list that one bare value may stand for, for reader and schema alike."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return no_info_before_validator_function(as_tuple, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


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
    assessed_on: Day | None = None
    """When it was judged."""
