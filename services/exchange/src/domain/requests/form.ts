import type { Assistance, FieldDef, Refusal, Terms, Treaty } from './terms.ts'

/** A field of the form as it is asked for one type of assistance under one treaty. */
export interface AskedField extends FieldDef {
  readonly field: string
  /** A request without it is not sent. */
  readonly essential: boolean
  /** Articles and rules that ask for it, as they are cited; empty: the assistance itself. */
  readonly sources: readonly string[]
}

/** What a request must and may say: the contents of the treaty first, then what the assistance itself needs, then what all are asked. */
export function formFor({ form }: Pick<Terms, 'form'>, treaty: Treaty, type: Assistance, urgent = false): AskedField[] {
  const asks = [
    ...treaty.asks
      .filter(({ types }) => types?.includes(type) ?? true)
      .map(({ field, essential, article }) => ({ field, essential, source: `${treaty.short} ${article}` })),
    ...form.types[type].asks,
    ...form.asks.map(ask => ({ ...ask, essential: ask.essential === 'urgent' ? urgent : ask.essential })),
  ]
  return [...Map.groupBy(asks, ({ field }) => field)].flatMap(([field, same]) => {
    const def = form.fields[field]
    if (def === undefined) return []
    const sources = same.flatMap(ask => ('source' in ask && ask.source !== undefined ? [ask.source] : []))
    return [{ ...def, field, essential: same.some(({ essential }) => essential), sources }]
  })
}

/** On which grounds assistance of that type may be refused under the treaty. */
export const refusalsOf = ({ refusals }: Treaty, type: Assistance): Refusal[] =>
  refusals.filter(({ types }) => types?.includes(type) ?? true)
