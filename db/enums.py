"""Every enumeration of the domain; values are the identifiers of domain/00 and 03.

The Chinese terms stand in app/glossary.py, which a test keeps complete. Names and nothing else, so
they stay in one module.
"""

from enum import StrEnum


class AppealKind(StrEnum):
    """What somebody comes for (table J); asked first."""

    INQUIRY = "INQUIRY"
    HELP_REQUEST = "HELP_REQUEST"
    DISPUTE = "DISPUTE"
    COMPLAINT = "COMPLAINT"
    SUGGESTION = "SUGGESTION"
    PETITION = "PETITION"


class IntakeChannel(StrEnum):
    """How a matter reached the centre (table D2)."""

    WALK_IN = "WALK_IN"
    LETTER = "LETTER"
    PHONE = "PHONE"
    ONLINE = "ONLINE"
    HOTLINE_12345 = "HOTLINE_12345"
    GRID_REPORT = "GRID_REPORT"
    PATROL_SCREENING = "PATROL_SCREENING"
    POLICE_110 = "POLICE_110"
    COURT_PRE_LITIGATION = "COURT_PRE_LITIGATION"
    SUPERIOR_ASSIGN = "SUPERIOR_ASSIGN"
    UNIT_PUSH = "UNIT_PUSH"
    MEETING = "MEETING"
    LEADER_RECEPTION = "LEADER_RECEPTION"
    OTHER = "OTHER"


class DisputeType(StrEnum):
    """Dispute types of the judicial-administration statistics (table A)."""

    MARRIAGE_FAMILY = "MARRIAGE_FAMILY"
    NEIGHBOR = "NEIGHBOR"
    HOUSE_HOMESTEAD = "HOUSE_HOMESTEAD"
    CONTRACT = "CONTRACT"
    PRODUCTION_BUSINESS = "PRODUCTION_BUSINESS"
    DAMAGE_COMPENSATION = "DAMAGE_COMPENSATION"
    FOREST_LAND = "FOREST_LAND"
    LAND_ACQUISITION_DEMOLITION = "LAND_ACQUISITION_DEMOLITION"
    ENVIRONMENT = "ENVIRONMENT"
    LABOR = "LABOR"
    LABOR_MIGRANT_WAGE = "LABOR_MIGRANT_WAGE"
    LABOR_OTHER = "LABOR_OTHER"
    CONSUMER = "CONSUMER"
    CONSUMER_TOURISM = "CONSUMER_TOURISM"
    CONSUMER_ECOMMERCE = "CONSUMER_ECOMMERCE"
    CONSUMER_OTHER = "CONSUMER_OTHER"
    MEDICAL = "MEDICAL"
    TRAFFIC_ACCIDENT = "TRAFFIC_ACCIDENT"
    PROPERTY_MANAGEMENT = "PROPERTY_MANAGEMENT"
    VILLAGE_AFFAIRS = "VILLAGE_AFFAIRS"
    FAMILY_PLANNING = "FAMILY_PLANNING"
    OTHER = "OTHER"


class GovernanceCategory(StrEnum):
    """Categories of the governance platform (table B), kept beside DisputeType."""

    MARRIAGE_FAMILY = "MARRIAGE_FAMILY"
    NEIGHBOR = "NEIGHBOR"
    PERSONALITY_RIGHTS = "PERSONALITY_RIGHTS"
    PROPERTY_RIGHTS = "PROPERTY_RIGHTS"
    TORT = "TORT"
    CONTRACT = "CONTRACT"
    LABOR = "LABOR"
    FINANCE = "FINANCE"
    LAND_RESOURCES = "LAND_RESOURCES"
    OTHER_CIVIL = "OTHER_CIVIL"
    URBAN_DEVELOPMENT = "URBAN_DEVELOPMENT"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS"
    OTHER_ENFORCEMENT = "OTHER_ENFORCEMENT"
    LITIGATION_RELATED = "LITIGATION_RELATED"
    ORGANISATION_DISCIPLINE = "ORGANISATION_DISCIPLINE"
    ETHNIC_RELIGIOUS = "ETHNIC_RELIGIOUS"
    OTHER = "OTHER"


class MediationSource(StrEnum):
    """Where a mediation case comes from (table D1)."""

    PROACTIVE = "PROACTIVE"
    BY_APPLICATION = "BY_APPLICATION"
    REFERRED_COURT = "REFERRED_COURT"
    REFERRED_PROCURATORATE = "REFERRED_PROCURATORATE"
    REFERRED_POLICE = "REFERRED_POLICE"
    REFERRED_PETITION = "REFERRED_PETITION"
    REFERRED_OTHER = "REFERRED_OTHER"


class Difficulty(StrEnum):
    SIMPLE = "SIMPLE"
    COMPLEX = "COMPLEX"
    MAJOR = "MAJOR"


class RiskLevel(StrEnum):
    """Risk colours; which of them a centre uses is configurable (table E)."""

    RED = "RED"
    ORANGE = "ORANGE"
    YELLOW = "YELLOW"
    GREEN = "GREEN"
    BLUE = "BLUE"


class EventScale(StrEnum):
    """Scale of an event, GB/T 31000 codes 01 to 03 (table C)."""

    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"
    MAJOR_GROUP = "MAJOR_GROUP"


class ResolveMethod(StrEnum):
    """By which means a dispute was resolved (table F and its supplement)."""

    PEOPLE_MEDIATION = "PEOPLE_MEDIATION"
    ADMIN_MEDIATION = "ADMIN_MEDIATION"
    JUDICIAL_MEDIATION = "JUDICIAL_MEDIATION"
    INDUSTRY_MEDIATION = "INDUSTRY_MEDIATION"
    COMMERCIAL_MEDIATION = "COMMERCIAL_MEDIATION"
    ARBITRAL_MEDIATION = "ARBITRAL_MEDIATION"
    LAWYER_MEDIATION = "LAWYER_MEDIATION"
    JOINT = "JOINT"
    SETTLEMENT = "SETTLEMENT"
    EXPLAIN = "EXPLAIN"
    COUNSEL = "COUNSEL"
    ASSISTANCE = "ASSISTANCE"
    TO_LITIGATION = "TO_LITIGATION"
    TO_ARBITRATION = "TO_ARBITRATION"
    TO_RECONSIDERATION = "TO_RECONSIDERATION"
    TO_ADJUDICATION = "TO_ADJUDICATION"
    TO_NOTARY = "TO_NOTARY"
    TO_DISCIPLINE = "TO_DISCIPLINE"


class Outcome(StrEnum):
    """How a mediation case ended (table F)."""

    AGREED_WRITTEN = "AGREED_WRITTEN"
    AGREED_ORAL = "AGREED_ORAL"
    FAILED = "FAILED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    TERMINATED = "TERMINATED"
    CONTINUE = "CONTINUE"
    HANDLED = "HANDLED"


class Disposition(StrEnum):
    """Where a matter went (table K)."""

    ANSWERED_ON_SPOT = "ANSWERED_ON_SPOT"
    MEDIATED_ON_SPOT = "MEDIATED_ON_SPOT"
    GUIDED = "GUIDED"
    TO_MEDIATION = "TO_MEDIATION"
    TO_UNIT = "TO_UNIT"
    JOINT = "JOINT"
    ESCALATED = "ESCALATED"
    MERGED = "MERGED"
    WITHDRAWN = "WITHDRAWN"


class LegalRoute(StrEnum):
    """Statutory routes a person may be guided to (table K)."""

    LITIGATION = "LITIGATION"
    ARBITRATION = "ARBITRATION"
    RECONSIDERATION = "RECONSIDERATION"
    ADJUDICATION = "ADJUDICATION"
    NOTARY = "NOTARY"
    DISCIPLINE = "DISCIPLINE"
    PETITION = "PETITION"


class RecourseKind(StrEnum):
    """Where the person has been before (table L)."""

    NONE = "NONE"
    COURT = "COURT"
    POLICE = "POLICE"
    PETITION_OFFICE = "PETITION_OFFICE"
    ADMINISTRATION = "ADMINISTRATION"
    LABOUR_ARBITRATION = "LABOUR_ARBITRATION"
    OTHER_MEDIATION = "OTHER_MEDIATION"
    MEDIA = "MEDIA"
    OTHER = "OTHER"


class RecourseResult(StrEnum):
    PENDING = "PENDING"
    CONCLUDED = "CONCLUDED"
    REFUSED = "REFUSED"


class MediationWillingness(StrEnum):
    WILLING = "WILLING"
    UNWILLING = "UNWILLING"
    ASK_OTHER_SIDE = "ASK_OTHER_SIDE"


class PartyKind(StrEnum):
    NATURAL_PERSON = "NATURAL_PERSON"
    INDIVIDUAL_BUSINESS = "INDIVIDUAL_BUSINESS"
    ENTERPRISE = "ENTERPRISE"
    STATE_ORGAN = "STATE_ORGAN"
    PUBLIC_INSTITUTION = "PUBLIC_INSTITUTION"
    SOCIAL_ORGANISATION = "SOCIAL_ORGANISATION"
    VILLAGE_COMMITTEE = "VILLAGE_COMMITTEE"
    RURAL_COLLECTIVE = "RURAL_COLLECTIVE"
    OTHER_ORGANISATION = "OTHER_ORGANISATION"


class PartyRole(StrEnum):
    APPLICANT = "APPLICANT"
    RESPONDENT = "RESPONDENT"
    THIRD_PARTY = "THIRD_PARTY"
    AGENT = "AGENT"
    GUARDIAN = "GUARDIAN"
    INTERESTED_PARTY = "INTERESTED_PARTY"
    INSURER = "INSURER"


class AgentPower(StrEnum):
    """Powers ticked in a power of attorney (domain/02 section 3.4)."""

    GIVE_EVIDENCE = "GIVE_EVIDENCE"
    CHOOSE_MEDIATOR = "CHOOSE_MEDIATOR"
    SETTLE = "SETTLE"
    ATTEND_AND_SIGN = "ATTEND_AND_SIGN"
    RECEIVE_DOCUMENTS = "RECEIVE_DOCUMENTS"
    OTHER = "OTHER"


class Gender(StrEnum):
    """GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not stated."""

    UNKNOWN = "UNKNOWN"
    MALE = "MALE"
    FEMALE = "FEMALE"
    NOT_STATED = "NOT_STATED"


class CertificateKind(StrEnum):
    """Kinds of identity papers (table G)."""

    ID_CARD = "ID_CARD"
    HOUSEHOLD_REGISTER = "HOUSEHOLD_REGISTER"
    PASSPORT = "PASSPORT"
    MILITARY_ID = "MILITARY_ID"
    HK_MACAO_TAIWAN_PERMIT = "HK_MACAO_TAIWAN_PERMIT"
    FOREIGN_RESIDENT_ID = "FOREIGN_RESIDENT_ID"


class NumberKind(StrEnum):
    """What a number that is kept apart from its person is."""

    ID = "ID_NUMBER"
    PHONE = "PHONE"


class VisitorRelation(StrEnum):
    SELF = "SELF"
    RELATIVE = "RELATIVE"
    AGENT = "AGENT"
    REPRESENTATIVE = "REPRESENTATIVE"
    NEIGHBOR = "NEIGHBOR"
    OTHER = "OTHER"


class ExternalSystem(StrEnum):
    """Other systems that number the same matter."""

    PROVINCIAL_PLATFORM = "PROVINCIAL_PLATFORM"
    PETITION = "PETITION"
    HOTLINE_12345 = "HOTLINE_12345"
    POLICE = "POLICE"
    COURT = "COURT"
    OTHER = "OTHER"


class StationedForm(StrEnum):
    RESIDENT = "RESIDENT"
    ROTATING = "ROTATING"
    ON_CALL = "ON_CALL"
    WHOLE_UNIT = "WHOLE_UNIT"


class UnitKind(StrEnum):
    """What kind of organisation a handling unit is."""

    CENTER = "CENTER"
    DEPARTMENT = "DEPARTMENT"
    TOWN_CENTER = "TOWN_CENTER"
    STATION = "STATION"
    COMMITTEE = "COMMITTEE"
    COURT = "COURT"
    POLICE = "POLICE"
    OTHER = "OTHER"


class Post(StrEnum):
    """Posts of domain/01 section 3; one person may hold several."""

    INTAKE_CLERK = "INTAKE_CLERK"
    DISPATCHER = "DISPATCHER"
    HANDLER = "HANDLER"
    MEDIATOR = "MEDIATOR"
    RECORDER = "RECORDER"
    COMMITTEE_CHIEF = "COMMITTEE_CHIEF"
    SUPERVISOR = "SUPERVISOR"
    STATISTICIAN = "STATISTICIAN"
    ARCHIVIST = "ARCHIVIST"
    CENTER_DIRECTOR = "CENTER_DIRECTOR"
    USHER = "USHER"
    UNIT_CHIEF = "UNIT_CHIEF"
    TOWN_CENTER = "TOWN_CENTER"
    JUSTICE_OFFICE = "JUSTICE_OFFICE"
    SYS_ADMIN = "SYS_ADMIN"
    AUDITOR = "AUDITOR"


class Track(StrEnum):
    """The four tracks of domain/01 4.1; performance runs beside the agreement."""

    MATTER = "MATTER"
    ASSIGNMENT = "ASSIGNMENT"
    CASE = "CASE"
    AGREEMENT = "AGREEMENT"
    PERFORMANCE = "PERFORMANCE"


class MatterState(StrEnum):
    REGISTERED = "REGISTERED"
    SETTLED_AT_WINDOW = "SETTLED_AT_WINDOW"
    ASSESSED = "ASSESSED"
    IN_HANDLING = "IN_HANDLING"
    ANSWERED = "ANSWERED"
    CLOSED = "CLOSED"
    ARCHIVED = "ARCHIVED"
    MERGED = "MERGED"
    WITHDRAWN = "WITHDRAWN"
    VOIDED = "VOIDED"


class Stage(StrEnum):
    """What a matter waits for, derived from its state and its records (db/sql, work_queue.sql)."""

    TO_ASSESS = "TO_ASSESS"
    TO_ASSIGN = "TO_ASSIGN"
    TO_ACKNOWLEDGE = "TO_ACKNOWLEDGE"
    IN_HAND = "IN_HAND"
    TO_APPROVE = "TO_APPROVE"
    TO_CLOSE = "TO_CLOSE"
    TO_REVISIT = "TO_REVISIT"
    DONE = "DONE"


class CaseStage(StrEnum):
    """What a mediation case waits for, derived from its records (db/sql, case_queue.sql)."""

    TO_ACCEPT = "TO_ACCEPT"
    RUNNING = "RUNNING"
    TO_SIGN = "TO_SIGN"
    DONE = "DONE"


class AssignmentRole(StrEnum):
    LEAD = "LEAD"
    ASSIST = "ASSIST"


class AssignmentState(StrEnum):
    ISSUED = "ISSUED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    IN_PROGRESS = "IN_PROGRESS"
    SUSPENDED = "SUSPENDED"
    REPORTED = "REPORTED"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    RECALLED = "RECALLED"
    DECLINED = "DECLINED"


class CaseState(StrEnum):
    PROPOSED = "PROPOSED"
    ACCEPTED = "ACCEPTED"
    IN_MEDIATION = "IN_MEDIATION"
    SUSPENDED = "SUSPENDED"
    AGREED = "AGREED"
    FAILED = "FAILED"
    TERMINATED = "TERMINATED"
    DECLINED = "DECLINED"


class AgreementForm(StrEnum):
    WRITTEN = "WRITTEN"
    ORAL = "ORAL"


class AgreementState(StrEnum):
    DRAFT = "DRAFT"
    FINALISED = "FINALISED"
    SIGNED = "SIGNED"
    EFFECTIVE = "EFFECTIVE"
    VOIDED = "VOIDED"


class PerformanceKind(StrEnum):
    MONEY = "MONEY"
    GOODS = "GOODS"
    ACT = "ACT"
    APOLOGY = "APOLOGY"
    CEASE = "CEASE"


class PerformanceMethod(StrEnum):
    CASH = "CASH"
    TRANSFER = "TRANSFER"
    OTHER = "OTHER"


class PerformanceState(StrEnum):
    PENDING = "PENDING"
    PARTLY_FULFILLED = "PARTLY_FULFILLED"
    FULFILLED = "FULFILLED"
    OVERDUE = "OVERDUE"
    DEFAULTED = "DEFAULTED"
    CANCELLED = "CANCELLED"


class SignatureKind(StrEnum):
    SIGNATURE = "SIGNATURE"
    SEAL = "SEAL"
    FINGERPRINT = "FINGERPRINT"


class SelectionMode(StrEnum):
    """How a mediator came to the case (Mediation Law art. 19)."""

    CHOSEN = "CHOSEN"
    ASSIGNED = "ASSIGNED"


class SessionOutcome(StrEnum):
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
    CONTINUE = "CONTINUE"


class ConfirmationState(StrEnum):
    """Judicial confirmation of an agreement (table F)."""

    APPLIED = "APPLIED"
    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


class RevisitKind(StrEnum):
    PERFORMANCE_REVISIT = "PERFORMANCE_REVISIT"
    SATISFACTION_REVISIT = "SATISFACTION_REVISIT"


class RevisitWay(StrEnum):
    VISIT = "VISIT"
    PHONE = "PHONE"
    MESSAGE = "MESSAGE"


class Satisfaction(StrEnum):
    SATISFIED = "SATISFIED"
    BASICALLY_SATISFIED = "BASICALLY_SATISFIED"
    DISSATISFIED = "DISSATISFIED"
    NOT_RATED = "NOT_RATED"


class SupervisionReason(StrEnum):
    """What is supervised: domain/01 section 1, plus overdue handling."""

    NOT_ACCEPTED = "NOT_ACCEPTED"
    NOT_HANDLED = "NOT_HANDLED"
    NOT_BY_LAW = "NOT_BY_LAW"
    OVERDUE = "OVERDUE"


class CommitteeType(StrEnum):
    """Table H."""

    VILLAGE = "VILLAGE"
    COMMUNITY = "COMMUNITY"
    TOWNSHIP = "TOWNSHIP"
    SUBDISTRICT = "SUBDISTRICT"
    ENTERPRISE_INSTITUTION = "ENTERPRISE_INSTITUTION"
    SOCIAL_ORG = "SOCIAL_ORG"


class MediatorEngagement(StrEnum):
    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"


class MediatorOrigin(StrEnum):
    """Elected to the committee or engaged by it (Mediation Law art. 13)."""

    ELECTED = "ELECTED"
    ENGAGED = "ENGAGED"
    INVITED = "INVITED"


class AttachmentKind(StrEnum):
    ID_PROOF = "ID_PROOF"
    EVIDENCE = "EVIDENCE"
    RETURN_STUB = "RETURN_STUB"
    SIGNED_SCAN = "SIGNED_SCAN"
    PERFORMANCE_PROOF = "PERFORMANCE_PROOF"
    OTHER = "OTHER"


class FormKind(StrEnum):
    """Papers the program prints so far (domain/02 sections 1 and 6)."""

    REGISTRATION_RECEIPT = "REGISTRATION_RECEIPT"
    GUIDANCE_NOTICE = "GUIDANCE_NOTICE"
    ASSIGNMENT_SLIP = "ASSIGNMENT_SLIP"
    ACCEPTANCE_FORM = "ACCEPTANCE_FORM"
    MEDIATION_RECORD = "MEDIATION_RECORD"
    AGREEMENT = "AGREEMENT"
    ORAL_AGREEMENT_FORM = "ORAL_AGREEMENT_FORM"


class DeadlineUnit(StrEnum):
    DAY = "DAY"
    WORKDAY = "WORKDAY"
    MONTH = "MONTH"
    HOUR = "HOUR"


class Action(StrEnum):
    """What can be done to a matter: the verbs of design/cli.md, and what was added to them: `void`,
    `attach`, `correct`, `correct_party`."""

    ASSESS = "assess"
    SETTLE_AT_WINDOW = "settle_at_window"
    ASSIGN = "assign"
    ACKNOWLEDGE = "acknowledge"
    RETURN = "return"
    RECALL = "recall"
    DECLINE = "decline"
    SUB_ASSIGN = "sub_assign"
    REPORT = "report"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    SUSPEND = "suspend"
    RESUME = "resume"
    EXTEND = "extend"
    CONTACT = "contact"
    REMIND = "remind"
    SUPERVISE = "supervise"
    MERGE = "merge"
    SPLIT = "split"
    PROPOSE_MEDIATION = "propose_mediation"
    ACCEPT_MEDIATION = "accept_mediation"
    APPOINT = "appoint"
    RECORD_SESSION = "record_session"
    AGREE = "agree"
    FINALISE = "finalise"
    RECORD_SIGNATURES = "record_signatures"
    RECORD_SEAL = "record_seal"
    RECORD_ORAL_AGREEMENT = "record_oral_agreement"
    RECORD_PERFORMANCE = "record_performance"
    APPLY_CONFIRMATION = "apply_confirmation"
    FAIL = "fail"
    TERMINATE = "terminate"
    CLOSE = "close"
    REVISIT = "revisit"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"
    VOID = "void"
    ATTACH = "attach"
    CORRECT = "correct"
    CORRECT_PARTY = "correct_party"
