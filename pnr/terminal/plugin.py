"""pytest fixtures for programs that talk to pnr; imports nothing but pytest when it loads."""
from collections.abc import Callable, Iterator
from typing import Any

import pytest

NOW = "2026-12-01T09:00Z"


@pytest.fixture
def pnr_host() -> Iterator[Any]:
    """A fresh host in memory, its clock standing at 2026-12-01T09:00Z."""
    import pnr

    with pnr.open("sqlite://", now=NOW) as host:
        yield host


@pytest.fixture
def pnr_desk(pnr_host: Any) -> Any:
    """A desk of the fresh host, signed in, speaking Amadeus."""
    return pnr_host.desk("amadeus")


@pytest.fixture
def assert_transcript(pnr_host: Any) -> Callable[..., None]:
    """A function that plays a transcript on the fresh host and fails with what differs."""

    def check(path: Any, dialect: str | None = None) -> None:
        from .batch import differences

        differing = differences(pnr_host, path, dialect)
        if differing:
            pytest.fail("\n".join(differing), pytrace=False)

    return check
