import { z } from 'zod'
import { writtenLine } from './written-line.ts'

/** `YYYY-MM-DD`: a day, whose hours are those of UTC. */
const day = z.iso.date()

/** That institutions have looked at an agency, and on which day, offline (rules: Impostors and insiders). Whether they are two, whoever reads it looks at. */
export const accreditationShape = z.strictObject({
  /** When it was accredited, or was so again. */
  on: day,
  /** Names of the institutions that approved it. */
  by: z.array(writtenLine()).max(10),
})
export type Accreditation = z.infer<typeof accreditationShape>

/**
 * When it lapses, exclusive: at the end of the same day of the next year, by UTC; of 29 February on 28 February, as that month then ends
 * (as terms in years end by Regulation (EEC) 1182/71, article 3). `on`: `YYYY-MM-DD`.
 */
export function accreditedUntil(on: string): Date {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = on.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year + 1, month, 0)).getUTCDate()
  return new Date(Date.UTC(year + 1, month - 1, Math.min(date, lastOfMonth) + 1))
}

export type AccreditationFault = 'missing' | 'not_by_two' | 'in_future'

/** What is wrong with the accreditation that a statement has of an agency; undefined: nothing. Institutions are told apart by their names, however these are written. */
export function accreditationFault(
  { name, accreditation }: { readonly name: string; readonly accreditation?: Accreditation | undefined },
  now: Date,
): AccreditationFault | undefined {
  if (accreditation === undefined) return 'missing'
  const by = new Set(accreditation.by.map(plain))
  if (by.size !== 2 || accreditation.by.length !== 2 || by.has(plain(name))) return 'not_by_two'
  return Date.parse(accreditation.on) > now.getTime() ? 'in_future' : undefined
}

/** Without case, accents, signs and spaces: nobody is two by a comma. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
