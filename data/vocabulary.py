"""Words shared by the tables and the code; a test holds each equal to its CHECK in the database."""

from enum import StrEnum


class Role(StrEnum):
    """What a user is in an organisation; super admins belong to the platform's own organisation."""

    SUPER_ADMIN = "super_admin"
    ADMIN = "admin"
    SCHEDULER = "scheduler"
    EMPLOYEE = "employee"
    CLIENT = "client"


class OrganizationStatus(StrEnum):
    """Where an organisation stands with us."""

    TRIAL = "trial"
    ACTIVE = "active"
    SUSPENDED = "suspended"


class OrganizationActKind(StrEnum):
    """What happened to an organisation as a whole."""

    STARTED = "started"
    CREATED = "created"
    DEMO_ASKED = "demo_asked"
    EXTENDED = "extended"
    CONVERTED = "converted"
    ENDED = "ended"
    SUSPENDED = "suspended"
    REACTIVATED = "reactivated"
    ERASURE_ANNOUNCED = "erasure_announced"
    ERASURE_WITHDRAWN = "erasure_withdrawn"


class Tongue(StrEnum):
    """The language an organisation speaks to those who have not chosen one."""

    SV = "sv"
    EN = "en"


class OrganizationKind(StrEnum):
    """A care organisation, or the platform itself."""

    TENANT = "tenant"
    PLATFORM = "platform"


class UserStatus(StrEnum):
    """Whether a user may sign in."""

    ACTIVE = "active"
    TRIAL = "trial"
    SUSPENDED = "suspended"
    DEACTIVATED = "deactivated"


class Transport(StrEnum):
    """How a carer travels between visits; the order is the engine's mode index."""

    CAR = "CAR"
    BIKE = "BIKE"
    WALK = "WALK"
    PUBLIC = "PUBLIC"


class VehicleStatus(StrEnum):
    """Whether a vehicle can be planned."""

    ACTIVE = "ACTIVE"
    MAINTENANCE = "MAINTENANCE"
    INACTIVE = "INACTIVE"


class EmployeeStatus(StrEnum):
    """Whether an employee is planned."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class PaymentModel(StrEnum):
    """How an employee is paid; decides which cost an hour has."""

    HOURLY = "HOURLY"
    MONTHLY = "MONTHLY"


class ClientStatus(StrEnum):
    """Whether a client receives care."""

    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    ENDED = "ENDED"
    ERASED = "ERASED"


class ShiftStatus(StrEnum):
    """Where an employee's shift is in its life."""

    PLANNED = "PLANNED"
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"


class VisitStatus(StrEnum):
    """Where a visit is in its life."""

    UNASSIGNED = "UNASSIGNED"
    PLANNED = "PLANNED"
    STARTED = "STARTED"
    DONE = "DONE"
    MISSED = "MISSED"
    CANCELLED = "CANCELLED"


class CarerRelation(StrEnum):
    """What a carer is to a client: in the agreed pool, preferred, or avoided."""

    POOL = "POOL"
    PREFERRED = "PREFERRED"
    AVOIDED = "AVOIDED"


class ConstraintType(StrEnum):
    """The level of a constraint, compared in this order."""

    HARD = "HARD"
    MEDIUM = "MEDIUM"
    SOFT = "SOFT"


class ConstraintCategory(StrEnum):
    """The shelf a constraint stands on."""

    SKILL = "SKILL"
    PREFERENCE = "PREFERENCE"
    RESOURCE = "RESOURCE"
    TIME = "TIME"
    LOCATION = "LOCATION"


class EntityType(StrEnum):
    """Who a constraint value belongs to."""

    ORGANIZATION = "ORGANIZATION"
    EMPLOYEE = "EMPLOYEE"
    CLIENT = "CLIENT"


class ConstraintChangeKind(StrEnum):
    """What of the weights was changed."""

    WEIGHT = "WEIGHT"
    OVERRIDE = "OVERRIDE"
    PROFILE = "PROFILE"


class SolutionStatus(StrEnum):
    """The original design's three states of a schedule solution."""

    RUNNING = "RUNNING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"


class RunState(StrEnum):
    """The finer state of a solve, beside `SolutionStatus`."""

    QUEUED = "queued"
    PREPARING = "preparing"
    SOLVING = "solving"
    STOPPING = "stopping"
    STOPPED = "stopped"
    COMPLETED = "completed"
    FAILED = "failed"


class PlanKind(StrEnum):
    """Where a plan comes from."""

    MANUAL = "manual"
    IMPORTED = "imported"
    OPTIMISED = "optimised"
    PROPOSAL = "proposal"
    DRAFT = "draft"
    PUBLISHED = "published"
    PERFORMED = "performed"


class MayChange(StrEnum):
    """How much of the given plan is open; whatever is chosen, visits nobody has may always be given to somebody."""

    EVERYTHING = "everything"
    KEEP_CARERS = "keep-carers"
    ONLY_UNPLANNED = "only-unplanned"


class FigureBasis(StrEnum):
    """Whether a key figure tells what was planned or what was done."""

    PLANNED = "PLANNED"
    PERFORMED = "PERFORMED"


class FigureLevel(StrEnum):
    """Whose figure it is."""

    ORGANIZATION = "ORGANIZATION"
    DISTRICT = "DISTRICT"
    EMPLOYEE = "EMPLOYEE"
    CLIENT = "CLIENT"


class ImportState(StrEnum):
    """How far a received file has come."""

    RECEIVED = "received"
    VALIDATED = "validated"
    APPLIED = "applied"
    REJECTED = "rejected"


class MappingKind(StrEnum):
    """A care system's format whose names an organisation may set."""

    SLINGA = "slinga-csv"
    VISIT_LIST = "visit-list-csv"
    ENTRIES = "schedule-entries"
    TASKS = "task-metrics"


class KeyState(StrEnum):
    """Whether a data key still opens anything."""

    ACTIVE = "ACTIVE"
    DECRYPT_ONLY = "DECRYPT_ONLY"
    DESTROYED = "DESTROYED"


class KeyPurpose(StrEnum):
    """What a data key is for."""

    FIELD = "field"
    BLIND_INDEX = "blind_index"
    AUDIT_SEAL = "audit_seal"


class AuditAction(StrEnum):
    """What an entry of the audit tells: a row's change, or an act that leaves no trace in a table."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    READ = "READ"
    EXPORT = "EXPORT"
    ERASE = "ERASE"
    SHRED = "SHRED"
    KEYS = "KEYS"
    ARCHIVE = "ARCHIVE"
    RESTORE = "RESTORE"
    UNDO = "UNDO"
    CALL = "CALL"
    VERIFY = "VERIFY"
    ACCOUNT = "ACCOUNT"
    CANCEL = "CANCEL"


class PersonKind(StrEnum):
    """Whose data somebody asks about."""

    CLIENT = "client"
    EMPLOYEE = "employee"
    USER = "user"


class SubjectRequestKind(StrEnum):
    """What somebody may ask about themselves."""

    EXPORT = "export"
    ERASURE = "erasure"


class ArchiveFamily(StrEnum):
    """Tables that leave together, a month at a time."""

    VISITS = "visits"
    SHIFTS = "shifts"
    PLANS = "plans"


class RetentionSubject(StrEnum):
    """What an organisation keeps for a time of its own choice."""

    VISITS = "visits"
    SHIFTS = "shifts"
    PLANS = "plans"
    IMPORTS = "imports"
    SESSIONS = "sessions"
    INVITATIONS = "invitations"
    EXCHANGES = "exchanges"
    WISHES = "wishes"


class VehicleAbsenceReason(StrEnum):
    """Why a vehicle cannot be used."""

    MAINTENANCE = "MAINTENANCE"
    REPAIR = "REPAIR"
    INSPECTION = "INSPECTION"
    OTHER = "OTHER"


class AbsenceKind(StrEnum):
    """Why an employee is away."""

    SICK = "SICK"
    CARE_OF_CHILD = "CARE_OF_CHILD"
    HOLIDAY = "HOLIDAY"
    PARENTAL = "PARENTAL"
    TRAINING = "TRAINING"
    LEAVE = "LEAVE"
    OTHER = "OTHER"


class AvailabilityKind(StrEnum):
    """Whether an employee can work at a time, would rather, or cannot."""

    AVAILABLE = "AVAILABLE"
    PREFERRED = "PREFERRED"
    UNAVAILABLE = "UNAVAILABLE"


class PlanEditKind(StrEnum):
    """What a planner did to a plan."""

    MOVE = "MOVE"
    SWAP = "SWAP"
    UNASSIGN = "UNASSIGN"
    PIN = "PIN"
    UNPIN = "UNPIN"
    CANCEL = "CANCEL"
    REPLACE_CARER = "REPLACE_CARER"
    ACCEPT = "ACCEPT"


class IntegrationProvider(StrEnum):
    """Whose service a credential opens."""

    TIMEFOLD = "timefold"
    ALFA_ECARE = "alfa_ecare"
    OSRM = "osrm"
    VALHALLA = "valhalla"
    OTHER = "other"


class SyncDirection(StrEnum):
    """Which way an exchange with a care system goes."""

    PULL = "pull"
    PUSH = "push"


class SyncReason(StrEnum):
    """Why an exchange was begun."""

    MANUAL = "manual"
    SCHEDULE = "schedule"


class SyncState(StrEnum):
    """How far an exchange has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class LetterKind(StrEnum):
    """What could not be exchanged: a task of theirs, a row that is none, a day of our plan, a task that is gone."""

    TASK = "task"
    ROW = "row"
    DAY = "day"
    GONE = "gone"


class TravelSource(StrEnum):
    """Who is asked how long a way takes."""

    BUILT_IN = "built_in"
    OSRM = "osrm"
    VALHALLA = "valhalla"


class TravelWhy(StrEnum):
    """What made an organisation's travel settings another version."""

    BY_HAND = "by_hand"
    CALIBRATION = "calibration"


class ApiScope(StrEnum):
    """What a machine's key may do."""

    VISITS_READ = "visits.read"
    CLIENTS_READ = "clients.read"
    EMPLOYEES_READ = "employees.read"
    SHIFTS_READ = "shifts.read"
    PLANS_READ = "plans.read"
    FIGURES_READ = "figures.read"
    NAMES_READ = "names.read"
    IMPORTS_WRITE = "imports.write"
    SOLVES_RUN = "solves.run"
    WEBHOOKS_MANAGE = "webhooks.manage"


class WebhookEvent(StrEnum):
    """What other systems can be told of."""

    RUN_FINISHED = "run.finished"
    PLAN_PUBLISHED = "plan.published"
    IMPORT_APPLIED = "import.applied"


class DeliveryEvent(StrEnum):
    """What a call tells: something that happened, or that an administrator tries the webhook out."""

    RUN_FINISHED = "run.finished"
    PLAN_PUBLISHED = "plan.published"
    IMPORT_APPLIED = "import.applied"
    TEST = "webhook.test"


class DeliveryState(StrEnum):
    """What became of a call to another system."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


class ReportKind(StrEnum):
    """What a carer reports of a visit."""

    START = "START"
    FINISH = "FINISH"
    CORRECT = "CORRECT"


class ReportClock(StrEnum):
    """Whose clock a reported moment is by; RECEIVED: the device's was beyond belief."""

    LIVE = "LIVE"
    DEVICE = "DEVICE"
    RECEIVED = "RECEIVED"
    BY_HAND = "BY_HAND"


class WishKind(StrEnum):
    """What is wished for: the first three by carers, the others by clients."""

    DAY_OFF = "DAY_OFF"
    SHIFT = "SHIFT"
    SWAP = "SWAP"
    TIME = "TIME"
    CARER = "CARER"


class WishState(StrEnum):
    """What became of a wish."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"
