"""Options that several commands share, so that they mean the same everywhere."""

import os
from contextvars import ContextVar
from typing import Callable, Final, TypeVar

import click

from farled.terms.languages import INTERFACE_LANGUAGES

__all__ = [
    "facts_argument",
    "json_option",
    "lang_option",
    "language_of_environment",
    "spoken_language",
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


_SPOKEN: Final[ContextVar[str | None]] = ContextVar("spoken", default=None)


def spoken_language() -> str:
    """The language asked for with --lang, else the terminal's; for last words."""
    return _SPOKEN.get() or language_of_environment()


def _speak(_context: click.Context, _parameter: click.Parameter, lang: str) -> str:
    _SPOKEN.set(lang)
    return lang


lang_option = click.option(
    "--lang",
    type=click.Choice(INTERFACE_LANGUAGES),
    default=language_of_environment,
    is_eager=True,
    callback=_speak,
    help="Language of sentences; by default that of the terminal, else English.",
)
json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON document with a format_version.",
)
strategy_argument = click.argument("strategy", type=click.Path())
strategy_option = click.option(
    "--strategy",
    type=click.Path(),
    help="Strategy document to judge by.",
)
facts_argument = click.argument("facts", type=click.Path())
