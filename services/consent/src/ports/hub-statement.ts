import {
  type AgencyRef,
  create,
  HolderAnswer,
  type HubStatement,
  HubStatementSchema,
  type MessageInitShape,
  RecallKind,
  readForeign,
  timestampDate,
  timestampFromDate,
  toBinary,
} from '@amparo/contracts'
import { isUuid } from '@amparo/kernel'
import type { Exclusion } from '../domain/agency.ts'
import type { Answer, RecallKind as Kind, Recall } from '../domain/recall.ts'
import { wires } from './codes.ts'
import { writeExclusion } from './exclusions.ts'

export type StatementBody = NonNullable<MessageInitShape<typeof HubStatementSchema>['body']>

interface Addressed {
  readonly statementId: string
  readonly fromHub: string
  readonly toHub: string
  readonly at: Date
}

/** The bytes that are signed. */
export const statementBytes = ({ at, ...ids }: Addressed, body: StatementBody): Uint8Array =>
  toBinary(HubStatementSchema, create(HubStatementSchema, { ...ids, issuedAt: timestampFromDate(at), body }))

export interface ReadStatement {
  readonly statementId: string
  readonly issuedAt: Date
  readonly body: HubStatement['body']
}

/** Which statement it is, and who made it. */
export interface StatedBy {
  readonly statementId: string
  readonly fromHub: string
  readonly issuedAt: Date
}

/** Undefined for what is no statement of that hub to this one. Read only once its signature holds. */
export function readStatement(
  bytes: Uint8Array,
  of: { readonly fromHub: string; readonly toHub: string },
): ReadStatement | undefined {
  const { statementId, fromHub, toHub, issuedAt, body } = decoded(bytes) ?? {}
  if (statementId === undefined || !isUuid(statementId) || fromHub !== of.fromHub || toHub !== of.toHub)
    return undefined
  if (issuedAt === undefined || body?.case === undefined) return undefined
  return { statementId, issuedAt: timestampDate(issuedAt), body }
}

function decoded(bytes: Uint8Array): HubStatement | undefined {
  try {
    return readForeign(HubStatementSchema, bytes)
  } catch {
    return undefined
  }
}

const KINDS = {
  withdrawn: RecallKind.WITHDRAWN,
  erased: RecallKind.ERASED,
  suspended: RecallKind.SUSPENDED,
} as const satisfies Record<Kind, RecallKind>

const HOLDER_ANSWERS = {
  stopped: HolderAnswer.STOPPED,
  destroyed: HolderAnswer.DESTROYED,
  retained: HolderAnswer.RETAINED,
} as const satisfies Record<Answer, HolderAnswer>

const keyOf = <K extends string, V>(map: Readonly<Record<K, V>>, value: unknown): K | undefined =>
  (Object.keys(map) as K[]).find(key => map[key] === value)

export const kindOf = (kind: RecallKind): Kind | undefined => keyOf(KINDS, kind)
export const answerIn = (answer: HolderAnswer): Answer | undefined => keyOf(HOLDER_ANSWERS, answer)

export const partyIn = (ref: AgencyRef | undefined): Recall['holder'] | undefined =>
  ref === undefined || ref.hub === '' || ref.agencyId === '' ? undefined : { hub: ref.hub, agencyId: ref.agencyId }

/** A recall for the hub of its holder. */
export const recallBody = ({
  recallId,
  referralId,
  from,
  holder,
  kind,
  answerBy,
}: Recall | Omit<Recall, 'said' | 'answeredAt' | 'onward'>) =>
  ({
    case: 'recall',
    value: { recallId, referralId, from, to: holder, kind: KINDS[kind], answerBy: timestampFromDate(answerBy) },
  }) as const

/** Whom the person of a referral never wants to know, beside those that its grant names. */
export const exclusionsBody = (referralId: string, excluded: readonly Exclusion[]) =>
  ({ case: 'exclusions', value: { referralId, excluded: excluded.map(writeExclusion) } }) as const

/** That nothing is shown any more; what the agency itself has done is yet to be said. */
export const viewsStoppedBody = ({ recallId, holder }: Pick<Recall, 'recallId' | 'holder'>, at: Date) =>
  ({
    case: 'recallAnswer',
    value: { recallId, holder, answer: HolderAnswer.VIEWS_STOPPED, answeredAt: timestampFromDate(at) },
  }) as const

/** The holder's answer, with those of everybody to whom it had passed the person on. */
export const answerBody = (
  { recallId, holder, said }: Pick<Recall, 'recallId' | 'holder' | 'said'>,
  { answer, onward, at }: { readonly answer: Answer; readonly onward: Recall['onward']; readonly at: Date },
) =>
  ({
    case: 'recallAnswer',
    value: {
      ...{ recallId, holder, answer: HOLDER_ANSWERS[answer], answeredAt: timestampFromDate(at) },
      ...(said?.basis && { basis: wires.basis.write(said.basis) }),
      reason: said?.reason ?? '',
      onward: onward.map(({ answer: theirs, ...ref }) => ({ holder: ref, answer: HOLDER_ANSWERS[theirs] })),
    },
  }) as const
