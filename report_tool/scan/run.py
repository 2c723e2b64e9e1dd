"""Documents in, findings out, in input order: here, on all cores, or on a Dask cluster."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from report_tool.errors import ClusterError, DaskMissingError
from report_tool.scan import pieces, worker

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from report_tool.scan.documents import ScanDocument
    from schemas.finding import Finding

    Batch = tuple[worker.Piece, ...]
    Found = tuple[tuple[Finding, ...] | None, ...]

    class Future(Protocol):
        """Work under way: a process pool's or a cluster's."""

        def result(self) -> Found:
            """Wait for the batch and return what was found in it."""

    Mapper = Callable[[Iterable[Batch]], Iterator[Found]]

_BATCH_CHARACTERS = 20_000
"""Work sent to another process or machine at once, large enough to outweigh the sending."""

_AHEAD_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class ScanResult:
    """A document's findings, sorted, offsets into its text.

    ``checked`` is False where detection failed on any part: absence of findings then says nothing.
    """

    document: ScanDocument
    findings: tuple[Finding, ...]
    checked: bool = True


def scan(
    documents: Iterable[ScanDocument], jobs: int = 1, dask_address: str | None = None
) -> Iterator[ScanResult]:
    """Look through the documents and yield their results in the order given, as they are ready.

    Args:
        documents: what to look through; read only a little ahead of the results.
        jobs: number of processes; 1 works in this one.
        dask_address: scheduler of a Dask cluster, such as ``tcp://10.0.0.5:8786``.

    Raises:
        DaskMissingError: if the optional part ``dask`` is not installed.
        ClusterError: if the cluster does not answer.
    """
    is_local = jobs <= 1 and dask_address is None
    with _mapper(jobs, dask_address) as mapper:
        yield from _results(documents, mapper, batch_size=1 if is_local else _BATCH_CHARACTERS)


@contextmanager
def _mapper(jobs: int, dask_address: str | None) -> Generator[Mapper, None, None]:
    if dask_address is not None:
        with _on_cluster(dask_address) as mapper:
            yield mapper
    elif jobs > 1:
        with _on_processes(jobs) as mapper:
            yield mapper
    else:
        yield lambda batches: map(worker.analyze, batches)


@contextmanager
def _on_processes(jobs: int) -> Generator[Mapper, None, None]:
    import multiprocessing
    import signal
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
    try:
        yield lambda batches: _in_order(
            lambda batch: pool.submit(worker.analyze, batch), batches, jobs * _AHEAD_PER_WORKER
        )
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _on_cluster(address: str) -> Generator[Mapper, None, None]:
    try:
        from distributed import Client
    except ImportError:
        raise DaskMissingError() from None
    try:
        client = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
        workers = len(client.scheduler_info()["workers"]) or 1
    except (OSError, ValueError, TimeoutError):
        raise ClusterError(address=address) from None
    try:
        yield lambda batches: _in_order(
            lambda batch: client.submit(worker.analyze, batch, pure=False),
            batches,
            workers * _AHEAD_PER_WORKER,
        )
    finally:
        client.close()  # type: ignore[no-untyped-call]


def _in_order(
    submit: Callable[[Batch], Future], batches: Iterable[Batch], ahead: int
) -> Iterator[Found]:
    """Keep up to ``ahead`` batches under way and yield their results in order."""
    under_way: deque[tuple[Batch, Future]] = deque()
    for batch in batches:
        under_way.append((batch, submit(batch)))
        if len(under_way) >= ahead:
            yield _outcome(*under_way.popleft())
    while under_way:
        yield _outcome(*under_way.popleft())


def _outcome(batch: Batch, future: Future) -> Found:
    try:
        return future.result()
    except Exception:
        return (None,) * len(batch)


@dataclass(slots=True)
class _Open:
    document: ScanDocument
    spans: tuple[tuple[int, int], ...]
    found: list[tuple[Finding, ...] | None]

    @property
    def is_done(self) -> bool:
        return len(self.found) == len(self.spans)

    def result(self) -> ScanResult:
        """Return what was found, and let go of the parts one by one: a document may be long."""
        checked = None not in self.found
        self.found.reverse()
        findings = tuple(
            finding.model_copy(update={"start": finding.start + start, "end": finding.end + start})
            for start, _ in self.spans
            for finding in self.found.pop() or ()
        )
        return ScanResult(self.document, findings, checked=checked)


def _results(
    documents: Iterable[ScanDocument], mapper: Mapper, batch_size: int
) -> Iterator[ScanResult]:
    waiting: deque[_Open] = deque()

    def work() -> Iterator[worker.Piece]:
        for document in documents:
            spans = tuple(pieces.cut(document.text))
            waiting.append(_Open(document, spans, []))
            for start, end in spans:
                yield worker.Piece(document.text[start:end], document.parties, document.lang)

    for found in mapper(_batches(work(), batch_size)):
        for part in found:
            while waiting[0].is_done:
                yield waiting.popleft().result()
            waiting[0].found.append(part)
        while waiting and waiting[0].is_done:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _batches(work: Iterable[worker.Piece], batch_size: int) -> Iterator[Batch]:
    batch: list[worker.Piece] = []
    size = 0
    for piece in work:
        batch.append(piece)
        size += len(piece.text)
        if size >= batch_size:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
