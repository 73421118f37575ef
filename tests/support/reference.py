"""The generated pages under docs/reference; `make docs` writes them anew."""

import json
from typing import Callable

import click
from tests.support.findings_page import findings
from tests.support.tree import ROOT

from farled.cli.main import cli
from farled.cli.schema import SCHEMAS
from farled.terms.assurance import ASSURANCE_URIS
from farled.terms.channel_scheme import CHANNEL_SCHEME, Scheme, skv_class
from farled.terms.channels import FAMILY_TRAITS, Family
from farled.terms.services import Matter

__all__ = ["FOLDER", "PAGES", "write_all"]

FOLDER = ROOT / "docs" / "reference"
_HELP = cli.context_settings["help_option_names"]
_NOTE = "<!-- Written by `make docs`; do not edit. -->"


def _yes(value: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if value else "–"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [_row(*head), _row(*["---"] * len(head)), *(_row(*row) for row in rows)]
    return "\n".join(lines)


def _families() -> str:
    rows = []
    for family in Family:
        traits = FAMILY_TRAITS[family]
        rows.append(
            [
                f"`{family}`",
                traits.interaction.value,
                skv_class(traits.interaction).value,
                _yes(traits.digital),
                _yes(traits.without_digital),
                _yes(traits.needs_address),
            ]
        )
    head = ["family", "interaction", "class", "digital", "without digital", "addressed"]
    return _table(head, rows)


def _counterparts() -> str:
    rows = []
    for family, matches in CHANNEL_SCHEME.items():
        by_scheme = {m.scheme: f"{m.code} ({m.match.value})" for m in matches}
        rows.append([f"`{family}`", *(by_scheme.get(s, "–") for s in Scheme)])
    return _table(["family", *(f"{s.name.lower()}" for s in Scheme)], rows)


def _matters() -> str:
    rows = [
        [
            f"`{matter}`",
            _yes(matter.predictable_for_organisation),
            _yes(matter.predictable_for_customer),
        ]
        for matter in Matter
    ]
    head = ["matter", "predictable for the organisation", "for the customer"]
    return _table(head, rows)


def _levels() -> str:
    rows = [[f"`{uri}`", level.value] for uri, level in ASSURANCE_URIS.items()]
    return _table(["URI", "level"], rows)


def vocabulary() -> str:
    """The terms that are tables."""
    parts = (
        _NOTE,
        "# Vocabulary",
        "What follows from a channel's family unless the strategy says otherwise.",
        _families(),
        "## Counterparts in other lists",
        _counterparts(),
        "## Matters",
        _matters(),
        "## Levels of assurance",
        _levels(),
    )
    return "\n\n".join(parts)


def command_line() -> str:
    """The help of every command."""
    parts = [_NOTE, "# Command line"]
    root = click.Context(
        cli, info_name="farled", max_content_width=88, help_option_names=_HELP
    )
    parts.append(f"```\n{cli.get_help(root).rstrip()}\n```")
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        if command is None:
            continue
        context = click.Context(command, root, info_name=name, max_content_width=88)
        parts.append(
            f"## farled {name}\n\n```\n{command.get_help(context).rstrip()}\n```"
        )
    return "\n\n".join(parts)


def _schema(name: str) -> Callable[[], str]:
    return lambda: json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2)


PAGES: dict[str, Callable[[], str]] = {
    **{f"{name}.schema.json": _schema(name) for name in SCHEMAS},
    "vocabulary.md": vocabulary,
    "command-line.md": command_line,
    "findings.md": lambda: f"{_NOTE}\n\n{findings()}",
}


def write_all() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page().rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_all()
