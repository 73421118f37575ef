"""`farled explain`: a decision in sentences, or a code in words."""

from difflib import get_close_matches
from pathlib import Path

import click

from farled.cli.shell.commands import Command
from farled.cli.shell.options import json_option, lang_option
from farled.cli.shell.output import emit_json
from farled.terms.languages import INTERFACE_LANGUAGES
from farled.ui.catalogue import codes, entry

__all__ = ["command"]


@click.command(
    cls=Command,
    examples="""
      farled explain strategy.yaml --situation situation.json --lang sv
      farled explain F401
      farled explain not-reachable --lang fi
    """,
)
@click.argument("subject", metavar="STRATEGY|CODE")
@click.option(
    "--situation",
    type=click.Path(allow_dash=True),
    help="Situation as JSON; «-» is standard input.",
)
@lang_option
@json_option
def command(subject: str, *, situation: str | None, lang: str, as_json: bool) -> int:
    """Say a decision in sentences, or what a code of Farled means."""
    if situation is None:
        return _explain_code(subject, lang, as_json=as_json)
    from farled.cli.decide import decide_one  # noqa: PLC0415 - a code needs no engine

    return decide_one(subject, situation, lang, as_json=as_json)


def _explain_code(code: str, lang: str, *, as_json: bool) -> int:
    if code not in codes():
        near = get_close_matches(code, codes(), n=1)
        hint = f" Did you mean «{near[0]}»?" if near else ""
        if Path(code).exists():
            hint = " To explain a decision, give --situation too."
        raise click.UsageError(f"«{code}» is no code of Farled.{hint}")
    if as_json:
        said = {tag: entry(code, tag) for tag in INTERFACE_LANGUAGES}
        emit_json({"code": code, "sentences": said})
        return 0
    found = entry(code, lang)
    lines = [found] if isinstance(found, str) else list(found.values())
    click.echo("\n".join([code, *(f"  {line}" for line in lines)]))
    return 0
