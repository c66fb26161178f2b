import type { KeyObject } from 'node:crypto'
import { monthKeyName, personKeyName } from '../domain/key-names.ts'
import { keyOfBoth } from '../store/half-cipher.ts'
import type { HalfKey, HalfKeys } from '../store/open-keys.ts'

/** A half's own key, and that which is stored of it. */
export interface SealingKey {
  readonly cipher: KeyObject
  readonly stored: HalfKey
}

export interface KeyPair {
  readonly actor: SealingKey
  readonly subject: SealingKey
}

/** The keys of the halves of entries of these moments, about these people or nobody. */
export async function keyPairs(
  of: readonly { readonly at: Date; readonly subjectRef: string | undefined }[],
  keys: Pick<HalfKeys, 'forWriting'>,
): Promise<KeyPair[]> {
  const months = new Map<Date, string>()
  const monthOf = (at: Date) => {
    const known = months.get(at) ?? monthKeyName(at)
    months.set(at, known)
    return known
  }
  const named = of.map(({ at, subjectRef }) => ({
    month: monthOf(at),
    person: subjectRef === undefined ? undefined : personKeyName(subjectRef),
  }))
  const found = await keys.forWriting(
    new Set(named.flatMap(({ month, person }) => [month, ...(person ? [person] : [])])),
  )
  return named.map(({ month, person }) => {
    const stored = keyOf(found, month)
    const actor = { cipher: stored.key, stored }
    if (person === undefined) return { actor, subject: actor }
    const ofPerson = keyOf(found, person)
    return { actor, subject: { cipher: keyOfBoth(stored.key, ofPerson.key), stored: ofPerson } }
  })
}

function keyOf(found: ReadonlyMap<string, HalfKey>, name: string): HalfKey {
  const key = found.get(name)
  if (key === undefined) throw new RangeError('a key of the log is missing')
  return key
}
