import { z } from 'zod'
import type { Position } from '../queries/list-referrals.ts'

const parts = z.tuple([z.int(), z.uuid()])

/** It says where the page ended, and nothing that the page did not show. */
export const toCursor = ({ submittedAt, id }: Position): string =>
  Buffer.from(JSON.stringify([submittedAt.getTime(), id])).toString('base64url')

/** Anything but a cursor of ours is refused as an invalid field. */
export const cursor = z
  .string()
  .max(200)
  .transform((text, ctx): Position => {
    const parsed = parts.safeParse(jsonOrUndefined(Buffer.from(text, 'base64url').toString()))
    if (!parsed.success) {
      ctx.addIssue({ code: 'custom' })
      return z.NEVER
    }
    const [time, id] = parsed.data
    return { submittedAt: new Date(time), id }
  })

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
