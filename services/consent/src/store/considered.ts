import { hash } from 'node:crypto'
import { z } from 'zod'
import { BASES } from '../domain/codes.ts'
import type { Considered, NamedBasis } from '../domain/considered.ts'
import { type DenialCode, PRECEDENCE } from '../domain/precedence.ts'

/** What decisions looked at, once for all that looked at the same; `struck`, which differs, stands with each decision. */
export interface ConsideredList {
  readonly hash: string
  readonly bases: readonly NamedBasis[]
  /** Places in the list, from 0, by the row of the table that struck them out. */
  readonly struck: Readonly<Record<string, readonly number[]>>
}

export function listOf({ bases, struck }: Considered): ConsideredList {
  const places: Record<string, number[]> = {}
  for (const [n, one] of bases.entries()) {
    const struckBy = struck.get(one)
    if (struckBy === undefined) continue
    places[struckBy] ??= []
    places[struckBy].push(n)
  }
  return { hash: hashOf(bases), bases, struck: places }
}

function hashOf(bases: readonly NamedBasis[]): string {
  const known = hashes.get(bases)
  if (known !== undefined) return known
  const lines = bases.map(({ id, version, basis, origin }) => `${id} ${version} ${basis} ${origin}\n`)
  const found = hash('sha256', lines.join(''), 'hex')
  hashes.set(bases, found)
  return found
}

/** Of a person who is remembered (`keptRecords`) the list is the same for each decision. */
const hashes = new WeakMap<readonly NamedBasis[], string>()

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

export function readList(list: unknown, struckPlaces: unknown): Considered {
  const bases = basesJson.parse(list)
  const struck = new Map<NamedBasis, DenialCode>()
  for (const one of bases) if (one.struckBy !== undefined) struck.set(one, one.struckBy)
  for (const [struckBy, places] of Object.entries(struckJson.parse(struckPlaces) ?? {})) {
    for (const one of bases.filter((_, n) => places?.includes(n))) struck.set(one, code.parse(struckBy))
  }
  return { bases, struck }
}
