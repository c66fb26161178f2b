import { errors } from '../domain/errors.ts'

/** A directory of this hub has what the other jurisdiction published in an hour; if not, its operator has to be asked. */
export const KEY_PATIENCE_MS = 3_600_000
/** Two hubs whose directories do not agree would go on for ever. */
const MADE_AT_MOST = 3

/** Fingerprints of the keys that something was sealed to and signed with, and of the one that its grant is signed with. */
export interface SealingKeys {
  readonly sealedTo: string
  readonly signedBy: string
  readonly grantedBy: string
}

export interface RefusedForKeys {
  /** Why. */
  readonly code: string
  /** How often it has been made. */
  readonly made: number
  /** When this hub heard. */
  readonly at: Date
  readonly keys: SealingKeys
}

interface Bounds {
  readonly now: Date
  readonly keyPatienceMs: number
}

/**
 * Whether it is to be made anew now, since another key is there than the one that was refused. False: the refusal stands. Throws
 * `new_key_not_here_yet` for as long as one may yet come.
 *
 * @param current with which it would be made now; undefined: it could not be
 */
export async function isToBeRemade(
  { code, made, at, keys }: RefusedForKeys,
  { now, keyPatienceMs }: Bounds,
  current: () => Promise<SealingKeys | undefined>,
): Promise<boolean> {
  if (made >= MADE_AT_MOST) return false
  const waited = now.getTime() - at.getTime()
  const concerned = keyOf(code)
  const by = await current()
  if (by !== undefined && by[concerned] !== keys[concerned]) return true
  if (isUnheard(code) && waited >= (made * keyPatienceMs) / 4) return true
  if (waited < keyPatienceMs) throw errors.new_key_not_here_yet()
  return false
}

function keyOf(code: string): keyof SealingKeys {
  if (code.startsWith('grant_signer_')) return 'grantedBy'
  return code.startsWith('recipient_key_') || code === 'not_for_this_key' ? 'sealedTo' : 'signedBy'
}

/** The other hub may yet hear of the key that this one signs with: after a quarter of an hour, and after half an hour more. */
const isUnheard = (code: string): boolean => code === 'signer_unknown' || code === 'grant_signer_unknown'
