"""The page that lists every finding: what it says, why it matters, how to mend it."""

from farled.strategy.checking import SEVERITIES
from farled.ui.catalogue import codes, entry

__all__ = ["findings"]

_KINDS = {
    "F1": "A file cannot be read",
    "F2": "A name leads nowhere",
    "F3": "Rules against each other",
    "F4": "Who is served where",
    "F5": "Goals",
    "F6": "Figures, texts and dates",
    "F7": "Governance and balance",
}
_LEAD = """\
`farled check` names what it finds by these codes; `farled explain F203` says one in
any language. Braces stand for what is found.

What groups 3 and 4 say of situations is proved over all of them, with one decision
diagram per channel ([why](../adr/0008-proving-with-decision-diagrams.md)); the
non-digital guarantee has a [page of its own](../method/guarantee.md)."""


def findings() -> str:
    """List every code by kind, with its sentences in English."""
    parts = [
        "# Findings",
        _LEAD,
    ]
    known = sorted(c for c in codes() if c[:1] == "F" and c[1:].isdigit())
    for prefix, title in _KINDS.items():
        rows = [_row(code) for code in known if code.startswith(prefix)]
        if rows:
            table = ["| code | | what | why | what to do |", "|---|---|---|---|---|"]
            parts.append(f"## {title}\n\n" + "\n".join([*table, *rows]))
    return "\n\n".join(parts)


def _row(code: str) -> str:
    said = entry(code, "en")
    severity = SEVERITIES.get(code)
    cells = (
        code,
        severity.value if severity else "",
        *(said[part].replace("|", "\\|") for part in ("what", "why", "fix")),
    )
    return "| " + " | ".join(cells) + " |"
