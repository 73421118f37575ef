"""What `farled demo` shows, part by part."""

from farled.cli.demonstration.making import Demonstration, make
from farled.cli.demonstration.parts import PARTS

__all__ = ["PARTS", "Demonstration", "make"]
