"""Invented contacts that follow a strategy's world: for demonstrations and tests."""

from farled.analysis.synthesis.synthesising import Synthesis, synthesise

__all__ = ["Synthesis", "synthesise"]
