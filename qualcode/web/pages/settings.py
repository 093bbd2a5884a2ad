"""How somebody wants to see the study, who they are, and what others did meanwhile."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from qualcode.model.keys import KEYS
from qualcode.review.queue import Wanted
from qualcode.review.wording import decided_meanwhile
from qualcode.study.review.coders import spelled
from qualcode.web.answering import own_address
from qualcode.web.colours import style_sheet
from qualcode.web.visit import Visit, first, frozen, see_other


def colours(visit: Visit) -> Response:
    """The colours of the codes."""
    return frozen(style_sheet(visit.material.library.codebook), "text/css")


def keys(visit: Visit) -> Response:
    """What the keys do, and how to switch them off."""
    listed = [(key, KEYS[action].help) for action, key in visit.keys.items()]
    return visit.page("keys.html", "", listed=listed)


def change(visit: Visit) -> Response:
    """Light or dark, keys on or off."""
    visitor = visit.visitor
    if (theme := first(visit.form, "theme")) in ("light", "dark", "system"):
        visitor.theme = "" if theme == "system" else theme
    if wish := first(visit.form, "keys"):
        visitor.keys_off = wish == "off"
    return see_other(own_address(first(visit.form, "to")))


def ask_name(visit: Visit) -> Response:
    """Who decides?"""
    return visit.page("name.html", "")


def keep_name(visit: Visit) -> Response:
    """Whose decisions these will be."""
    name = " ".join(first(visit.form, "name").split())
    if not name:
        return see_other("/name")
    visit.visitor.coder = spelled(visit.room.study, name) if visit.house.room else name
    return see_other("/")


def since(visit: Visit) -> Response:
    """What others decided since a page was drawn; nothing where there is nothing new."""
    after = first(visit.query, "after")
    if visit.house.room is None or visit.room.study.store.sources.codebook() is None:
        return Response(status_code=204)
    desk = visit.room.desk(visit.visitor, Wanted())
    visit.room.keep_read()
    newest = desk.session.newest
    if newest <= (int(after) if after.isdecimal() else 0):
        return Response(status_code=204)
    newer = [] if visit.visitor.blind else visit.room.study.store.log.decisions(after=int(after or 0))
    left = desk.route.left
    said = decided_meanwhile(newer, visit.visitor.coder, left=left)
    return JSONResponse({"newest": newest, "left": left, "said": said, "generation": visit.room.generation})
