"""Strategy to text: canonical YAML without defaults, which reads back as equal."""

import json
import re
from datetime import date
from decimal import Decimal
from enum import Enum
from io import StringIO
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.representer import RoundTripRepresenter

from farled.strategy.document import Strategy
from farled.strategy.plain import is_list, is_mapping
from farled.strategy.reading.scalars import meaning

__all__ = ["inline", "to_plain", "to_yaml"]

_LINE = 88
"""Width at which long texts fold."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNQUOTED = re.compile(r"[^\W_](?:[\w /+%().-]*[\w/%).])?")
_OLD_FLAGS = {"y", "n", "yes", "no", "on", "off"}
"""Words that YAML 1.1, still in other tools, takes for true or false."""


def to_plain(value: object) -> Any:
    """Write a strategy or a part of it as texts, numbers, lists and mappings.

    What equals the default is left out, but for the policy: there, what is set
    also wins over a base.
    """
    match value:
        case Strategy():
            plain = to_plain(value.model_dump(by_alias=True, exclude_defaults=True))
            policy = to_plain(value.policy.model_dump(exclude_unset=True))
            return {**plain, **({"policy": policy} if policy else {})}
        case BaseModel():
            return to_plain(value.model_dump(by_alias=True, exclude_defaults=True))
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else value
        case _:
            return _plain_parts(value)


def to_yaml(strategy: Strategy) -> str:
    """Write a strategy as YAML that reads back as an equal strategy."""
    writer: Any = YAML()
    writer.Representer = _Representer
    writer.width = _LINE
    writer.indent(mapping=2, sequence=4, offset=2)
    written = StringIO()
    writer.dump(to_plain(strategy), written)
    return written.getvalue()


def inline(value: object, *, as_json: bool = False) -> str:
    """Write plain values on one line, as JSON or as YAML with few quotes.

    >>> inline({"primary": ["web", "no"], "because": "Snabbt: nu"})
    '{primary: [web, "no"], because: "Snabbt: nu"}'
    """
    if is_mapping(value):
        parts = (
            f"{inline(k, as_json=as_json)}: {inline(v, as_json=as_json)}"
            for k, v in value.items()
        )
        return "{" + ", ".join(parts) + "}"
    if is_list(value):
        return "[" + ", ".join(inline(part, as_json=as_json) for part in value) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str) and not as_json and _is_safe(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _plain_parts(value: object) -> Any:
    if is_mapping(value):
        texts = {to_plain(key): to_plain(part) for key, part in value.items()}
        return texts[""] if list(texts) == [""] else texts
    if is_list(value):
        return [to_plain(part) for part in value]
    return value


def _is_safe(text: str) -> bool:
    is_text = text.lower() not in _OLD_FLAGS and isinstance(meaning(text), str)
    return is_text and _UNQUOTED.fullmatch(text) is not None


class _Representer(RoundTripRepresenter):
    """Quotes only what another reader might take for something else."""


def _text(representer: Any, text: str) -> Any:
    if _DAY.fullmatch(text):
        return representer.represent_scalar("tag:yaml.org,2002:timestamp", text)
    taken_otherwise = text.lower() in _OLD_FLAGS or not isinstance(meaning(text), str)
    style = '"' if taken_otherwise else None
    return representer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _figure(representer: Any, figure: Decimal) -> Any:
    return representer.represent_scalar("tag:yaml.org,2002:float", f"{figure:f}")


_representing: Any = _Representer
_representing.add_representer(str, _text)
_representing.add_representer(Decimal, _figure)
