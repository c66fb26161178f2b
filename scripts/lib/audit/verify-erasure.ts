import { createHash } from 'node:crypto'
import { auditActions } from '@amparo/contracts'
import { z } from 'zod'
import type { Trusted } from './trusted.ts'
import { type ProvenEntry, verifyProof } from './verify-proof.ts'

const document = z.looseObject({
  version: z.literal(1),
  hub: z.string(),
  erasureId: z.uuid(),
  erasedAt: z.iso.datetime(),
  keysDestroyedAt: z.iso.datetime(),
  keys: z.array(z.string().regex(/^[0-9a-f]{64}$/)).min(1),
  entriesCut: z.int().min(0),
  decisions: z.array(z.looseObject({ entryId: z.string(), action: z.string(), proof: z.string().optional() })),
})

const NEEDED = ['erasure_requested', 'erasure_confirmed', 'subject_erased']

interface ProvenErasure {
  /** In the document's order, asked for, confirmed, done. */
  readonly decisions: readonly ProvenEntry[]
  readonly stated: z.output<typeof document>
}

/**
 * That this erasure was asked for by one, confirmed by another and done, as entries of a log whose head is believed, each of which names it;
 * with a reference, that a key of that person is among those destroyed. That keys were destroyed is what the hub states: nothing can prove that somebody kept no copy.
 * Throws a TypeError that says what is wrong.
 */
export function verifyErasure(bytes: Uint8Array, trusted: Trusted, reference?: string): ProvenErasure {
  const stated = read(bytes)
  const decisions = NEEDED.map(action => {
    const decision = stated.decisions.find(one => one.action === action)
    if (decision?.proof === undefined) throw new TypeError(`there is no proof of the entry ${action}`)
    const proven = verifyProof(Buffer.from(decision.proof), trusted)
    const { entry } = proven
    if (entry.entryId !== decision.entryId || entry.action !== auditActions.toEnum(action))
      throw new TypeError(`the proof of ${action} is of another entry`)
    if (erasureOf(entry.code) !== stated.erasureId) throw new TypeError(`the entry ${action} is not of this erasure`)
    return proven
  })
  const [asked, confirmed, done] = decisions.map(({ entry }) => entry.userId)
  if (!asked || !confirmed || asked === confirmed) throw new TypeError('it was not decided by two')
  if (done === undefined || decisions.some((one, i) => i > 0 && one.index <= (decisions[i - 1]?.index ?? 0)))
    throw new TypeError('it was done before it was decided')
  if (decisions.some(({ entry }) => entry.subjectRef !== '')) throw new TypeError('an entry says of whom it is')
  if (reference !== undefined && !stated.keys.includes(hashOf(reference)))
    throw new TypeError('no key of this reference is among those that were destroyed')
  return { decisions, stated }
}

/** <reason>:<erasure>. One of before entries named theirs could be of any, so that it proves nothing. */
const erasureOf = (code: string): string | undefined => code.split(':')[1]

/** As the log names a person's key. */
const hashOf = (reference: string) => createHash('sha256').update(`person/${reference}`).digest('hex')

function read(bytes: Uint8Array): z.output<typeof document> {
  try {
    return document.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch (cause) {
    throw new TypeError('this is no proof of an erasure', { cause })
  }
}

/** What it shows, a line for each. */
export function tellErasure({ decisions, stated }: ProvenErasure, reference: string | undefined): string {
  const lines = decisions.map(
    ({ entry, index, head }) =>
      `${auditActions.toCode(entry.action)} by ${entry.userId || 'the service'}: leaf ${index} of ${head.size} in ${head.origin}`,
  )
  return [
    ...lines,
    `hub ${stated.hub} states: data and keys of the vault destroyed by ${stated.erasedAt}, ${stated.keys.length} of the log at ${stated.keysDestroyedAt}`,
    `hub ${stated.hub} states: ${stated.entriesCut} entries stand, and of whom they are nobody can tell`,
    ...(reference === undefined ? [] : ['a key of this reference is among those destroyed']),
    'The decisions are proven.',
    '',
  ].join('\n')
}
