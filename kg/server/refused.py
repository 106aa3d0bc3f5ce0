"""The one error that a request ends with. In: what HTTP calls the reason, and words. Out: `Refused`."""

from __future__ import annotations


class Refused(Exception):
    """A request that is not done; `status` is what HTTP calls the reason."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
