"""`farled decide`: ask a strategy which channel situations should use."""

from typing import Iterator

import click

from farled.cli.shell.commands import Command
from farled.cli.shell.documents import (
    UNUSABLE,
    finding_document,
    say_findings,
    usable_strategy,
)
from farled.cli.shell.options import json_option, lang_option, strategy_argument
from farled.cli.shell.output import emit_json, emit_ndjson
from farled.cli.shell.situations import Question, read_situations, unknown_values
from farled.strategy.compiling import Compiled, compile_strategy
from farled.strategy.deciding import decide
from farled.strategy.decision import Decision
from farled.strategy.decision_json import decision_to_json
from farled.strategy.explaining import explain
from farled.strategy.situation import Situation
from farled.terms.findings import Finding, Place
from farled.ui.explaining import explain_in_words

__all__ = ["command", "decide_one"]


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
    type=click.Path(allow_dash=True),
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
    return decide_one(strategy, situation, lang, as_json=as_json)


def decide_one(strategy: str, situation: str, lang: str, *, as_json: bool) -> int:
    """Decide what one document of situations asks; many always answer in JSON."""
    declared, _ = usable_strategy(strategy, lang)
    answers = _Answers(compile_strategy(declared), lang)
    with read_situations(situation) as (are_many, situations):
        if are_many:
            emit_ndjson(answers.each(situations))
        elif as_json:
            emit_json(next(answers.each(situations)))
        else:
            answers.show(*next(situations))
    return answers.exit_code


class _Answers:
    """Answers in order, and the exit code that the worst of them asks for."""

    def __init__(self, compiled: Compiled, lang: str) -> None:
        self.compiled = compiled
        self.lang = lang
        self.exit_code = 0

    def each(
        self, situations: Iterator[tuple[Place, Question]]
    ) -> Iterator[dict[str, object]]:
        """Decide one after another; a bad one gets what is wrong as its answer."""
        for place, question in situations:
            answered = self._decided(place, question)
            if isinstance(answered, Decision):
                yield decision_to_json(answered, self.compiled.strategy)
            else:
                yield {"findings": [finding_document(f, self.lang) for f in answered]}

    def show(self, place: Place, question: Question) -> None:
        """Say one decision in sentences."""
        decision = self._decided(place, question)
        if isinstance(decision, Decision) and isinstance(question, Situation):
            said = explain(self.compiled, question, decision)
            for line in explain_in_words(said, self.compiled.strategy, self.lang):
                click.echo(line)

    def _decided(
        self, place: Place, question: Question
    ) -> Decision | tuple[Finding, ...]:
        """Decide, or say on standard error why that cannot be done."""
        wrong = (
            unknown_values(self.compiled, question, place)
            if isinstance(question, Situation)
            else question
        )
        if wrong or not isinstance(question, Situation):
            self.exit_code = UNUSABLE
            say_findings(wrong, self.lang)
            return wrong
        decision = decide(self.compiled, question)
        if decision.undecided:
            self.exit_code = max(self.exit_code, 1)
        return decision
