"""What is said about migrations, backups and restores, in both languages."""

from __future__ import annotations

from services.words import Text

MIGRATED = Text(
    sv="Databasen är uppgraderad från {before} till {after}.", en="The database was upgraded from {before} to {after}."
)
UP_TO_DATE = Text(sv="Databasen har redan version {after}.", en="The database is at version {after} already.")
NOTHING = Text(sv="tom", en="empty")
WRITTEN = Text(
    sv="Säkerhetskopian ligger i {path}: {rows} rader, {megabytes} MB, databasens version {schema}.",
    en="The backup lies in {path}: {rows} rows, {megabytes} MB, database version {schema}.",
)
KEY_APART = Text(
    sv="Huvudnyckeln ({key}) ingår INTE. Utan den kan ingen läsa namn, adresser och anteckningar i säkerhetskopian, "
    "inte heller ni. Förvara den på ett annat ställe än säkerhetskopian: {where}.",
    en="The master key ({key}) is NOT part of it. Without it nobody can read the names, addresses and notes in the "
    "backup, not even you. Keep it in another place than the backup: {where}.",
)
BESIDE = Text(
    sv="Två mappar ingår inte heller; kopiera dem till säkerhetskopian: {heads} (de senaste sigillen, utan dem märks "
    "inte om slutet av händelseloggen har klippts bort) och {archives} (arkiverade månader, krypterade).",
    en="Two folders are not part of it either; copy them beside the backup: {heads} (the newest seals: without them "
    "nobody notices when the end of the audit has been cut off) and {archives} (archived months, encrypted).",
)
KEY_SETTING = Text(
    sv="det som står i CAIRE_MASTER_KEY eller i filen som CAIRE_MASTER_KEY_FILE pekar ut",
    en="what CAIRE_MASTER_KEY holds, or the file that CAIRE_MASTER_KEY_FILE names",
)
KEY_FILE = Text(sv="filen {path}", en="the file {path}")
IS_WHOLE = Text(
    sv="Säkerhetskopian från {made_at} är hel: {rows} rader, databasens version {schema}.",
    en="The backup of {made_at} is whole: {rows} rows, database version {schema}.",
)
RESTORED = Text(
    sv="Återställd från {made_at}: {rows} rader i {tables} tabeller stämmer, {walls} tabeller är avskilda mellan "
    "organisationerna. Alla får logga in igen.",
    en="Restored from {made_at}: {rows} rows in {tables} tables agree, {walls} tables are walled between "
    "organisations. Everybody signs in anew.",
)

NEEDS_OWNER = Text(
    sv="DATABASE_URL anger {role}, programmets egen roll, som varken får ändra eller kopiera hela databasen.",
    en="DATABASE_URL names {role}, the application's own role, which may neither change nor copy the whole database.",
)
GIVE_OWNER = Text(
    sv="Ange databasens ägare i DATABASE_URL för det här kommandot.",
    en="Name the owner of the database in DATABASE_URL for this command.",
)
NOT_OPENED = Text(sv="Databasen släpper inte in oss: {why}.", en="The database does not let us in: {why}.")
CHECK_ADDRESS = Text(
    sv="Kontrollera adress, användare och lösenord i DATABASE_URL och att servern är igång.",
    en="Check the address, the user and the password in DATABASE_URL, and that the server runs.",
)
TOO_OLD = Text(sv="Databasservern är för gammal: {why}.", en="The database server is too old: {why}.")
NEWER_SERVER = Text(
    sv="Använd en server med PostgreSQL 16 eller nyare.", en="Use a server with PostgreSQL 16 or newer."
)
TAKEN = Text(sv="Någon annan arbetar med databasen: {why}.", en="Somebody else is working on the database: {why}.")
LATER = Text(sv="Försök igen om en stund.", en="Try again in a while.")
NOTHING_THERE = Text(sv="Databasen är tom.", en="The database is empty.")
MIGRATE_FIRST = Text(
    sv="Kontrollera DATABASE_URL och CAIRE_HOME; en ny databas görs i ordning med kommandot migrate.",
    en="Check DATABASE_URL and CAIRE_HOME; a new database is prepared by the command migrate.",
)
NO_FOLDER = Text(sv="Dit går det inte att skriva: {why}.", en="It cannot be written there: {why}.")
OTHER_FOLDER = Text(sv="Ange en mapp som finns och har plats.", en="Name a folder that exists and has room.")
NO_PROGRAMS = Text(sv="PostgreSQL:s egna program saknas: {why}.", en="PostgreSQL's own programs are missing: {why}.")
INSTALL = Text(
    sv="Installera klientprogrammen för serverns version av PostgreSQL (i Debian postgresql-client).",
    en="Install the client programs of the server's version of PostgreSQL (in Debian postgresql-client).",
)
PROGRAM_FAILED = Text(sv="PostgreSQL:s program avbröt: {why}.", en="PostgreSQL's program gave up: {why}.")
NOTHING_KEPT = Text(
    sv="Ingenting är ändrat. Rätta felet och kör kommandot igen.",
    en="Nothing was changed. Mend the fault and run the command again.",
)
DAMAGED = Text(
    sv="Säkerhetskopian är skadad, ofullständig eller ändrad: {why}.",
    en="The backup is damaged, incomplete or altered: {why}.",
)
OTHER_COPY = Text(
    sv="Ingenting är ändrat i databasen. Hämta kopian på nytt eller ta en annan säkerhetskopia.",
    en="Nothing was changed in the database. Fetch the copy anew or take another backup.",
)
FROM_NEWER = Text(
    sv="Säkerhetskopian är gjord med något nyare än det som finns här: {why}.",
    en="The backup was made with something newer than what is here: {why}.",
)
USE_NEWER = Text(
    sv="Använd samma eller en nyare version av Caire och av PostgreSQL.",
    en="Use the same or a newer version of Caire and of PostgreSQL.",
)
OTHER_KEY = Text(
    sv="Säkerhetskopian behöver en annan huvudnyckel än den som anges här: {why}.",
    en="The backup needs another master key than the one given here: {why}.",
)
GIVE_KEY = Text(
    sv="Ange huvudnyckeln från tiden för säkerhetskopian i CAIRE_MASTER_KEY eller CAIRE_MASTER_KEY_FILE, eller lägg "
    "den som master.key i CAIRE_HOME.",
    en="Give the master key of the time of the backup in CAIRE_MASTER_KEY or CAIRE_MASTER_KEY_FILE, or put it into "
    "CAIRE_HOME as master.key.",
)
NOT_EMPTY = Text(
    sv="Databasen är inte tom, den innehåller {why}. En säkerhetskopia läggs aldrig över något som finns.",
    en="The database is not empty, it holds {why}. A backup is never laid over what is there.",
)
MAKE_EMPTY = Text(
    sv="Skapa en ny, tom databas och ange den i DATABASE_URL, eller ange en ny mapp i CAIRE_HOME.",
    en="Make a new, empty database and name it in DATABASE_URL, or name a new folder in CAIRE_HOME.",
)
NOT_AS_WRITTEN = Text(
    sv="Det som återställts stämmer inte med säkerhetskopian: {why}.",
    en="What was restored differs from the backup: {why}.",
)
DROP_IT = Text(
    sv="Använd inte databasen: ta bort den, skapa en ny och försök igen.",
    en="Do not use the database: drop it, make a new one and try again.",
)
