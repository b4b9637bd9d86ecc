"""What can go wrong between us and the solver Timefold, in words; never with a key, an address or a payload in them."""

from __future__ import annotations

from services.errors import BadInput, CareError, Conflict, NotAllowed, Unavailable
from services.integrations.outbound import InDoubt
from services.words import Text

MOST_TOLD = 300
_LATER = Text(
    sv="Försök igen om en stund, eller kör med den inbyggda lösaren.",
    en="Try again in a while, or solve with the built-in solver.",
)
_ADMIN = Text(
    sv="Be en administratör kontrollera anslutningen till Timefold.",
    en="Ask an administrator to check the connection to Timefold.",
)
_TELL = Text(
    sv="Kör med den inbyggda lösaren och berätta för den som sköter driften.",
    en="Solve with the built-in solver, and tell whoever operates the system.",
)


def bad_key() -> NotAllowed:
    """401."""
    return NotAllowed(
        "TF-001", Text(sv="Timefold godtar inte nyckeln.", en="Timefold does not accept the key."), _ADMIN
    )


def key_may_not() -> NotAllowed:
    """403."""
    return NotAllowed(
        "TF-002",
        Text(sv="Nyckeln till Timefold får inte göra det här.", en="The key to Timefold may not do this."),
        _ADMIN,
    )


def no_such_thing() -> Conflict:
    """404: of a collection a wrong address, of a dataset one that is gone."""
    return Conflict(
        "TF-003",
        Text(sv="Timefold känner inte till det vi frågar efter.", en="Timefold does not know what we ask for."),
        _ADMIN,
    )


def refused(told: str = "") -> BadInput:
    """400: the first of two validations."""
    return BadInput(
        "TF-004",
        _with_codes(Text(sv="Timefold avvisar underlaget.", en="Timefold refuses the input."), told),
        _TELL,
    )


def busy() -> Unavailable:
    """429, after waiting."""
    return Unavailable(
        "TF-005",
        Text(sv="Timefold tar inte emot fler körningar just nu.", en="Timefold takes no more runs now."),
        _LATER,
    )


def broken() -> InDoubt:
    """5xx, or an answer nobody can read: whatever was asked may have been done."""
    return InDoubt(
        "TF-006",
        Text(sv="Timefold svarar med ett fel.", en="Timefold answers with a fault."),
        _LATER,
    )


def not_sendable(count: int, problems: tuple[object, ...] = ()) -> BadInput:
    """Our own check, before anything leaves."""
    return BadInput(
        "TF-007",
        Text(
            sv="Underlaget har {count} fel och skickades inte.",
            en="The input has {count} {count:error|errors} and was not sent.",
        ).fill(count=count),
        Text(
            sv="Rätta det som hindrar planeringen, på sidan Kör planering.",
            en="Mend what stands in the way, on the page Solve.",
        ),
        problems,
    )


def invalid(codes: str) -> BadInput:
    """`DATASET_INVALID`: the second of two validations."""
    return BadInput(
        "TF-008",
        _with_codes(Text(sv="Timefold kan inte planera underlaget.", en="Timefold cannot plan the input."), codes),
        _TELL,
    )


def came_to_nothing() -> CareError:
    """`SOLVING_INCOMPLETE`: ended without a plan."""
    return CareError(
        "TF-009",
        Text(sv="Timefold hann inte hitta någon plan.", en="Timefold found no plan in its time."),
        Text(sv="Ge körningen längre tid.", en="Give the run more time."),
    )


def fell() -> CareError:
    """`SOLVING_FAILED`; what it says of it goes to nobody, it may quote what was sent."""
    return CareError("TF-010", Text(sv="Körningen föll hos Timefold.", en="The run fell at Timefold."), _LATER)


def unreadable_plan() -> CareError:
    """A plan that does not fit what was asked."""
    return CareError(
        "TF-011",
        Text(
            sv="Planen från Timefold går inte att läsa eller hör inte till underlaget.",
            en="The plan from Timefold cannot be read or does not belong to the input.",
        ),
        _TELL,
    )


def unknown_whether_sent() -> CareError:
    """After a doubtful submit the list could not be looked through."""
    return CareError(
        "TF-012",
        Text(
            sv="Det går inte att avgöra om Timefold fick körningen. Den skickas inte en gång till.",
            en="It cannot be told whether Timefold got the run. It is not sent a second time.",
        ),
        Text(sv="Starta en ny körning när Timefold svarar igen.", en="Start a new run once Timefold answers again."),
    )


def lost_sight() -> CareError:
    """No word for so long that waiting on is of no use."""
    return CareError(
        "TF-013",
        Text(sv="Timefold har slutat svara om körningen.", en="Timefold no longer answers about the run."),
        _LATER,
    )


def overdue() -> CareError:
    """Neither the limit nor our wish to stop ended it."""
    return CareError(
        "TF-014",
        Text(
            sv="Körningen hos Timefold blev inte klar inom sin tid.",
            en="The run at Timefold did not end within its time.",
        ),
        _LATER,
    )


def _with_codes(cause: Text, told: str) -> Text:
    """The cause with their codes behind it, made plain; alone when there are none."""
    plain = "".join(sign for sign in told if sign.isascii() and sign.isprintable() and sign not in "{}")
    if not plain.strip():
        return cause
    said = plain[:MOST_TOLD].strip()
    return Text(sv=f"{cause.sv} ({said})", en=f"{cause.en} ({said})")
