"""Ten thousand broken logs: never a traceback, and the counts always reconcile."""

import random
from collections import Counter

import pytest
from tests.support.logs import COLUMNS, KEY, desk_mapping, log_rows

from farled.exchange.importing import count_fates, translate, use_key
from farled.gateways.log_files import Request, load_log
from farled.gateways.log_import import import_connection
from farled.terms.errors import FarledError

LOG = "\n".join(",".join(row) for row in (COLUMNS, *log_rows(12))).encode() + b"\n"
SIGNS = [b'"', b'""', b",", b"\n", b"\r", b"\r\n", b"\0", b";", b"\t", b"\\"]
KNOWN_REFUSALS = {
    "log-columns-missing",
    "log-columns-doubled",
    "log-empty",
    "log-is-binary",
    "log-kind-not-read",
    "dates-look-swapped",
}


def cut_out(log, place, dice):
    return log[:place] + log[place + dice.randint(1, 30) :]


def insert_noise(log, place, dice):
    return log[:place] + dice.randbytes(3) + log[place:]


def insert_sign(log, place, dice):
    return log[:place] + dice.choice(SIGNS) + log[place:]


def insert_part_of_itself(log, place, dice):
    start = dice.randrange(len(log) + 1)
    return log[:place] + log[start : start + 80] + log[place:]


def break_a_character(log, place, _):
    return log[:place] + b"\xff" + log[place + 1 :]


def break_off(log, place, _):
    return log[:place]


def insert_odd_letters(log, place, _):
    return log[:place] + "é\u202e\u200bÅ🙂".encode() + log[place:]


def change_figures(log, place, _):
    return log[:place] + b"99" + log[place + 2 :]


WAYS = [
    cut_out,
    insert_noise,
    insert_sign,
    insert_part_of_itself,
    break_a_character,
    break_off,
    insert_odd_letters,
    change_figures,
]


def mutated(dice):
    log = LOG
    for _ in range(dice.randint(1, 4)):
        log = dice.choice(WAYS)(log, dice.randrange(len(log) + 1), dice)
    return log


def import_mutated(tmp_path, count, seed):
    dice = random.Random(seed)
    mapping = desk_mapping()
    path = tmp_path / "log.csv"
    seen: Counter[str] = Counter()
    with import_connection() as connection:
        use_key(connection, KEY)
        for _ in range(count):
            path.write_bytes(mutated(dice))
            request = Request(
                path, mapping.file, mapping.log_columns, connection, tmp_path
            )
            try:
                log, _ = load_log(request)
                translation = translate(connection, log, mapping)
                report = count_fates(connection, translation, mapping)
            except FarledError as error:
                seen[error.code] += 1
                continue
            seen["read"] += 1
            facts = connection.execute("select count(*) from mapped_facts").fetchall()
            assert facts == [(report.counts.mapped,)]
            assert report.counts.quarantined >= len(log.broken)
    return seen


def test_mutated_logs_never_fail_and_always_reconcile(tmp_path):
    seen = import_mutated(tmp_path, 150, seed=1)

    assert set(seen) - {"read"} <= KNOWN_REFUSALS
    assert seen["read"] > 75


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_ten_thousand_mutated_logs_never_fail_and_always_reconcile(tmp_path, seed):
    seen = import_mutated(tmp_path, 1_000, seed)

    assert set(seen) - {"read"} <= KNOWN_REFUSALS
    assert seen["read"] > 500
