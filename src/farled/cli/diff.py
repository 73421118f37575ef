"""`farled diff`: which situations two versions answer differently."""

import click

from farled.cli.shell.commands import Command
from farled.cli.shell.documents import usable_strategy
from farled.cli.shell.options import json_option, lang_option
from farled.cli.shell.output import emit_json
from farled.cli.shell.progress import working
from farled.strategy.differing import diff_strategies
from farled.ui.differing import difference_in_words

__all__ = ["command"]

_STRATEGY = click.Path()


@click.command(
    cls=Command,
    examples="""
      farled diff adopted.yaml draft.yaml --lang sv
      farled diff adopted.yaml draft.yaml --json
    """,
)
@click.argument("old", type=_STRATEGY)
@click.argument("new", type=_STRATEGY)
@lang_option
@json_option
def command(old: str, new: str, *, lang: str, as_json: bool) -> int:
    """Show which situations change, from which channel to which, in words.

    Exit code 0 when the two say the same, 1 when they differ.
    """
    before, _ = usable_strategy(old, lang)
    after, _ = usable_strategy(new, lang)
    with working(f"{old} → {new}"):
        difference = diff_strategies(before, after)
    if as_json:
        emit_json({"difference": difference})
    else:
        for line in difference_in_words(difference, before, after, lang):
            click.echo(line)
    return int(not difference.is_empty)
