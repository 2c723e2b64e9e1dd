from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_tool import errors
from report_tool.scan import run, worker
from report_tool.scan.documents import ScanDocument
from report_tool.scan.pieces import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.scan.conftest import WordList

TEXTS = ["", "hun har migrene", "ingenting", "", "angst og migrene\n\nangst", ""]


def documents(texts: list[str]) -> list[ScanDocument]:
    return [ScanDocument(name=str(index), text=text) for index, text in enumerate(texts)]


def summary(results: list[run.ScanResult]) -> list[tuple[str, list[str]]]:
    for result in results:
        for finding in result.findings:
            assert result.document.text[finding.start : finding.end] == finding.surface
    return [(r.document.name, [f.surface for f in r.findings]) for r in results]


EXPECTED = [
    ("0", []),
    ("1", ["migrene"]),
    ("2", []),
    ("3", []),
    ("4", ["angst", "migrene", "angst"]),
    ("5", []),
]


@given(st.text(alphabet="ab \n.æ", max_size=300), st.integers(min_value=2, max_value=40))
def test_pieces_cover_the_text(text: str, longest: int) -> None:
    spans = list(cut(text, longest))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(0 < end - start <= longest for start, end in spans)


@given(st.lists(st.text(alphabet="angst mire\n", max_size=60), max_size=8), st.integers(1, 50))
def test_results_come_in_order_and_whole(texts: list[str], batch_size: int) -> None:
    def find_nothing(batches: Iterable[run.Batch]) -> Iterator[run.Found]:
        return (((),) * len(batch) for batch in batches)

    results = list(run._results(documents(texts), find_nothing, batch_size))
    assert [result.document.text for result in results] == texts


@pytest.mark.usefixtures("word_list")
class TestHere:
    def test_order_and_offsets(self) -> None:
        assert summary(list(run.scan(documents(TEXTS)))) == EXPECTED

    def test_results_come_before_all_documents_are_read(self) -> None:
        seen: list[str] = []

        def lazily() -> Iterator[ScanDocument]:
            for document in documents(["a", "b", "c"]):
                seen.append(document.name)
                yield document

        next(run.scan(lazily()))
        assert len(seen) < 3

    def test_offsets_in_a_text_of_many_pieces(self) -> None:
        text = "Hun har migrene. " * 20_000
        (result,) = run.scan(documents([text]))
        summary([result])
        assert len(result.findings) == 20_000

    def test_failed_detection_is_unchecked_not_clean(self) -> None:
        good, bad = run.scan(documents(["migrene", "UFEIL"]))
        assert good.checked
        assert (bad.checked, bad.findings) == (False, ())

    def test_twenty_megabytes_take_linear_time(self) -> None:
        def seconds(text: str) -> float:
            start = time.perf_counter()
            assert next(run.scan(documents([text]))).checked
            return time.perf_counter() - start

        line = "Hun kan løfte inntil fem kilo når arbeidet er lagt til rette.\n"
        for unbroken in (line, "x"):
            whole = unbroken * (20_000_000 // len(unbroken))
            assert seconds(whole) < 25 * max(seconds(whole[: len(whole) // 10]), 0.02)


def test_engine_that_does_not_load_makes_everything_unchecked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> WordList:
        raise ImportError("no engine")

    monkeypatch.setattr(worker, "_engine", broken)
    assert [result.checked for result in run.scan(documents(["a", ""]))] == [False, True]


@pytest.mark.usefixtures("word_list")
class TestDask:
    def test_same_result_on_a_cluster(self) -> None:
        from distributed import LocalCluster

        with LocalCluster(
            n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None
        ) as cluster:
            address = cluster.scheduler_address
            assert summary(list(run.scan(documents(TEXTS), dask_address=address))) == EXPECTED

    def test_failure_on_the_cluster_logs_no_text(self, caplog: pytest.LogCaptureFixture) -> None:
        from distributed import LocalCluster

        with (
            caplog.at_level(logging.DEBUG),
            LocalCluster(
                n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
            ) as cluster,
        ):
            text = "Hemmelig UFEIL"
            (result,) = run.scan(documents([text]), dask_address=cluster.scheduler_address)
        assert not result.checked
        assert "Hemmelig" not in caplog.text

    def test_no_cluster_at_the_address(self) -> None:
        with pytest.raises(errors.ClusterError):
            list(run.scan(documents(["a"]), dask_address="tcp://127.0.0.1:1"))

    def test_part_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "distributed", None)
        with pytest.raises(errors.DaskMissingError):
            list(run.scan(documents(["a"]), dask_address="tcp://127.0.0.1:1"))


def test_text_is_kept_out_of_representations() -> None:
    document = ScanDocument(name="a", text="hemmelig", parties=("Kari",))
    piece = worker.Piece("hemmelig", ("Kari",))
    assert "hemmelig" not in repr(document) + repr(piece)
    assert "Kari" not in repr(document) + repr(piece)


class TestRealEngine:
    """With the engine itself, which other processes load for themselves."""

    TEXTS = ("Hun har migrene.", "Hun kan løfte fem kilo.", "Ho brukar Sobril og søv dårleg.")

    def test_processes_give_what_one_process_gives(self) -> None:
        here = summary(list(run.scan(documents(list(self.TEXTS)))))
        assert here[0] == ("0", ["migrene"])
        assert here[1] == ("1", [])
        assert summary(list(run.scan(documents(list(self.TEXTS)), jobs=2))) == here
