"""Every rule with its dial, shelf by shelf: level, weight, on and off, what it counts, why some are locked."""

from __future__ import annotations

import streamlit as st

from data.vocabulary import ConstraintCategory
from pages.components.level_words import LEVEL_NAMES
from pages.components.tuning.draft import TuneState, turn
from pages.shell.context import PageContext
from pages.shell.state import typed
from services.constraints.exchange import one_unit
from services.constraints.explaining import explained
from services.constraints.kind import Constraint, Level
from services.constraints.limits import Change
from services.constraints.parameter import Parameter
from services.tuning import Dial
from services.words import Text, number

SHELVES = {
    ConstraintCategory.TIME: Text(sv="Tid", en="Time"),
    ConstraintCategory.LOCATION: Text(sv="Resor och plats", en="Travel and place"),
    ConstraintCategory.PREFERENCE: Text(sv="Kontinuitet och önskemål", en="Continuity and wishes"),
    ConstraintCategory.RESOURCE: Text(sv="Bemanning och fördelning", en="Staffing and fairness"),
    ConstraintCategory.SKILL: Text(sv="Kompetens", en="Skills"),
}
LEVEL_LOOKS = {
    Level.HARD: ("red", ":material/gavel:"),
    Level.MEDIUM: ("orange", ":material/assignment_turned_in:"),
    Level.SOFT: ("violet", ":material/balance:"),
}
WEIGHT = Text(sv="Vikt för {title}", en="Weight of {title}")
ON = Text(sv="På", en="On")
LOCKED = Text(
    sv="Systemregel: skyddar klienter och medarbetare och kan inte ändras eller stängas av.",
    en="System rule: it protects clients and carers and cannot be changed or switched off.",
)
WAS = Text(sv="organisationen har {weight}", en="the organisation has {weight}")
OWN = Text(sv="{count} {count:egen vikt|egna vikter}", en="{count} own {count:weight|weights}")
ABOUT = Text(sv="Om regeln", en="About the rule")
PER = Text(sv="poäng för {unit}", en="points for {unit}")
LEVEL = Text(sv="Nivå", en="Level")
WHY, COUNTS = Text(sv="Varför:", en="Why:"), Text(sv="Räknar:", en="Counts:")
BROKEN, KEPT = Text(sv="Bruten:", en="Broken:"), Text(sv="Hållen:", en="Kept:")
SAVE = Text(sv="Spara", en="Save")
AT_ONCE = Text(
    sv="Sparas direkt och gäller planer som görs från och med nu.",
    en="Saved at once; it holds for plans made from now on.",
)
SEARCH = Text(sv="Sök regel", en="Search rule")


def dials(ctx: PageContext, state: TuneState) -> None:
    """The catalogue on its shelves; a shelf with a changed weight is open."""
    wanted = st.text_input(ctx.say(SEARCH), key="constraints.search", icon=":material/search:").strip().casefold()
    rows = ctx.services.tuning.dials(ctx.actor, state.draft)
    own_values = ctx.services.tuning.parameters(ctx.actor)
    for shelf, title in SHELVES.items():
        own = [dial for dial in rows if dial.rule.category is shelf and wanted in ctx.say(dial.rule.title).casefold()]
        if not own:
            continue
        is_open = bool(wanted) or any(dial.weight != dial.organization for dial in own) or shelf is _first_open()
        with st.expander(f"{ctx.say(title)} ({number(len(own), ctx.language)})", expanded=is_open):
            for dial in sorted(own, key=lambda dial: (dial.rule.is_system, list(LEVEL_LOOKS).index(dial.level))):
                _dial(ctx, state, dial, own_values)


def _first_open() -> ConstraintCategory:
    return ConstraintCategory.LOCATION


def _dial(ctx: PageContext, state: TuneState, dial: Dial, own: dict[tuple[str, str], int]) -> None:
    rule = dial.rule
    (colour, icon), name = LEVEL_LOOKS[dial.level], ctx.say(LEVEL_NAMES[dial.level])
    left, right = st.columns([5, 4], vertical_alignment="center")
    told = [ctx.say(PER, unit=one_unit(rule))]
    if dial.weight != dial.organization:
        told.append(ctx.say(WAS, weight=number(dial.organization, ctx.language)))
    if dial.overrides:
        told.append(ctx.say(OWN, count=number(dial.overrides, ctx.language)))
    left.markdown(f"**{ctx.say(rule.title)}** :{colour}-badge[{icon} {name}]  \n:gray[{' · '.join(told)}]")
    if rule.is_system:
        right.caption(f":material/lock: {number(dial.weight, ctx.language)}", help=ctx.say(LOCKED))
        return
    limits, key = rule.limits, _key(state, rule.id)
    state.shown[rule.id] = (dial.weight, dial.is_enabled)
    turning = right.container(horizontal=True, vertical_alignment="center", gap="small")  # one line on a phone too
    turning.number_input(
        ctx.say(WEIGHT, title=ctx.say(rule.title)), limits.least, limits.most, dial.weight, _step(dial.weight),
        key=key, label_visibility="collapsed", disabled=not dial.is_enabled,
    )  # fmt: skip
    with turning.popover(
        ctx.say(ABOUT), icon=":material/tune:", help=ctx.say(ABOUT), key=f"constraints.about.{rule.id}"
    ):
        if dial.level is Level.HARD or not dial.is_enabled:
            st.toggle(ctx.say(ON), dial.is_enabled, key=f"{key}.on")
        if len(rule.levels) > 1:
            levels = [level for level in LEVEL_LOOKS if level in rule.levels]
            st.segmented_control(
                ctx.say(LEVEL), levels, default=dial.level, format_func=lambda each: ctx.say(LEVEL_NAMES[each]),
                key=f"{key}.level", required=True,
            )  # fmt: skip
            state.levels[rule.id] = dial.level
        for parameter in rule.parameters:
            _parameter(ctx, key, parameter, own)
        st.markdown(_about(ctx, rule))


def _parameter(ctx: PageContext, key: str, parameter: Parameter, own: dict[tuple[str, str], int]) -> None:
    """Saved at once, for it changes what counts as a breach and not what one costs."""
    now = own.get((parameter.constraint_id, parameter.name), parameter.default)
    title = f"{ctx.say(parameter.title)} ({ctx.say(parameter.unit)})"
    given = st.number_input(
        title, parameter.limits.least, parameter.limits.most, now, key=f"{key}.{parameter.name}", help=ctx.say(AT_ONCE)
    )
    if given != now and st.button(ctx.say(SAVE), key=f"{key}.{parameter.name}.save"):
        ctx.services.tuning.set_parameter(ctx.actor, parameter.constraint_id, parameter.name, int(given))
        st.rerun()


def turned(ctx: PageContext, state: TuneState) -> None:
    """Take what was turned on the page into the draft, before anything is drawn from it."""
    for rule_id, (weight, is_on) in state.shown.items():
        key = _key(state, rule_id)
        given, switch = typed(key), typed(f"{key}.on")
        if isinstance(given, int) and given != weight:
            turn(ctx, state, Change(rule_id, weight=given))
        if isinstance(switch, bool) and switch != is_on:
            turn(ctx, state, Change(rule_id, is_enabled=switch))
        level = typed(f"{key}.level")
        if level is not None and level != state.levels.get(rule_id, level):
            turn(ctx, state, Change(rule_id, level=level))
    state.shown.clear()
    state.levels.clear()


def _key(state: TuneState, rule_id: str) -> str:
    return f"constraints.dial.{rule_id}.{state.rounds}"


def _step(weight: int) -> int:
    return 1 if weight < 20 else 5 if weight < 200 else 50


def _about(ctx: PageContext, rule: Constraint) -> str:
    """What the rule means, why it is there, what it counts, and how it is broken and kept."""
    told = explained(rule)
    parts = ((WHY, told.why), (COUNTS, told.counts), (BROKEN, told.broken), (KEPT, told.kept))
    lines = [f"**{ctx.say(title)}** {ctx.say(words)}" for title, words in parts]
    return "  \n".join([ctx.say(told.means), *lines])
