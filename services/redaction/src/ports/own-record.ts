import { type Ask, boundTo, type Verifying } from '@amparo/asking'
import {
  type AgencyRef,
  AskedBy,
  agencyTypes,
  auditActions,
  Basis,
  bases,
  create,
  dataCategories,
  type Entry,
  LooksRequestSchema,
  LooksSchema,
  looks as looksQuestion,
  Purpose,
  purposes,
  subjectRecord as question,
  RECALL_OUTCOMES,
  RecordRequestSchema,
  type Signed,
  type SubjectRecord,
  SubjectRecordSchema,
  type Timestamp,
  timestampDate,
} from '@amparo/contracts'
import { errors as cryptoErrors, verifyStatement } from '@amparo/crypto'
import { type AgreedLine, type LookLine, SHOWN_ACTIONS, type WentLine } from '../domain/own-record.ts'
import type { Party } from './decision.ts'
import { type Denied, deniedBy } from './given-permit.ts'

export interface AskForRecord {
  /** Empty by a code sheet. */
  readonly token: string
  readonly agency: Party
  readonly askedBy: 'person' | 'guardian'
  readonly forSheet: boolean
  /** The permit on which the sheet was made by which it is read. Empty: it is not read by one, or by one of before. */
  readonly madeOn: string
  readonly subjectId: string
  readonly attestation: Signed
}

/** Whether a person's own record may be read so, and what consent has of it. Throws when there is no answer that verifies. */
export type FindRecord = (asked: AskForRecord) => Promise<RecordFound | Denied>

export interface RecordFound {
  readonly policyHash: string
  readonly permitId: string
  /** Of a sheet for which a second officer has to stand by before it opens: until when. */
  readonly standByUntil: Date | undefined
  /** The second officer is of another agency: the person took back what they agreed to with this one. */
  readonly afterWithdrawal: boolean
  /** Referrals of a compartment. */
  readonly hidden: readonly string[]
  readonly agreed: readonly AgreedLine[]
  readonly went: readonly WentLine[]
}

const WHO = { person: AskedBy.PERSON, guardian: AskedBy.GUARDIAN } as const

export const findRecord =
  (ask: Ask, { signer, now, newId }: Verifying): FindRecord =>
  async ({ token, agency, askedBy, forSheet, madeOn, subjectId, attestation }) => {
    const who = { agency, askedBy: WHO[askedBy], forSheet, madeOn, attestation }
    const request = create(RecordRequestSchema, { nonce: newId(), token, ...who })
    const { decision } = await ask(question, request)
    if (decision.case === 'denial') return deniedBy(decision.value)
    if (decision.case !== 'record') throw cryptoErrors.statement_invalid()
    const bound = boundTo(RecordRequestSchema, request, now)
    const record = verifyStatement(SubjectRecordSchema, 'record.v1', decision.value, signer, bound)
    if (record.permitId === '' || record.subjectId !== subjectId) throw cryptoErrors.statement_invalid()
    return {
      ...{ policyHash: record.policyHash, hidden: record.hiddenReferrals, permitId: record.permitId },
      standByUntil: record.standByUntil && timestampDate(record.standByUntil),
      afterWithdrawal: record.afterWithdrawal,
      ...{ agreed: record.bases.map(agreedLine), went: record.disclosures.map(wentLine) },
    }
  }

/** What stands in the log of one person and has a line in their record: the answer has room for so many. Throws when there is no answer that verifies. */
export type FindLooks = (
  refs: readonly string[],
) => Promise<{ readonly looks: readonly LookLine[]; readonly more: boolean }>

export const findLooks =
  (ask: Ask, { signer, now, newId }: Verifying): FindLooks =>
  async refs => {
    const actions = SHOWN_ACTIONS.map(auditActions.toEnum)
    const request = create(LooksRequestSchema, { nonce: newId(), subjectRefs: [...refs], actions })
    const { looks } = await ask(looksQuestion, request)
    const bound = boundTo(LooksRequestSchema, request, now)
    const { entries, more } = verifyStatement(LooksSchema, 'looks.v1', looks, signer, bound)
    return { looks: entries.map(lookLine), more }
  }

const refOf = (ref: AgencyRef | undefined) => ({ hub: ref?.hub ?? '', agencyId: ref?.agencyId ?? '' })
const isoOf = (at: Timestamp | undefined): string => (at === undefined ? '' : timestampDate(at).toISOString())

const agreedLine = (line: SubjectRecord['bases'][number]): AgreedLine => ({
  ...{ agency: refOf(line.agency), basis: bases.toCode(line.basis), purposes: line.purposes.map(purposes.toCode) },
  categories: line.categories.map(dataCategories.toCode),
  recipients: line.recipients.map(({ hub, agencyType, agencyId }) => ({
    ...{ hub, agencyId, kind: agencyTypes.toCode(agencyType) },
  })),
  ...{ since: isoOf(line.grantedAt), until: isoOf(line.endsAt) },
  withdrawnAt: line.withdrawnAt === undefined ? null : isoOf(line.withdrawnAt),
})

const wentLine = (line: SubjectRecord['disclosures'][number]): WentLine => ({
  ...{ referralId: line.referralId, from: refOf(line.from), to: refOf(line.to), since: isoOf(line.at) },
  ...{ purpose: purposes.toCode(line.purpose), basis: bases.toCode(line.basis) },
  categories: line.categories.map(dataCategories.toCode),
  recalled: RECALL_OUTCOMES.find(outcome => outcome === line.recalled) ?? null,
  retainedOn: line.retainedOn === Basis.UNSPECIFIED ? null : bases.toCode(line.retainedOn),
})

const lookLine = (entry: Entry): LookLine => ({
  ...{ action: auditActions.toCode(entry.action), agency: refOf(entry.agency), referralId: entry.referralId },
  purpose: entry.purpose === Purpose.UNSPECIFIED ? null : purposes.toCode(entry.purpose),
  basis: entry.basis === Basis.UNSPECIFIED ? null : bases.toCode(entry.basis),
  ...{ categories: entry.categories.map(dataCategories.toCode), code: entry.code },
  at: isoOf(entry.occurredAt),
})
