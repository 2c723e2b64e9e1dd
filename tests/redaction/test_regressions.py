"""What is found and what is left alone, by category, in sentences written for this table.

Each row: the language, a sentence, and the surfaces that must be covered; none for a sentence that
must stay clean. ``KNOWN_FAILURES`` holds the rows that fail today. A row that begins to fail fails
the test, and so does one that begins to hold: then it is taken off the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaction.engine import Engine
    from schemas.finding import Finding

TABLE: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "diagnosis": (
        ("nb", "Hun fikk diagnosen leddgikt for to år siden.", ("leddgikt",)),
        ("nb", "Utredningen viste at han har bipolar lidelse type 2.", ("bipolar lidelse",)),
        ("nn", "Ho har hatt stoffskiftesjukdom sidan ho var ung.", ("stoffskiftesjukdom",)),
        ("nb", "Angst- og depresjonsplagene hans ble verre i fjor.", ("depresjonsplagene",)),
        ("nb", "Han har fibromialgi og trenger faste pauser.", ("fibromialgi",)),
        ("nb", "Hun er henvist med F41.1.", ("F41.1",)),
    ),
    "symptom": (
        ("nb", "Hun våkner flere ganger om natten og er utmattet.", ("utmattet",)),
        ("nb", "Han har stikkende smerter i venstre hofte.", ("smerter i venstre hofte",)),
        ("nn", "Han er svimmel når han reiser seg.", ("svimmel",)),
        ("nb", "Det prikker i fingrene hennes når hun skriver.", ("prikker i fingrene",)),
    ),
    "treatment": (
        ("nb", "Hun skal opereres i skulderen i mars.", ("opereres",)),
        ("nb", "Han har gått i kognitiv terapi siden jul.", ("kognitiv terapi",)),
        ("nn", "Ho skal på opptrening i to månader.", ("opptrening",)),
        ("nb", "Blodprøven viste lav verdi.", ("Blodprøven",)),
    ),
    "medication": (
        ("nb", "Han tar Paracet 1 g tre ganger daglig.", ("Paracet",)),
        ("nb", "Hun ble trøtt av antidepressiva.", ("antidepressiva",)),
        ("nn", "Ho har slutta med kortison.", ("kortison",)),
    ),
    "care provider": (
        ("nb", "Han har time hos nevrolog i april.", ("nevrolog",)),
        ("nb", "Hun var innlagt på Haukeland i fjor.", ("Haukeland",)),
        ("nn", "Ho går til psykolog annakvar veke.", ("psykolog",)),
    ),
    "private life": (
        (
            "nb",
            "Hun har flyttet fra mannen og har saken om barna i retten.",
            ("flyttet fra mannen",),
        ),
        ("nb", "Han har gjeld hos inkasso og er redd for huset.", ("inkasso",)),
        ("nn", "Mora hennar døydde i haust.", ("Mora hennar døydde",)),
        (
            "nb",
            "Det er stille rundt middagsbordet etter at hun dro.",
            ("stille rundt middagsbordet",),
        ),
    ),
    "substance and special category": (
        ("nb", "Han var på avrusning i sommer.", ("avrusning",)),
        ("nb", "Hun drakk en flaske vin hver kveld.", ("drakk en flaske vin",)),
        ("nb", "Han er muslim og ber midt på dagen.", ("muslim",)),
        ("nb", "Hun er homofil og ble mobbet for det.", ("homofil",)),
    ),
    "identity": (
        ("nb", "Naboen Ragnhild Tveterås kjører henne.", ("Ragnhild Tveterås",)),
        ("nb", "Ring 917 45 612 etter klokken tolv.", ("917 45 612",)),
        ("nb", "Skriv til ragnhild@tveteras.no ved spørsmål.", ("ragnhild@tveteras.no",)),
    ),
    "disguise": (
        ("nb", "Hun har mi\u00adgre\u200bne igjen.", ("mi\u00adgre\u200bne",)),
        ("nb", "Hun har e p i l e p s i og kjører ikke.", ("e p i l e p s i",)),
        ("nb", "HAN HAR ASTMA OG KOLS.", ("ASTMA", "KOLS")),
        ("nb", "Hun har rygg smerter hver dag.", ("rygg smerter",)),
    ),
    "work in health care": (
        ("nb", "Hjemmesykepleierne deler ut medisiner til beboerne.", ()),
        ("nb", "Avdelingen tar imot pasienter med hjerneslag.", ()),
        ("nb", "Kurset handler om demens hos eldre.", ()),
        ("nn", "Ho arbeider med pasientar som har kreft.", ()),
    ),
    "workplace and function": (
        ("nb", "Skjermen ble byttet, og hun fikk en ny stol.", ()),
        ("nb", "Hun kan sitte i førti minutter om gangen.", ()),
        ("nb", "Hun må spise til faste tider.", ()),
        ("nb", "Jeg kjenner meg igjen, særlig når det gjelder støy.", ()),
        ("nn", "Dei møtest same dag kvar veke.", ()),
        ("nn", "Me veit ikkje kven som tek vakta.", ()),
        ("nn", "Eksemplara ligg i hylla ved døra.", ()),
        ("nn", "Ho har fått eksemplara i posten.", ()),
        ("nn", "Han deler ut eksemplara til kollegaene.", ()),
    ),
    "numbers and codes": (
        ("nb", "Filen har sjekksummen 9f2c41ab77e0 i dag.", ()),
        ("nb", "Kopien har sjekksum a1b241223344ce70.", ()),
        ("nb", "Kopien har sjekksum 41223344ce70a1b2.", ()),
        ("nb", "Møterommet heter B22 og ligger i annen etasje.", ()),
        ("nb", "Saken har nummer 20260412 i arkivet.", ()),
    ),
    "idioms": (
        ("nb", "Det gikk sport i å svare raskt.", ()),
        ("nb", "Han har is i magen når fristen nærmer seg.", ()),
        ("nb", "Hun er hodet og hendene til avdelingen.", ()),
        ("nb", "Prosjektet var en fødsel på overtid.", ()),
    ),
}

KNOWN_FAILURES = {
    "Det er stille rundt middagsbordet etter at hun dro.",
    "Hun har e p i l e p s i og kjører ikke.",
    "Møterommet heter B22 og ligger i annen etasje.",
    "Saken har nummer 20260412 i arkivet.",
}


def test_failures_are_the_known_ones(engine: Engine) -> None:
    failures = {
        sentence
        for rows in TABLE.values()
        for lang, sentence, expected in rows
        if not _holds(engine, lang, sentence, expected)
    }
    assert failures == KNOWN_FAILURES


def test_every_sentence_is_there_once() -> None:
    sentences = [sentence for rows in TABLE.values() for _, sentence, _ in rows]
    assert len(sentences) == len(set(sentences))
    assert set(sentences) >= KNOWN_FAILURES


def _holds(engine: Engine, lang: str, sentence: str, expected: tuple[str, ...]) -> bool:
    findings = engine.analyze(sentence, (), lang)
    if not expected:
        return not findings
    return all(_covered(sentence, surface, findings) for surface in expected)


def _covered(sentence: str, surface: str, findings: Sequence[Finding]) -> bool:
    start = sentence.index(surface)
    places = {i for f in findings for i in range(f.start, f.end)}
    wanted = [i for i in range(start, start + len(surface)) if not sentence[i].isspace()]
    return 2 * sum(i in places for i in wanted) >= len(wanted)
