"""`farled schema`: the published form of each format."""

import json
from typing import Any, Callable, Final, Mapping

import click

from farled.cli.shell.commands import Command
from farled.exchange.mapping import mapping_schema
from farled.exchange.store.schema import describe_facts
from farled.strategy.decision_json import decision_schema
from farled.strategy.reading import strategy_schema
from farled.strategy.situation_json import situation_schema

__all__ = ["SCHEMAS", "command"]

SCHEMAS: Final[Mapping[str, Callable[[], Mapping[str, Any]]]] = {
    "strategy": strategy_schema,
    "mapping": mapping_schema,
    "facts": describe_facts,
    "situation": situation_schema,
    "decision": decision_schema,
}


@click.command(
    cls=Command,
    examples="""
      farled schema strategy > strategy.schema.json
      farled schema situation
    """,
)
@click.argument("name", metavar="FORMAT", type=click.Choice(list(SCHEMAS)))
def command(name: str) -> None:
    """Print the JSON Schema of a format."""
    click.echo(json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2))
