"""What is done for one person: shown with a reason, taken out whole, erased after a look at what goes and stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

import streamlit as st

from data.vocabulary import PersonKind, SubjectRequestKind
from pages.components.amounts import amounts
from pages.components.connecting.saying import done
from pages.components.plain import plain
from pages.components.revealing import revealing
from pages.components.settings.acting import act
from pages.shell.context import PageContext
from services.audit_log.words import table_title
from services.keeping.fates import LOG, Fate, Line
from services.keeping.persons import Somebody
from services.words import Text, number

NAME, ADDRESS, NOTES = Text(sv="Namn", en="Name"), Text(sv="Adress", en="Address"), Text(sv="Anteckningar", en="Notes")
EMAIL, PHONE = Text(sv="E-post", en="E-mail"), Text(sv="Telefon", en="Phone")
WHO_IS_IT = Text(sv="Är det rätt person? Visa namnet", en="Is it the right person? Show the name")
OUT = Text(sv="Ta ut allt om personen", en="Take out everything about the person")
OUT_HOW = Text(
    sv="En zip med allt i klartext: en sida att läsa eller skriva ut och JSON för andra system, med vem som har sett "
    "uppgifterna. Lämna den bara till personen själv. Att den togs ut står i loggen.",
    en="A zip with everything in clear: a page to read or print and JSON for other systems, with who has looked. Give "
    "it to the person only. That it was taken out stands in the log.",
)
MAKE, SAVE = Text(sv="Gör filen", en="Make the file"), Text(sv="Spara {name}", en="Save {name}")
ERASING = Text(sv="Radera personen", en="Erase the person")
ERASE_HOW = Text(
    sv="Det går inte att ångra. Så här blir det med varje slag av uppgift:",
    en="It cannot be undone. This is what becomes of each kind of data:",
)
ROWS = Text(sv="Rader", en="Rows")
FATES = {
    Fate.GOES: Text(sv="Tas bort", en="Goes"),
    Fate.NAMELESS: Text(sv="Blir kvar utan namn", en="Stays without a name"),
    Fate.STAYS: Text(sv="Blir kvar", en="Stays"),
}
ALSO = Text(
    sv="Planer och arkiv skrivs om utan pseudonym och rubriker.",
    en="Plans and archives are rewritten without pseudonym and titles.",
)
TYPE = Text(sv="Skriv {label} för att bekräfta", en="Write {label} to confirm")
ERASE = Text(sv="Radera för gott", en="Erase for good")
ERASED = Text(sv="Personen är raderad. Kvittot står nedan.", en="The person is erased. The receipt is below.")
GONE = Text(sv="Personen är redan raderad.", en="The person is erased already.")
RECEIPTS = Text(sv="Kvitton", en="Receipts")
NO_RECEIPTS = Text(sv="Ingen har begärt något än.", en="Nobody has asked for anything yet.")
DONE_AT, WHAT, ABOUT, BY = (
    Text(sv="Utfört", en="Done"), Text(sv="Vad", en="What"), Text(sv="Om", en="About"), Text(sv="Av", en="By"),
)  # fmt: skip
REQUESTS = {
    SubjectRequestKind.EXPORT: Text(sv="Utdrag", en="Export"),
    SubjectRequestKind.ERASURE: Text(sv="Radering", en="Erasure"),
}
RECEIPT, ID = Text(sv="Kvitto", en="Receipt"), Text(sv="Personens id", en="The person's id")


def shown_with_reason(ctx: PageContext, somebody: Somebody) -> None:
    """Name and the like of a client or carer; a user's name stands in the list already."""
    register = ctx.services.register
    if somebody.kind is PersonKind.USER or somebody.is_erased:
        return

    def reveal(person_id: UUID, reason: str) -> Sequence[str | None]:
        if somebody.kind is PersonKind.CLIENT:
            client = register.reveal_client(ctx.actor, person_id, reason)
            return client.name, client.address, client.notes
        carer = register.reveal_employee(ctx.actor, person_id, reason)
        return carer.name, carer.email, carer.phone

    labels = (NAME, ADDRESS, NOTES) if somebody.kind is PersonKind.CLIENT else (NAME, EMAIL, PHONE)
    with st.expander(ctx.say(WHO_IS_IT), icon=":material/visibility:"):
        revealing(ctx, f"persons.{somebody.id}", [(somebody.id, somebody.label)], labels, reveal)


def taken_out(ctx: PageContext, somebody: Somebody) -> None:
    """The zip, made when asked for."""
    with st.container(border=True, key="person_out"):
        st.markdown(f"**{ctx.say(OUT)}**")
        st.caption(ctx.say(OUT_HOW))
        if not st.button(ctx.say(MAKE), icon=":material/folder_zip:", key=f"persons.out.{somebody.id}"):
            return
        made: list[bytes] = []
        persons, name = ctx.services.persons, f"uppgifter-{somebody.id.hex[-8:]}.zip"
        if done(ctx, lambda: made.append(persons.take_out(ctx.actor, somebody.kind, somebody.id, ctx.language))):
            # Shown in this run only: everything about a person lies no longer in the session than it must.
            st.download_button(
                ctx.say(SAVE, name=name), made[0], name, "application/zip", key="persons.file", type="primary",
                icon=":material/download:", on_click="ignore",
            )  # fmt: skip


def erased(ctx: PageContext, somebody: Somebody) -> None:
    """What goes and what stays, the typed word, and the act."""
    with st.expander(ctx.say(ERASING), icon=":material/person_remove:"):
        if somebody.is_erased:
            st.caption(ctx.say(GONE))
            return
        persons = ctx.services.persons
        st.markdown(ctx.say(ERASE_HOW))
        _fates(ctx, persons.preview(ctx.actor, somebody.kind, somebody.id))
        st.caption(f"{ctx.say(ALSO)} {ctx.say(LOG)}")
        asked = ctx.say(TYPE, label=somebody.label)
        typed = st.text_input(asked, key=f"persons.type.{somebody.id}", autocomplete="off")
        if st.button(
            ctx.say(ERASE), icon=":material/delete_forever:", key=f"persons.erase.{somebody.id}",
            disabled=typed.strip() != somebody.label,
        ):  # fmt: skip
            act(ctx, lambda: persons.erase(ctx.actor, somebody.kind, somebody.id), ERASED)


def receipts(ctx: PageContext, kinds: Callable[[PersonKind], str]) -> None:
    """What was asked and done, without a name."""
    st.markdown(f"**{ctx.say(RECEIPTS)}**")
    rows = ctx.services.persons.requests(ctx.actor)
    if not rows:
        st.caption(ctx.say(NO_RECEIPTS))
        return
    names = ctx.services.audit_log.people(ctx.actor)
    st.dataframe(
        [
            {
                ctx.say(DONE_AT): _moment(ctx, row.done_at), ctx.say(WHAT): ctx.say(REQUESTS[row.kind]),
                ctx.say(ABOUT): kinds(row.person), ctx.say(ID): str(row.person_id),
                ctx.say(ROWS): number(row.rows_touched, ctx.language), ctx.say(BY): names.get(row.asked_by, "–"),
                ctx.say(RECEIPT): str(row.id),
            }
            for row in rows
        ],
        hide_index=True,
        column_config=amounts([ctx.say(ROWS)]),
    )  # fmt: skip


def _fates(ctx: PageContext, lines: Sequence[Line]) -> None:
    """As a list and not a table: the reasons are what is read, and they must not be cut."""
    for fate, title in FATES.items():
        found = [line for line in lines if line.fate is fate]
        if found:
            st.markdown(f"**{ctx.say(title)}**")
            st.markdown("\n".join(
                f"- {ctx.say(table_title(line.table))} ({number(line.rows, ctx.language)}): {plain(ctx.say(line.why))}"
                for line in found
            ))  # fmt: skip


def _moment(ctx: PageContext, moment: datetime) -> str:
    return moment.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M")
