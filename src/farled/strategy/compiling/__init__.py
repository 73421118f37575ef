"""From a strategy document to tables that decide in microseconds."""

from farled.strategy.compiling.compiled import Compiled, compile_strategy

__all__ = ["Compiled", "compile_strategy"]
