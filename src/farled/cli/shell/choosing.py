"""Options that choose among facts: dimensions, values and days."""

from datetime import date, datetime
from typing import Any, Callable, Final, Mapping, TypeVar

import click

from farled.terms.period import Period

__all__ = [
    "DAY",
    "as_day",
    "as_pairs",
    "as_period",
    "as_words",
    "by_option",
    "from_option",
    "until_option",
    "where_option",
]

F = TypeVar("F", bound=Callable[..., object])


class _Day(click.DateTime):
    """A day of the calendar, refused in words that say what a day looks like."""

    name = "day"

    def __init__(self) -> None:
        super().__init__(formats=["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        return "DAY"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(
                f"«{value}» is not a day of the calendar; write year-month-day, such "
                "as 2026-01-31.",
                param,
                ctx,
            )


DAY: Final = _Day()


def as_words(values: tuple[str, ...]) -> tuple[str, ...]:
    """Split `a,b` and repeated options into one tuple, each word once.

    >>> as_words(("year,channel", "unit", "year"))
    ('year', 'channel', 'unit')
    """
    words = (word.strip() for value in values for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def as_pairs(values: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Gather `dim=value` into values by dimension; one dimension may come often.

    >>> as_pairs(("channel=phone", "channel=web", "year=2025"))
    {'channel': ('phone', 'web'), 'year': ('2025',)}

    Raises:
        click.UsageError: an entry without `=`.
    """
    gathered: dict[str, tuple[str, ...]] = {}
    for entry in values:
        name, sign, value = entry.partition("=")
        if not sign or not name or not value:
            raise click.UsageError(
                f"«{entry}» is not DIM=VALUE, for example direction=inbound."
            )
        words = tuple(word.strip() for word in value.split(","))
        gathered[name.strip()] = (*gathered.get(name.strip(), ()), *words)
    return gathered


def as_day(value: datetime | None) -> date | None:
    """Take the day of a click date."""
    return value.date() if value else None


def as_period(since: datetime | None, until: datetime | None) -> Period:
    """Make a period of the first and last day asked for.

    Raises:
        FarledError: `period-ends-before-start`.
    """
    return Period(as_day(since), as_day(until))


def _option(*names: str, **settings: Any) -> Callable[[F], F]:
    return click.option(*names, **settings)


by_option = _option(
    "--by", multiple=True, metavar="DIM,…", help="Divide by these dimensions."
)
where_option = _option(
    "--where", multiple=True, metavar="DIM=VALUE", help="Keep only these facts."
)
from_option = _option("--from", "since", type=DAY, help="First local day.")
until_option = _option("--until", type=DAY, help="Last local day, included.")
