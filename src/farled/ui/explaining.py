"""An explanation in sentences that can be read aloud to the person it is about."""

from farled.strategy.document import Strategy
from farled.strategy.explaining import Explanation, Statement
from farled.ui.reasons import Names, clause, names_of, phrase, words_for

__all__ = ["explain_in_words"]


def explain_in_words(
    explanation: Explanation, strategy: Strategy, lang: str
) -> list[str]:
    """Say every statement of an explanation, in order, one sentence or two each.

    Names come in the language asked for where the strategy has them, else in the
    document's own.
    """
    names = names_of(strategy, lang)
    return [_say(statement, lang, names) for statement in explanation.statements]


def _say(statement: Statement, lang: str, names: Names) -> str:
    said = statement.said
    params = words_for(said.params, lang, names)
    if statement.why:
        params["reasons"] = "; ".join(clause(w, lang, names) for w in statement.why)
    text = phrase(said.code, lang, params)
    ended = text if text.endswith((".", "!", "?")) else f"{text}."
    return ended[:1].upper() + ended[1:]
