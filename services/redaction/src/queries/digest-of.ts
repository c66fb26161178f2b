import { hash } from 'node:crypto'
import type { DigestOf } from '../domain/review/review.ts'

export const digestOf: DigestOf = original =>
  hash('sha256', typeof original === 'string' ? Buffer.from(original, 'utf8') : original, 'hex')
