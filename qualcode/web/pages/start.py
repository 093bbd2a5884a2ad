"""Where a study begins in the browser."""

from __future__ import annotations

from starlette.responses import Response

from qualcode.web.visit import Visit, see_other


def first_page(visit: Visit) -> Response:
    """To the page that has most to tell."""
    return see_other("/review" if visit.material.library.suggestions else "/read")
