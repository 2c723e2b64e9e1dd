"""Street addresses with a house number, with or without postcode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_STREET = (
    r"(?:vei|veien|veg|vegen|gate|gata|gaten|allé|alle|alleen|plass|plassen|bakke|bakken|bakkane|lia"
    r"|lien|sti|stien|stigen|tun|tunet|sving|svingen|brygge|brygga|bryggen|torg|torget"
    r"|(?<!e)ring|(?<!e)ringen"
    r"|smau|smauet|grend|grenda|haug|haugen|ås|åsen|jordet|marka|moen|myra|skogen|kroken|løkka|kleiva"
    r"|terrasse|terrassen|toppen|flata|vollen|enga|engen|hagen|neset|odden|berget|kollen|rabben"
    r"|stredet|streete|veita|almenning|almenningen|strandkaien|kaien|kaia|lunden|dalen|åkeren|bukta)"
)
_NUMBER = r"\d{1,3}(?: ?[A-Ha-h](?![\w]))?"
_AMOUNT = (
    r"\w| ?[%½]|[.,:]\d|\. ?(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober"
    r"|november|desember)| (?:prosent|kilo|kg|gram|g\b|timer|timar|t\b|min|minutt|sekund|dag|uke"
    r"|veke|måned|månad|år|kr|kroner|meter|m\b|cm|km|liter|l\b|stk|grader|gang|gong|vakt|ansatt|tilsett"
    r"|person|oppgave|oppgåve|plasser|plassar|økt)"
)
"""What makes a number after a word an amount or a day, and no house."""
_FIRST_WORDS = (
    r"Han|Hun|Ho|Jeg|Eg|Vi|De|Dei|Det|Den|Du|Dere|Dykk|For|På|Til|Av|Med|Nå|No|Da|Så|Som|Når|Men|Og"
    r"|Etter|Før|Hver|Kvar|Alle|Om"
)
"""Capitals that begin a sentence and no street."""
_PLACE = r"[A-ZÆØÅ]\w+(?:[.-]\w+)*"
_POSTAL = rf"(?:,? ?\n? ?(?:N-)?\d{{4}} {_PLACE}(?: {_PLACE}| i {_PLACE})?)"
_NAME = r"(?:[A-ZÆØÅ][\w.'-]*|[a-zæøå]\.|av|og|den|de|von) "
_COMPOUND = rf"(?:{_NAME}){{0,3}}[A-ZÆØÅ][\wæøå'-]{{1,30}}?{_STREET}"
_OF_WORDS = rf"(?!(?:{_FIRST_WORDS}) )[A-ZÆØÅ][\w.'-]* (?:{_NAME}){{0,2}}{_STREET}"
_ADDRESS = re.compile(
    rf"(?<!\w)(?:{_COMPOUND}|{_OF_WORDS}) {_NUMBER}(?!{_AMOUNT})"
    rf"(?:,? ?(?:leil(?:ighet)?\.?|H\d{{4}}|bolig|oppgang) ?\w{{0,6}})?{_POSTAL}?(?!\w)"
)
_POSTAL_ONLY = re.compile(r"(?:Postboks|postboks|pb\.?) \d{1,5}(?: \w+)?,? \d{4} [A-ZÆØÅ]\w+")
_HOME = re.compile(
    r"\bbor\b|\bbur\b|\bbodde\b|\bheim|\bhjem|\bprivat|flytt|\bhus|leilighet|bosatt|bopel|bustad|adresse"
    r"|hybel|pårørende|\bpost(?:en|adresse)?\b|send",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"besøk|kontor|lokal|arbeidssted|arbeidsstad|bedrift|verksemd|virksomhet|avdeling|firma|butikk"
    r"|lager|hovedkontor|\bAS\b|\bASA\b|\bSA\b|møte|oppmøte|skole|barnehage|sykehjem|sjukeheim"
    r"|byggeplass|anlegg|depot|filial|kommune|rute|kjør|lever|kunde|senter|arbeidsgiver|arbeidsgjevar"
    r"|NAV|observasjon|sted:|stad:|terminal|verksted|kryss|oppdrag|prosjekt|linje|stopp",
    re.IGNORECASE,
)


class AddressRecogniser(Recogniser):
    """Marks addresses; one that the sentence ties to work and not to a home is let go."""

    detector = "address"
    labels = (Label.CONTACT,)

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield addresses that are not work addresses."""
        text = reading.text
        for match in _ADDRESS.finditer(text):
            first, last = reading.sentence_bounds[reading.sentence_at(match.start())]
            before = text[max(first, match.start() - 80) : match.start()]
            around = before + text[match.end() : min(last, match.end() + 40)]
            at_home = bool(_HOME.search(before))
            if not at_home and _WORK.search(around):
                continue
            score = 0.95 if at_home else 0.8 if re.search(r"\d{4} ", match.group()) else 0.7
            yield self.result(
                Label.CONTACT, match.span(), score, "street", "Dette ser ut som en adresse."
            )
        for match in _POSTAL_ONLY.finditer(text):
            yield self.result(
                Label.CONTACT, match.span(), 0.6, "box", "Dette ser ut som en postadresse."
            )
