import { hash, type KeyObject } from 'node:crypto'
import type { Store } from '@amparo/store'
import type { RecordedStatement } from '../domain/statement.ts'
import type { AssessmentsFor } from '../store/assessments.ts'
import { openStatement, statementsOf } from '../store/statements.ts'
import type { Forms } from './assessed.ts'
import { type ProtocolOf, rulesOf } from './protocol-rules.ts'

/**
 * What a person has stated, as the reader of one referral may know of it. Inside the service only; what leaves it is masked.
 *
 * of.shareId is the reader's own: statements have names of its own for each reader.
 */
export type FindStatements = (
  of: Omit<AssessmentsFor, 'compartment'> & {
    readonly key: KeyObject
    readonly protocol: ProtocolOf
    readonly shareId: string
  },
) => Promise<RecordedStatement[]>

/** A view shows so many, the newest. */
const LIMIT = 20

export const findStatements =
  ({ read }: Pick<Store, 'read'>, forms: Forms): FindStatements =>
  async ({ key, protocol, shareId, ...of }) => {
    const { compartment } = rulesOf(forms, protocol)
    const sealed = await read(reader => statementsOf(reader, { ...of, compartment, limit: LIMIT }))
    return sealed.map(statement => ({
      ...openStatement(key, statement),
      ...{ statementId: statement.statementId, by: statement.by },
      reference: referenceOf(shareId, statement.statementId),
      supersedes: statement.supersedes === null ? null : referenceOf(shareId, statement.supersedes),
      current: statement.current,
    }))
  }

/**
 * A reader's own name for a statement: it tells nothing of the name that another reader has for it. Both ids are random, and neither
 * reader knows the other's share.
 */
const referenceOf = (shareId: string, statementId: string): string =>
  hash('sha256', `statement reference\n${shareId}\n${statementId}`, 'hex').slice(0, 32)
