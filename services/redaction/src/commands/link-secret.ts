import { createHash } from 'node:crypto'

/** SHA-256, base64url: of 128 random bits and more, which nobody guesses, so that a fast hash is enough. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
