"""How many examples a property looks at: a sample every day, the whole campaign when it is proven."""

from __future__ import annotations

from hypothesis import settings


def examples(daily: int) -> settings:
    """`daily` examples in `make test`; as many as the profile says when it is another (`make prove`)."""
    if settings.get_current_profile_name() == "daily":
        return settings(max_examples=daily)
    return settings()
