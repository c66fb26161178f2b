import { readFileSync } from 'node:fs'
import { ROWS } from './features.ts'
import { LABELS } from './labels.ts'
import { packed } from './packed.ts'

/**
 * names.bin, little-endian: "AMPN", uint16 version, uint16 rows as a power of two, float32 what one step of a weight is worth,
 * 7 x 7 int16 transitions (before, then label), then eight int8 a row: the weights of the labels and one unused.
 */
export interface Weights {
  readonly step: number
  readonly transitions: Int32Array
  /** A byte a label for each row: its weight and BIAS. Four of them are one number. */
  readonly rows: Int32Array
}

const MAGIC = 'AMPN'
const VERSION = 1
const HEADER = 12
const TABLE = HEADER + LABELS * LABELS * 2

export function readWeights(): Weights {
  const file = readFileSync(new URL('names.bin', import.meta.url))
  const fits = file.subarray(0, 4).toString('latin1') === MAGIC && file.readUInt16LE(4) === VERSION
  if (!fits || 1 << file.readUInt16LE(6) !== ROWS || file.length !== TABLE + ROWS * 8) {
    throw new Error('names.bin does not belong to this version: run npm run train:names')
  }
  const transitions = new Int32Array(LABELS * LABELS)
  for (let i = 0; i < transitions.length; i++) transitions[i] = file.readInt16LE(HEADER + 2 * i)
  return { step: file.readFloatLE(8), transitions, rows: packed(file.subarray(TABLE)) }
}

export function writeWeights(rows: Float32Array, transitions: Float32Array): Buffer {
  const step = stepFor(rows)
  const file = Buffer.alloc(TABLE + ROWS * 8)
  file.write(MAGIC, 'latin1')
  file.writeUInt16LE(VERSION, 4)
  file.writeUInt16LE(Math.log2(ROWS), 6)
  file.writeFloatLE(step, 8)
  for (const [i, weight] of transitions.entries()) file.writeInt16LE(clip(weight / step, 32767), HEADER + 2 * i)
  for (const [i, weight] of rows.entries()) file.writeInt8(clip(weight / step, 127), TABLE + i)
  return file
}

const clip = (value: number, most: number): number => Math.max(-most, Math.min(most, Math.round(value)))

/** All but one weight in ten thousand fit without being cut. */
function stepFor(rows: Float32Array): number {
  const sizes = rows.map(Math.abs).sort()
  return (sizes[Math.floor(sizes.length * 0.9999)] ?? 1) / 127
}
