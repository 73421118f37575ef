"""Goals on a terminal: where each stands, where it is heading, and how surely."""

from dataclasses import dataclass
from typing import Final, Sequence

from rich.console import Console
from rich.text import Text

from farled.ui.terminal.screen import ANSWER, CONTEXT, GRAVE, MARKED
from farled.ui.terminal.sheets import aligned

__all__ = ["Progress", "show_progress"]

_SCALE: Final = 30


@dataclass(frozen=True, slots=True)
class Progress:
    """One goal, its values on a common scale 0..1 for drawing and in words for reading.

    Attributes:
        name: the goal.
        state: what is so, in a word.
        good: True met or on the way, False missed or off track, None not judged.
        now: value today on the scale.
        target: target on the scale.
        band: forecast from low to high on the scale.
        cells: the values in words, as many as the head asks for.
    """

    name: str
    state: str
    good: bool | None
    cells: tuple[str, ...]
    now: float | None = None
    target: float | None = None
    band: tuple[float, float] | None = None


def show_progress(
    screen: Console, goals: Sequence[Progress], head: tuple[str, ...]
) -> None:
    """Show goals; on the scale ● is now, | the target, ░ the forecast's band.

    Args:
        screen: where to.
        goals: all with the same number of `cells`.
        head: names of the columns: goal, state, the cells, then the scale.
    """
    table = aligned()
    for place, name in enumerate(head):
        words = place < 2 or place == len(head) - 1  # noqa: PLR2004 - name and state
        table.add_column(name, justify="left" if words else "right", overflow="fold")
    for goal in goals:
        table.add_row(
            Text(goal.name),
            _state(goal),
            *(Text(cell) for cell in goal.cells),
            Text(scale(goal), style=CONTEXT if goal.good is None else ""),
        )
    screen.print(table)


def _state(goal: Progress) -> Text:
    styles = {True: f"{ANSWER} {MARKED}", False: f"{ANSWER} {GRAVE}", None: CONTEXT}
    marks = {True: "✓", False: "!", None: "?"}
    return Text(f"{marks[goal.good]} {goal.state}", style=styles[goal.good])


def scale(goal: Progress, width: int = _SCALE) -> str:
    """Draw a goal on a scale from nought to one.

    >>> scale(Progress("", "", None, (), now=0.25, target=1, band=(0.5, 0.75)), 9)
    '··●·░░░·|'
    """
    cells = ["·"] * width

    def at(value: float) -> int:
        return round(max(0.0, min(value, 1.0)) * (width - 1))

    if goal.band:
        low, high = at(goal.band[0]), at(goal.band[1])
        cells[low : high + 1] = "░" * (high - low + 1)
    if goal.target is not None:
        cells[at(goal.target)] = "|"
    if goal.now is not None:
        cells[at(goal.now)] = "●"
    return "".join(cells)
