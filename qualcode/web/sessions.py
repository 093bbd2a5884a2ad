"""Who is at the other end of a connection: keys that let somebody in once, and the cookie they have from then on."""

from __future__ import annotations

import hashlib
import secrets
from collections import deque
from time import monotonic

from qualcode.model.nouns import dataclass

MINUTE = 60.0
WRONG = 5
"""Keys nobody was given that may be tried within a minute."""


@dataclass(slots=True)
class Visitor:
    """Somebody who was let in, and how they want to see the study."""

    coder: str
    """Whose decisions theirs are; empty until they say their name."""
    blind: bool = False
    """What other coders decided is not shown."""
    suggestions: bool = True
    begins: str = "/"
    """Where they go once they are in."""
    theme: str = ""
    """`light` or `dark`; empty: as the machine is set."""
    keys_off: bool = False
    """No single key does anything."""
    said: str = ""
    """What was just done, for the next page to tell."""
    is_error: bool = False
    """What was said is that something was not done."""

    def say(self, text: str, *, is_error: bool = False) -> None:
        """Have the next page tell something."""
        self.said, self.is_error = text, is_error

    def told(self) -> tuple[str, bool]:
        """What there is to tell, which is told once."""
        told = self.said, self.is_error
        self.say("")
        return told


class TooManyError(Exception):
    """Somebody tries keys."""


class Sessions:
    """Who was let in. Of keys and cookies only hashes are kept, and nothing outlives the process."""

    def __init__(self) -> None:
        self._invited: dict[str, Visitor] = {}
        self._within: dict[str, Visitor] = {}
        self._wrong: deque[float] = deque(maxlen=WRONG)

    def invite(self, visitor: Visitor) -> str:
        """Make a key that lets somebody in once."""
        key = secrets.token_urlsafe(32)
        self._invited[_hash(key)] = visitor
        return key

    def enter(self, key: str) -> str | None:
        """Take a key for a cookie; None for one that is used or was never given.

        TooManyError after several of these.
        """
        now = monotonic()
        if len(self._wrong) == WRONG and now - self._wrong[0] < MINUTE:
            raise TooManyError
        visitor = self._invited.pop(_hash(key), None)
        if visitor is None:
            self._wrong.append(now)
            return None
        cookie = secrets.token_urlsafe(32)
        self._within[_hash(cookie)] = visitor
        return cookie

    def visitor(self, cookie: str) -> Visitor | None:
        """Whose cookie it is; None where it is nobody's."""
        return self._within.get(_hash(cookie)) if cookie else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
