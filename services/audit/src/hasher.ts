import { hash } from 'node:crypto'
import { createHasher } from './domain/hasher.ts'

/** RFC 6962 over SHA-256. */
export const hasher = createHasher(bytes => hash('sha256', bytes, 'buffer'))
