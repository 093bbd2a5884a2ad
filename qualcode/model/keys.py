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
    in_browser: str | None = None
    """The key that does it in a browser, where it is another one; empty where a browser does it by itself."""

    @property
    def browser(self) -> str:
        """What a browser calls the key; empty where none does it there."""
        return self.key if self.in_browser is None else self.in_browser


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
    "finding": Key("f", "", "the passage speaks for or against a finding of findings.yaml"),
    "summary": Key("w", "", "what the informant says on the theme, in your words: a cell of the framework matrix", ""),
    "rule": Key("b", "rule", "accept or reject everything that one rule proposes, after a look at it"),
    "next": Key("right", "next", "go on without deciding", "ArrowRight"),
    "previous": Key("left", "back", "go back, also to what is decided", "ArrowLeft"),
    "open": Key("tab", "next open", "the next one that is still to be decided", "Enter"),
    "above": Key(",", "", "the informant's passage above, proposed or not: to add what was missed"),
    "below": Key(".", "", "and the one below; next open goes back to the queue"),
    "jump": Key("j", "jump", "to an interview or a code"),
    "search": Key("/", "search", "the interviews for words"),
    "down": Key("down", "", "read further down the interview", ""),
    "up": Key("up", "", "and back up", ""),
    "theme": Key("l", "light", "light or dark colours"),
    "help": Key("?", "help", "this list"),
    "quit": Key("q", "quit", "stop; everything is saved already", ""),
}
"""By the name the settings know it by."""

_NAMED = re.compile(
    r"(ctrl\+[a-z]|f([1-9]|1[0-2])|space|enter|tab|backspace|delete|insert|home|end|pageup|pagedown|left|right|up|down)"
)
_TAKEN = {"escape", "ctrl+c", "ctrl+q"}
_BROWSER = {
    "left": "ArrowLeft",
    "right": "ArrowRight",
    "up": "ArrowUp",
    "down": "ArrowDown",
    "space": " ",
    "enter": "Enter",
    "backspace": "Backspace",
    "delete": "Delete",
    "insert": "Insert",
    "home": "Home",
    "end": "End",
    "pageup": "PageUp",
    "pagedown": "PageDown",
}
"""What a browser calls keys that have a name. Tab, the F keys and those with ctrl are its own."""


def read_keys(changed: Mapping[str, str]) -> dict[str, str]:
    """The key of every action, some of them changed. Call `key_problems` first."""
    return {action: changed.get(action, key.key) for action, key in KEYS.items()}


def read_browser_keys(changed: Mapping[str, str]) -> dict[str, str]:
    """The key of every action as a browser calls it, some of them changed; none for what a browser does by itself.

    A changed key that is the browser's own changes nothing there.
    """
    chosen = {action: _BROWSER.get(key, key if len(key) == 1 else "") for action, key in changed.items()}
    chosen = {action: key for action, key in chosen.items() if key and KEYS[action].browser}
    kept = {action: key.browser for action, key in KEYS.items() if key.browser and action not in chosen}
    return {action: key for action, key in kept.items() if key not in chosen.values()} | chosen


def key_problems(changed: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with changed keys, in words; nothing where all is well."""
    return (problem for _, problem in wrong_keys(changed))


def wrong_keys(changed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find changed keys that cannot be used: the action whose key has to change, and why."""
    for action, key in changed.items():
        if action not in KEYS:
            every = f"there are: {', '.join(KEYS)}"
            meant = did_you_mean(action, KEYS, otherwise=every, likeness=0.6)
            yield action, f"{action} is not something a key can do; {meant}"
        elif key in _TAKEN or not (
            _NAMED.fullmatch(key) or (len(key) == 1 and key.isprintable() and not key.isspace())
        ):
            yield (
                action,
                f"{action}: {key!r} is not a key; write one character, or space, tab, enter, left, f5, ctrl+k …",
            )
    used: dict[str, str] = {}
    for action, key in read_keys(changed).items():
        if key in used:
            problem = f"{action} and {used[key]} have the same key, {key!r}; give one of them another"
            yield action if action in changed else used[key], problem
        used[key] = action


def shown(key: str) -> str:
    """A key as it is shown on the screen."""
    return {"left": "←", "right": "→", "up": "↑", "down": "↓"}.get(key, key)
