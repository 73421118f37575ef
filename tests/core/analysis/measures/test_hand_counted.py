"""A dozen contacts counted with the finger: each row says why it counts as it does."""

from datetime import date

import pytest
from tests.support.facts import factset

from farled.analysis.measures import MeasureRow, Question, measure

# at (local time)        channel      party  service    outcome     assisted
TABLE = """
2020-02-29T23:50          phone        ana    parking    resolved    none
2020-03-07T23:59          web          ana    parking    resolved    none
2020-03-09T08:00          e-service    bo     school     resolved    none
2020-03-09T08:40          phone        bo     school     resolved    none
2020-03-09T08:40          phone        bo     parking    resolved    none
2020-03-29T01:59          e-service    cy     school     abandoned   none
2020-03-29T03:01          phone        cy     school     resolved    none
2020-03-31T23:59          e-service    dee    school     resolved    staff
2020-04-01T00:00          e-service    dee    school     resolved    none
2020-04-02T12:00          kiosk        dee    school     resolved    none
2020-04-03T12:00          phone        -      parking    resolved    none
2020-04-14T12:00          email        eli    parking    resolved    -
"""


@pytest.fixture(scope="module")
def facts():
    names = ("occurred_at", "channel", "party_key", "service", "outcome", "assisted")
    rows = [
        dict(zip(names, (None if cell == "-" else cell for cell in cells), strict=True))
        | {"direction": "inbound", "contact_type": "transaction"}
        for cells in (line.split() for line in TABLE.strip().splitlines())
    ]
    return factset(rows)


def figures(facts, measure_id, by=(), since=None):
    rows = measure(facts, measure_id, Question(by=by, since=since)).rows
    return {
        tuple(row.keys.values()): (row.numerator, row.n, row.relevant) for row in rows
    }


def test_share_counts_known_channels_only(facts):
    # 12 contacts; the kiosk is no known channel. Digital: web and four e-services.
    assert figures(facts, "digital-share-inbound") == {(): (5, 11, 12)}


def test_months_end_at_local_midnight(facts):
    # Dee's two are a minute apart. Her second is April here, though the clock of the
    # facts, UTC, still says 22:00 on 31 March.
    assert figures(facts, "channel-share", by=("month", "channel")) == {
        ("2020-02", "phone"): (1, 1, 1),
        ("2020-03", "e-service"): (3, 7, 7),
        ("2020-03", "phone"): (3, 7, 7),
        ("2020-03", "web"): (1, 7, 7),
        ("2020-04", "e-service"): (1, 3, 4),
        ("2020-04", "email"): (1, 3, 4),
        ("2020-04", "phone"): (1, 3, 4),
        ("2020-04", "kiosk"): (None, 0, 1),
    }


def test_take_up_leaves_the_assisted_and_the_unfinished_out(facts):
    # Completed: 11 (Cy's e-service was abandoned). Unassisted and digital: web, Bo's
    # and Dee's second. Dee's first was helped by staff. Eli: e-mail, so not digital
    # whoever helped. The kiosk is not known.
    assert figures(facts, "digital-take-up") == {(): (3, 10, 11)}


def test_return_on_the_seventh_day_counts_however_late(facts):
    # The facts end on 14 April, so contacts after 7 April wait: Eli's.
    # Ana came back on the seventh day, 29 February to 7 March: not resolved.
    # Bo called about school 40 minutes after the e-service: not resolved; that he also
    # asked about parking in the same call is another matter, and resolved.
    # Cy: the clock jumped; three minutes later by phone: not resolved.
    # Dee: twice a return. Nobody in particular called on 3 April: not judged.
    found = measure(facts, "first-contact-resolution").only

    assert (found.numerator, found.n, found.relevant) == (5, 10, 11)
    assert found.awaiting == 1


def test_shorter_window_lets_ana_be_resolved(facts):
    question = Question(parameters={"window_days": 6})

    found = measure(facts, "first-contact-resolution", question)

    assert (found.only.numerator, found.only.n) == (6, 10)
    assert found.judged == (date(2020, 2, 29), date(2020, 4, 8))


def test_leak_is_a_call_within_a_day_about_the_same(facts):
    # E-services: Bo (called), Cy (called), Dee twice (did not call). The kiosk may or
    # may not be an e-service, the nameless call is a phone call and surely is none –
    # but whose it is, is not known.
    found = measure(facts, "leakage-share").only

    assert (found.numerator, found.n, found.relevant) == (2, 4, 6)


def test_switch_compares_with_the_next_contact(facts):
    # Followed: Ana phone→web, Bo e-service→phone, Cy e-service→phone, Dee twice:
    # to the same, and to the kiosk, which is not known. The nameless: not judged.
    found = measure(facts, "channel-switch-share").only

    assert (found.numerator, found.n, found.relevant) == (3, 4, 6)


def test_people_serve_themselves_with_every_contact_or_not_at_all(facts):
    # Ana and Bo and Cy called, Dee was helped once, Eli wrote an e-mail: none did.
    assert figures(facts, "self-sufficiency") == {(): (0, 5, 5)}
    # From April on: Dee once alone and once at the kiosk, which is not known. Eli's
    # e-mail. The nameless is no person.
    assert figures(facts, "self-sufficiency", since=date(2020, 4, 1)) == {(): (0, 1, 2)}


def test_reopened_case_counts_as_one_case():
    rows = [
        {
            "occurred_at": f"2020-03-{day:02}T10:00",
            "direction": direction,
            "channel": channel,
            "result_channel": result,
            "case_key": case,
            "contact_type": "transaction",
        }
        for day, direction, channel, result, case in [
            (1, "inbound", "e-service", "letter", "k1"),
            (9, "inbound", "e-service", "digital-post", "k1"),  # re-opened
            (2, "inbound", "e-service", None, "k2"),
            (8, "outbound", "digital-post", None, "k2"),
            (3, "inbound", "e-service", "letter", "k3"),
            (4, "inbound", "phone", "digital-post", "k4"),
            (5, "inbound", "e-service", None, None),
        ]
    ]
    facts = factset(rows)

    def found(counts: str) -> MeasureRow:
        return measure(
            facts, "consistent-use", Question(parameters={"counts": counts})
        ).only

    # k1, k2, k3 came in digitally; k1 and k2 were answered so at least once.
    assert (found("cases").value, found("cases").denominator) == (1, 3)
    # Contacts in with a known result: k1 twice, k3, k4. Digital in 3, out 2.
    assert (found("results").value, found("results").n) == (1, 4)
    # Digital contacts in: five; out: one.
    assert found("contacts").value == 4
