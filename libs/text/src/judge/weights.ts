import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { packed } from '../model/packed.ts'
import { SPACE, SPACE_BITS } from './features.ts'
import { LABELS } from './labels.ts'
import { type Places, placesOf } from './places.ts'

/** What was learnt. A feature that has no row says nothing. */
export interface Weights {
  /** What one step of a weight is worth, in logits. */
  readonly step: number
  /** Before, then label. */
  readonly transitions: Int32Array
  readonly places: Places
  /** A byte a label for each feature that has a row: its weight and BIAS. Four of them are one number. */
  readonly rows: Int32Array
}

/**
 * judge.bin and official.bin, little-endian: "AMPJ", uint16 version, uint16 labels, uint32 features, uint32 rows, float32 step, labels x labels int16
 * transitions, for each row how far its feature is from the one before (seven bits a byte, the lowest first, the eighth on all but the
 * last), then the rows.
 */
const MAGIC = 'AMPJ'
const VERSION = 1
const HEADER = 20
const KEYS = HEADER + LABELS * LABELS * 2

export function readWeights(from: string | URL = new URL('judge.bin', import.meta.url)): Weights {
  const file = readFileSync(from)
  const fits =
    file.subarray(0, 4).toString('latin1') === MAGIC &&
    file.readUInt16LE(4) === VERSION &&
    file.readUInt16LE(6) === LABELS &&
    file.readUInt32LE(8) === SPACE
  if (!fits) throw new Error(`${basename(String(from))} does not belong to this version: it has to be trained anew`)
  const transitions = new Int32Array(LABELS * LABELS)
  for (let i = 0; i < transitions.length; i++) transitions[i] = file.readInt16LE(HEADER + 2 * i)
  const count = file.readUInt32LE(12)
  const features: number[] = []
  let at = KEYS
  let feature = -1
  for (let row = 0; row < count; row++) {
    let step = 0
    for (let shift = 0; ; shift += 7) {
      const byte = file.readUInt8(at++)
      step |= (byte & 127) << shift
      if (byte < 128) break
    }
    feature += step
    features.push(feature)
  }
  return { step: file.readFloatLE(16), transitions, ...loudestFirst(features, file.subarray(at)) }
}

/** Rows of large weights are those met most: side by side they stay near the processor. */
function loudestFirst(features: readonly number[], bytes: Buffer): Pick<Weights, 'places' | 'rows'> {
  const rowAt = (row: number): Buffer => bytes.subarray(row * LABELS, (row + 1) * LABELS)
  const loudness = features.map((_, row) =>
    new Int8Array(rowAt(row)).reduce((sum, weight) => sum + Math.abs(weight), 0),
  )
  const order = features.map((_, row) => row).sort((a, b) => (loudness[b] as number) - (loudness[a] as number))
  return {
    places: placesOf(
      order.map(row => features[row] as number),
      SPACE_BITS,
    ),
    rows: packed(Buffer.concat(order.map(rowAt))),
  }
}

/** A row with no weight of this many logits says too little to be kept. */
const LEAST = 0.12

/** @param features of each row of `weights`, ascending */
export function writeWeights(features: readonly number[], weights: Float32Array, transitions: Float32Array): Buffer {
  const step = stepFor(weights)
  const keys: number[] = []
  const rows: number[] = []
  let count = 0
  let last = -1
  for (const [at, feature] of features.entries()) {
    const row = weights.subarray(at * LABELS, (at + 1) * LABELS)
    if (row.every(weight => Math.abs(weight) < LEAST)) continue
    let distance = feature - last
    for (; distance >= 128; distance >>>= 7) keys.push((distance & 127) | 128)
    keys.push(distance)
    for (const weight of row) rows.push(clip(weight / step, 127) & 255)
    last = feature
    count++
  }
  const head = Buffer.alloc(KEYS)
  head.write(MAGIC, 'latin1')
  head.writeUInt16LE(VERSION, 4)
  head.writeUInt16LE(LABELS, 6)
  head.writeUInt32LE(SPACE, 8)
  head.writeUInt32LE(count, 12)
  head.writeFloatLE(step, 16)
  for (const [i, weight] of transitions.entries()) head.writeInt16LE(clip(weight / step, 32767), HEADER + 2 * i)
  return Buffer.concat([head, Buffer.from(keys), Buffer.from(rows)])
}

const clip = (value: number, most: number): number => Math.max(-most, Math.min(most, Math.round(value)))

/** All but one weight in ten thousand fit without being cut. */
function stepFor(weights: Float32Array): number {
  const sizes = weights
    .filter(w => w !== 0)
    .map(Math.abs)
    .sort()
  return (sizes[Math.floor(sizes.length * 0.9999)] ?? 1) / 127
}
