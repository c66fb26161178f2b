import type { Supplement } from '@amparo/client'
import { type Draft, emptyDraft } from './draft.ts'
import { payloadOf } from './payload.ts'

/**
 * Only what was filled in: what is the same as in an empty form says nothing, and must not overwrite what is known. Undefined
 * if that is all of it.
 */
export function supplementOf(draft: Draft, referralId: string, now: Date): Supplement | undefined {
  const empty = payloadOf(emptyDraft(draft.hub, draft.narrativeLanguage), now)
  const said = filledIn(payloadOf(draft, now), empty)
  return said === undefined ? undefined : { referralId, ...said }
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Groups of fields are looked into; a safe contact, a guardian or a narrative that was given is given whole. */
function filledIn(given: Fields, empty: Fields): Fields | undefined {
  const said = Object.entries(given).flatMap(([name, value]) => {
    const before = empty[name]
    if (isFields(value) && isFields(before)) {
      const inner = filledIn(value, before)
      return inner === undefined ? [] : [[name, inner] as const]
    }
    return JSON.stringify(value) === JSON.stringify(before) ? [] : [[name, value] as const]
  })
  return said.length === 0 ? undefined : Object.fromEntries(said)
}
