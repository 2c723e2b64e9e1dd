"""Names of persons who are not the case's parties."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from redaction.detectors.base import Recogniser
from redaction.lexicon import lexicon
from redaction.names import everyday_names, first_names, surnames
from redaction.normalise import fold
from redaction.wordlist import common_words
from redaction.words import words
from schemas.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer import RecognizerResult

    from redaction.reading import Reading

_NAME = re.compile(r"[A-ZÆØÅÄÖÜ][a-zæøåäöü]+(?:-[A-ZÆØÅÄÖÜ][a-zæøåäöü]+)*|[A-ZÆØÅ]")
_ROLE = re.compile(
    r"(?:leder|leiar|sjef|lege|psykolog|terapeut|pleier|pleiar|verneombud|ansvarlig)$"
)
_PARTICLES = words("von van de der af av el al bin")
_NOT_A_PERSON = words(
    """
    as asa sa da ans ba hf iks ks kommune fylkeskommune fylke skole skule barnehage sykehus sjukehus
    sykehjem sjukeheim transport bygg bakeri hotell kirke senter gruppen gruppa klinikk avdeling
    entreprenør verft verksted mekaniske renhold apotek universitetssykehus videregående vgs dps
    stiftelse barneskole ungdomsskole sentrum lufthavn stasjon gate vei veg storsenter kjøpesenter
    gård camping bedriftshelsetjeneste eiendom industri laks fisk elektro rør maskin
    """
)
_TITLES = words(
    """
    overlege dr
    doktor lege legen fastlege fastlegen psykolog psykologen kollega kollegaen kollegaene
    kollegene leder leiar lederen leiaren sjef sjefen verneombud tillitsvalgt fadder fadderen sønnen
    sønn datteren datter sonen dottera kona mannen samboeren ektemannen ektefellen søsteren broren
    mor far moren faren søster bror kjæresten venninnen kameraten vikaren vikar naboen teamleder
    teamleiar avdelingsleder avdelingsleiar enhetsleder rektor inspektør lærer læraren driftsleder
    formann bas kontaktperson kontakten saksbehandler rådgiver konsulent sykepleier ergoterapeut
    fysioterapeut fysioterapeuten terapeut terapeuten hilsen
    mvh med sammen og heter heiter erstatter
    makker lærling barnebarnet fru herr tante onkel hos v/ ved av
    """
)
_PLACE_CUES = words("i på til fra frå ved utenfor over nær rundt mellom gjennom langs")
_CORPORATE = words("bedriften firmaet verksemda arbeidsgiver arbeidsgjevar virksomhet virksomheten")


class PersonRecogniser(Recogniser):
    """Marks capitalised names: known first names, names after a title, unknown pairs."""

    detector = "person"
    labels = (Label.PERSON,)

    def load(self) -> None:
        """Load names and words."""
        self._first = first_names()
        self._last = surnames()
        self._common = common_words()
        self._everyday = everyday_names()
        self._terms = lexicon().words

    def find(self, reading: Reading) -> Iterator[RecognizerResult]:
        """Yield names from left to right, the parties' own left out."""
        at = 0
        while at < len(reading.words):
            after = self._run(reading, at)
            if after == at:
                at += 1
                continue
            first = self._trimmed(reading, at, after)
            score = self._score(reading, first, after) if first < after else 0.0
            if score and not _is_party(reading, first, after):
                span = (reading.starts[first], reading.ends[after - 1])
                why = "Ser ut som navnet på en person som ikke er part i saken."
                yield self.result(Label.PERSON, span, score, "name", why)
            at = after

    def _run(self, reading: Reading, at: int) -> int:
        """Return the word after the capitalised words that begin at ``at``."""
        after = at
        while after < len(reading.words) and (after == at or _same_line(reading, after - 1)):
            if _NAME.fullmatch(reading.words[after]) or (
                after > at
                and reading.words[after] in _PARTICLES
                and reading.adjacent[after]
                and _NAME.fullmatch(reading.words[after + 1])
                and reading.words[after] not in {"av", "de"}
            ):
                after += 1
            else:
                break
        return after

    def _trimmed(self, reading: Reading, at: int, after: int) -> int:
        """Return the first word that may belong to a name: no common word, unless a first name."""
        while at < after:
            word = reading.words[at]
            if word in self._first and (after - at > 1 or word not in self._everyday):
                break
            if fold(_bare(word)) not in self._common and not _ROLE.search(word) and len(word) > 1:
                break
            if word in self._first and _mid_sentence(reading, at):
                break
            at += 1
        return at

    def _score(self, reading: Reading, first: int, after: int) -> float:
        names = reading.words[first:after]
        following = reading.folds[after] if after < len(reading.folds) else ""
        if (
            after < len(reading.folds)
            and reading.adjacent[after - 1]
            and following in _NOT_A_PERSON
        ):
            return 0.0
        known = self._is_first(names[0])
        if any(fold(name) in _NOT_A_PERSON for name in names):
            return 0.0
        if not known and any(fold(name) in self._terms for name in names):
            return 0.0
        previous = reading.folds[first - 1] if first else ""
        if len(names) > 1:
            if known:
                return 0.95
            last = _bare(names[-1])
            odd = all(fold(_bare(name)) not in self._common for name in names)
            if last in self._last and odd and previous not in _PLACE_CUES:
                return 0.75
            return 0.6 if odd and previous in _TITLES else 0.0
        return self._score_single(reading, first, names[0], previous, known=known)

    def _score_single(
        self, reading: Reading, at: int, name: str, previous: str, *, known: bool
    ) -> float:
        if len(name) < 3 or previous in _CORPORATE:
            return 0.0
        everyday = name in self._everyday or _bare(name) in self._everyday
        if known and not everyday:
            return 0.45 if previous in _PLACE_CUES and previous != "til" else 0.85
        if known and _mid_sentence(reading, at):
            return 0.75
        common = fold(_bare(name)) in self._common
        return 0.75 if not common and previous in _TITLES and _bare(name) in self._last else 0.0

    def _is_first(self, name: str) -> bool:
        return (
            name in self._first
            or _bare(name) in self._first
            or ("-" in name and name.split("-")[0] in self._first)
        )


def _bare(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 3 else name


def _same_line(reading: Reading, at: int) -> bool:
    gap = reading.text[reading.ends[at] : reading.starts[at + 1]]
    initial = len(reading.words[at]) == 1 and gap == ". "
    return initial or (reading.adjacent[at] and "\n" not in gap)


def _mid_sentence(reading: Reading, at: int) -> bool:
    return at > 0 and reading.adjacent[at - 1] and not reading.words[at - 1][0].isupper()


@lru_cache(maxsize=256)
def _party_names(parties: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(part for word in fold(name).split() for part in (word, *word.split("-")))
        for name in parties
    )


def _is_party(reading: Reading, first: int, after: int) -> bool:
    """Return whether every part of the name, with or without genitive -s, is one party's own."""
    parts = [reading.folds[at] for at in range(first, after)]
    return any(
        all(
            part in own
            or part.rstrip("s'") in own
            or (len(part) == 1 and any(name.startswith(part) for name in own))
            for part in parts
        )
        for own in _party_names(reading.parties)
    )
