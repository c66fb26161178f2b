import type { ErrorKind } from '@amparo/kernel'

const KINDS: readonly ErrorKind[] = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'step_up',
  'unavailable',
]

/** A kind that this version does not know is taken as the one that fails closed and is tried again. */
export const kindOf = (name: string): ErrorKind => KINDS.find(kind => kind === name) ?? 'unavailable'
