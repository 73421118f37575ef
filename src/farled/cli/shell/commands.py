"""Commands found by name and imported only when used, with help that shows examples."""

from difflib import get_close_matches
from importlib import import_module
from typing import Any, Final

import click

__all__ = ["COMMANDS", "Command", "LazyGroup"]

COMMANDS: Final = {
    "check": "Find what is wrong, missing or unproven in a strategy.",
    "decide": "Ask a strategy which channel a situation should use.",
    "explain": "Say a decision, or a finding's code, in sentences.",
    "diff": "Show which situations two versions answer differently.",
    "import": "Turn contact logs into facts.",
    "measure": "Compute measures and goals over facts.",
    "replay": "Decide every logged contact by a strategy.",
    "compare": "Replay two strategies on the same facts.",
    "journeys": "Follow cases through their channels.",
    "export": "Write facts as an event log or a table.",
    "schema": "Print the JSON Schema of a format.",
    "doctor": "Look at this installation and say what to mend.",
    "completion": "Print shell completion.",
    "demo": "Generate Lindhaga and show what Farled does with it.",
}

EXAMPLES: Final = """\
  farled check strategy.yaml
  farled decide strategy.yaml --situation situation.json
  farled import requests.csv.gz --mapping city.yaml --out facts
  farled measure facts --measure channel-share --by year,channel
  farled replay facts --strategy strategy.yaml"""


class Command(click.Command):
    """A command whose help begins with examples."""

    def __init__(self, *args: object, examples: str = "", **kwargs: object) -> None:
        """Keep the examples, one command line each."""
        self.examples = examples
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # click's own

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take defaults from files by the names that options have on the line."""
        ctx.default_map = self._by_parameter(ctx)
        return super().parse_args(ctx, args)

    def _by_parameter(self, ctx: click.Context) -> dict[str, Any]:
        spelt = {
            option.removeprefix("--"): parameter.name
            for parameter in self.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        found: dict[str, Any] = {}
        for key, value in (ctx.default_map or {}).items():
            name = spelt.get(key.replace("_", "-"))
            if name is None:
                near = get_close_matches(key, spelt, n=1)
                hint = f" Did you mean «{near[0]}»?" if near else ""
                raise click.UsageError(
                    f"farled.toml: «{key}» is no option of {ctx.info_name}.{hint}"
                )
            found[name] = value
        return found

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples, then click's usual help."""
        if self.examples:
            _write_examples(formatter, self.examples)
        super().format_help(ctx, formatter)


def _write_examples(formatter: click.HelpFormatter, examples: str) -> None:
    formatter.write("Examples:\n")
    for line in examples.strip().splitlines():
        formatter.write(f"  {line.strip()}\n")
    formatter.write("\n")


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Name the commands in the order an analyst meets them."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import the module of a command, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"farled.cli.{cmd_name.replace('import', 'import_log')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one was probably meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean «{near[0]}»?" if near else ""
            raise click.UsageError(
                f"There is no command «{name}».{hint} `farled --help` lists them.", ctx
            )
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write examples first, as most people read no further."""
        _write_examples(formatter, EXAMPLES)
        super().format_help(ctx, formatter)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))
