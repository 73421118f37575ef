"""What a measure is: unit, direction, columns, settings and its expression."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Callable, Mapping

import ibis.expr.types as ir

from farled.strategy.document import Strategy

__all__ = [
    "Form",
    "Gather",
    "Goodness",
    "Kind",
    "Measure",
    "Parameter",
    "Rule",
    "Setting",
    "Settings",
    "Unit",
]

Setting = str | int | float | Decimal | bool
Settings = Mapping[str, Setting]


class Unit(StrEnum):
    """What a value is counted in; shares are 0..1."""

    SHARE = "share"
    COUNT = "count"
    SECONDS = "seconds"
    MONEY_MINOR = "money-minor"
    SCORE = "score"


class Goodness(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    ZERO = "zero"
    """The nearer to zero the better."""
    NONE = "none"
    """Neither way is better in itself."""


class Kind(StrEnum):
    """How a value follows from what was counted."""

    SHARE = "share"
    MEAN = "mean"
    SUM = "sum"
    DIFFERENCE = "difference"
    PERCENTILE = "percentile"
    OFFER = "offer"


class Gather(StrEnum):
    """What one counted thing is."""

    CONTACTS = "contacts"
    RETURNS = "returns"
    """Contacts, each beside the same party's others about the same matter."""
    ANSWERS = "answers"
    PEOPLE = "people"
    CASES = "cases"
    """Contacts of one case together, where the settings ask for it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A measure as two columns of a table, unknown where a needed value is missing.

    Attributes:
        scope: whether the row belongs to the denominator.
        value: what the row adds: a truth for shares, a number for means and sums.
    """

    scope: ir.BooleanValue
    value: ir.Value


Rule = Callable[[ir.Table, Settings, Strategy | None], Form]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A setting of a measure.

    Attributes:
        policy: field of the strategy's policy that gives the default, if any.
        choices: the only values allowed, or empty for any.
        needs: fact columns that a choice cannot do without.
        without_strategy: the default where there is no strategy.
    """

    name: str
    default: Setting
    policy: str | None = None
    choices: tuple[str, ...] = ()
    needs: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    without_strategy: Setting | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; its words are in `ui/sentences/measures.json`.

    Attributes:
        columns: fact columns without which there is no answer, whatever the settings.
        answers: survey columns without which there is no answer.
        also: fact columns that help but may be missing.
        split: dimensions over which the share is spread: in `by` they share one
            denominator, in `where` they narrow the numerator alone.
        scale: ends that no value, and so no interval, can pass.
        rule: the measure as an expression, where one row suffices to judge.
    """

    id: str
    unit: Unit
    goodness: Goodness
    kind: Kind
    gather: Gather = Gather.CONTACTS
    columns: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    split: tuple[str, ...] = ()
    scale: tuple[float, float] | None = None
    needs_strategy: bool = False
    rule: Rule | None = None

    def needed(self, settings: Settings) -> tuple[str, ...]:
        """Return the fact columns without which these settings have no answer."""
        chosen = (
            column
            for parameter in self.parameters
            for column in parameter.needs.get(str(settings[parameter.name]), ())
        )
        return tuple(dict.fromkeys((*self.columns, *chosen)))

    @property
    def needs_surveys(self) -> bool:
        """Whether the measure is about answers to surveys."""
        return self.gather is Gather.ANSWERS

    @property
    def window(self) -> str | None:
        """Name of the setting that holds the window, if the measure has one."""
        names = [p.name for p in self.parameters if p.name.startswith("window")]
        return names[0] if names else None
