"""Values over time, one line each: name, first value, shape, last value."""

from dataclasses import dataclass
from typing import Sequence

from rich.console import Console
from rich.text import Text

from farled.ui.terminal.screen import ANSWER, CONTEXT
from farled.ui.terminal.sheets import aligned
from farled.ui.terminal.spark import sparkline

__all__ = ["Trend", "show_trends"]

_NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Trend:
    """One series, with its ends already written out.

    Attributes:
        name: what is measured.
        values: in order of time; None where nothing is known.
        first: the first value in words.
        last: the last value in words.
        facts: further cells, such as n and interval.
    """

    name: str
    values: Sequence[float | None]
    first: str
    last: str
    facts: tuple[str, ...] = ()
    from_zero: bool = False
    """Whether the shape begins at zero, so that series can be compared."""


def show_trends(
    screen: Console, trends: Sequence[Trend], head: tuple[str, ...]
) -> None:
    """Show series under one another.

    Args:
        screen: where to.
        trends: all with the same number of `facts`.
        head: names of the columns: name, first, shape, last, then the facts.
    """
    texts = [(t.name, t.first, t.last, *t.facts) for t in trends]
    taken = sum(
        max(len(cell) for cell in column) + 2
        for column in zip(*texts, (head[0], head[1], *head[3:]), strict=True)
    )
    longest = max((len(t.values) for t in trends), default=0)
    width = max(_NARROWEST, min(longest, screen.width - taken - 2))
    table = aligned()
    for place, name in enumerate(head):
        table.add_column(
            name,
            justify="left" if place in {0, 2} else "right",
            style=ANSWER if place == 3 else CONTEXT if place == 1 else "",  # noqa: PLR2004 - the last value is the answer
            no_wrap=True,
        )
    for trend in trends:
        low = 0.0 if trend.from_zero else None
        shape = sparkline(trend.values, low=low, width=width)
        table.add_row(
            Text(trend.name),
            Text(trend.first),
            Text(shape),
            Text(trend.last),
            *(Text(fact) for fact in trend.facts),
        )
    screen.print(table)
