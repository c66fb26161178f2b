import { hash } from 'node:crypto'
import { uuidOf } from '@amparo/kernel'

/** Of a use of that file: what is tried again, and what is asked at several gates of the same request, is one use. */
export const useIdOf = (triedAs: string, sha256: string): string =>
  uuidOf(hash('sha256', `${triedAs} ${sha256}`, 'hex'))
