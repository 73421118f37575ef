"""A strategy with more rules on a channel than a machine word has bits."""

from farled.strategy.document import Strategy

__all__ = ["many_rules"]


def many_rules() -> Strategy:
    """Ninety rules that all name the same channels, the last decisive ones dated."""
    kinds = ("information", "interaction", "transaction")
    rules = [
        {
            "id": f"r{n}",
            "when": {"contact_type": kinds[n % 3], "group": f"g{n % 5}"},
            ("primary", "secondary", "allowed")[n % 3]: ["c0", "@digital"],
            "never" if n % 7 == 0 else "avoid": ["c1"],
            **({"valid_from": "2026-01-01"} if n % 11 == 0 else {}),
        }
        for n in range(90)
    ]
    channels = [
        {"id": f"c{n}", "names": "C", "family": family, "costs": [{"per_contact": n}]}
        for n, family in enumerate(("e-service", "phone", "web", "visit", "letter"))
    ]
    return Strategy.model_validate(
        {
            "farled": 1,
            "id": "many",
            "version": "1",
            "head": {"titles": "T", "organisation": {"id": "o", "names": "O"}},
            "channels": channels,
            "groups": [{"id": f"g{n}", "names": "G"} for n in range(5)],
            "services": [{"id": "s0", "names": "S", "aka": ["S-0"]}],
            "rules": [{"id": "base", "primary": ["@all"]}, *rules],
        }
    )
