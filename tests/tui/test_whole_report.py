"""A whole report in a real terminal, from the first start to the employee's review.

What was typed is compared with what the vault holds, character by character.
"""

from __future__ import annotations

import re
import sys
import time
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from report_tool.workflow.desk import Desk
from report_tool.workflow.fields import get_text
from schemas.case import CaseState
from schemas.decision import DecisionKind
from schemas.report import Ansvarlig, Maal, Motested
from tests.tui.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSPHRASE = "blåbær på høyfjellet i går"
PARAGRAPH = (
    "Avdelingen har lagt om vaktene, og lederen følger opp hver uke. Oppgavene på lageret ble "
    "fordelt på nytt etter møtet i oktober. Det er satt av en fast plass nær utgangen."
)
PASTED = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(1, 121)) + "\n\nSlutt på limingen"
SIZES = ((60, 20), (200, 60), (80, 24), (132, 43), (61, 21), (200, 60), (100, 32))

ORDER = "Vurdere arbeidsplassen og foreslå tilrettelegging på Åsheim."
PIECES = ("Rydder, ", "åpner ", "og tar ", "imot barna ", "klokka sju. ", "Øver på ", "garderoben.")
"""A sentence, a piece for each size of the window."""
CAN = "Planlegging, samtaler med foreldre og støtte til vikarer."
CANNOT = "Løft over ti kilo og lange økter i støy, særlig på morgenkvisten."
CAUSE = "Hun har migrene og søvnvansker. Høy lyd i garderoben gjør det verre."
TRIED = "Kortere vakter i fjor høst, uten fast avtale. Hun bruker Sobril mot migrene."
ATTEMPT = ("Øreklokker i garderoben", "Nærmeste leder", "Hjalp noe mot støyen")
MEASURES = (
    ("Lederen flytter tidligvaktene til mellomvakt.", "Færre brå fraværsdager i januar."),
    ("Kari skriver ned hva som tar mest krefter.", "Lista er gått gjennom på møtet."),
)
STEP = ("Planlegging og foreldresamtaler", "Eget rom den første timen")
PLAN_B = "Da møtes vi igjen innen en uke og går ett steg tilbake."
FOLLOW_UP = "Lederen og Kari møtes annenhver uke på kontoret."
NAV = "Når planen stanser i mer enn fjorten dager."
EXPERT = ("Åse Bråten", "Ergoterapeut", "Høyden bedriftshelse")
PEOPLE = "Arbeidstaker, leder og ekspert"
GOAL = "Jevnere oppmøte"
TEXTS = {
    "oppdrag/bestilling": ORDER,
    "arbeidssituasjon/typiskArbeidshverdag": "".join(PIECES),
    "arbeidssituasjon/arbeidsoppgaverSomKanUtfores": CAN,
    "arbeidssituasjon/arbeidsoppgaverSomIkkeKanUtfores": CANNOT,
    "arsak/arsakTilFravaeret": f"{CAUSE}\n{PASTED}",
    "provd/tidligereTilrettelegging": TRIED,
    "veiTilbake/hvisDetIkkeGaar": PLAN_B,
    "oppfolging/hvordanFolgeOpp": FOLLOW_UP,
    "oppfolging/navKontaktesNaar": NAV,
}
CASE = "Uten navn"
"""What stands at the top as long as one is in the case."""
UNDECIDED = re.compile(r"\d uavgjort")
ANSWER = re.compile("Alt er fylt ut|Dette må på plass først")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal({"REPORT_TOOL_HOME": str(tmp_path)})
    terminal.open(100, 32)
    yield terminal
    terminal.close()


def test_a_whole_report_is_kept_as_it_was_typed(terminal: Terminal, tmp_path: Path) -> None:
    today = date.today()
    first_start(terminal)
    new_case(terminal)
    write_the_order(terminal)
    write_about_work(terminal)
    write_the_cause(terminal)
    let_it_rest(tmp_path)
    die_and_come_back(terminal)
    write_what_was_tried(terminal)
    write_the_measures(terminal)
    write_the_way_back(terminal)
    write_the_follow_up(terminal)
    decide(terminal)
    send_to_review(terminal)
    let_it_rest(tmp_path)
    terminal.press("C-q")
    terminal.wait(lambda screen: "Uten navn" not in screen, "the program gone")
    assert_kept(tmp_path / "vault.db", today)
    left = terminal.everything()
    for words in ("migrene", "Åsheim", "Øreklokker", "Slutt på limingen", "Åse Bråten"):
        assert words not in left


def start(terminal: Terminal) -> None:
    terminal.start([sys.executable, "-m", "report_tool"])
    terminal.see("Passordfrase", "Avslutt")


def first_start(terminal: Terminal) -> None:
    """The passphrase twice, and who one is, as fast as the keys come."""
    start(terminal)
    for _ in range(2):
        terminal.type(PASSPHRASE)
        terminal.press("Enter")
    terminal.see("Yrke eller fagområde")
    for line in EXPERT:
        terminal.type(line)
        terminal.press("Enter")
    terminal.press("Space", "Tab", "Enter")
    terminal.see("Du har ingen saker ennå")


def new_case(terminal: Terminal) -> None:
    terminal.press("n")
    terminal.see("Rapportens målform")
    terminal.press("Enter", "Enter")
    terminal.see("Bestillingen", "Ingen møter ennå")


def write(terminal: Terminal, *texts: str) -> None:
    """Fill in fields one after the other, with a Tab between them; nothing is waited for."""
    for number, text in enumerate(texts):
        if number:
            terminal.press("Tab")
        if text:
            terminal.type(text)


def write_item(terminal: Terminal, lead: str, *texts: str) -> None:
    """Add a line to the table that has the focus."""
    terminal.press("n")
    terminal.see(lead)
    write(terminal, *texts)
    terminal.press("Escape")
    terminal.see(CASE)


def next_section(terminal: Terminal, field: str) -> None:
    terminal.press("F7")
    terminal.see(field)


def write_the_order(terminal: Terminal) -> None:
    write(terminal, ORDER)
    terminal.press("Tab", "Space", "Tab")
    write_item(terminal, "Hvem var med", "om 3 dager", "2", PEOPLE)
    terminal.press("Tab")
    terminal.type("12,5")
    terminal.press("Enter")


def write_about_work(terminal: Terminal) -> None:
    """Typed while the window changes its size, and undone and redone in storms."""
    next_section(terminal, "Typisk arbeidshverdag")
    for number, (columns, rows) in enumerate(SIZES):
        terminal.type(PIECES[number])
        terminal.resize(columns, rows)
    terminal.see("garderoben")
    terminal.press("Tab", "Tab")
    write(terminal, CAN, CANNOT)
    terminal.see("morgenkvisten")
    terminal.press(*["C-z"] * 40)
    terminal.wait(lambda screen: "morgenkvisten" not in screen, "the text undone")
    terminal.press(*["C-y"] * 40)
    terminal.see("morgenkvisten")


def write_the_cause(terminal: Terminal) -> None:
    next_section(terminal, "Årsak til fraværet")
    terminal.type(CAUSE)
    terminal.press("Enter")
    terminal.paste(PASTED)
    terminal.see("Slutt på limingen")
    terminal.press("C-z")
    terminal.wait(lambda screen: "Slutt på" not in screen, "the paste undone")
    terminal.press("C-y")
    terminal.see("Slutt på limingen")
    terminal.press(*["C-z", "C-z", "C-y", "C-y"] * 10)
    terminal.see("Slutt på limingen")


def die_and_come_back(terminal: Terminal) -> None:
    terminal.kill()
    start(terminal)
    terminal.type(PASSPHRASE)
    terminal.press("Enter")
    terminal.see(CASE, "Ny sak")
    terminal.press("Enter")
    terminal.see("Hun har migrene", "ikke lukket sist")


def write_what_was_tried(terminal: Terminal) -> None:
    next_section(terminal, "Tidligere tilrettelegging")
    write(terminal, TRIED, "")
    write_item(terminal, "Hva ble gjort", *ATTEMPT)


def write_the_measures(terminal: Terminal) -> None:
    next_section(terminal, "Ingen tiltak ennå")
    for who, (what, effect) in zip("21", MEASURES, strict=True):
        write_item(terminal, "Hvem gjør hva", what, who, "mandag", "om 3 uker", GOAL, effect)


def write_the_way_back(terminal: Terminal) -> None:
    next_section(terminal, "Ingen steg ennå")
    write(terminal, "1", "")
    write_item(terminal, "Fra hvilken dag", "1.3.27", "50", *STEP, "om 2 måneder")
    write_item(terminal, "Fra hvilken dag", "1.5.2027", "80 %")
    write(terminal, "", "", PLAN_B)


def write_the_follow_up(terminal: Terminal) -> None:
    next_section(terminal, "Hvem følger opp")
    write(terminal, FOLLOW_UP, "31.5.27", NAV)
    terminal.see("fjorten")


def decide(terminal: Terminal) -> None:
    """Share the first finding, and withhold whatever else there is, one by one."""
    terminal.press("F3")
    terminal.wait(lambda screen: UNDECIDED.search(screen), "something to decide")
    terminal.press("3")
    terminal.see("Del med samtykke")
    terminal.press("Space", "Tab", "Tab")
    terminal.type("Lederen må vite det for å planlegge vaktene")
    terminal.press("Enter")
    terminal.wait(lambda screen: "Del med samtykke" not in screen, "the answer taken")
    for _ in range(60):
        terminal.press("F8")
        said = terminal.wait(ANSWER.search, "what stands in the way")
        if "Alt er fylt ut" in said:
            return
        assert "ikke avgjort" in said or "ikke kontrollert" in said, said
        terminal.press("Escape")
        terminal.see(CASE)
        if "ikke avgjort" in said:
            terminal.press("F3", "2")
    raise AssertionError("there was always one more to decide")


def send_to_review(terminal: Terminal) -> None:
    terminal.press("Enter")
    terminal.see("Til gjennomgang")


def assert_kept(vault: Path, today: date) -> None:
    with Desk(vault) as desk:
        desk.unlock(PASSPHRASE)
        (stored,) = desk.cases()
        case = desk.open(stored.case.case_id).case
    report = case.report
    assert {path: get_text(report, path) for path in TEXTS} == TEXTS
    expert = case.parties.ekspert
    assert (expert.navn, expert.kompetanse, expert.virksomhet) == EXPERT
    (meeting,) = report.oppdrag.moter
    assert meeting.dato == today + timedelta(days=3)
    assert (meeting.motested, meeting.deltakere) == (Motested.DIGITALT, PEOPLE)
    assert report.oppdrag.ekspert_er_uavhengig
    assert report.oppdrag.timer == Decimal("12.5")
    (attempt,) = report.provd.forsok
    assert (attempt.beskrivelse, attempt.utfort_av, attempt.effekt) == ATTEMPT
    monday = today + timedelta(days=7 - today.weekday())
    for measure, who, texts in zip(
        report.tiltaksplan.tiltak,
        (Ansvarlig.ARBEIDSGIVER, Ansvarlig.ARBEIDSTAKER),
        MEASURES,
        strict=True,
    ):
        assert measure.ansvarlig is who
        assert (measure.beskrivelse_av_tiltak, measure.vurdering_effekt_av_tiltak) == texts
        assert measure.maal_med_tiltaket == GOAL
        assert (measure.fra_dato, measure.til_dato) == (monday, today + timedelta(weeks=3))
    first, second = report.vei_tilbake.steg
    assert report.vei_tilbake.maal is Maal.SAMME_ARBEID
    assert (first.fra_dato, first.arbeidsprosent) == (date(2027, 3, 1), 50)
    assert (first.arbeidsoppgaver, first.tilrettelegging) == STEP
    assert (second.fra_dato, second.arbeidsprosent) == (date(2027, 5, 1), 80)
    assert report.oppfolging.evaluerings_dato == date(2027, 5, 31)
    assert case.state is CaseState.IN_REVIEW
    kinds = [decision.kind for decision in case.decisions]
    assert kinds.count(DecisionKind.SHARE) == 1
    assert DecisionKind.WITHHOLD in kinds


def let_it_rest(folder: Path) -> None:
    """Wait until the vault has been left alone for a while: what was typed is in it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if time.time() - max(file.stat().st_mtime for file in folder.iterdir()) > 3:
            return
        time.sleep(0.2)
    raise AssertionError("the vault is written to without end")
