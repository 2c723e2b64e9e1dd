"""The catalogues: every message once, in every language, used, and read in the user's language."""

from __future__ import annotations

import ast
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from report_tool import messages
from report_tool.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(messages.__file__).parent
FILES = sorted(FOLDER.glob("*/*.po"))
TRANSLATED = [file for file in FILES if file.parent.name != messages.DEFAULT_LANGUAGE]
DOMAINS = sorted({file.stem for file in FILES})

PLACEHOLDER = re.compile(r"{[^}]*}")
KEY = re.compile(r"\b(?:F\d{1,2}|(?:Ctrl|Shift)\+[A-Z]\w*|Tab|Esc|Enter|Delete)\b")
NAMES = "|".join({*app.COMMANDS, *chain.from_iterable(app._GROUPS.values())})
COMMAND = re.compile(rf"report-tool(?: (?:{NAMES})\b)*|--[a-z][a-z-]*")
ENGLISH_VERBS = {"Delete", "Enter"}
NOT_NYNORSK = re.compile(
    r"\b(?:ikke|hvordan|hvorfor|hva|hvem|hver|hvert|hvis|noe|noen|fra|jeg|dere|bare|gjøre|uten|mye|"
    r"et|være|blitt|arbeidstaker|arbeidsgiver|arbeidsgiveren|arbeidstakeren|saken|filen|mappen|"
    r"velg|åpne|åpnes|skrevet|lagret|endret|finnes|holdes|samtykker)\b",
    re.IGNORECASE,
)


def name_of(file: Path) -> str:
    return f"{file.parent.name}-{file.stem}"


def of(file: Path) -> dict[str, str]:
    return messages.catalogue(file.parent.name, file.stem)


def bokmal(file: Path) -> dict[str, str]:
    return messages.catalogue(messages.DEFAULT_LANGUAGE, file.stem)


each_file = pytest.mark.parametrize("file", FILES, ids=name_of)
each_translation = pytest.mark.parametrize("file", TRANSLATED, ids=name_of)


@each_file
def test_every_message_stands_once_and_in_its_own_domain(file: Path) -> None:
    ids = re.findall(r'^msgid "(.+)"$', file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert {name.partition(".")[0] for name in ids} == {file.stem}


@each_file
def test_no_message_is_empty(file: Path) -> None:
    assert all(of(file).values())


@each_file
def test_the_header_names_the_language_of_the_folder(file: Path) -> None:
    content = file.read_text(encoding="utf-8")
    assert re.findall(r'^"Language: (\w+)\\n"$', content, re.MULTILINE) == [file.parent.name]


@each_translation
def test_a_language_has_every_message_of_bokmal_and_no_other(file: Path) -> None:
    assert set(of(file)) == set(bokmal(file))


def test_every_language_has_every_domain() -> None:
    wanted = {(language, domain) for language in messages.LANGUAGES for domain in DOMAINS}
    assert {(file.parent.name, file.stem) for file in FILES} == wanted


@each_translation
@pytest.mark.parametrize(
    "part", [PLACEHOLDER, KEY, COMMAND], ids=["placeholders", "keys", "commands"]
)
def test_what_is_no_word_is_the_same_in_every_language(file: Path, part: re.Pattern[str]) -> None:
    model = bokmal(file)
    also_words = ENGLISH_VERBS if file.parent.name == "en" else set()
    differing = {}
    for key, message in of(file).items():
        here, there = Counter(part.findall(message)), Counter(part.findall(model[key]))
        if there - here or set(here - there) - also_words:
            differing[key] = message
    assert differing == {}


@each_translation
def test_the_lines_of_a_message_are_as_many_in_every_language(file: Path) -> None:
    model = bokmal(file)
    assert {k for k, v in of(file).items() if v.count("\n") != model[k].count("\n")} == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_nynorsk_message_holds_a_word_that_is_bokmal_only(domain: str) -> None:
    found = {
        key: words
        for key, message in messages.catalogue("nn", domain).items()
        if (words := NOT_NYNORSK.findall(message))
    }
    assert found == {}


def test_placeholders_are_filled_and_nothing_else_is_interpreted() -> None:
    assert "sak-1" in messages.text("error.case-missing.what", case="sak-1")


def test_a_language_without_the_message_falls_back_to_bokmal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made_up = {("nb", "hello"): {"hello.you": "Hei {name}", "hello.all": "Hei"}}
    made_up["nn", "hello"] = {"hello.all": "Hei, de"}
    monkeypatch.setattr(messages, "catalogue", lambda *which: made_up.get(which, {}))
    monkeypatch.setattr(messages, "_language", "nn")
    assert messages.text("hello.all") == "Hei, de"
    assert messages.text("hello.you", name="Kari") == "Hei Kari"


def test_the_language_holds_in_every_thread() -> None:
    messages.use_language("en")
    try:
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: messages._language).result() == "en"
    finally:
        messages.use_language("nb")


def test_an_unknown_message_is_an_error() -> None:
    with pytest.raises(KeyError):
        messages.text("error.no-such-thing")


def every_node() -> Iterator[ast.AST]:
    for file in FOLDER.parent.rglob("*.py"):
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def pattern(built: ast.JoinedStr) -> str | None:
    """Return what ids an f-string can build: a slot is one step of an id, several in a row more."""
    fixed = [part.value for part in built.values if isinstance(part, ast.Constant)]
    if not any(re.search(r"(^[a-z]+\.|\.[a-z]{2,}$)", str(part)) for part in fixed):
        return None
    marks = ("\0" if not isinstance(v, ast.Constant) else str(v.value) for v in built.values)
    escaped = re.escape("".join(marks)).replace(re.escape("\0"), "\0")
    if escaped.startswith("\0"):
        escaped = ".+" + escaped[1:]
    return re.sub("\0{2,}", ".+", escaped).replace("\0", "[^.]+")


@cache
def in_code() -> tuple[set[str], set[str], set[str]]:
    """Return the ids given to ``text``, every other literal, and the patterns of the f-strings."""
    asked, written, built = set(), set(), set()
    for node in every_node():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            written.add(node.value)
        elif isinstance(node, ast.JoinedStr) and (ids := pattern(node)):
            built.add(ids)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                asked.add(first.value)
    return asked, written, built


def test_every_message_the_code_asks_for_exists() -> None:
    asked, _, _ = in_code()
    known = {key for domain in DOMAINS for key in messages.catalogue("nb", domain)}
    assert len(asked) > 100
    assert asked - known == set()


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_is_unused(domain: str) -> None:
    _, written, built = in_code()
    ours = [ids for ids in built if not re.match(r"[a-z]+\\\.", ids) or ids.startswith(domain)]
    rest = set(messages.catalogue("nb", domain)) - written
    assert {key for key in rest if not any(re.fullmatch(ids, key) for ids in ours)} == set()
