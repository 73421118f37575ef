"""Surveys after contacts: who is asked, who answers, and what they say."""

import numpy as np
import pyarrow as pa

from farled.analysis.synthesis.contacts import Contacts, Flags, Floats, code_of
from farled.analysis.synthesis.serving import World
from farled.terms.channels import Family
from farled.terms.contacts import Direction, Outcome

__all__ = ["survey"]

_INVITED, _VIEWED, _ANSWERED = 0.08, 0.62, 0.55
_ANSWERED_DIGITALLY = 0.62
_EFFORT_BY_FAMILY = {
    Family.E_SERVICE: 0.5,
    Family.MY_PAGES: 0.6,
    Family.APP: 0.7,
    Family.CHAT: 0.3,
    Family.PHONE: 0.1,
    Family.VISIT: 0.0,
    Family.WEB: 0.2,
    Family.LETTER: -0.7,
    Family.EMAIL: -0.4,
}


def survey(
    contacts: Contacts, ids: pa.Array, world: World, rng: np.random.Generator
) -> pa.Table:
    """Ask some of those who got in touch; answers lean on channel and outcome."""
    inbound = contacts["direction"] == code_of(Direction.INBOUND)
    asked = np.flatnonzero(inbound & (rng.random(len(contacts)) < _INVITED))
    held = contacts.where(asked)
    viewed = rng.random(len(asked)) < _VIEWED
    digital = world.setting.digital[held["channel"]]
    chance = np.where(digital, _ANSWERED_DIGITALLY, _ANSWERED)
    answered = viewed & (rng.random(len(asked)) < chance)
    mood = _mood(held, world, rng)
    solved = held["outcome"] == code_of(Outcome.RESOLVED)

    def scale(middle: float, step: float, top: int) -> pa.Array:
        noise = rng.normal(0, 0.7, len(mood))
        marks = np.clip(np.rint(middle + step * (mood + noise)), 1, top)
        skipped = rng.random(len(mood)) < 0.04  # noqa: PLR2004 - a question left blank
        return pa.array(marks.astype(np.int32), mask=~answered | skipped)

    return pa.table(
        {
            "contact_id": ids.take(pa.array(asked)),
            "invited": np.ones(len(asked), bool),
            "viewed": viewed,
            "answered": answered,
            "ces": scale(5.2, 1.1, 7),
            "nki_overall": scale(7.3, 1.4, 10),
            "nki_expected": scale(6.8, 1.4, 10),
            "nki_ideal": scale(6.2, 1.5, 10),
            "solved_first": _flags(_doubt(solved, rng, 0.12), answered),
            "safe": scale(4.1, 0.6, 5),
            "treated": scale(4.3, 0.5, 5),
            "proactive": scale(3.1, 0.8, 5),
            "e_way_simplest": _flags(_doubt(digital, rng, 0.28), answered),
        }
    )


def _mood(held: Contacts, world: World, rng: np.random.Generator) -> Floats:
    families = list(Family)
    by_family = np.zeros(len(families))
    for family, ease in _EFFORT_BY_FAMILY.items():
        by_family[families.index(family)] = ease
    mood = by_family[world.setting.families[held["channel"]]]
    unsolved = held["outcome"] != code_of(Outcome.RESOLVED)
    mood = mood - np.where(unsolved, 1.3, 0.0)
    waited = np.clip(held["wait_s"], 0, 3600) / 1800
    years = held["day"] / 365.25
    return mood - 0.4 * waited + 0.08 * years + rng.normal(0, 0.8, len(held))


def _doubt(truth: Flags, rng: np.random.Generator, share: float) -> Flags:
    return truth ^ (rng.random(len(truth)) < share)


def _flags(values: Flags, answered: Flags) -> pa.Array:
    return pa.array(values, mask=~answered)
