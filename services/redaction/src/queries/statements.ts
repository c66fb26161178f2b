import type { KeyObject } from 'node:crypto'
import type { Store } from '@amparo/store'
import type { RecordedStatement } from '../domain/statement.ts'
import type { AssessmentsFor } from '../store/assessments.ts'
import { openStatement, statementsOf } from '../store/statements.ts'
import type { Forms } from './assessed.ts'
import { type ProtocolOf, rulesOf } from './protocol-rules.ts'

/** What a person has stated, as the reader of one referral may know of it. Inside the service only; what leaves it is masked. */
export type FindStatements = (
  of: Omit<AssessmentsFor, 'compartment'> & { readonly key: KeyObject; readonly protocol: ProtocolOf },
) => Promise<RecordedStatement[]>

/** A view shows so many, the newest. */
const LIMIT = 20

export const findStatements =
  ({ read }: Pick<Store, 'read'>, forms: Forms): FindStatements =>
  async ({ key, protocol, ...of }) => {
    const { compartment } = rulesOf(forms, protocol)
    const sealed = await read(reader => statementsOf(reader, { ...of, compartment, limit: LIMIT }))
    return sealed.map(statement => openStatement(key, statement))
  }
