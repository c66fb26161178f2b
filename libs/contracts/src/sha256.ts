import { z } from 'zod'

/** A SHA-256 of whatever the field says, in lower-case hex. */
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)
