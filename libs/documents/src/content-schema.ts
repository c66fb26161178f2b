import { z } from 'zod'
import { LIMITS } from './limits.ts'

const text = z.string().max(LIMITS.characters)
const level = z.int().min(0).max(8)

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), text }),
  z.strictObject({ kind: z.literal('heading'), level, text }),
  z.strictObject({ kind: z.literal('item'), list: z.int().min(0).max(10_000), ordered: z.boolean(), level, text }),
  z.strictObject({ kind: z.literal('table'), rows: z.array(z.array(text).max(100)).max(10_000) }),
  z.strictObject({ kind: z.literal('image') }),
])

/** Points, from the lower left corner of the upright page. */
const points = z.number().min(-20_000).max(20_000)
const line = z.strictObject({
  text,
  x: points,
  y: points,
  /** Height of the letters, and how far the text may reach. */
  size: z.number().positive().max(2_000),
  room: z.number().positive().max(40_000),
  /** Counter-clockwise, in radians. */
  angle: z.number().min(-7).max(7),
  /** It stands beside the piece before it, not below. */
  beside: z.boolean(),
})

const box = z.strictObject({ x: points, y: points, width: points, height: points })

const page = z.strictObject({
  width: z.number().positive().max(20_000),
  height: z.number().positive().max(20_000),
  lines: z.array(line).max(LIMITS.pieces),
  images: z.array(box).max(LIMITS.imagesOfPage),
})

/** By which each answer of a child is checked. No child loads it: to load it would take a third of a child's time. */
export const contentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('docx'), blocks: z.array(block).max(LIMITS.pieces) }),
  z.strictObject({ kind: z.literal('pdf'), pages: z.array(page).min(1).max(LIMITS.pages) }),
])
