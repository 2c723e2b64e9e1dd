from __future__ import annotations

import json

from report_tool.errors import NoTextError
from report_tool.scan import for_people, formats
from report_tool.scan.documents import Place, PlaceKind, ScanDocument
from report_tool.scan.run import ScanResult
from schemas.finding import Finding, Reason
from schemas.labels import Label


def result(
    text: str, *surfaces: str, name: str = "brev.txt", source: str = "brev.txt"
) -> ScanResult:
    findings = tuple(
        Finding(
            start=text.index(surface),
            end=text.index(surface) + len(surface),
            label=Label.DIAGNOSIS,
            score=91,
            surface=surface,
            why=(Reason(detector="lexicon", text="Står i ordlisten"),),
        )
        for surface in surfaces
    )
    document = ScanDocument(name=name, text=text, source=source)
    return ScanResult(document, findings)


TEXT = "Første linje 😀.\nHun har migrene nå."


def test_jsonl_is_the_guidelines_form() -> None:
    (line,) = formats.jsonl([result(TEXT, "migrene", name="d-1")])
    assert json.loads(line) == {
        "id": "d-1",
        "spans": [
            {"start": 24, "end": 31, "label": "DIAGNOSIS", "score": 0.91, "why": "Står i ordlisten"}
        ],
    }


def test_jsonl_never_calls_an_unchecked_document_clean() -> None:
    unchecked = ScanResult(ScanDocument(name="a", text="x"), (), checked=False)
    (line,) = formats.jsonl([unchecked])
    assert json.loads(line)["error"] == "detection-failed"


def test_json_has_positions_and_errors() -> None:
    report = json.loads(
        "".join(
            formats.json_report([result(TEXT, "migrene")], [NoTextError(file="b.pdf", pages="2")])
        )
    )
    (finding,) = report["documents"][0]["findings"]
    assert (finding["line"], finding["column"], finding["surface"]) == (2, 9, "migrene")
    assert report["errors"][0]["error"] == "no-text"
    assert "skannet" in report["errors"][0]["message"]


def test_sarif_has_the_required_structure_and_no_words() -> None:
    source = "mappe/et brev.txt"
    log = json.loads(formats.sarif([result(TEXT, "migrene", name=source, source=source)], "1.2.3"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    (entry,) = run["results"]
    assert rules[entry["ruleIndex"]]["id"] == entry["ruleId"] == "DIAGNOSIS"
    assert entry["level"] == "error"
    location = entry["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "mappe/et%20brev.txt"
    assert location["region"] == {
        "startLine": 2,
        "startColumn": 9,
        "endLine": 2,
        "endColumn": 16,
        "charOffset": 24,
        "charLength": 7,
    }
    assert "migrene" not in json.dumps(log, ensure_ascii=False)


def test_people_see_place_words_label_and_reason() -> None:
    assert list(for_people.lines(result(TEXT, "migrene"))) == [
        "brev.txt · 1 funn",
        "  2:9  diagnose: Hun har «migrene» nå.",
        "      Hvorfor: Står i ordlisten",
    ]


def test_long_lines_are_cut_around_the_words() -> None:
    text = "a" * 100 + " migrene " + "b" * 100
    line = list(for_people.lines(result(text, "migrene")))[1]
    assert line.endswith("…" + "a" * 35 + " «migrene» " + "b" * 35 + "…")


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = "\x1b[31mrød migrene\x07"
    assert not any(
        character in line
        for line in for_people.lines(result(text, "migrene"))
        for character in "\x1b\x07"
    )


def test_pages_and_pictures_are_told() -> None:
    document = ScanDocument(
        name="b.pdf",
        text="side en\n\nmigrene",
        source="b.pdf",
        places=(Place(0, PlaceKind.PAGE, 1), Place(9, PlaceKind.PAGE, 2)),
        unread_images=3,
    )
    findings = result(document.text, "migrene").findings
    lines = list(for_people.lines(ScanResult(document, findings)))
    assert lines[1].startswith("  side 2  diagnose")
    assert "bilder (3)" in lines[-1]


def test_unchecked_and_empty_are_said() -> None:
    unchecked = ScanResult(ScanDocument(name="a", text="x", source="a"), (), checked=False)
    empty = ScanResult(ScanDocument(name="a", text=" \n", source="a"), ())
    assert "ikke kontrollert" in list(for_people.lines(unchecked))[1]
    assert "ingen tekst" in list(for_people.lines(empty))[1]
