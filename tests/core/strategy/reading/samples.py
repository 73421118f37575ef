"""Small strategy documents that the tests of reading start from."""

__all__ = ["COMPACT", "MINIMAL"]

MINIMAL = """\
farled: 1
id: minimal
version: "1"
head:
  titles: Kanalstrategi
  organisation: {id: kommun, names: Kommunen}
"""

COMPACT = """\
# Strategin, med kommentarer som ska stå kvar
farled: 1
id: compact
version: "2026.1"  # sätts på nytt vid beslut
head:
  titles: {sv: Kanalstrategi, en: "Channel strategy"}
  organisation: {id: kommun, names: Kommunen}
  languages: [sv, en]
  valid_from: 2026-01-01
channels:
  # digitalt först
  - id: web
    names: {sv: Webben, en: The web}
    family: web
    finishes: [information]
    costs:
      - {per_contact: 0.5, valid_from: 2026-01-01}
  - id: phone
    names: Telefon
    family: phone
    opening: "Mo-Fr 08:00-16:00; PH off"
    languages: [sv, 'no']
groups:
  - {id: all, names: Alla, size: 1000, abilities: {independent: 0.8, assisted: 0.2}}
services:
  - id: permit
    names: Tillstånd
    assurance: substantial
    formal: [signature]
rules:
  - id: start
    primary: web
    secondary: [phone]
    because: >
      Webben når
      de flesta.
  - id: meeting
    when: {contact_type: transaction, group: {not: all}}
    primary: phone
    valid_from: 2026-03-01
policy:
  default_stance: nudged
"""
