"""Which channel a contact happens in: pulls that add up, and one throw per contact."""

from dataclasses import dataclass

import numpy as np

from farled.analysis.synthesis.assumptions import (
    APPEAL,
    SHIFT_PER_YEAR,
    STANCE_PULL,
)
from farled.analysis.synthesis.contacts import NONE, Contacts, Flags, Floats, Ints
from farled.analysis.synthesis.people import People
from farled.analysis.synthesis.setting import Setting
from farled.terms.channels import Family
from farled.terms.contacts import ContactType, Direction, Stance

__all__ = ["Pulls", "choose_channels", "draw_pulls"]

_DAYS_PER_YEAR = 365.25
_NEVER = -1e9
_UNUSUAL = -50.0
"""A channel the strategy closes is still used when nothing else is left."""


@dataclass(frozen=True, slots=True)
class Pulls:
    """Log weights; their sum says how likely a channel is.

    Attributes:
        appeal: [direction, contact type, channel].
        shift: [channel] per year.
        service_digital: [service] pull towards digital channels.
        service_shift: [service] further pull per year.
    """

    appeal: Floats
    shift: Floats
    service_digital: Floats
    service_shift: Floats


def draw_pulls(setting: Setting, rng: np.random.Generator) -> Pulls:
    """Look up the pulls of each channel's family; let services differ a little."""
    families = list(Family)
    appeal = np.full((len(Direction), len(ContactType), len(families)), _NEVER)
    for (direction, kind), weights in APPEAL.items():
        for family, weight in weights.items():
            place = (list(Direction).index(direction), list(ContactType).index(kind))
            appeal[(*place, families.index(family))] = np.log(weight)
    shift = np.array([SHIFT_PER_YEAR.get(family, 0.0) for family in families])
    services = len(setting.services)
    firm = [STANCE_PULL[s.stance or Stance.NUDGED] for s in setting.services]
    return Pulls(
        appeal=appeal[:, :, setting.families],
        shift=shift[setting.families],
        service_digital=np.array(firm) + rng.normal(0, 0.25, services),
        service_shift=rng.normal(0.06, 0.07, services),
    )


def choose_channels(
    contacts: Contacts,
    setting: Setting,
    people: People,
    pulls: Pulls,
    rng: np.random.Generator,
) -> Ints:
    """Draw a channel for each contact among those open to the person that day."""
    service, kind = contacts["service"], contacts["contact_type"]
    party = contacts["party"]
    years = (contacts["day"] - len(setting.days) / 2) / _DAYS_PER_YEAR
    digital = setting.digital[np.newaxis, :]
    lean = people.leaning[party] + pulls.service_digital[service]
    lean = np.where(contacts["direction"] == 0, lean, 0.3 * lean)
    lean = lean + pulls.service_shift[service] * years
    pull = pulls.appeal[contacts["direction"], kind]
    pull = pull + years[:, np.newaxis] * pulls.shift + lean[:, np.newaxis] * digital
    allowed = _may_use(contacts, setting, people)
    pull = pull + np.where(allowed, 0.0, _UNUSUAL)
    fits = setting.fits[service, kind, contacts["direction"]]
    pull = np.where(fits, pull, 2 * _NEVER)
    chosen = (pull + rng.gumbel(size=pull.shape)).argmax(axis=1)
    return np.where(fits.any(axis=1), chosen, NONE)


def _may_use(contacts: Contacts, setting: Setting, people: People) -> Flags:
    """Tell what is established, usable and safe enough, [contact, channel]."""
    party, day = contacts["party"], contacts["day"]
    segment = setting.segments[day]
    allowed = setting.open_to[segment, people.group[party]]
    allowed = allowed & setting.works[people.ability[party]]
    by_eid = np.array([c.identifies_by_eid for c in setting.channels])
    needed = setting.needed[contacts["service"], contacts["contact_type"]]
    weak = people.assurance[party] < needed
    return np.asarray(allowed & ~(weak[:, np.newaxis] & by_eid))
