"""Write the draft of a mapping: YAML that works as it is, and asks what it must."""

import json
import re
from typing import Iterator

from farled.exchange.mapping.suggesting.guessing import (
    CASE_OF_EVENT_LOGS,
    Guess,
    guess_columns,
    guess_zone,
)
from farled.exchange.mapping.suggesting.heads import Head, Look, looks_of
from farled.exchange.mapping.suggesting.words import INTERNAL, channel_of, parts
from farled.exchange.naming import kebab

__all__ = ["suggest_mapping"]

_PLAIN = re.compile(r"[A-Za-zÅÄÖåäöÆØæøÉéÜü][\w \-/.()ÅÄÖåäöÆØæø]*(?<! )")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}
_AMBIGUOUS_MAIL = "mail"


def suggest_mapping(head: Head, file_name: str) -> str:
    """Draft a mapping for a log, as YAML with the open questions marked «OPEN».

    Args:
        head: as many rows as are at hand; more rows show more of the codes.
        file_name: of the log, for the source's id.
    """
    guess = guess_columns(looks_of(head))
    stem = file_name.split(".", maxsplit=1)[0]
    source = kebab(re.sub(r"[^A-Za-z0-9]+", "-", stem)) or "log"
    lines = [
        f"# Draft of a mapping for {_comment(file_name)}, from {len(head.rows)} rows.",
        "# Lines marked OPEN need a look; docs/importing.md explains every key.",
        "farled: 1",
        f"source: {source}",
        *_zone(head),
        *_file(head),
        *_journey(head),
        "",
        "columns:",
        *_columns(guess),
        *_constants(guess),
        *_leftovers(head, guess),
        *_exclusions(guess),
    ]
    return "\n".join(lines) + "\n"


def _zone(head: Head) -> Iterator[str]:
    zone = guess_zone(head.columns)
    if zone is None:
        yield "time_zone: Etc/UTC # OPEN: where the organisation is, as Europe/Oslo"
    else:
        yield f"time_zone: {zone} # OPEN: guessed from the language"


def _file(head: Head) -> Iterator[str]:
    options: list[str] = []
    if head.delimiter not in {None, ","}:
        written = "tab" if head.delimiter == "\t" else _scalar(head.delimiter or "")
        options.append(f"delimiter: {written}")
    if head.encoding is not None:
        options.append(f"encoding: {head.encoding}")
    if options:
        yield f"file: {{ {', '.join(options)} }}"


def _journey(head: Head) -> Iterator[str]:
    if CASE_OF_EVENT_LOGS in head.columns:
        yield "# A row per event: the first event of a case is the contact."
        yield f'journey: {{ case: "{CASE_OF_EVENT_LOGS}" }}'


def _columns(guess: Guess) -> Iterator[str]:
    yield from _identity(guess)
    yield from _instant(guess, "occurred_at")
    yield from _instant(guess, "ended_at")
    yield from _channel(guess)
    for name in ("service", "unit", "language"):
        if name in guess.columns:
            column = _scalar(guess.columns[name].name)
            yield f"  {name}: {{ from: {column}, as: kebab }}"
    for name in ("wait_s", "handling_s"):
        if name in guess.columns:
            yield from _duration(name, guess.columns[name])
    if "party_key" in guess.columns:
        yield "  # Stored as a keyed pseudonym; the text itself is never stored."
        yield f"  party_key: {_scalar(guess.columns['party_key'].name)}"


def _identity(guess: Guess) -> Iterator[str]:
    look = guess.columns.get("contact_id")
    if look is None:
        yield "  # OPEN: which column, or columns together, name a contact?"
        yield "  # contact_id: [COLUMN, OTHER COLUMN]"
        return
    is_sure = look.is_unique or look.name == CASE_OF_EVENT_LOGS
    question = "" if is_sure else " # OPEN: not unique in the rows seen"
    yield f"  contact_id: {_scalar(look.name)}{question}"


def _instant(guess: Guess, name: str) -> Iterator[str]:
    look = guess.columns.get(name)
    if look is None:
        if name == "occurred_at":
            yield "  # OPEN: which column tells when the contact began?"
            yield '  # occurred_at: { from: COLUMN, formats: "%Y-%m-%d %H:%M" }'
        return
    dates = guess.dates[look.name]
    columns, formats = [look.name], list(dates.formats)
    is_day_only = dates.is_day_only
    if look.name in guess.times:
        time_column, time_format = guess.times[look.name]
        columns.append(time_column)
        day = "%Y-%m-%d" if formats == ["iso"] else formats[0]
        formats, is_day_only = [f"{day} {time_format}"], False
    yield f"  {name}:"
    source = _scalar(columns[0]) if len(columns) == 1 else _list(columns)
    yield f"    from: {source}"
    question = ""
    if dates.is_ambiguous:
        question = " # OPEN: or is it month first? No date told"
    if formats != ["iso"]:
        written = ", ".join(json.dumps(each) for each in formats)
        yield f"    formats: [{written}]{question}"
    if is_day_only and name == "ended_at":
        yield "    day_only: end-of-day"


def _channel(guess: Guess) -> Iterator[str]:
    look = guess.columns.get("channel")
    if look is None:
        yield "  # OPEN: which column tells the channel? When all came by one channel:"
        yield "  # channel: { value: phone }"
        return
    yield "  channel:"
    yield f"    from: {_scalar(look.name)}"
    yield "    values:"
    codes = {value: channel_of(value) for value in look.counts}
    has_email = "email" in codes.values()
    for value, rows in look.counts.most_common():
        code = codes[value]
        if _is_internal(value):
            yield f"      # {_scalar(value)}: {rows} rows; see exclude below"
        elif code is None:
            yield f"      # OPEN: {_scalar(value)}: ? ({rows} rows)"
        elif value.casefold() == _AMBIGUOUS_MAIL and not has_email:
            yield f"      {_scalar(value)}: email # OPEN: or letter? ({rows} rows)"
        else:
            yield f"      {_scalar(value)}: {code}"


def _duration(name: str, look: Look) -> Iterator[str]:
    if any(":" in text for text in look.sample(20)):
        yield f"  {name}: {{ from: {_scalar(look.name)}, unit: clock }}"
    else:
        column = _scalar(look.name)
        comma = any("," in text for text in look.sample(50))
        sign = ', decimal: ","' if comma else ""
        yield f"  {name}: {{ from: {column}, unit: seconds{sign} }} # OPEN: or minutes?"


def _constants(guess: Guess) -> Iterator[str]:
    look = guess.columns.get("direction")
    if look is not None:
        yield "  direction: # OPEN: which values are inbound, which outbound?"
        yield f"    from: {_scalar(look.name)}"
        yield "    values:"
        for value in look.sample(20):
            inbound = parts(value)[:1] in (["in"], ["inbound"], ["inkommande"], ["ind"])
            yield f"      {_scalar(value)}: {'inbound' if inbound else 'outbound'}"
    else:
        yield "  direction: { value: inbound } # OPEN: are all contacts inbound?"
    yield "  initiator: { value: customer }"
    yield "  # OPEN: information (an answer), interaction (something is done) or"
    yield "  # transaction (somebody's rights or duties change)?"
    yield "  contact_type: { value: interaction }"


def _leftovers(head: Head, guess: Guess) -> Iterator[str]:
    used = {look.name for look in guess.columns.values()}
    used |= {time for time, _ in guess.times.values()}
    left = [_comment(name) for name in head.columns if name not in used]
    if left:
        yield ""
        yield "# Not used: " + ", ".join(left)


def _exclusions(guess: Guess) -> Iterator[str]:
    look = guess.columns.get("channel")
    internal = [value for value in (look.counts if look else ()) if _is_internal(value)]
    if look is not None and internal:
        yield ""
        yield "# OPEN: these look like no customers' contacts. Are they?"
        yield "exclude:"
        yield "  - reason: not-a-customers-contact"
        yield f"    where: {{ {_scalar(look.name)}: {_list(internal)} }}"


def _is_internal(value: str) -> bool:
    return bool(set(parts(value)) & INTERNAL)


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _list(texts: list[str]) -> str:
    return "[" + ", ".join(map(_scalar, texts)) + "]"


def _comment(text: str) -> str:
    return " ".join(text.split())
