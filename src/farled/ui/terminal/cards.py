"""One decision on a terminal: the question dim, the answer bold, the reasons below."""

from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from rich.console import Console
from rich.text import Text

from farled.ui.terminal.screen import ANSWER, CONTEXT

__all__ = ["Card", "show_card"]

_INDENT: Final = "    "
_WIDEST: Final = 92
"""Sentences are kept to a length that the eye can follow."""


@dataclass(frozen=True, slots=True)
class Card:
    """A decision in words.

    Attributes:
        question: what was known.
        answer: the channel, with what goes with it.
        sentences: why, and what else there is.
    """

    question: str
    answer: str
    sentences: tuple[str, ...]


def show_card(screen: Console, card: Card) -> None:
    """Show a decision."""
    screen.print()
    width = min(screen.width, _WIDEST) - len(_INDENT)
    for line in wrap(card.question, width):
        screen.print(Text(line, style=CONTEXT))
    screen.print(Text(f"  → {card.answer}", style=ANSWER))
    for sentence in card.sentences:
        for line in wrap(sentence, width):
            screen.print(Text(_INDENT + line))
