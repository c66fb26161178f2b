import { hash } from 'node:crypto'
import { z } from 'zod'
import { BASES } from '../domain/codes.ts'
import type { Considered } from '../domain/considered.ts'
import { type DenialCode, PRECEDENCE } from '../domain/precedence.ts'

/** What decisions looked at, once for all that looked at the same; `struck`, which differs, stands with each decision. */
export interface ConsideredList {
  readonly hash: string
  readonly bases: readonly Omit<Considered, 'struckBy'>[]
  /** Places in the list, from 0, by the row of the table that struck them out. */
  readonly struck: Readonly<Record<string, readonly number[]>>
}

export function listOf(considered: readonly Considered[]): ConsideredList {
  const lines = considered.map(({ id, version, basis, origin }) => `${id} ${version} ${basis} ${origin}\n`)
  const struck: Record<string, number[]> = {}
  for (const [n, { struckBy }] of considered.entries()) {
    if (struckBy === undefined) continue
    const places = struck[struckBy] ?? []
    places.push(n)
    struck[struckBy] = places
  }
  return { hash: hash('sha256', lines.join(''), 'hex'), bases: considered, struck }
}

/** The lists of a JSON parameter that are not there yet. */
export const insertLists = (lists: string): string =>
  `insert into considered (hash, bases) select hash, bases from json_populate_recordset(null::considered, ${lists})
    on conflict do nothing`

const row = ({ hash: of, bases }: ConsideredList) => ({
  hash: of,
  bases: bases.map(({ id, version, basis, origin }) => ({ id, version, basis, origin })),
})

/** For `insertLists`, each once. */
export const listRows = (lists: readonly ConsideredList[]) =>
  [...new Map(lists.map(list => [list.hash, list])).values()].map(row)

const code = z.enum(PRECEDENCE.map(({ code }): DenialCode => code))
const basesJson = z.array(
  z.strictObject({
    ...{ id: z.string(), version: z.int(), basis: z.enum(BASES), origin: z.enum(['recorded', 'grant']) },
    // Of before lists were kept once.
    struckBy: code.optional(),
  }),
)
const struckJson = z.partialRecord(code, z.array(z.int())).nullable()

export function readList(bases: unknown, struck: unknown): Considered[] {
  const by = new Map<number, DenialCode>()
  for (const [struckBy, places] of Object.entries(struckJson.parse(struck) ?? {})) {
    for (const place of places) by.set(place, code.parse(struckBy))
  }
  return basesJson.parse(bases).map(({ struckBy, ...one }, n) => ({ ...one, struckBy: struckBy ?? by.get(n) }))
}
