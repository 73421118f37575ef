"""Options that choose among facts: dimensions, values and days."""

from datetime import date, datetime
from typing import Any, Callable, Final, Mapping, TypeVar

import click

__all__ = [
    "as_day",
    "as_pairs",
    "as_words",
    "by_option",
    "from_option",
    "until_option",
    "where_option",
]

F = TypeVar("F", bound=Callable[..., object])
_DAY: Final = click.DateTime(formats=["%Y-%m-%d"])


def as_words(values: tuple[str, ...]) -> tuple[str, ...]:
    """Split `a,b` and repeated options into one tuple.

    >>> as_words(("year,channel", "unit"))
    ('year', 'channel', 'unit')
    """
    return tuple(
        word.strip() for value in values for word in value.split(",") if word.strip()
    )


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


def _option(*names: str, **settings: Any) -> Callable[[F], F]:
    return click.option(*names, **settings)


by_option = _option(
    "--by", multiple=True, metavar="DIM,…", help="Divide by these dimensions."
)
where_option = _option(
    "--where", multiple=True, metavar="DIM=VALUE", help="Keep only these facts."
)
from_option = _option("--from", "since", type=_DAY, help="First local day.")
until_option = _option("--until", type=_DAY, help="Last local day, included.")
