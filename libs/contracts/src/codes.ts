import type { DescEnum } from '@bufbuild/protobuf'
import { type DepartureKind, DepartureKindSchema } from './gen/amparo/accounts/v1/accounts_pb.ts'
import { type Action, ActionSchema, type Relation, RelationSchema } from './gen/amparo/audit/v1/audit_pb.ts'
import {
  type AgencyType,
  AgencyTypeSchema,
  type Basis,
  BasisSchema,
  type DataCategory,
  DataCategorySchema,
  type FallbackChannel,
  FallbackChannelSchema,
  type HandlingCode,
  HandlingCodeSchema,
  type Priority,
  PrioritySchema,
  type Protocol,
  ProtocolSchema,
  type Purpose,
  PurposeSchema,
  type ServiceCategory,
  ServiceCategorySchema,
  type StaffRole,
  StaffRoleSchema,
} from './gen/amparo/common/v1/common_pb.ts'
import {
  type CertificateUse,
  CertificateUseSchema,
  type Matter,
  MatterSchema,
} from './gen/amparo/directory/v1/directory_pb.ts'
import {
  type EvidenceKind,
  EvidenceKindSchema,
  type LedgerDifferenceKind,
  LedgerDifferenceKindSchema,
  type LedgerState,
  LedgerStateSchema,
} from './gen/amparo/exchange/v1/exchange_pb.ts'
import {
  type Place,
  PlaceSchema,
  type StandingRefusal,
  StandingRefusalSchema,
  type Status,
  StatusSchema,
} from './gen/amparo/referral/v1/referral_pb.ts'

/** The codes of one enum of proto/, as the HTTP API writes them: lower case, without the enum's prefix. */
export interface Codes<E extends number> {
  readonly all: readonly string[]
  is(code: string): boolean
  /** Throws a RangeError for a code that is not on the list; validate at the edge first. */
  toEnum(code: string): E
  /** Throws a RangeError for UNSPECIFIED or a value that a newer peer knows and this one does not. */
  toCode(value: E): string
}

function codesOf<E extends number>(desc: DescEnum, separator = '_'): Codes<E> {
  const pairs = desc.values
    .filter(v => v.number !== 0)
    .map(v => [v.localName.toLowerCase().replaceAll('_', separator), v.number as E] as const)
  const byCode = new Map(pairs)
  const byValue = new Map(pairs.map(([code, value]) => [value, code]))
  return {
    all: [...byCode.keys()],
    is: code => byCode.has(code),
    toEnum: code => must(byCode.get(code), desc),
    toCode: value => must(byValue.get(value), desc),
  }
}

function must<T>(found: T | undefined, desc: DescEnum): T {
  if (found === undefined) throw new RangeError(`not a ${desc.name}`)
  return found
}

export const dataCategories = codesOf<DataCategory>(DataCategorySchema)
export const purposes = codesOf<Purpose>(PurposeSchema)
/**
 * What somebody may be referred, or looked for in the vault. No data of a person serve the control of migration, and a notice is no
 * referral (rules: States that a person may fear).
 */
export const referralPurposes: readonly string[] = purposes.all.filter(
  purpose => !['migration_control', 'non_removal', 'consular_notification'].includes(purpose),
)
export const bases = codesOf<Basis>(BasisSchema)
export const agencyTypes = codesOf<AgencyType>(AgencyTypeSchema)
export const priorities = codesOf<Priority>(PrioritySchema)
/** Protocols and FHIR states are written with hyphens. */
export const protocols = codesOf<Protocol>(ProtocolSchema, '-')
export const statuses = codesOf<Status>(StatusSchema, '-')
/** Why a user of a party opens nobody. */
export const standingRefusals = codesOf<StandingRefusal>(StandingRefusalSchema)
export const places = codesOf<Place>(PlaceSchema, '-')
export const handlingCodes = codesOf<HandlingCode>(HandlingCodeSchema)
export const serviceCategories = codesOf<ServiceCategory>(ServiceCategorySchema)
/** What the access log records. */
export const auditActions = codesOf<Action>(ActionSchema)
export const relations = codesOf<Relation>(RelationSchema)
export const evidenceKinds = codesOf<EvidenceKind>(EvidenceKindSchema)
export const ledgerStates = codesOf<LedgerState>(LedgerStateSchema)
export const ledgerDifferences = codesOf<LedgerDifferenceKind>(LedgerDifferenceKindSchema)
export const certificateUses = codesOf<CertificateUse>(CertificateUseSchema)
/** By which other way a referral was made while the system was away. */
export const fallbackChannels = codesOf<FallbackChannel>(FallbackChannelSchema)
export const staffRoles = codesOf<StaffRole>(StaffRoleSchema)
export const departureKinds = codesOf<DepartureKind>(DepartureKindSchema)
export const matters = codesOf<Matter>(MatterSchema)
