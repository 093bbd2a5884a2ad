"""Templates and the files that come with them."""

from __future__ import annotations

import gzip
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from qualcode.model.harmless import one_line, visible
from qualcode.model.keys import shown
from qualcode.model.wording import plural, text_of
from qualcode.review.queue import Stop
from qualcode.web.queues import address

if TYPE_CHECKING:
    import jinja2

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def draw(template: str, **values: object) -> str:
    """A page as text. Whatever is no markup of our own is escaped."""
    return _environment().get_template(template).render(**values)


@cache
def static_files() -> dict[str, bytes]:
    """Style and scripts, by their names."""
    return {path.name: _as_sent(path) for path in sorted(STATIC.iterdir()) if path.suffix in KINDS}


def _as_sent(path: Path) -> bytes:
    """A file without the indentation and remarks that are for those who read it."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")).encode()


@cache
def compressed() -> dict[str, bytes]:
    """The same, as they are sent."""
    return {name: gzip.compress(content, mtime=0) for name, content in static_files().items()}


@cache
def static_hash() -> str:
    """Another one once any of those files changes."""
    digest = hashlib.sha256()
    for name, content in static_files().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        finalize=_harmless,
    )
    environment.globals.update(static=static_hash, address=address, stop=Stop, shown=_key_shown)
    environment.filters.update(one_line=one_line, plural=plural)
    return environment


def _key_shown(key: str) -> str:
    """A key on a button: `←` for what a browser calls ArrowLeft."""
    return "⏎" if key == "Enter" else shown(key.removeprefix("Arrow").lower() if key.startswith("Arrow") else key)


def _harmless(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return visible(text_of(value)) if isinstance(value, str) else value
