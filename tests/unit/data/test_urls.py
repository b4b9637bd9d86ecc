"""Every spelling of a database address is understood."""

from __future__ import annotations

import pytest

from data.migrating import is_login, login_password
from data.urls import as_role, for_queue, for_sqlalchemy, plain


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_means_the_same(scheme: str) -> None:
    assert plain(f"{scheme}://u:p@h:5432/d?sslmode=require") == "postgresql://u:p@h:5432/d?sslmode=require"
    assert for_sqlalchemy(f"{scheme}://u@h/d") == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize("wrong", ["mysql://h/d", "h/d", ""])
def test_anything_else_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        plain(wrong)


def test_another_role_gets_the_same_database_and_its_password_is_quoted() -> None:
    assert as_role("postgres://owner:se%40cret@h:1/d?x=1", "app", "a@b/c") == "postgresql://app:a%40b%2Fc@h:1/d?x=1"


def test_the_queue_enters_its_own_role_and_schema() -> None:
    assert for_queue("postgres://u@h/d").endswith("?options=-c%20role%3Dcaire_queue%20-c%20search_path%3Dqueue")
    assert "?x=1&options=" in for_queue("postgres://u@h/d?x=1")


def test_the_role_of_the_application_is_recognised() -> None:
    assert is_login("postgres://caire_login:x@h/d")
    assert not is_login("postgres://caire_login_admin:x@h/d")


def test_the_password_follows_from_the_master_key_alone() -> None:
    assert login_password(b"a" * 32) == login_password(b"a" * 32) != login_password(b"b" * 32)
