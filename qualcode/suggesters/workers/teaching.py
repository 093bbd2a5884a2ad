"""How the workers of a scheduler learn what is to be done with documents: once each, those that come later too."""

from __future__ import annotations

from distributed import WorkerPlugin

from qualcode.suggesters.workers.there import taught


class Teach(WorkerPlugin):
    """Brings every worker what is to be done, packed."""

    def __init__(self, name: str, packed: bytes) -> None:
        self.name, self._packed = name, packed

    def setup(self, worker: object) -> None:  # noqa: ARG002
        """Remember it."""
        taught[self.name] = self._packed

    def teardown(self, worker: object) -> None:  # noqa: ARG002
        """Forget it."""
        taught.pop(self.name, None)
