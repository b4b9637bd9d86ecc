"""The sheets and columns of the workbook, described once for writing and for reading."""

from __future__ import annotations

from services.words import Text
from services.workbook import code_words as codes
from services.workbook.notation import WHOLE_WEEK
from services.workbook.shapes import ID, VERSION, Column, Kind, Sheet

_EXTERNAL = Column(
    "external_ref", Text(sv="Externt id", en="External id"), high=100,
    note=Text(sv="Vad andra system kallar raden.", en="What other systems call the row."),
)  # fmt: skip
_PSEUDONYM = Column("pseudonym", Text(sv="Pseudonym", en="Pseudonym"), is_needed=True, high=40)
_DISTRICT = Column("district", Text(sv="Distrikt", en="District"), high=100)
_LAT = Column("lat", Text(sv="Latitud", en="Latitude"), Kind.DECIMAL, low=-90, high=90, decimals=6,
              keeps_when_blank=True, width=12)  # fmt: skip
_LON = Column("lon", Text(sv="Longitud", en="Longitude"), Kind.DECIMAL, low=-180, high=180, decimals=6,
              keeps_when_blank=True, width=12)  # fmt: skip
_FROM = Column("valid_from", Text(sv="Gäller från", en="Holds from"), Kind.DAY, width=12)
_TO = Column("valid_to", Text(sv="Gäller till och med", en="Holds until"), Kind.DAY, width=12)


def _personal(key: str, title: Text, *, width: int = 24) -> Column:
    return Column(key, title, high=500, is_personal=True, keeps_when_blank=True, width=width)


def _personal_place(column: Column) -> Column:
    return Column(column.key, column.title, column.kind, low=column.low, high=column.high, decimals=column.decimals,
                  is_personal=True, keeps_when_blank=True, width=column.width)  # fmt: skip


CLIENTS = Sheet(
    "clients", Text(sv="Klienter", en="Clients"),
    (
        ID, VERSION, _PSEUDONYM, _EXTERNAL,
        Column("status", Text(sv="Status", en="Status"), Kind.CHOICE, choices=codes.CLIENT_STATUS, default="ACTIVE"),
        _DISTRICT,
        Column("contact", Text(sv="Fast omsorgskontakt", en="Permanent contact"), width=20,
               note=Text(sv="Medarbetarens pseudonym.", en="The carer's pseudonym.")),
        Column("granted_minutes_month", Text(sv="Beviljade minuter per månad", en="Granted minutes a month"),
               Kind.WHOLE, low=0, high=100_000),
        Column("protected_identity", Text(sv="Skyddad identitet", en="Protected identity"), Kind.FLAG, default=False),
        Column("traits", Text(sv="Egenskaper", en="Traits"), Kind.WORDS, default=()),
        Column("wishes", Text(sv="Önskemål", en="Wishes"), Kind.WORDS, default=()),
        Column("preferred", Text(sv="Önskade medarbetare", en="Preferred carers"), Kind.WORDS, default=(), width=24),
        Column("avoided", Text(sv="Oönskade medarbetare", en="Avoided carers"), Kind.WORDS, default=(), width=24),
        Column("pool", Text(sv="Kontinuitetsgrupp", en="Continuity group"), Kind.WORDS, default=(), width=24),
        _personal("name", Text(sv="Namn", en="Name")),
        _personal("address", Text(sv="Adress", en="Address"), width=32),
        _personal_place(_LAT), _personal_place(_LON),
    ),
    (("external_ref",), ("pseudonym",)), (("external_ref",), ("pseudonym",)),
    Text(sv="En rad per klient. Den som inte längre ska ha besök får status Avslutad.",
         en="One row per client. Whoever is to have no more visits gets the status Ended."),
)  # fmt: skip

EMPLOYEES = Sheet(
    "employees", Text(sv="Medarbetare", en="Employees"),
    (
        ID, VERSION, _PSEUDONYM, _EXTERNAL,
        Column("status", Text(sv="Status", en="Status"), Kind.CHOICE, choices=codes.EMPLOYEE_STATUS, default="ACTIVE"),
        _DISTRICT,
        Column("transport", Text(sv="Färdsätt", en="Transport"), Kind.CHOICE, choices=codes.TRANSPORT, default="CAR"),
        Column("contract_minutes_week", Text(sv="Avtalade minuter per vecka", en="Contract minutes a week"),
               Kind.WHOLE, low=0, high=3600),
        Column("hourly_rate_sek", Text(sv="Timkostnad, kr", en="Cost per hour, SEK"), Kind.DECIMAL, low=0,
               high=100_000),
        Column("payment_model", Text(sv="Lön", en="Pay"), Kind.CHOICE, choices=codes.PAYMENT),
        Column("traits", Text(sv="Egenskaper", en="Traits"), Kind.WORDS, default=()),
        Column("avoids", Text(sv="Kan inte möta", en="Cannot meet"), Kind.WORDS, default=(),
               note=Text(sv="Till exempel katt; rök.", en="For example cat; smoke.")),
        _personal("name", Text(sv="Namn", en="Name")),
        _personal("email", Text(sv="E-post", en="E-mail")),
        _personal("phone", Text(sv="Telefon", en="Phone"), width=16),
        _personal_place(_LAT), _personal_place(_LON),
    ),
    (("external_ref",), ("pseudonym",)), (("external_ref",), ("pseudonym",)),
    Text(sv="En rad per medarbetare. Den som slutat får status Inaktiv.",
         en="One row per employee. Whoever has left gets the status Inactive."),
)  # fmt: skip

SKILLS = Sheet(
    "skills", Text(sv="Kompetenser", en="Skills"),
    (
        Column("employee", Text(sv="Medarbetare", en="Employee"), is_needed=True,
               note=Text(sv="Pseudonymen på bladet Medarbetare.", en="The pseudonym on the sheet Employees.")),
        Column("skill", Text(sv="Kompetens", en="Skill"), is_needed=True, high=100, width=24),
        Column("level", Text(sv="Nivå", en="Level"), Kind.WHOLE, low=1, high=10, default=1, width=8),
        _FROM, _TO,
    ),
    (("employee", "skill", "valid_from"),), (("employee", "skill", "valid_from"),),
    Text(sv="En rad per kompetens eller delegering. Tas raden bort upphör den.",
         en="One row per skill or delegation. Removing the row takes it away."),
)  # fmt: skip

VEHICLES = Sheet(
    "vehicles", Text(sv="Fordon", en="Vehicles"),
    (
        ID, VERSION,
        Column("name", Text(sv="Namn", en="Name"), is_needed=True, high=255),
        Column("type", Text(sv="Typ", en="Type"), high=255, default="car"),
        Column("capacity", Text(sv="Platser", en="Seats"), Kind.WHOLE, low=1, high=100, width=8),
        Column("status", Text(sv="Status", en="Status"), Kind.CHOICE, choices=codes.VEHICLE_STATUS, default="ACTIVE"),
        Column("licences", Text(sv="Kräver behörighet", en="Needs licence"), Kind.WORDS, default=()),
        _LAT, _LON,
    ),
    (("name",),), (("name",),),
    Text(sv="En rad per fordon. Position: där det står på natten.",
         en="One row per vehicle. Position: where it stands at night."),
)  # fmt: skip

TEMPLATES = Sheet(
    "templates", Text(sv="Passtyper", en="Shift templates"),
    (
        ID, VERSION,
        Column("name", Text(sv="Namn", en="Name"), is_needed=True, high=255),
        Column("start", Text(sv="Börjar", en="Starts"), Kind.CLOCK, is_needed=True, width=9),
        Column("end", Text(sv="Slutar", en="Ends"), Kind.CLOCK, is_needed=True, width=9,
               note=Text(sv="Före starten: nästa dag.", en="Before the start: the next day.")),
        Column("breaks", Text(sv="Raster", en="Breaks"), Kind.BREAKS, default=(), width=32,
               note=Text(sv="11:00–13:00 30 min betald", en="11:00–13:00 30 min paid")),
    ),
    (("name",),), (("name",),),
    Text(sv="En rad per slag av pass.", en="One row per kind of shift."),
)  # fmt: skip

NEEDS = Sheet(
    "needs", Text(sv="Besöksbehov", en="Visit requirements"),
    (
        ID, VERSION,
        Column("client", Text(sv="Klient", en="Client"), is_needed=True,
               note=Text(sv="Pseudonymen på bladet Klienter.", en="The pseudonym on the sheet Clients.")),
        _EXTERNAL,
        Column("service_type", Text(sv="Insats", en="Service"), high=255, width=24),
        Column("duration_min", Text(sv="Minuter", en="Minutes"), Kind.DECIMAL, is_needed=True, low=0.01, high=1440,
               width=9),
        Column("repeats", Text(sv="Upprepning", en="Repeats"), Kind.CHOICE, choices=codes.RECURRENCE),
        Column("weekdays", Text(sv="Veckodagar", en="Weekdays"), Kind.WEEKDAYS, default=WHOLE_WEEK, width=20,
               note=Text(sv="mån tis, eller mån–fre. Tomt: alla dagar.", en="Mon Tue, or Mon–Fri. Empty: every day.")),
        Column("every_weeks", Text(sv="Var n:e vecka", en="Every n weeks"), Kind.WHOLE, low=1, high=52, default=1,
               width=9),
        Column("times", Text(sv="Gånger i veckan", en="Times a week"), Kind.WHOLE, low=1, high=7, default=1, width=9),
        Column("dates", Text(sv="Datum", en="Dates"), Kind.DAYS, default=()),
        Column("except_dates", Text(sv="Utom datum", en="Except dates"), Kind.DAYS, default=()),
        Column("skips_holidays", Text(sv="Inte på röda dagar", en="Not on holidays"), Kind.FLAG, default=False),
        Column("windows", Text(sv="Tidsfönster", en="Windows"), Kind.WINDOWS, default=(), width=36,
               note=Text(sv="mån–fre 07:00–10:00 (+3); lör 08:00–11:00",
                         en="Mon–Fri 07:00–10:00 (+3); Sat 08:00–11:00")),
        Column("priority", Text(sv="Prioritet", en="Priority"), Kind.WHOLE, low=1, high=10, default=10, width=9),
        Column("carers_needed", Text(sv="Antal medarbetare", en="Carers needed"), Kind.WHOLE, low=1, high=4, default=1,
               width=9),
        Column("skills", Text(sv="Kräver kompetens", en="Needs skills"), Kind.SKILLS, default=(), width=24,
               note=Text(sv="insulin 2; lyft", en="insulin 2; lift")),
        Column("after", Text(sv="Efter behov", en="After requirement"), width=14,
               note=Text(sv="Det andra behovets externa id, eller id.", en="The other's external id, or id.")),
        Column("min_delay_min", Text(sv="Minst minuter efter", en="Least minutes after"), Kind.WHOLE, low=0,
               high=10_080, width=9),
        Column("is_pattern_locked", Text(sv="Låst till slinga", en="Locked to its route"), Kind.FLAG, default=False),
        Column("slinga", Text(sv="Slinga", en="Route"), high=100),
        Column("is_dormant", Text(sv="Vilande", en="Dormant"), Kind.FLAG, default=False),
        _FROM, _TO,
    ),
    (("external_ref",),
     ("client", "service_type", "duration_min", "repeats", "weekdays", "every_weeks", "times", "windows",
      "valid_from")),
    (("external_ref",),),
    Text(sv="En rad per återkommande besök. Ett som upphör får ett sista datum, eller görs vilande.",
         en="One row per recurring visit. One that ends gets a last date, or is made dormant."),
)  # fmt: skip

SHIFTS = Sheet(
    "shifts", Text(sv="Pass", en="Shifts"),
    (
        ID, VERSION,
        Column("day", Text(sv="Datum", en="Date"), Kind.DAY, is_needed=True, width=12),
        Column("employee", Text(sv="Medarbetare", en="Employee"), is_needed=True),
        Column("template", Text(sv="Passtyp", en="Shift template")),
        Column("start", Text(sv="Börjar", en="Starts"), Kind.CLOCK, is_needed=True, width=9),
        Column("end", Text(sv="Slutar", en="Ends"), Kind.CLOCK, is_needed=True, width=9),
        Column("vehicle", Text(sv="Fordon", en="Vehicle")),
        Column("transport", Text(sv="Färdsätt", en="Transport"), Kind.CHOICE, choices=codes.TRANSPORT, default="CAR"),
        Column("is_pinned", Text(sv="Låst", en="Pinned"), Kind.FLAG, default=False, width=8),
        _EXTERNAL,
        Column("status", Text(sv="Läge", en="State"), Kind.CHOICE, choices=codes.SHIFT_STATUS, is_told_only=True),
    ),
    (("external_ref", "day"), ("employee", "day", "start")), (("external_ref", "day"),),
    Text(sv="En rad per pass i de dagar som boken gäller.", en="One row per shift of the days the workbook is for."),
)  # fmt: skip

CONSTRAINTS = Sheet(
    "constraints", Text(sv="Regler", en="Constraints"),
    (
        VERSION,
        Column("rule", Text(sv="Regel", en="Rule"), is_needed=True, width=34),
        Column("title", Text(sv="Betyder", en="Means"), is_told_only=True, width=44),
        Column("level", Text(sv="Nivå", en="Level"), is_told_only=True, width=10),
        Column("weight", Text(sv="Vikt", en="Weight"), Kind.WHOLE, is_needed=True, low=0, high=1_000_000, width=10),
        Column("enabled", Text(sv="På", en="On"), Kind.FLAG, default=True, width=8),
    ),
    (("rule",),), (("rule",),),
    Text(sv="Organisationens vikter. Systemregler kan inte ändras.",
         en="The organisation's weights. System rules cannot be changed."),
)  # fmt: skip

OVERRIDES = Sheet(
    "overrides", Text(sv="Undantag", en="Overrides"),
    (
        VERSION,
        Column("rule", Text(sv="Regel", en="Rule"), is_needed=True, width=34),
        Column("entity", Text(sv="Gäller", en="For"), Kind.CHOICE, choices=codes.ENTITY, is_needed=True),
        Column("who", Text(sv="Vem", en="Who"), is_needed=True,
               note=Text(sv="Pseudonym.", en="Pseudonym.")),
        Column("parameter", Text(sv="Inställning", en="Parameter"), width=20,
               note=Text(sv="Tomt: vikten.", en="Empty: the weight.")),
        Column("value", Text(sv="Värde", en="Value"), Kind.WHOLE, is_needed=True, low=-1_000_000, high=1_000_000),
    ),
    (("rule", "entity", "who", "parameter"),), (("rule", "entity", "who", "parameter"),),
    Text(sv="Vikter och inställningar för enskilda klienter och medarbetare.",
         en="Weights and parameters of single clients and employees."),
)  # fmt: skip

SHEETS = (CLIENTS, NEEDS, EMPLOYEES, SKILLS, TEMPLATES, SHIFTS, VEHICLES, CONSTRAINTS, OVERRIDES)
"""In the order of the workbook."""
