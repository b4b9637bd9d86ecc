"""What can stand in the way of an account, in words; never whether an address has one somewhere."""

from __future__ import annotations

from services.errors import BadInput, Conflict, NotAllowed, NotFound
from services.words import Text

_LOOK_AGAIN = Text(sv="Läs listan på nytt.", en="Read the list again.")
NO_USER = NotFound("USER-001", Text(sv="Användaren finns inte.", en="There is no such user."), _LOOK_AGAIN)
ONESELF = NotAllowed(
    "USER-002",
    Text(sv="Det egna kontot ändras inte här.", en="The own account is not changed here."),
    Text(
        sv="Be en annan administratör, eller öppna Mitt konto för lösenord och inloggningar.",
        en="Ask another administrator, or open My account for password and sessions.",
    ),
)
LAST_ADMIN = Conflict(
    "USER-003",
    Text(sv="Organisationen skulle stå utan administratör.", en="The organisation would be left without an admin."),
    Text(sv="Gör någon annan till administratör först.", en="Make somebody else an administrator first."),
)
NO_REASON = BadInput(
    "USER-004",
    Text(sv="Skälet saknas.", en="The reason is missing."),
    Text(sv="Skriv några ord om varför; det står sedan i loggen.", en="Say why in a few words; it goes on record."),
)
BAD_EMAIL = BadInput(
    "USER-005",
    Text(sv="Det är inte en e-postadress.", en="That is not an e-mail address."),
    Text(sv="Skriv den som namn@exempel.se.", en="Write it as name@example.com."),
)
NO_SUBJECT = BadInput(
    "USER-006",
    Text(sv="Kontot hör inte till någon.", en="The account belongs to nobody."),
    Text(sv="Välj den medarbetare eller klient det gäller.", en="Choose the carer or client it is for."),
)
HAS_ACCOUNT = Conflict(
    "USER-007",
    Text(sv="Medarbetaren har redan ett konto.", en="The carer has an account already."),
    Text(sv="Ändra det konto som finns.", en="Change the account there is."),
)
NO_INVITATION = NotFound(
    "USER-008",
    Text(sv="Inbjudan är inte längre öppen.", en="The invitation is not open any more."),
    _LOOK_AGAIN,
)
NOT_THIS_ROLE = NotAllowed(
    "USER-009",
    Text(sv="Den rollen finns inte i en organisation.", en="There is no such role in an organisation."),
    Text(sv="Välj en annan roll.", en="Choose another role."),
)
OWN_STEP_FIRST = Conflict(
    "USER-010",
    Text(sv="Du har inte själv tvåstegsinloggning.", en="You have no second step yourself."),
    Text(sv="Slå på den under Mitt konto först.", en="Turn it on under My account first."),
)
SHARED = NotAllowed(
    "USER-011",
    Text(sv="Demokontona delas av alla som provar.", en="The demo's accounts are shared by all who try it."),
    Text(sv="Bjud in dig själv och prova med det kontot.", en="Invite yourself and try it with that account."),
)
NO_LINK = NotFound(
    "JOIN-001",
    Text(sv="Länken går inte att använda.", en="The link cannot be used."),
    Text(
        sv="Den är använd, för gammal eller ersatt av en nyare. Be den som skickade den om en ny.",
        en="It was used, is too old, or a newer one took its place. Ask whoever sent it for another.",
    ),
)
NOT_WITH_THIS = Conflict(
    "JOIN-002",
    Text(sv="Det gick inte att öppna ett konto med länken.", en="No account could be opened with the link."),
    Text(
        sv="Be den som bjöd in dig om en inbjudan till en annan e-postadress.",
        en="Ask whoever invited you for an invitation to another e-mail address.",
    ),
)
NO_NAME = BadInput(
    "JOIN-003",
    Text(sv="Namnet saknas.", en="The name is missing."),
    Text(sv="Skriv det namn kollegorna ska se.", en="Type the name your colleagues shall see."),
)
WRONG_PASSWORD = BadInput(
    "ACCOUNT-001",
    Text(sv="Det nuvarande lösenordet stämmer inte.", en="The present password is not right."),
    Text(sv="Kontrollera stavningen och försök igen.", en="Check the spelling and try again."),
)
NO_SESSION = NotFound(
    "ACCOUNT-002",
    Text(sv="Inloggningen är redan avslutad.", en="The session has ended already."),
    Text(sv="Ladda om sidan.", en="Reload the page."),
)
