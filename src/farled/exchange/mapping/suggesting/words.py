"""Words by which logs in several languages name channels and columns."""

import re
from typing import Final, Mapping

from farled.exchange.naming import tidy

__all__ = ["CHANNEL_WORDS", "COLUMN_WORDS", "INTERNAL", "ZONES", "channel_of", "parts"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHANNEL_WORDS: Final[Mapping[str, str]] = {
    "phone": "phone telephone call calls tel telefon telefoni puhelin puhelu soitto "
    "samtal opkald telefoon anruf voice voicemail telefonsamtal constituent-call",
    "email": "email e-mail epost e-post mejl sähköposti eposti mailbox",
    "letter": "letter brev post kirje posti brief postal mail snail-mail",
    "visit": "visit walk walk-in walkin desk counter besök besøg fremmøde käynti "
    "asiointi tiski balie in-person person personligt reception schalter",
    "fax": "fax telefax faksi",
    "chat": "chat chatt chattbot chatbot bot pikaviesti",
    "sms": "sms text textmeddelande tekstiviesti",
    "social": "twitter facebook instagram social sociala some messenger linkedin x "
    "twir",
    "app": "app appen mobilapp sovellus mobile mobil mobiili",
    "digital-post": "digital-post digitalpost kivra e-boks eboks mit-dk "
    "mina-meddelanden",
    "e-service": "e-tjänst etjänst e-service eservice verkkoasiointi mina-sidor "
    "borger-dk suomi-fi my-pages e-tjänsten",
    "web": "web webb internet online website webbformulär webform formulär hemsida "
    "hjemmeside verkko verkkosivu self-service självservice selvbetjening portal "
    "portalen nettside lomake",
    "video": "video videomöte videomøde",
    "api": "api open311",
}
"""Channel code → words for it."""

INTERNAL: Final = _words(
    "employee internal intern system sys staff integration inspe inspector test "
    "inspection generated batch sisäinen järjestelmä medarbetare handläggare "
    "automatic automatisk"
)
"""Words of rows that are no customer's contact."""

COLUMN_WORDS: Final[Mapping[str, str]] = {
    "contact_id": "id caseid casenumber ärendenummer ärendenr ärendeid diarienummer "
    "sagsnummer sagsnr sagsid asianumero asiatunnus tunnus ticket ticketid enquiry "
    "requestid number nummer nr reference referens key uuid",
    "occurred_at": "created creation opened open start started received inkommen inkom "
    "skapad ankomst ankommet oprettet modtaget luotu avattu saapunut tapahtuma date "
    "datum dato päivä päivämäärä timestamp time tid tidpunkt aika när",
    "ended_at": "closed close end ended completed resolved avslutad avslut stängd klar "
    "lukket afsluttet suljettu päättynyt valmis",
    "channel": "channel source kanal kontaktväg kontaktkanal kontaktform "
    "inkommandesätt henvendelsesform kanava yhteydenottotapa medium origin method",
    "service": "type category service subject reason ärendetyp ämne tjänst kategori "
    "emne sagstype ydelse aihe palvelu luokka asia requesttype request",
    "unit": "department unit queue avdelning enhet förvaltning afdeling enhed osasto "
    "yksikkö kö group team",
    "party_key": "customer person party kund medborgare personnummer borger cpr "
    "asiakas henkilötunnus address adress adresse phone email caller citizen",
    "wait_s": "wait waiting väntetid kötid ventetid jonotusaika queuetime",
    "handling_s": "handling duration talk handläggningstid samtalstid varaktighet "
    "varighed samtaletid kesto käsittelyaika",
    "language": "language språk sprog kieli",
    "direction": "direction riktning retning suunta",
}
"""Fact column → words in the names of log columns that hold it."""

ZONES: Final[Mapping[str, str]] = {
    "ärende inkommen inkom skapad avslutad kontaktväg tjänst språk kö "
    "förvaltning väntetid handläggningstid avdelning": "Europe/Stockholm",
    "sagsnummer sagsnr sag oprettet modtaget lukket afsluttet henvendelsesform emne "
    "enhed afdeling ventetid sprog": "Europe/Copenhagen",
    "luotu avattu suljettu saapunut kanava palvelu aihe yksikkö osasto kieli kesto "
    "asianumero tunnus": "Europe/Helsinki",
}
"""Words in the names of columns → the zone they make likely."""

_PART = re.compile(r"[A-ZÅÄÖÆØ]?[a-zåäöæøéü]+|[A-ZÅÄÖÆØ]+|\d+")
_WORD_OF = {
    word: code for code, words in CHANNEL_WORDS.items() for word in words.split()
}


def parts(name: str) -> list[str]:
    """Split a name into small words.

    >>> parts("case_enquiryId (CREATION DATE)")
    ['case', 'enquiry', 'id', 'creation', 'date']
    """
    return [part.casefold() for part in _PART.findall(tidy(name))]


def channel_of(value: str) -> str | None:
    """Guess the channel that a value of a log means, or None.

    >>> channel_of("Walk-in"), channel_of("Telefonsamtal"), channel_of("EIP")
    ('visit', 'phone', None)
    """
    words = tidy(value).casefold()
    whole = "-".join(re.split(r"[\s_.\-]+", words))
    if whole in _WORD_OF:
        return _WORD_OF[whole]
    found = [_WORD_OF[word] for word in re.split(r"[\W_]+", words) if word in _WORD_OF]
    return found[0] if found else None
