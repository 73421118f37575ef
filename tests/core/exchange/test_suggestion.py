"""A draft is a mapping that works, with what it cannot know marked OPEN."""

import pytest

from farled.exchange.mapping import read_mapping
from farled.exchange.mapping.suggesting import Head, suggest_mapping

SWEDISH = Head(
    (
        "Ärendenummer",
        "Inkommen",
        "Avslutad",
        "Kontaktväg",
        "Ärendetyp",
        "Väntetid",
        "Personnummer",
    ),
    [
        (
            str(number),
            f"2024-03-{1 + number % 28:02d} 08:15",
            f"2024-03-{1 + number % 28:02d}",
            ("Telefon", "E-post", "Besök", "Webbformulär", "Brev", "Övrigt")[
                number % 6
            ],
            ("Bygglov", "Förskola")[number % 2],
            f"{number % 7}:{number % 60:02d}",
            f"19{number % 100:02d}0101-{number:04d}",
        )
        for number in range(200)
    ],
    delimiter=";",
    encoding="cp1252",
)
FINNISH = Head(
    ("Asianumero", "Luotu", "Kanava", "Aihe"),
    [
        (
            f"A-{number}",
            f"{1 + number % 28}.{1 + number % 12}.2024 9:05",
            ("Puhelu", "Sähköposti", "Käynti", "Verkkoasiointi")[number % 4],
            ("Vesi", "Koulu")[number % 2],
        )
        for number in range(100)
    ],
)
API = Head(
    ("id", "created_at", "channel", "request.type"),
    [
        (
            f"R{number}",
            f"2023-05-{1 + number % 28:02d}T10:00:00Z",
            ("Call", "Walk-in", "Mobile App", "Mail", "System")[number % 5],
            ("Pothole", "Tree")[number % 2],
        )
        for number in range(100)
    ],
    format="json",
)


def drafted(head, name):
    text = suggest_mapping(head, name)
    reading = read_mapping(text, file="draft.yaml")
    assert reading.findings == ()
    return text, reading.mapping


def test_swedish_export_is_understood():
    text, mapping = drafted(SWEDISH, "kontaktcenter 2024.csv")

    assert mapping.source == "kontaktcenter-2024"
    assert mapping.time_zone == "Europe/Stockholm"
    assert (mapping.file.delimiter, mapping.file.encoding) == (";", "cp1252")
    columns = {name: rule.sources for name, rule in mapping.columns.items()}
    assert columns["contact_id"] == ("Ärendenummer",)
    assert columns["occurred_at"] == ("Inkommen",)
    assert columns["ended_at"] == ("Avslutad",)
    assert mapping.columns["ended_at"].day_only == "end-of-day"
    assert columns["service"] == ("Ärendetyp",)
    assert mapping.columns["wait_s"].unit == "clock"
    assert columns["party_key"] == ("Personnummer",)
    channels = {
        raw: meaning[0].code
        for raw, meaning in mapping.columns["channel"].values.items()
    }
    assert channels == {
        "Telefon": "phone",
        "E-post": "email",
        "Besök": "visit",
        "Webbformulär": "web",
        "Brev": "letter",
    }
    assert "# OPEN: Övrigt: ?" in text


def test_finnish_export_is_understood():
    _, mapping = drafted(FINNISH, "asiat.csv")

    assert mapping.time_zone == "Europe/Helsinki"
    assert mapping.columns["occurred_at"].formats == ("%d.%m.%Y %H:%M",)
    channels = mapping.columns["channel"].values
    assert [meaning[0].code for meaning in channels.values()] == [
        "phone",
        "email",
        "visit",
        "e-service",
    ]


def test_programs_export_is_understood():
    text, mapping = drafted(API, "requests.json")

    assert mapping.columns["service"].sources == ("request.type",)
    assert [e.where["channel"].is_ for e in mapping.exclude] == [("System",)]
    assert "Mail: email # OPEN: or letter?" in text


def test_order_of_day_and_month_is_asked_when_no_date_tells():
    rows = [(str(n), f"0{n % 9 + 1}/03/2024", "phone") for n in range(30)]

    text, _ = drafted(Head(("id", "date", "channel"), rows), "log.csv")

    assert "OPEN: or is it month first?" in text


def test_order_of_month_and_day_is_seen_when_a_date_tells():
    rows = [(str(n), f"03/{n % 28 + 1:02d}/2024 02:15 PM", "phone") for n in range(30)]

    _, mapping = drafted(Head(("id", "date", "channel"), rows), "log.csv")

    assert mapping.columns["occurred_at"].formats == ("%m/%d/%Y %I:%M %p",)


def test_event_log_gets_a_journey():
    rows = [
        (f"case-{n // 5}", f"2024-03-01T10:{n:02d}:00+01:00", "Desk") for n in range(50)
    ]
    head = Head(("case:concept:name", "time:timestamp", "case:channel"), rows)

    _, mapping = drafted(head, "receipt.csv")

    assert mapping.journey.case == ("case:concept:name",)
    assert mapping.columns["contact_id"].sources == ("case:concept:name",)


def test_what_cannot_be_told_is_asked_and_the_draft_says_so_when_used():
    text = suggest_mapping(Head(("a", "b"), [("q", "y"), ("q", "z")]), "log.csv")

    codes = [f.code for f in read_mapping(text, file="draft.yaml").findings]
    assert text.count("OPEN") >= 4
    assert set(codes) == {"M116", "M124"}


@pytest.mark.parametrize(
    "name", ["=cmd", "a: b", "# x", "- y", "'", '"', "\u202e", "no"]
)
def test_hostile_names_stay_texts(name):
    rows = [(str(n), "2024-03-01", name, "phone") for n in range(20)]
    head = Head(("id", "created", f"type {name}", "channel"), rows)

    _, mapping = drafted(head, f"{name}.csv")

    assert mapping.columns["contact_id"].sources == ("id",)
