"""For every code of the check: an edit of the sound strategy that calls it forth."""

from typing import Any, Callable

from tests.support.sound_strategy import Document

__all__ = ["BREAKAGES"]

Edit = Callable[[Document], object]


def put(value: object, *path: str | int) -> Edit:
    """Set a value; a number past the end of a list adds to it."""

    def edit(document: Document) -> None:
        here: Any = document
        for step in path[:-1]:
            here = here[step]
        last = path[-1]
        if isinstance(here, list) and last == len(here):
            here.append(value)
        else:
            here[last] = value

    return edit


def drop(*path: str | int) -> Edit:
    """Take something out."""

    def edit(document: Document) -> None:
        here: Any = document
        for step in path[:-1]:
            here = here[step]
        del here[path[-1]]

    return edit


def both(*edits: Edit) -> Edit:
    def edit(document: Document) -> None:
        for one in edits:
            one(document)

    return edit


def rule(at: int = 9, /, **parts: object) -> Edit:
    """Insert a rule; by default as the last one."""

    def edit(document: Document) -> None:
        new = {"id": f"new{len(document['rules'])}", "principle": "ease", **parts}
        document["rules"].insert(at, new)

    return edit


FIRST_GOAL = ("goals", 0)
INVESTMENT = ("tracks", 0, "investments", 0)
INITIATIVE = (*INVESTMENT, "initiatives", 0)

BREAKAGES: dict[str, Edit] = {
    "F201": put("peopel", "groups", 1, "parent"),
    "F202": rule(when={"service": "permitt"}, avoid="phone"),
    "F203": put("vist", "rules", 3, "primary", 0),
    "F204": put("@digitl", "rules", 3, "avoid", 0),
    "F205": put("@family/api", "rules", 3, "avoid", 0),
    "F206": put("eas", "rules", 1, "principle"),
    "F207": put(["digitl"], *INVESTMENT, "goals"),
    "F208": put("formz", *FIRST_GOAL, "investment"),
    "F209": put("papr", "rules", 1, "when", "service_tag"),
    "F210": put("older", "groups", 0, "parent"),
    "F211": put("digital-shar", *FIRST_GOAL, "measure"),
    "F212": put(["tel"], "channels", 2, "aka"),
    "F213": put({"directon": "inbound"}, *FIRST_GOAL, "where"),
    "F301": rule(when={"service": "report", "service_tag": "paper"}, avoid="phone"),
    "F302": rule(0, when={"group": "firms"}, avoid="@all"),
    "F303": rule(1, when={"group": "firms"}, secondary="visit"),
    "F304": put("visit", "rules", 3, "avoid", 0),
    "F305": rule(when={"group": "older", "contact_type": "transaction"}, avoid="visit"),
    "F306": rule(when={"group": "older"}),
    "F307": both(
        put(["online", "phone"], "rules", 0, "secondary"),
        put(["phone"], "rules", 3, "primary"),
    ),
    "F308": both(
        put(["excluded"], "channels", 0, "abilities"),
        rule(when={"ability": "excluded"}, never="online"),
    ),
    "F309": rule(when={"ability": "excluded"}, primary="online"),
    "F401": both(
        rule(when={"ability": "excluded", "service": "permit"}, never="@analogue"),
        rule(when={"acting_as": "proxy"}, never="@all"),
    ),
    "F402": rule(when={"acting_as": "self", "service": "permit"}, never="@analogue"),
    "F403": put("digital-only", "services", 0, "stance"),
    "F404": both(drop("services", 1, "exclusion"), drop("groups", 2, "abilities")),
    "F405": both(
        drop("services", 1, "exclusion"),
        drop("services", 1, "stance"),
        drop("groups", 2, "abilities"),
    ),
    "F406": drop("services", 0, "exclusion", 0, "evidence", "assessor"),
    "F407": rule(
        when={"direction": "outbound", "contact_type": "interaction"}, never="@all"
    ),
    "F408": rule(when={"group": "firms", "service": "report"}, never="@all"),
    "F409": put("phase-out", "channels", 1, "travel"),
    "F410": both(
        put([{"valid_until": "2026-12-31"}], "channels", 1, "established"),
        put("visit", "channels", 1, "replaced_by"),
        put([{"valid_from": "2027-03-01"}], "channels", 2, "established"),
    ),
    "F411": put([], "channels"),
    "F412": rule(when={"service": "permit"}, never="@digital"),
    "F413": drop("services", 1, "stance"),
    "F501": put([], *INVESTMENT, "goals"),
    "F502": drop(*FIRST_GOAL, "measure"),
    "F503": drop(*FIRST_GOAL, "by"),
    "F504": put(50, *FIRST_GOAL, "target"),
    "F505": put("2029-01-01", *FIRST_GOAL, "milestones", 0, "by"),
    "F506": put("National plan", *FIRST_GOAL, "inherited_from"),
    "F507": drop(*FIRST_GOAL, "comparator"),
    "F508": put("increase", *FIRST_GOAL, "comparator"),
    "F509": both(
        drop(*FIRST_GOAL, "measure"), put("Words.", *FIRST_GOAL, "not_measurable")
    ),
    "F510": put([], *INITIATIVE, "goals"),
    "F601": drop("channels", 1, "costs"),
    "F602": both(*(drop("channels", n, "costs") for n in range(3))),
    "F603": put(["en", "fi"], "head", "languages"),
    "F604": drop("sections", "communication"),
    "F605": drop("principles", 0, "main"),
    "F606": put(True, "principles", 1, "main"),  # noqa: FBT003 - a value of the document
    "F607": put("0.9", "groups", 0, "abilities", "independent"),
    "F608": put("Mo-Fr 8 till 4", "channels", 1, "opening"),
    "F609": put("Europe/Stockhom", "head", "time_zone"),
    "F610": put("XQ", "head", "country"),
    "F611": both(
        put("2027-01-01", "rules", 3, "valid_from"),
        put("2026-01-01", "rules", 3, "valid_until"),
    ),
    "F612": put("partner", "channels", 1, "family"),
    "F613": put(["information"], "channels", 2, "handles"),
    "F701": put("draft", "head", "state"),
    "F702": drop("tracks", 1),
    "F703": put(["digital", "helped", "digital"], *INVESTMENT, "goals"),
    "F704": drop("rules", 1, "principle"),
    "F705": put("2020-01-01", "head", "decision_date"),
    "F706": put("2026-06-30", "head", "valid_until"),
    "F707": drop("head", "revision"),
    "F708": drop("head", "decided_by"),
    "F709": put(
        {"id": "other", "names": "Other", "goals": ["digital"]},
        *INVESTMENT,
        "initiatives",
        1,
    ),
    "F710": rule(never="@analogue"),
}
