"""A journey to the provider and back: ten minutes, one return, and a log that tells operators and names nobody."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from services.errors import CareError, Unavailable
from services.integrations.openid import Journey, NotProven, Proven
from services.signing_in import SigningIn
from services.single_sign_on import JOURNEY_S, MOST_UNDER_WAY, SingleSignOn, UnderWay
from services.tickets import Tickets
from tests.fakes import FakeDoor, StoppedClock

EMAIL, HERE, BASE = "petra@kommunen.example", "192.0.2.7", "https://plan.example.se"


@dataclass
class Provider:
    """Says what it is told to; remembers what it was asked."""

    says: Proven | CareError = field(default_factory=lambda: Proven(EMAIL))
    journeys: list[Journey] = field(default_factory=list)
    asked: list[tuple[str, str, str, str]] = field(default_factory=list)

    def departure(self, journey: Journey) -> str:
        self.journeys.append(journey)
        return "https://login.example.se/authorize"

    def prove(self, code: str, verifier: str, redirect: str, nonce: str) -> Proven:
        self.asked.append((code, verifier, redirect, nonce))
        if isinstance(self.says, CareError):
            raise self.says
        return self.says

    def is_issuer(self, named: str) -> bool:
        return named == "https://login.example.se"


@dataclass
class Hall:
    """The second door with everything behind it held in memory."""

    provider: Provider = field(default_factory=Provider)
    clock: StoppedClock = field(default_factory=StoppedClock)
    counted: FakeDoor = field(default_factory=FakeDoor)

    def __post_init__(self) -> None:
        self.counted.add(EMAIL, "ett bra långt lösenord")
        self.under_way: Tickets[UnderWay] = Tickets(self.clock, JOURNEY_S)
        self.door = SingleSignOn(self.provider, SigningIn(self.counted, b"k" * 32), BASE, under_way=self.under_way)

    def back(self, handle: str, **brought: str) -> str | CareError | None:
        arrival = self.door.arrive(handle, {"code": "c", "state": self.provider.journeys[-1].state, **brought}, HERE)
        return self.door.outcome(arrival.handle)


@pytest.fixture
def hall() -> Hall:
    return Hall()


def test_every_journey_has_secrets_of_its_own_and_the_verifier_stays_here(hall: Hall) -> None:
    for _ in range(2):
        hall.back(hall.door.depart("", HERE).handle)
    first, second = hall.provider.journeys
    assert len({first.state, first.nonce, first.challenge, second.state, second.nonce, second.challenge}) == 6
    told = [(redirect, nonce) for _, _, redirect, nonce in hall.provider.asked]
    assert told == [(f"{BASE}/session/provider", each.nonce) for each in (first, second)]
    assert not {verifier for _, verifier, _, _ in hall.provider.asked} & {first.challenge, second.challenge}


@pytest.mark.parametrize(
    ("says", "told"), [(Proven(None), "no verified address"), (Proven("okand@kommunen.example"), "SIGN-006")]
)
def test_the_operator_is_told_what_a_provider_leaves_out(
    hall: Hall, caplog: pytest.LogCaptureFixture, says: Proven, told: str
) -> None:
    hall.provider.says = says
    refused = hall.back(hall.door.depart("", HERE).handle)
    assert isinstance(refused, CareError)
    assert (refused.code, told in caplog.text, "okand" in caplog.text) == ("SIGN-006", True, False)


@pytest.mark.parametrize(("waited_s", "comes_in"), [(JOURNEY_S - 1, True), (JOURNEY_S + 1, False)])
def test_a_journey_takes_ten_minutes_at_most(hall: Hall, waited_s: float, comes_in: bool) -> None:
    handle = hall.door.depart("", HERE).handle
    hall.clock.seconds += waited_s
    assert isinstance(hall.back(handle), str) is comes_in


def test_a_return_that_names_another_provider_is_refused(hall: Hall) -> None:
    assert isinstance(hall.back(hall.door.depart("", HERE).handle, iss="https://login.example.com"), NotProven)
    assert isinstance(hall.back(hall.door.depart("", HERE).handle, iss="https://login.example.se"), str)


def test_journeys_nobody_comes_back_from_cannot_fill_the_memory(hall: Hall) -> None:
    hall.under_way._waiting = {str(n): (hall.clock(), UnderWay("", "", "", "")) for n in range(MOST_UNDER_WAY)}
    with pytest.raises(Unavailable, match="SSO-001"):
        hall.door.depart("", HERE)
    hall.clock.seconds += JOURNEY_S + 1
    assert hall.door.depart("", HERE).handle
    assert len(hall.under_way._waiting) == 1


def test_the_log_tells_the_operator_why_and_nobody_who(hall: Hall, caplog: pytest.LogCaptureFixture) -> None:
    hall.provider.says = NotProven("claim nonce")
    handle = hall.door.depart("", HERE).handle
    hall.back(handle)
    assert "claim nonce" in caplog.text
    assert not any(secret in caplog.text for secret in (EMAIL, HERE, handle, hall.provider.journeys[0].state))


def test_nothing_secret_is_shown_by_what_is_carried_about(hall: Hall) -> None:
    begun = hall.door.depart("plan", HERE)
    carried = hall.under_way.look(begun.handle)
    assert carried is not None
    shown = f"{begun!r} {carried!r} {hall.provider.journeys[0]!r} {Proven(EMAIL)!r}"
    assert not any(each in shown for each in (begun.handle, carried.state, carried.nonce, carried.verifier, EMAIL))
