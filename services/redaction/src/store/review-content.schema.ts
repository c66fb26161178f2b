import { sha256Hex } from '@amparo/contracts'
import { SPAN_TYPES } from '@amparo/text'
import { z } from 'zod'
import { ADD_REASONS, BOX_REASONS, LIFT_REASONS } from '../domain/review/codes.ts'

const offset = z.int().min(0).max(2_000_000)
const piece = { start: offset, end: offset, type: z.enum(SPAN_TYPES) }
const pixels = z.int().min(0).max(100_000)

export const addedMask = z.strictObject({ ...piece, reason: z.enum(ADD_REASONS) })
export const liftedMask = z.strictObject({ ...piece, reason: z.enum(LIFT_REASONS) })
export const reasonedBox = z.strictObject({
  ...{ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) },
  reason: z.enum(BOX_REASONS),
})
/** A review holds so many pieces of each sort. */
export const MAX_PIECES = 2_000

/** As it lies in the vault. */
export const reviewContentSchema = z.strictObject({
  digest: sha256Hex,
  kept: z.array(z.strictObject(piece)),
  diff: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), added: z.array(addedMask), lifted: z.array(liftedMask) }),
    z.strictObject({ kind: z.literal('picture'), boxes: z.array(reasonedBox) }),
  ]),
})
