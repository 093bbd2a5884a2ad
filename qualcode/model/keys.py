"""What can be done at the review screen, by which key. Keys can be changed in the settings: `[review.keys]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qualcode.model.naming import did_you_mean


class Key(NamedTuple):
    """Something a key does."""

    key: str
    label: str
    """In the line of keys at the bottom."""
    help: str


KEYS: dict[str, Key] = {
    "accept": Key("a", "accept", "the passage is about this code"),
    "reject": Key("r", "reject", "it is not; of a code added by hand: take it off again"),
    "skip": Key("s", "skip", "decide later: skipped ones come back at the end"),
    "undo": Key("u", "undo", "take back the last step, again and again if need be"),
    "instead": Key("c", "other", "another code instead of the one proposed: type to find it"),
    "add": Key("+", "add", "one more code, on a stretch picked out by sentence or by word"),
    "new_code": Key("n", "new", "make a code that the codebook does not have yet, and put it on the passage"),
    "trim": Key("t", "trim", "accept, and quote only a stretch of the passage"),
    "good_quote": Key("g", "good quote", "worth quoting"),
    "contrary": Key("y", "contrary", "the informant denies the theme: does not count as raising it"),
    "do_not_quote": Key("d", "don't quote", "counts, and is never quoted"),
    "off_record": Key("o", "off record", "is neither counted nor quoted"),
    "memo": Key("m", "memo", "a note on the decision, the passage, the code or the interview"),
    "rule": Key("b", "rule", "accept or reject everything that one rule proposes, after a look at it"),
    "next": Key("right", "next", "go on without deciding"),
    "previous": Key("left", "back", "go back, also to what is decided"),
    "open": Key("tab", "next open", "the next one that is still to be decided"),
    "above": Key(",", "", "the informant's passage above, proposed or not: to add what was missed"),
    "below": Key(".", "", "and the one below; next open goes back to the queue"),
    "jump": Key("j", "jump", "to an interview or a code"),
    "search": Key("/", "search", "the interviews for words"),
    "down": Key("down", "", "read further down the interview"),
    "up": Key("up", "", "and back up"),
    "theme": Key("l", "light", "light or dark colours"),
    "help": Key("?", "help", "this list"),
    "quit": Key("q", "quit", "stop; everything is saved already"),
}
"""By the name the settings know it by."""

_NAMED = re.compile(
    r"(ctrl\+[a-z]|f([1-9]|1[0-2])|space|enter|tab|backspace|delete|insert|home|end|pageup|pagedown|left|right|up|down)"
)
_TAKEN = {"escape", "ctrl+c", "ctrl+q"}


def read_keys(changed: Mapping[str, str]) -> dict[str, str]:
    """The key of every action, some of them changed. Call `key_problems` first."""
    return {action: changed.get(action, key.key) for action, key in KEYS.items()}


def key_problems(changed: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with changed keys, in words; nothing where all is well."""
    for action, key in changed.items():
        if action not in KEYS:
            every = f"there are: {', '.join(KEYS)}"
            meant = did_you_mean(action, KEYS, otherwise=every, likeness=0.6)
            yield f"{action} is not something a key can do; {meant}"
        elif key in _TAKEN or not (
            _NAMED.fullmatch(key) or (len(key) == 1 and key.isprintable() and not key.isspace())
        ):
            yield f"{action}: {key!r} is not a key; write one character, or space, tab, enter, left, f5, ctrl+k …"
    used: dict[str, str] = {}
    for action, key in read_keys(changed).items():
        if key in used:
            yield f"{action} and {used[key]} have the same key, {key!r}; give one of them another"
        used[key] = action


def shown(key: str) -> str:
    """A key as it is shown on the screen."""
    return {"left": "←", "right": "→", "up": "↑", "down": "↓"}.get(key, key)
