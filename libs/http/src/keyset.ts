import { z } from 'zod'

/**
 * Cursor of a list: where a page ended. It says nothing that the page did not show; anything but a cursor of ours is refused as an
 * invalid field.
 */
export function keyset<const T extends readonly [z.ZodType, ...z.ZodType[]]>(parts: T) {
  const position = z.tuple([...parts])
  const cursor = z
    .string()
    .max(300)
    .transform((text, ctx): z.output<typeof position> => {
      const parsed = position.safeParse(read(text))
      if (parsed.success) return parsed.data
      ctx.addIssue({ code: 'custom' })
      return z.NEVER
    })
  const encode = (value: z.input<typeof position>): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  return { cursor, encode }
}

function read(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
