import { createHash } from 'node:crypto'
import { z } from 'zod'

/** As a page sends one. */
export const secret = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/)

/** SHA-256, base64url: of 128 random bits and more, which nobody guesses, so that a fast hash is enough. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
