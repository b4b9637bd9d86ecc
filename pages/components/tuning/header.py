"""The profile on top: which one, what differs from it, save, solve with it, and its versions, files and default."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.components.tuning.draft import TuneState, begin, profile_of
from pages.components.ways import way_to
from pages.shell.context import PageContext
from services.constraints import BY_ID
from services.constraints.kind import Weights
from services.planning.views import SolveRequest
from services.tuning import ProfileView
from services.tuning.documents import to_file
from services.words import Text, number

PROFILE = Text(sv="Profil", en="Profile")
CHANGED = Text(sv="{count} osparade ändringar", en="{count} unsaved changes")
ONE_CHANGED = Text(sv="1 osparad ändring", en="1 unsaved change")
SAME = Text(sv="Oförändrad", en="Unchanged")
SAVE_AS, NAME = Text(sv="Spara som profil", en="Save as profile"), Text(sv="Namn", en="Name")
NOTE = Text(sv="Anteckning, varför", en="Note, why")
SAVE, NEW_VERSION = Text(sv="Spara", en="Save"), Text(sv="Spara ny version", en="Save new version")
SOLVE, DISCARD = (
    Text(sv="Kör planering med detta", en="Solve with this"),
    Text(sv="Kasta ändringar", en="Discard changes"),
)
MORE = Text(sv="Hantera profilen", en="Manage the profile")
DEFAULT, IS_DEFAULT = Text(sv="Gör till förval", en="Make it the default"), Text(sv="Förval", en="Default")
RENAME, REMOVE = Text(sv="Byt namn", en="Rename"), Text(sv="Ta bort profilen", en="Remove the profile")
SURE = Text(sv="Ja, ta bort den", en="Yes, remove it")
DOWNLOAD, UPLOAD = (
    Text(sv="Hämta som fil", en="Download as a file"),
    Text(sv="Läs in profilfil", en="Take in a profile file"),
)
VERSIONS = Text(sv="Versioner", en="Versions")
BACK = Text(sv="Återställ", en="Roll back")
VERSION = Text(sv="Version {version}, {who}, {when}", en="Version {version}, {who}, {when}")
SAVED = Text(sv="Profilen är sparad.", en="The profile is saved.")
STARTED = Text(sv="Körningen är startad.", en="The run has started.")
FOLLOW = Text(sv="Följ körningen", en="Follow the run")
PRESET_ONLY = Text(
    sv="Den här profilen följer med Caire. Spara den under eget namn för att ändra den.",
    en="This profile comes with Caire. Save it under a name of your own to change it.",
)
DIFFERS = Text(sv="Skiljer sig från {name}", en="Differs from {name}")
SECONDS = Text(sv="Sekunder", en="Seconds")
DRAFT_NAME = Text(sv="Utkast", en="Draft")


def header(ctx: PageContext, state: TuneState) -> None:
    """Choose a profile and act on the draft."""
    profiles = ctx.services.tuning.profiles(ctx.actor)
    profile = profile_of(state, profiles)
    if state.said is not None:
        st.toast(ctx.say(state.said), icon=":material/check_circle:")
        state.said = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = {
            each.key: ctx.say(each.title) + (f" · {ctx.say(IS_DEFAULT)}" if each.is_default else "")
            for each in profiles
        }
        chosen = st.selectbox(
            ctx.say(PROFILE), list(names), list(names).index(profile.key), format_func=lambda key: names[key],
            key=f"constraints.profile.{state.rounds}", width=320,
        )  # fmt: skip
        if chosen != profile.key:
            begin(state, next(each for each in profiles if each.key == chosen))
            st.rerun()
        count = _differences(state.draft, profile.weights)
        with st.popover(ctx.say(SAVE_AS), icon=":material/save:", disabled=False):
            _save(ctx, state, profile)
        with st.popover(ctx.say(SOLVE), icon=":material/route:"):
            _solve(ctx, state, profile, count)
        if st.button(ctx.say(DISCARD), icon=":material/undo:", key="constraints.discard", disabled=not count):
            begin(state, profile)
            st.rerun()
        with st.popover(ctx.say(MORE), icon=":material/more_horiz:"):
            _manage(ctx, state, profile)
    many = ctx.say(ONE_CHANGED) if count == 1 else ctx.say(CHANGED, count=number(count, ctx.language))
    told = many if count else ctx.say(SAME)
    st.caption(f"**{told}** · {ctx.say(profile.meaning)}")


def _differences(draft: Weights, weights: Weights) -> int:
    changed = len({name for name, *_ in _tuning_difference(draft, weights)})
    return changed + len(draft.disabled ^ weights.disabled)


def _tuning_difference(draft: Weights, weights: Weights) -> list[tuple[str, int, int]]:
    from services.tuning import Tuning

    return Tuning.difference(draft, weights)


def _save(ctx: PageContext, state: TuneState, profile: ProfileView) -> None:
    tuning = ctx.services.tuning
    for name, before, after in _tuning_difference(profile.weights, state.draft):
        st.caption(f"{ctx.say(BY_ID[name].title)}: {before} → {after}")
    note = st.text_input(ctx.say(NOTE), key=f"constraints.note.{state.rounds}", max_chars=500)
    if profile.id is not None and st.button(ctx.say(NEW_VERSION), key="constraints.save_version", type="primary"):
        tuning.save_version(ctx.actor, profile, state.draft, note)
        state.said = SAVED
        state.rounds += 1
        st.rerun()
    name = st.text_input(ctx.say(NAME), key=f"constraints.name.{state.rounds}", max_chars=120)
    if st.button(ctx.say(SAVE), key="constraints.save", disabled=not name.strip()):
        profile_id = tuning.save(ctx.actor, name, state.draft, note)
        state.profile_key, state.said = f"own:{profile_id}", SAVED
        state.rounds += 1
        st.rerun()


def _solve(ctx: PageContext, state: TuneState, profile: ProfileView, count: int) -> None:
    period = ctx.services.planning.default_period(ctx.actor)
    today = ctx.now().date()
    usual: tuple[date, date] = (period.first_day, period.last_day) if period else (today, today)
    days = st.date_input(ctx.say(Text(sv="Dagar", en="Days")), usual, format="YYYY-MM-DD", key="constraints.days")
    seconds = st.number_input(ctx.say(SECONDS), 5, 3600, 60, 5, key="constraints.seconds")
    first, last = days if len(days) == 2 else (None, None)
    wants = st.button(ctx.say(SOLVE), type="primary", key="constraints.solve", disabled=first is None)
    if wants and first is not None and last is not None:
        name = ctx.say(profile.title) + (f" + {ctx.say(DRAFT_NAME).lower()}" if count else "")
        request = SolveRequest(first, last, int(seconds), name[:60], weights=state.draft)
        ctx.services.planning.start_run(ctx.actor, request)
        state.said = STARTED
        st.rerun()
    way_to(ctx, "solve", FOLLOW, ":material/monitoring:", "constraints.follow")


def _manage(ctx: PageContext, state: TuneState, profile: ProfileView) -> None:
    tuning = ctx.services.tuning
    st.download_button(
        ctx.say(DOWNLOAD), to_file(ctx.say(profile.title), state.draft), "caire-profile.json", "application/json",
        icon=":material/download:", key="constraints.download",
    )  # fmt: skip
    given = st.file_uploader(ctx.say(UPLOAD), type=["json"], key=f"constraints.upload.{state.rounds}")
    if given is not None:
        state.profile_key, state.said = f"own:{tuning.take_in(ctx.actor, given.getvalue())}", SAVED
        state.draft = next(p for p in tuning.profiles(ctx.actor) if p.key == state.profile_key).weights
        state.rounds += 1
        st.rerun()
    if profile.id is None:
        st.caption(ctx.say(PRESET_ONLY))
        return
    if not profile.is_default and st.button(ctx.say(DEFAULT), key="constraints.default"):
        tuning.make_default(ctx.actor, profile.id)
        st.rerun()
    name = st.text_input(ctx.say(RENAME), ctx.say(profile.title), key=f"constraints.rename.{profile.id}", max_chars=120)
    if (
        name.strip()
        and name.strip() != ctx.say(profile.title)
        and st.button(ctx.say(RENAME), key="constraints.do_rename")
    ):
        tuning.rename(ctx.actor, profile.id, name)
        st.rerun()
    st.markdown(f"**{ctx.say(VERSIONS)}**")
    for version in tuning.versions(ctx.actor, profile.id):
        when = version.made_at.astimezone(ctx.zone).strftime("%Y-%m-%d %H:%M")
        st.caption(ctx.say(VERSION, version=version.version, who=version.made_by, when=when) + f"  \n{version.note}")
        if version.version != profile.version and st.button(
            ctx.say(BACK), icon=":material/history:", key=f"constraints.back.{version.version}"
        ):
            tuning.roll_back(ctx.actor, profile, version.version)
            begin(state, next(p for p in tuning.profiles(ctx.actor) if p.key == profile.key))
            st.rerun()
    if st.checkbox(ctx.say(REMOVE), key=f"constraints.remove.{profile.id}") and st.button(
        ctx.say(SURE), key="constraints.do_remove"
    ):
        tuning.remove(ctx.actor, profile)
        state.profile_key = ""
        st.rerun()
