import { hash, hkdfSync, type KeyObject } from 'node:crypto'
import type { Store } from '@amparo/store'
import { withoutMarked } from '../domain/passages.ts'
import { isSilent, STATEMENTS_SHOWN } from '../domain/shown-statement.ts'
import type { RecordedStatement } from '../domain/statement.ts'
import type { AssessmentsFor } from '../store/assessments.ts'
import { openStatement, statementsOf, supersededBy } from '../store/statements.ts'
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

export const findStatements =
  ({ read }: Pick<Store, 'read'>, forms: Forms): FindStatements =>
  async ({ key, protocol, shareId, ...of }) => {
    const { compartment } = rulesOf(forms, protocol)
    const newest = async (limit: number): Promise<RecordedStatement[]> => {
      const sealed = await read(reader => statementsOf(reader, { ...of, compartment, limit }))
      const corrected = sealed.filter(one => one.supersedes !== null).map(one => one.statementId)
      const superseded = await read(reader => supersededBy(reader, corrected))
      const earlier = Map.groupBy(superseded, one => one.later)
      const opened = sealed.map(statement => ({
        ...openStatement(key, statement),
        earlier: (earlier.get(statement.statementId) ?? []).map(one => withoutMarked(openStatement(key, one))),
        ...{ statementId: statement.statementId, by: statement.by },
        reference: referenceOf(shareId, statement.statementId),
        supersedes: statement.supersedes === null ? null : referenceOf(shareId, statement.supersedes),
        current: statement.current,
      }))
      const heard = opened.filter(statement => !isSilent(statement)).length
      // One that nobody hears of takes no place among those that are shown: an older one would be missing for it.
      return heard >= STATEMENTS_SHOWN || sealed.length < limit ? opened : newest(limit * 2)
    }
    return newest(STATEMENTS_SHOWN)
  }

/**
 * A reader's own name for a statement: it tells nothing of the name that another reader has for it. Both ids are random, and neither
 * reader knows the other's share.
 */
const referenceOf = (shareId: string, statementId: string): string =>
  hash('sha256', `statement reference\n${shareId}\n${statementId}`, 'hex').slice(0, 32)

/** The same of a statement that came from another hub: that one's name for it is known to whoever it was made for, so the vault adds a secret. */
export const referencesFor =
  (key: KeyObject, shareId: string) =>
  (theirs: string): string =>
    Buffer.from(hkdfSync('sha256', key, '', `statement reference\n${shareId}\n${theirs}`, 16)).toString('hex')
