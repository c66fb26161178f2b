import { auditActions, type Entry, EntrySchema, fromBinary } from '@amparo/contracts'
import { type Projected, UNREADABLE } from '../domain/projected.ts'
import type { SearchedLeaf } from '../store/searched-leaves.ts'
import { projectedOf } from './projected-of.ts'

/** What an entry is searched by: what was done, or that it cannot be told. */
export const searchedActions: readonly string[] = [...auditActions.all, UNREADABLE]

/**
 * Why an entry cannot be read: its ciphertext or its key was changed; its key is gone before its time; its bytes are no entry; it has a
 * code that this release does not know.
 */
type Reason = 'record_unreadable' | 'key_missing' | 'entry_malformed' | 'code_unknown'

/** A leaf as it is searched. One that cannot be read is marked as such and never left out, and nothing else stops because of it. */
export function projectLeaf(leaf: SearchedLeaf): Projected {
  const read = readingOf(leaf)
  return typeof read === 'string' ? unreadable(leaf, read) : read
}

function readingOf({ opened, ...place }: SearchedLeaf): Projected | Reason {
  if (opened === undefined) return 'record_unreadable'
  if (opened.actor === undefined) return 'key_missing'
  const entry = parsed(opened.entry)
  if (entry === undefined) return 'entry_malformed'
  try {
    const projected = projectedOf(entry, place)
    return isDate(projected.occurredAt) ? projected : 'entry_malformed'
  } catch (error) {
    // What a code that is on no list is answered with.
    if (error instanceof RangeError) return 'code_unknown'
    throw error
  }
}

/** No database and no calendar takes every moment that an entry can name. */
const LAST_MS = Date.UTC(9999, 0)
const isDate = (at: Date): boolean => at.getTime() >= 0 && at.getTime() < LAST_MS

function parsed(bytes: Uint8Array): Entry | undefined {
  try {
    return fromBinary(EntrySchema, bytes)
  } catch {
    return undefined
  }
}

/** Of what the leaf itself says: where it stands, which service wrote it, and when it was taken. */
const unreadable = ({ index, entryId, leafHash, source, takenAt }: SearchedLeaf, code: Reason): Projected => ({
  ...{ index, entryId, leafHash, source, action: UNREADABLE, code, occurredAt: takenAt },
  ...{ userId: undefined, agency: undefined, referralId: undefined, assigneeId: undefined },
  ...{ purpose: undefined, basis: undefined, relations: [], authentication: undefined, recipient: undefined },
  ...{ basisId: undefined, basisVersion: undefined, policyHash: undefined, viewPolicyHash: undefined },
  ...{ packageId: undefined, packageHash: undefined, decisionHash: undefined, grantHash: undefined },
  ...{ basisHash: undefined, scope: undefined, roles: [], correlationId: undefined },
  caseHash: undefined,
  ...{ subjectRef: undefined, categories: [], withheld: [] },
})
