"""Options that several commands share, so that they mean the same everywhere."""

import os
from typing import Callable, Final, TypeVar

import click

from farled.terms.languages import INTERFACE_LANGUAGES

__all__ = [
    "facts_argument",
    "json_option",
    "lang_option",
    "language_of_environment",
    "strategy_argument",
    "strategy_option",
]

F = TypeVar("F", bound=Callable[..., object])
_FALLBACK: Final = "en"


def language_of_environment() -> str:
    """The terminal's language when Farled speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        tag = os.environ.get(name, "")[:2].lower()
        if tag in INTERFACE_LANGUAGES:
            return tag
    return _FALLBACK


lang_option = click.option(
    "--lang",
    type=click.Choice(INTERFACE_LANGUAGES),
    default=language_of_environment,
    help="Language of sentences; by default that of the terminal, else English.",
)
json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON document with a format_version.",
)
strategy_argument = click.argument(
    "strategy", type=click.Path(exists=True, dir_okay=False)
)
strategy_option = click.option(
    "--strategy",
    type=click.Path(exists=True, dir_okay=False),
    help="Strategy document to judge by.",
)
facts_argument = click.argument("facts", type=click.Path(exists=True, file_okay=False))
