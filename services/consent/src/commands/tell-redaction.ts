import { encode, exclusionsRecorded } from '@amparo/contracts'
import type { Transaction } from '@amparo/store'
import type { Exclusion } from '../domain/agency.ts'
import { writeExclusion } from '../ports/exclusions.ts'
import type { Deps } from './deps.ts'

interface Excluding {
  readonly subjectId: string
  readonly excluded: readonly Exclusion[]
  /** Id of what says so. */
  readonly because: string
  readonly at: Date
  readonly correlationId: string
}

/** Redaction has to know whom the person excludes also while this service is away. */
export function tellRedaction({ newId }: Pick<Deps, 'newId'>, tx: Transaction, excluding: Excluding): void {
  const { subjectId, excluded, because, at, correlationId } = excluding
  if (excluded.length === 0) return
  const meta = { id: newId(), aggregateId: because, aggregateVersion: 1, occurredAt: at, correlationId }
  tx.emit(encode(exclusionsRecorded, { subjectId, exclusions: excluded.map(writeExclusion) }, meta))
}
