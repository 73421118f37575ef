"""`farled completion`: the script that lets a shell complete commands and options."""

import click
from click.shell_completion import get_completion_class

from farled.cli.shell.commands import Command

__all__ = ["command"]


@click.command(
    cls=Command,
    examples="""
      farled completion bash >> ~/.bashrc
      farled completion zsh > ~/.zfunc/_farled
      farled completion fish > ~/.config/fish/completions/farled.fish
    """,
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for a shell."""
    completer = get_completion_class(shell)
    if completer is None:
        raise click.UsageError(f"click knows no completion for {shell}")
    root = click.get_current_context().find_root().command
    script = completer(root, {}, "farled", "_FARLED_COMPLETE")
    click.echo(script.source())
