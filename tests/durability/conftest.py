"""One server and one workshop for all of these tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durability import tracing
from tests.durability.client import Server
from tests.durability.trial import Workshop


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("server").resolve() / "server") as server:
        yield server


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Workshop:
    folder: Path = tmp_path_factory.mktemp("workshop").resolve()
    return Workshop(folder, server, traced=not tracing.why_not())
