import type { Log } from '@amparo/observability'
import type { Store } from '@amparo/store'
import { messages } from '../commands/messages.ts'
import type { OneRecord } from '../domain/held.ts'
import { type ColumnName, columnsOf, rowOf } from '../domain/release/columns.ts'
import { type Anonymous, anonymised, type Row } from '../domain/release/k-anonymity.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { openRecord } from '../store/records.ts'
import { inCompartments, type RegisteredRecord, registeredAfter } from '../store/releasable.ts'
import type { Forms } from './assessed.ts'
import { isGone } from './open-held.ts'
import { rulesOf } from './protocol-rules.ts'

export interface FiguresAsked {
  readonly columns: readonly ColumnName[]
  readonly k: number
  readonly from: Date
  readonly to: Date
}

/** Figures over the persons whom this hub's agencies registered. Undefined where they would give somebody away. */
export type CountFigures = (asked: FiguresAsked) => Promise<Anonymous | undefined>

interface Deps {
  readonly store: Pick<Store, 'read'>
  readonly keys: Pick<DataKeys, 'get' | 'has'>
  readonly forms: Forms
  readonly log: Log
}

const FIRST = '00000000-0000-0000-0000-000000000000'
const PAGE = 200

/**
 * One record at a time is open, and of each only the codes of the columns are kept. Nobody in a compartment is counted, nor whose record can never
 * be opened again. Throws while a key is away.
 */
export const countFigures =
  ({ store: { read }, keys, forms, log }: Deps): CountFigures =>
  async ({ columns, k, from, to }) => {
    const hidden = await read(reader => inCompartments(reader, protocol => rulesOf(forms, protocol).compartment))
    const rows: Row[] = []
    let gone = 0
    for (let after = FIRST; ; ) {
      const page = await read(reader => registeredAfter(reader, { after, from, to, limit: PAGE }))
      for (const record of page) {
        if (hidden.has(record.subjectId)) continue
        const held = await unlessGone(keys, record)
        if (held === undefined) gone++
        else if (held.kind === 'form') rows.push(rowOf(held.form, record.registeredAt, columns))
      }
      const last = page.at(-1)
      if (last === undefined) break
      after = last.subjectId
    }
    if (gone > 0) messages['figures.left-out'](log, { count: gone })
    return anonymised(rows, columnsOf(columns), k)
  }

async function unlessGone(keys: Deps['keys'], record: RegisteredRecord): Promise<OneRecord | undefined> {
  const { subjectId } = record
  try {
    return openRecord(await keys.get(subjectId), subjectId, record)
  } catch (error) {
    if (await isGone(keys, subjectId, error)) return undefined
    throw error
  }
}
