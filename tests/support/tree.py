"""The project's own files, for tests of the house."""

import ast
import subprocess
from functools import cache
from pathlib import Path

__all__ = ["ROOT", "SOURCE", "modules", "parse", "tracked"]

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "farled"


def modules(folder: Path = SOURCE) -> list[Path]:
    """Python modules below a folder, sorted."""
    return sorted(folder.rglob("*.py"))


@cache
def parse(path: Path) -> ast.Module:
    """Parse a module once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def tracked() -> list[Path]:
    """Files git knows, or every file where there is no git."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if path.is_file()]
    return [ROOT / line for line in listing.splitlines() if (ROOT / line).is_file()]
