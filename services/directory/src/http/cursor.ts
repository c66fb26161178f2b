import { z } from 'zod'
import type { Position } from '../queries/directory.ts'

const parts = z.tuple([z.string(), z.string(), z.string()])

export const toCursor = ({ name, hub, agencyId }: Position): string =>
  Buffer.from(JSON.stringify([name, hub, agencyId])).toString('base64url')

/** Anything but a cursor of ours is refused as an invalid field. */
export const cursor = z
  .string()
  .max(1_000)
  .transform((text, ctx): Position => {
    const parsed = parts.safeParse(jsonOrUndefined(Buffer.from(text, 'base64url').toString()))
    if (!parsed.success || text.includes('\0')) {
      ctx.addIssue({ code: 'custom' })
      return z.NEVER
    }
    const [name, hub, agencyId] = parsed.data
    return { name, hub, agencyId }
  })

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
