"""A part of the other plan, tried in the plan measured against: what comes along, what is refused, what it costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import streamlit as st

from pages.components.comparing.choice import LETTERS, CompareState, Shown
from pages.components.comparing.other import other_plan
from pages.components.distinct import distinct
from pages.components.level_words import LEVEL_HELP, LEVEL_NAMES
from pages.components.plain import plain
from pages.components.ways import way_to
from pages.shell.context import PageContext
from pages.shell.remember import keep
from services.access import Capability
from services.comparing.difference import Accepted, Difference, Part, PartKind
from services.comparing.finding import parts
from services.comparing.use_case import Between
from services.words import Counted, Language, Text, long_date, number

LEAD = Text(
    sv="Ta över en del av {other} till {first}. Besök som hör ihop följer med, passen läggs om så att tiderna håller, "
    "och inget som bryter en regel tas över. {first} ändras inte: resultatet blir en ny plan.",
    en="Take a part of {other} over into {first}. Linked visits come along, shifts are laid anew so that times hold, "
    "and nothing that breaks a rule is taken. {first} does not change: the result is a new plan.",
)
BY = Text(sv="Välj efter", en="Choose by")
KINDS = {
    PartKind.DAY: Text(sv="Dag", en="Day"), PartKind.CARER: Text(sv="Medarbetare", en="Carer"),
    PartKind.CLIENT: Text(sv="Klient", en="Client"), PartKind.VISIT: Text(sv="Besök", en="Visit"),
}  # fmt: skip
WHICH = Text(sv="Vad ska tas över?", en="What is to be taken over?")
EVERYTHING = Text(sv="Ta med allt", en="Take everything")
PICK = Text(sv="Välj en eller flera", en="Choose one or more")
NOTHING = Text(sv="Planerna skiljer sig inte åt.", en="The plans do not differ.")
UNKNOWN = Text(
    sv="{count} besök går inte att ta över: den ena planen känner inte till {count:det|dem} eller passet "
    "{count:det|de} ligger på.",
    en="{count} {count:visit|visits} cannot be taken over: one of the plans does not know {count:it|them} or the shift "
    "{count:it lies|they lie} on.",
)
TRYING = Text(sv="Lägger om passen …", en="Laying the shifts anew …")
TAKEN = Counted(
    Text(sv="1 skillnad tas över", en="1 difference is taken over"),
    Text(sv="{count} skillnader tas över", en="{count} differences are taken over"),
)
PULLED, REFUSED = Text(sv="Följer med", en="Come along"), Text(sv="Tas inte över", en="Not taken over")
RETIMED = Text(
    sv="{count} besök på berörda pass får en annan tid.",
    en="{count} {count:visit|visits} on the touched shifts {count:gets|get} another time.",
)
BEFORE, AFTER = Text(sv="Före", en="Before"), Text(sv="Efter", en="After")
NAME, KEEP = (
    Text(sv="Namn på den nya planen", en="Name of the new plan"),
    Text(sv="Spara som ny plan", en="Keep as a new plan"),
)
DEFAULT_NAME = Text(sv="Delar av {other} i {first}", en="Parts of {other} in {first}")
KEPT, OPEN = Text(sv="Planen är sparad.", en="The plan is kept."), Text(sv="Öppna planen", en="Open the plan")
MORE = Text(sv="… och {count} till", en="… and {count} more")
MOST_LINES = 8


def taking(ctx: PageContext, state: CompareState, shown: Shown) -> None:
    """Choose a part, see what it does, keep it."""
    other = other_plan(ctx, state, shown, "taking")
    letters = {"first": LETTERS[shown.reference], "other": LETTERS[other]}
    st.caption(ctx.say(LEAD, **letters))
    first_id, other_id = shown.against.summary.id, shown.comparison.plans[other].summary.id
    between = keep(
        ctx, "compare.between", lambda: ctx.services.comparing.between(ctx.actor, first_id, other_id),
        str(first_id), str(other_id), shown.key, ttl_s=3600,
    )  # fmt: skip
    if between.unknown:
        st.warning(ctx.say(UNKNOWN, count=number(len(between.unknown), ctx.language)), icon=":material/link_off:")
    if not between.found:
        st.success(ctx.say(NOTHING), icon=":material/check_circle:")
        return
    chosen = _chosen(ctx, between, f"{first_id}.{other_id}")
    if not chosen:
        return
    with st.spinner(ctx.say(TRYING)):
        made = keep(
            ctx, "compare.preview",
            lambda: ctx.services.comparing.preview(ctx.actor, first_id, other_id, chosen, shown.weighing),
            str(first_id), str(other_id), shown.key, "|".join(sorted(chosen)), ttl_s=3600,
        )  # fmt: skip
    _told(ctx, made)
    if made.is_changed and ctx.actor.may(Capability.EDIT_PLAN):
        _keep(ctx, state, shown, (first_id, other_id), chosen, ctx.say(DEFAULT_NAME, **letters))


def _chosen(ctx: PageContext, between: Between, key: str) -> frozenset[str]:
    kinds = list(KINDS)
    kind = st.segmented_control(
        ctx.say(BY), kinds, default=kinds[0], format_func=lambda each: ctx.say(KINDS[each]), key="compare.by",
        required=True,
    ) or kinds[0]  # fmt: skip
    if st.checkbox(ctx.say(EVERYTHING), key="compare.everything"):
        return frozenset(each.key for each in between.found)
    found = {part.id: part for part in parts(between.first.problem, between.found, kind)}
    names = _names(between, kind, ctx.language)
    labels = distinct((key, _part(names, part, ctx.language)) for key, part in found.items())
    picked = st.multiselect(
        ctx.say(WHICH), list(found), format_func=labels.__getitem__,
        key=f"compare.parts.{kind}.{key}", placeholder=ctx.say(PICK), select_all=False,
    )  # fmt: skip
    return frozenset().union(*(found[each].keys for each in picked))


def _names(between: Between, kind: PartKind, language: Language) -> dict[str, str]:
    problem = between.first.problem
    clients = {client.id: client.label for client in problem.clients}
    if kind is PartKind.CARER:
        return {carer.id: carer.label for carer in problem.carers}
    if kind is PartKind.CLIENT:
        return clients
    if kind is PartKind.DAY:
        days = (part.id for part in parts(problem, between.found, kind))
        return {day: long_date(date.fromisoformat(day), language) for day in days}
    titles = {visit.id: visit.title for visit in problem.visits}
    zone = ZoneInfo(problem.zone)
    return {each.visit_id: _visit(each, clients, titles, zone) for each in between.found if each.visit_id is not None}


def _visit(each: Difference, clients: dict[str, str], titles: dict[str, str], zone: ZoneInfo) -> str:
    spot = each.was or each.becomes
    when = "" if spot is None else f"{datetime.fromtimestamp(spot.start_s, zone):%Y-%m-%d %H:%M}"
    return " ".join(filter(None, (clients[each.client_id or ""], titles[each.visit_id or ""], when)))


def _part(names: dict[str, str], part: Part, language: Language) -> str:
    name = names.get(part.id, part.id)
    return name if part.kind is PartKind.VISIT else f"{name} ({number(len(part.keys), language)})"


def _told(ctx: PageContext, made: Accepted) -> None:
    st.markdown(f"**{ctx.say(TAKEN.of(len(made.taken)), count=number(len(made.taken), ctx.language))}**")
    for column, (level, title), was, now in zip(
        st.columns(3), LEVEL_NAMES.items(), _levels(made.before), _levels(made.sheet.score), strict=True
    ):
        # The card tells down from up by a plain hyphen in front.
        change = ("-" if now < was else "") + number(abs(now - was), ctx.language) if now != was else None
        column.metric(
            ctx.say(title), number(now, ctx.language), change, delta_color="inverse", border=True, height="stretch",
            help=ctx.say(LEVEL_HELP[level]),
        )  # fmt: skip
    if made.retimed:
        st.caption(ctx.say(RETIMED, count=number(len(made.retimed), ctx.language)))
    _listed(ctx, PULLED, ":material/link:", len(made.pulled), [ctx.say(each.why) for each in made.pulled])
    reasons = [ctx.say(reason) for each in made.refused for reason in each.reasons]
    _listed(ctx, REFUSED, ":material/block:", sum(len(each.keys) for each in made.refused), reasons)


def _levels(score: object) -> tuple[int, ...]:
    return tuple(int(getattr(score, name)) for name in ("hard", "medium", "soft"))


def _listed(ctx: PageContext, title: Text, icon: str, count: int, sentences: Sequence[str]) -> None:
    """Every sentence once, with how often it holds."""
    if not sentences:
        return
    with st.expander(f"{ctx.say(title)} ({number(count, ctx.language)})", icon=icon, expanded=True):
        counted = Counter(sentences).most_common()
        for said, times in counted[:MOST_LINES]:
            st.markdown(f"- {plain(said)}" + (f" :gray[× {times}]" if times > 1 else ""))
        if len(counted) > MOST_LINES:
            st.caption(ctx.say(MORE, count=number(len(counted) - MOST_LINES, ctx.language)))


def _keep(
    ctx: PageContext, state: CompareState, shown: Shown, ids: tuple[UUID, UUID], chosen: frozenset[str], name: str
) -> None:
    key = f"{ids}{sorted(chosen)}"
    with st.form("compare.keep", border=True):
        named = st.text_input(ctx.say(NAME), name, max_chars=120)
        is_asked = st.form_submit_button(ctx.say(KEEP), type="primary", icon=":material/library_add:")
    if is_asked:
        state.kept = str(ctx.services.comparing.keep(ctx.actor, *ids, chosen, shown.weighing, named))
        state.kept_of = key
    if state.kept and state.kept_of == key:
        st.success(ctx.say(KEPT), icon=":material/check_circle:")
        way_to(ctx, "plan", OPEN, ":material/calendar_view_day:", "compare.open", plan=state.kept)
