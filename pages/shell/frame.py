"""The frame around all pages: who is here, which pages they may open, and the one that is open now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import streamlit as st

from pages.shell import banner, guard, join, sign_in, tour, trial_form
from pages.shell.banner import plain
from pages.shell.context import PageContext
from pages.shell.errand import Errand, run_errand
from pages.shell.language import choose_language, current_language
from pages.shell.page import PageSpec
from pages.shell.routes import ASSETS, cookie_name
from pages.shell.state import belongs_to
from services.access import Capability
from services.accounts.links import PATH as JOIN_PATH
from services.bootstrap import Services
from services.signing_in import SignedIn
from services.words import Language, Text

_SIGN_OUT = Text(sv="Logga ut", en="Sign out")
_LEAVING = Text(sv="Loggar ut …", en="Signing out …")
_NO_PAGES = Text(sv="Det finns inga sidor för din roll ännu.", en="There are no pages for your role yet.")
_NO_PAGES_HOW = Text(
    sv="Logga ut och prova som planerare för att se planen.", en="Sign out and try it as a planner to see the plan."
)
_WELCOME = Text(sv="Välkommen", en="Welcome")


def show(services: Services, pages: Sequence[PageSpec]) -> None:
    """One run of the app: the sign-in page for strangers, else the menu and the page that was asked for."""
    st.set_page_config(page_title="Caire", page_icon=str(ASSETS / "favicon.svg"), layout="wide")
    st.html(ASSETS / "app.css")
    language = current_language(services.settings.language)
    token = st.context.cookies.get(cookie_name(services.settings))

    def ask_again(touch: bool) -> SignedIn | None:
        return services.signing_in.resolve(token, touch) if token else None

    with guard.calm(language, "the frame"):
        signed_in = ask_again(True)
        if signed_in is None:
            _show_to_stranger(services, pages, language)
        else:
            language = current_language(signed_in.language or services.settings.language)
            _show_to_user(services, pages, language, signed_in, ask_again)


def _show_to_stranger(services: Services, pages: Sequence[PageSpec], language: Language) -> None:
    """The sign-in page at every address, so that signing in leads to the page asked for; one starts a trial."""

    def form() -> None:
        sign_in.show(services, language, other_ways)

    def other_ways() -> None:
        if trial_form.ADDRESS in addresses and services.starting_trials.is_on:
            trial_form.way(addresses[trial_form.ADDRESS], language)

    def start() -> None:
        trial_form.show(services, language, root)

    def shown_at(address: str) -> Callable[[], None]:
        return start if address == trial_form.ADDRESS and services.starting_trials.is_on else form

    root = st.Page(form, title="Caire", url_path="", default=True)
    addresses = {
        page.url_path: st.Page(shown_at(page.url_path), title="Caire", url_path=page.url_path) for page in pages
    }
    joining = st.Page(
        lambda: join.show(services, language, lambda: st.switch_page(root)), title="Caire", url_path=JOIN_PATH
    )
    st.navigation([root, joining, *addresses.values()], position="hidden").run()


def _show_to_user(
    services: Services,
    pages: Sequence[PageSpec],
    language: Language,
    signed_in: SignedIn,
    ask_again: Callable[[bool], SignedIn | None],
) -> None:
    actor = signed_in.actor
    belongs_to(actor.organization_id, actor.user_id)

    def drawn(page: PageSpec) -> Callable[[], None]:
        def run() -> None:
            ctx = PageContext(actor, language, services, signed_in.zone, page.needs, ask_again)
            guard.draw(ctx, page.render)

        return run

    # A page the actor may not open stays reachable by its address: the guard then says why, calmly. The first page
    # stands at the root; its own address, which would be unknown then, leads there.
    menu: dict[str, list[st.Page]] = defaultdict(list)
    first = next((page for page in pages if actor.may(page.needs)), None)
    for page in pages:
        run, title, section = drawn(page), page.title(language), menu[page.section.value(language)]
        if page is first:
            root = st.Page(run, title=title, icon=page.icon, url_path="", default=True)
            section.append(root)
            run = _leading_to(root)
        is_shown = actor.may(page.needs) and page is not first
        section.append(
            st.Page(
                run, title=title, icon=page.icon, url_path=page.url_path,
                visibility="visible" if is_shown else "hidden",
            )
        )  # fmt: skip
    if first is None:
        menu = {
            "": [
                st.Page(
                    lambda: _nothing_here(services, language),
                    title=_WELCOME(language),
                    url_path="welcome",
                    default=True,
                )
            ]
        }
    menu[""] = [*menu.get("", []), _joining(services, signed_in, language, menu)]
    st.logo(ASSETS / "logo.svg", icon_image=ASSETS / "favicon.svg", size="large")
    open_page = st.navigation(menu, expanded=True)  # else Streamlit hides some of them behind English words
    _sidebar_foot(services, signed_in, language)
    above = PageContext(actor, language, services, signed_in.zone, Capability.SEE_PLAN, ask_again)
    banner.show(above, signed_in)
    tour.show(above, pages, open_page.url_path or ("" if first is None else first.url_path))
    open_page.run()


def _joining(services: Services, signed_in: SignedIn, language: Language, menu: dict[str, list[st.Page]]) -> st.Page:
    """The address of links, for somebody who is signed in."""
    root = next(page for section in menu.values() for page in section if page.url_path == "")

    def run() -> None:
        join.show_to_user(services, language, signed_in, lambda: st.switch_page(root))

    return st.Page(run, title=_WELCOME(language), url_path=JOIN_PATH, visibility="hidden")


def _leading_to(root: st.Page) -> Callable[[], None]:
    def run() -> None:
        st.switch_page(root, query_params=st.query_params.to_dict())

    return run


def _nothing_here(services: Services, language: Language) -> None:
    st.header(_NO_PAGES(language), anchor=False)
    if services.settings.is_demo_on:
        st.markdown(_NO_PAGES_HOW(language))


def _sidebar_foot(services: Services, signed_in: SignedIn, language: Language) -> None:
    with st.sidebar.container(key="frame_foot", gap="small"):
        st.markdown(f"**{plain(signed_in.user_name)}**  \n:gray[{plain(signed_in.organization_name)}]")
        choose_language(language)
        if st.button(_SIGN_OUT(language), icon=":material/logout:", type="tertiary", key="frame.sign_out"):
            st.caption(_LEAVING(language))
            run_errand(Errand.END_SESSION, language, {}, reload=True)
            st.stop()
