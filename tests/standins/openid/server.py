"""The provider on a real socket: its document, its keys, and codes that serve once for who holds the verifier."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit

from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.standins.openid.forging import Forgery, forged
from tests.standins.serving import served

CLIENT_ID, CLIENT_SECRET = "caire", "hemligt & långt:ord"
ENDLESS_BYTES = 1_000_000


@cache
def a_key(kid: str) -> RSAKey:
    """A key pair by name; drawing one takes a while."""
    return RSAKey.generate_key(2048, {"kid": kid})


@dataclass
class IdentityHouse:
    """Who signs in next, what the token says otherwise (`claims`), and what goes wrong (`forgery`, `down` by path)."""

    email: str = "petra@kommunen.example"
    is_verified: object = True
    claims: dict[str, Any] = field(default_factory=dict)
    forgery: Forgery = Forgery.NONE
    signing: str = "first"
    published: list[str] = field(default_factory=lambda: ["first"])
    down: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    slow_s: float = 1.0
    url: str = ""
    calls: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorise(self, address: str) -> dict[str, str]:
        """What the provider sends a browser back with that came by `address`, once its user has signed in there."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.url}/authorize"
        asked = dict(parse_qsl(parts.query))
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT_ID)
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def document(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            **self.metadata,
        }

    def token(self, form: Mapping[str, str]) -> str | None:
        """The ID token for a code that was given for this verifier and has not been used."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked["code_challenge"]:
            return None
        said = {"iss": self.url, "aud": CLIENT_ID, "sub": "7", "nonce": asked["nonce"], "email": self.email}
        return forged(self.forgery, {**said, "email_verified": self.is_verified, **self.claims}, a_key(self.signing))


@contextmanager
def identity_house() -> Iterator[IdentityHouse]:
    """A provider that runs while inside."""
    house = IdentityHouse()

    async def document(_: Request) -> Response:
        return JSONResponse(house.document())

    async def keys(_: Request) -> Response:
        public = [{**a_key(kid).as_dict(private=False), "kid": kid, "use": "sig"} for kid in house.published]
        return JSONResponse({"keys": [*public, {"kty": "oct", "k": "c2VjcmV0", "kid": "odd"}, {"kty": "RSA"}]})

    async def token(request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode()))
        if not _is_ours(request.headers.get("authorization", ""), form):
            return JSONResponse({"error": "invalid_client"}, 401)
        given = house.token(form)
        return JSONResponse({"error": "invalid_grant"}, 400) if given is None else JSONResponse({"id_token": given})

    async def authorise(request: Request) -> Response:
        """Somebody who is signed in there already is sent straight back."""
        house.calls.append("/authorize")
        brought = house.authorise(f"{house.url}/authorize?{request.url.query}")
        return RedirectResponse(f"{house.codes[brought['code']]['redirect_uri']}?{urlencode(brought)}", 302)

    def wired(path: str, answer: Any, method: str = "GET") -> Route:
        async def answered(request: Request) -> Response:
            house.calls.append(path)
            fault = house.down.get(path)
            if fault == "slow":
                await asyncio.sleep(house.slow_s)
            if fault in {"500", "302"}:
                return Response(status_code=int(fault), headers={"Location": "/elsewhere"})
            if fault == "huge":
                return Response(b'{"a": "' + b"x" * ENDLESS_BYTES + b'"}')
            if fault == "garbage":
                return Response(b"[1, 2")
            given: Response = await answer(request)
            return given

        return Route(path, answered, methods=[method])

    routes = [
        wired("/.well-known/openid-configuration", document),
        Route("/authorize", authorise),
        wired("/keys", keys),
        wired("/token", token, "POST"),
    ]
    with served(Starlette(routes=routes)) as url:
        house.url = url
        yield house


def _is_ours(authorization: str, form: Mapping[str, str]) -> bool:
    if not authorization:
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)
    name, _, secret = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
    return (unquote_plus(name), unquote_plus(secret)) == (CLIENT_ID, CLIENT_SECRET)
