"""`farled decide`: ask a strategy which channel situations should use."""

from typing import Iterator

import click

from farled.cli.commands import Command
from farled.cli.documents import (
    UNUSABLE,
    finding_document,
    read_situations,
    say_findings,
    usable_strategy,
)
from farled.cli.options import json_option, lang_option, strategy_argument
from farled.cli.output import emit_json, emit_ndjson
from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.decision_json import decision_to_json
from farled.strategy.situation import Situation
from farled.terms.findings import Finding

__all__ = ["command"]

Question = Situation | tuple[Finding, ...]


@click.command(
    cls=Command,
    examples="""
      farled decide strategy.yaml --situation situation.json
      echo '{"contact_type": "information"}' | farled decide strategy.yaml --situation -
      farled decide strategy.yaml --situation many.ndjson --json > decisions.ndjson
    """,
)
@strategy_argument
@click.option(
    "--situation",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    required=True,
    help="One situation as JSON, or many, one a line; «-» is standard input.",
)
@lang_option
@json_option
def command(strategy: str, situation: str, *, lang: str, as_json: bool) -> int:
    """Ask a strategy which channel a situation should use, and why.

    Exit code 0 when every situation was decided, 1 when one was left undecided,
    2 when an input could not be used; the others are still answered, in order.
    """
    declared, _ = usable_strategy(strategy, lang)
    compiled = compile_strategy(declared)
    are_many, situations = read_situations(situation)
    if as_json or are_many:
        answers = _Answers(compiled, lang)
        if are_many:
            emit_ndjson(answers.each(situations))
        else:
            emit_json(next(answers.each(situations)))
        return answers.exit_code
    return _show(compiled, next(situations), lang)


class _Answers:
    """Answers in order, and the exit code that the worst of them asks for."""

    def __init__(self, compiled: Compiled, lang: str) -> None:
        self.compiled = compiled
        self.lang = lang
        self.exit_code = 0

    def each(self, situations: Iterator[Question]) -> Iterator[dict[str, object]]:
        """Decide one after another; a bad line gets its findings as its answer."""
        for question in situations:
            yield self._answer(question)

    def _answer(self, question: Question) -> dict[str, object]:
        if isinstance(question, tuple):
            self.exit_code = UNUSABLE
            say_findings(question, self.lang)
            return {"findings": [finding_document(f, self.lang) for f in question]}
        decision = decide(self.compiled, question)
        if decision.undecided:
            self.exit_code = max(self.exit_code, 1)
        return decision_to_json(decision, self.compiled.strategy)


def _show(compiled: Compiled, question: Question, lang: str) -> int:
    from farled.cli.explain import say_decision  # noqa: PLC0415 - lazy start

    if isinstance(question, tuple):
        say_findings(question, lang)
        return UNUSABLE
    decision = decide(compiled, question)
    say_decision(compiled, question, decision, lang)
    return int(bool(decision.undecided))
