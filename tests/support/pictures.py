"""Pictures of the demonstration for the README, drawn from a real run.

Run as `python -m tests.support.pictures` (or `make docs`).
"""

import io
import re
import tempfile
from pathlib import Path

from rich.console import Console
from tests.support.tree import ROOT

from farled.cli.demonstration.making import make
from farled.cli.demonstration.parts import PARTS

__all__ = ["FOLDER", "PICTURES", "draw_all", "drawn"]

FOLDER = ROOT / "docs" / "images"
_CONTACTS = 210_000
_WIDTH = 112
PICTURES = {"matrix.svg": ("_matrix",), "demo.svg": ("_measure", "_goals", "_replay")}
"""Picture → parts of the demonstration it shows."""
_FONT_FROM_ELSEWHERE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""A picture asks no other host for anything; the reader's own font will do."""


def drawn(folder: Path, contacts: int = _CONTACTS) -> dict[str, str]:
    """Run the demonstration in a folder and draw each picture as SVG."""
    made = make(folder, contacts)
    parts = {part.__name__: part for part in PARTS}
    return {
        name: _draw(name, [parts[p] for p in shown], made)
        for name, shown in PICTURES.items()
    }


def _draw(name: str, parts: list, made: object) -> str:
    screen = Console(
        file=io.StringIO(),
        record=True,
        width=_WIDTH,
        highlight=False,
        emoji=False,
        markup=False,
        force_terminal=True,
    )
    for part in parts:
        part(screen, made, "en")
    svg = screen.export_svg(title="farled demo", unique_id=Path(name).stem)
    return _FONT_FROM_ELSEWHERE.sub("", svg)


def draw_all() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, svg in drawn(Path(folder) / "demo").items():
            (FOLDER / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    draw_all()
