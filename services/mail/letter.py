"""What a letter says: Swedish first, English below, one link, and what to do if one did not expect it."""

from __future__ import annotations

from dataclasses import dataclass, field

from services.accounts.links import Link, LinkKind
from services.words import Language, Text

_SUBJECT = {
    LinkKind.INVITATION: Text(sv="Inbjudan till Caire", en="Invitation to Caire"),
    LinkKind.PASSWORD: Text(sv="Nytt lösenord till Caire", en="New password for Caire"),
}
_BODY = {
    LinkKind.INVITATION: Text(
        sv="Hej!\n\n{organization} har bjudit in dig till Caire. Öppna länken och välj ett lösenord:\n\n{link}\n\n"
        "Länken gäller i 7 dagar och kan användas en gång. Väntade du dig ingen inbjudan? Gör ingenting.",
        en="Hello!\n\n{organization} has invited you to Caire. Open the link above and choose a password.\n\n"
        "The link is good for 7 days and works once. Did you not expect an invitation? Do nothing.",
    ),
    LinkKind.PASSWORD: Text(
        sv="Hej!\n\nNågon har bett om ett nytt lösenord för ditt konto hos {organization}. Öppna länken och välj ett:"
        "\n\n{link}\n\n"
        "Länken gäller i en timme och kan användas en gång. Var det inte du? Gör ingenting, lösenordet är kvar.",
        en="Hello!\n\nSomebody asked for a new password for your account at {organization}. Open the link above and "
        "choose one.\n\n"
        "The link is good for an hour and works once. Was it not you? Do nothing, your password stays.",
    ),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person."""

    to: str = field(repr=False)
    subject: str
    text: str = field(repr=False)


def letter_with(link: Link, to: str, organization: str, base_url: str) -> Letter:
    """The letter that carries `link`."""
    words = _BODY[link.kind].fill(organization=organization, link=base_url.rstrip("/") + link.path)
    both = "\n\n– – –\n\n".join(words(language) for language in (Language.SV, Language.EN))
    return Letter(to, " / ".join(_SUBJECT[link.kind](language) for language in Language), both + "\n")
