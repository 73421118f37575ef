"""Channel families as a SKOS-like scheme, mapped to the lists others use."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Mapping, Sequence

from farled.terms.channels import Family, Interaction

__all__ = ["CHANNEL_SCHEME", "Match", "Scheme", "SchemeMatch", "SkvClass", "skv_class"]


class Scheme(StrEnum):
    """Lists of channel kinds that catalogues elsewhere use."""

    EUROPASS = "http://data.europa.eu/snb/com-channel/25831c2"
    """Recommended by CPSV-AP 3.x; five kinds, named by label."""
    CPSV_AP_2 = "cpsv-ap-2.2.1"
    """The ten kinds CPSV-AP listed in 2.2.1, named by label."""
    ESD = "http://id.esd.org.uk/channel/"
    """The UK list; a code is appended to the address."""
    PTV = "ptv"
    """The five kinds of service channel in the Finnish service catalogue."""
    SCHEMA_ORG = "https://schema.org/ServiceChannel"
    """The property that says how the channel is reached."""


class Match(StrEnum):
    """How near the other list's kind is, in SKOS words."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"
    BROAD = "broadMatch"
    """Theirs is wider than ours."""


@dataclass(frozen=True, slots=True)
class SchemeMatch:
    """One of our families has this counterpart in that list."""

    scheme: Scheme
    code: str
    match: Match


class SkvClass(StrEnum):
    """Skatteverket's three classes of channel."""

    P2P = "P2P"
    P2S = "P2S"
    S2S = "S2S"


def skv_class(interaction: Interaction) -> SkvClass:
    """Map E-delegationen's four interaction classes to Skatteverket's three.

    >>> skv_class(Interaction.SYSTEM_PERSON).value
    'P2S'
    """
    match interaction:
        case Interaction.PERSON_PERSON:
            return SkvClass.P2P
        case Interaction.SYSTEM_SYSTEM:
            return SkvClass.S2S
        case Interaction.PERSON_SYSTEM | Interaction.SYSTEM_PERSON:
            return SkvClass.P2S


_COLUMNS = (
    Scheme.EUROPASS,
    Scheme.CPSV_AP_2,
    Scheme.ESD,
    Scheme.PTV,
    Scheme.SCHEMA_ORG,
)
# One row per family in the order of _COLUMNS; a leading < is a broad match, a
# leading = an exact one, the rest are close; - is no counterpart.
_TABLE = """
web           =Web          =Homepage          -   =WebPage         serviceUrl
e-service     <Web          <Homepage          -   =EChannel        serviceUrl
my-pages      <Web          <Homepage          -   <EChannel        serviceUrl
digital-post  <Web          -                  -   <EChannel        -
app           <Mobile_phone =Mobile_App        -   <EChannel        serviceUrl
sms           <Mobile_phone -                  -   <Phone           =serviceSmsNumber
email         =Email        =E-mail            =10 -                -
chat          <Web          <Homepage          -   <EChannel        serviceUrl
video         <Web          -                  =14 <EChannel        serviceUrl
phone         <Mobile_phone =Telephone         =17 =Phone           =servicePhone
ivr           <Mobile_phone <Telephone         <17 <Phone           servicePhone
visit         -             Service_Bureau     -   =ServiceLocation =serviceLocation
outreach      -             =Client's_Location -   <ServiceLocation serviceLocation
letter        =Post         =Mail              =9  PrintableForm    =servicePostalAddress
print         <Post         <Mail              -   =PrintableForm   -
mass-media    -             <Digital_TV        -   -                -
social        <Web          <Homepage          -   <WebPage         serviceUrl
partner       <Web          Assistant          -   -                serviceUrl
contact-point <Web          <Homepage          -   <WebPage         serviceUrl
api           <Web          -                  -   -                serviceUrl
"""  # noqa: E501 - a table reads best with a row on a line
_SIGNS = {"=": Match.EXACT, "<": Match.BROAD}


def _scheme_match(scheme: Scheme, cell: str) -> SchemeMatch:
    match = _SIGNS.get(cell[0], Match.CLOSE)
    code = cell.lstrip("=<").replace("_", " ")
    return SchemeMatch(scheme, code, match)


def _matches(cells: Sequence[str]) -> tuple[SchemeMatch, ...]:
    return tuple(
        _scheme_match(scheme, cell)
        for scheme, cell in zip(_COLUMNS, cells, strict=True)
        if cell != "-"
    )


CHANNEL_SCHEME: Mapping[Family, tuple[SchemeMatch, ...]] = MappingProxyType(
    {
        Family(family): _matches(cells)
        for family, *cells in (row.split() for row in _TABLE.strip().splitlines())
    }
)
"""Family → counterparts. Sources: CPSV-AP 3.2.0 and 2.2.1, id.esd.org.uk, PTV,
schema.org; gathered in docs/reference/vocabulary.md."""
