"""Files with anything done to them never crash a reader, and no value of a person comes back in a problem."""

from __future__ import annotations

import random
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from services.integrations.care_files import (
    CareFile,
    read_schedule_entries,
    read_slinga_csv,
    read_task_metrics,
    read_visit_list_csv,
)
from tests.unit.services.integrations.care_files import making

ZONE = ZoneInfo("Europe/Stockholm")
SECRETS = ("Storgatan", "Nyckel i skåpet", "Eva Ek", "19400101", "19800101")
READERS: dict[str, tuple[bytes, Callable[[bytes], CareFile]]] = {
    "recurring visits": (making.slinga_file(30), read_slinga_csv),
    "visit list": (making.list_file(30), read_visit_list_csv),
    "schedule entries": (making.entries_file(30), lambda raw: read_schedule_entries(raw, ZONE)),
    "performed tasks": (making.tasks_file(30), lambda raw: read_task_metrics(raw, lambda _: "p1", ZONE)),
}
PIECES = (
    b"", b"\x00", b"\xff\xfe", b'"', b";", b",", b"\n", b"-1", b"99999999999", "Ã¥".encode(), b"{", b"[", b"null",
    b"1e999", b"2027-02-30", b"24:00", b"=1+1", b"\xf0\x9f\x92\x9c", b"[" * 2000,
)  # fmt: skip


def damaged(raw: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        at, length = dice.randrange(len(raw) + 1), dice.choice((0, 1, 1, 5, 40, 4000))
        piece = (
            dice.choice(PIECES) if dice.random() < 0.7 else raw[dice.randrange(len(raw) + 1) :][: dice.randint(0, 300)]
        )
        raw = raw[:at] + piece + raw[at + length :]
    return raw


@pytest.mark.parametrize("kind", READERS)
def test_a_damaged_file_gives_problems_and_never_a_crash(kind: str, campaign: Callable[[int, int], int]) -> None:
    raw, read = READERS[kind]
    for seed in range(campaign(120, 5000)):
        file = read(damaged(raw, random.Random(seed)))
        told = " ".join(f"{issue.where} {issue.value} {issue.cause.sv}" for issue in file.issues)
        assert not any(secret in told for secret in SECRETS), f"seed {seed}"
        assert len(file.rejected) <= file.rows
        assert file.rejected or file.is_sound or not (file.needs or file.visits or file.planned) or file.issues
