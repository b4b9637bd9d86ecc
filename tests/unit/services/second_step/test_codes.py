"""Codes: those of the standard, one step of drift and no more, and pictures a camera reads."""

from __future__ import annotations

import base64

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.second_step import codes

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
# RFC 6238, appendix B, the last six digits.
RFC = ((59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130"))


@pytest.mark.parametrize(("moment", "code"), RFC)
def test_codes_are_those_of_the_standard(moment: int, code: str) -> None:
    assert codes.step_of(RFC_SECRET, code, moment) == moment // 30
    assert codes.step_of(RFC_SECRET, f" {code[:3]} {code[3:]}\n", moment) == moment // 30


@given(st.integers(300, 2**33), st.integers(-5, 5))
def test_a_clock_may_be_one_step_off_either_way_and_no_more(now: int, off: int) -> None:
    app, step = pyotp.TOTP(RFC_SECRET), now // 30
    nearby = {app.generate_otp(step + n) for n in (-1, 0, 1)}
    typed = app.generate_otp(step + off)
    assert (codes.step_of(RFC_SECRET, typed, now + 0.9) is not None) == (typed in nearby)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "²³¹²³¹", "-12345", "123456\0"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.step_of(RFC_SECRET, typed, 59) is None


def test_secrets_have_160_bits_and_are_drawn_anew() -> None:
    drawn = {codes.draw_secret() for _ in range(50)}
    assert len(drawn) == 50
    assert all(len(base64.b32decode(secret)) == 20 for secret in drawn)


def test_an_app_reads_issuer_account_and_secret() -> None:
    read = pyotp.parse_uri(codes.address(RFC_SECRET, "petra+natt@kommunen.example"))
    assert (read.issuer, read.name, read.secret) == ("Caire", "petra+natt@kommunen.example", RFC_SECRET)
    assert "<svg" in codes.picture(codes.address(RFC_SECRET, "petra@kommunen.example"))


def test_recovery_codes_are_ten_of_their_own_and_read_however_typed() -> None:
    drawn = codes.draw_recovery_codes()
    assert len(set(drawn)) == codes.RECOVERY_CODES
    for code in drawn:
        assert codes.is_recovery_code(code)
        assert not set(code) & set("01OIL")
        assert codes.digest(code.lower().replace("-", " ")) == codes.digest(code)
    assert not codes.is_recovery_code("123456")
    assert codes.digest(drawn[0]) != codes.digest(drawn[1])
