"""Every finding of the check, and how grave it is."""

from types import MappingProxyType
from typing import Mapping

from farled.terms.findings import Severity

__all__ = ["SEVERITIES"]

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

SEVERITIES: Mapping[str, Severity] = MappingProxyType(
    {
        # Group 2 – a name that leads nowhere
        "F201": _ERROR,  # unknown group
        "F202": _ERROR,  # unknown service
        "F203": _ERROR,  # unknown channel
        "F204": _ERROR,  # unknown kind of selector
        "F205": _WARNING,  # selector that means no channel
        "F206": _ERROR,  # unknown principle
        "F207": _ERROR,  # unknown goal
        "F208": _ERROR,  # unknown investment
        "F209": _WARNING,  # service tag that no service carries
        "F210": _ERROR,  # groups in a circle
        "F211": _ERROR,  # unknown measure
        "F212": _ERROR,  # one code means two parts
        "F213": _ERROR,  # unknown dimension
        # Group 3 – rules against each other
        "F301": _WARNING,  # never matches
        "F302": _WARNING,  # always overridden
        "F303": _WARNING,  # changes nothing
        "F304": _WARNING,  # one channel in two roles
        "F305": _WARNING,  # same condition, other role
        "F306": _WARNING,  # says nothing
        "F307": _WARNING,  # channel without a rule
        "F308": _WARNING,  # channel that can never be used
        "F309": _WARNING,  # gives roles to excluded channels only
        # Group 4 – who is served where
        "F401": _ERROR,  # the non-digital guarantee is broken
        "F402": _WARNING,  # the guarantee holds through a proxy only
        "F403": _NOTE,  # digital-only although some are excluded
        "F404": _WARNING,  # digital-only, exclusion not assessed
        "F405": _NOTE,  # exclusion not assessed
        "F406": _NOTE,  # assessment without evidence
        "F407": _WARNING,  # no channel at all
        "F408": _WARNING,  # some contacts about a service have no channel
        "F409": _WARNING,  # phase-out without a replacement
        "F410": _WARNING,  # phase-out before its replacement
        "F411": _NOTE,  # no channels
        "F412": _NOTE,  # no digital alternative
        "F413": _NOTE,  # could be digital-only
        # Group 5 – goals and what serves them
        "F501": _ERROR,  # investment without a goal
        "F502": _WARNING,  # goal without a measure
        "F503": _WARNING,  # target without a date
        "F504": _ERROR,  # a share outside 0 to 1
        "F505": _WARNING,  # milestone after the goal
        "F506": _NOTE,  # inherited without a source
        "F507": _WARNING,  # measured against nothing
        "F508": _NOTE,  # change without a baseline
        "F509": _WARNING,  # investment with no measurable goal
        "F510": _NOTE,  # initiative without a goal
        # Group 6 – figures, texts and dates
        "F601": _WARNING,  # no costs beside channels that have
        "F602": _NOTE,  # no costs at all
        "F603": _WARNING,  # missing translations
        "F604": _NOTE,  # missing headings
        "F605": _NOTE,  # no main principle
        "F606": _WARNING,  # several main principles
        "F607": _ERROR,  # shares do not sum to 1
        "F608": _ERROR,  # opening hours
        "F609": _ERROR,  # time zone
        "F610": _ERROR,  # country
        "F611": _ERROR,  # ends before it starts
        "F612": _NOTE,  # partner channel without a partner
        "F613": _WARNING,  # finishes what it does not handle
        # Group 7 – who decides, and balance
        "F701": _WARNING,  # initiative decided before adoption
        "F702": _WARNING,  # a track is missing
        "F703": _NOTE,  # tracks out of balance
        "F704": _NOTE,  # rules without a principle
        "F705": _WARNING,  # revision overdue
        "F706": _WARNING,  # no longer valid
        "F707": _NOTE,  # no revision interval
        "F708": _WARNING,  # adopted, but not by whom or when
        "F709": _NOTE,  # initiatives without a solution for the young
        "F710": _NOTE,  # only digital, or only personal
    }
)
"""Code → severity; the sentences stand in `farled.ui`."""
