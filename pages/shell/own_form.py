"""Posts from pages of ours, and cookies that only this host may set."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from services.settings import Settings

_LARGEST_FORM_BYTES = 4096


def host_cookie(settings: Settings, name: str) -> str:
    """A cookie's name; on https the prefix makes browsers refuse it from anywhere but this host."""
    return f"__Host-{name}" if settings.is_https else name


async def own_form(request: Request) -> dict[str, str] | None:
    """The posted fields, if the post comes from a page of ours and is small; else None."""
    is_small = int(request.headers.get("content-length", "0") or 0) <= _LARGEST_FORM_BYTES
    if not is_small or not _is_from_us(request):
        return None
    async with request.form(max_files=0, max_fields=8, max_part_size=_LARGEST_FORM_BYTES) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


def _is_from_us(request: Request) -> bool:
    """Browsers say where a post comes from and no page can forge it; without a word it is not from a page of ours."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host", " ")
