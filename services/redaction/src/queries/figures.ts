import type { Store } from '@amparo/store'
import { type ColumnName, columnsOf, rowOf } from '../domain/release/columns.ts'
import { type Anonymous, anonymised, type Row } from '../domain/release/k-anonymity.ts'
import type { DataKeys } from '../store/data-keys.ts'
import { openRecord } from '../store/records.ts'
import { inCompartments, registeredAfter } from '../store/releasable.ts'
import type { Forms } from './assessed.ts'
import { rulesOf } from './protocol-rules.ts'

export interface FiguresAsked {
  readonly columns: readonly ColumnName[]
  readonly k: number
  readonly from: Date
  readonly to: Date
}

/** Figures over the persons whom this hub's agencies registered. Undefined where they would give somebody away. */
export type CountFigures = (asked: FiguresAsked) => Promise<Anonymous | undefined>

const FIRST = '00000000-0000-0000-0000-000000000000'
const PAGE = 200

/** One record at a time is open, and of each only the codes of the columns are kept. Nobody in a compartment is counted. */
export const countFigures =
  ({ read }: Pick<Store, 'read'>, keys: DataKeys, forms: Forms): CountFigures =>
  async ({ columns, k, from, to }) => {
    const hidden = await read(reader => inCompartments(reader, protocol => rulesOf(forms, protocol).compartment))
    const rows: Row[] = []
    for (let after = FIRST; ; ) {
      const page = await read(reader => registeredAfter(reader, { after, from, to, limit: PAGE }))
      for (const record of page) {
        if (hidden.has(record.subjectId)) continue
        const held = openRecord(await keys.get(record.subjectId), record.subjectId, record)
        if (held.kind === 'form') rows.push(rowOf(held.form, record.registeredAt, columns))
      }
      const last = page.at(-1)
      if (last === undefined) break
      after = last.subjectId
    }
    return anonymised(rows, columnsOf(columns), k)
  }
