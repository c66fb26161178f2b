const HEADER_BYTES = 20

/** Types of numbers, and how many bytes they have. */
const INT4 = { oid: 23, width: 4 }
const INT8 = { oid: 20, width: 8 }

/**
 * Arrays of numbers in the form of PostgreSQL's protocol (array_recv), counted from 1: written and read in a fraction of the time of text.
 * Numbers are whole, and exact. No element: the empty array; undefined: null.
 */
export const int4Array = (numbers: readonly number[]): Buffer => arrayOf(numbers, INT4)
export const int8Array = (numbers: readonly (number | undefined)[]): Buffer => arrayOf(numbers, INT8)

function arrayOf(numbers: readonly (number | undefined)[], { oid, width }: typeof INT4): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + numbers.length * (4 + width))
  let at = HEADER_BYTES
  let nulls = 0
  for (const number of numbers) {
    if (number === undefined) {
      at = bytes.writeInt32BE(-1, at)
      nulls = 1
      continue
    }
    at = bytes.writeInt32BE(width, at)
    if (width === INT8.width) at = bytes.writeInt32BE(Math.floor(number / 2 ** 32), at)
    at = bytes.writeUInt32BE(number >>> 0, at)
  }
  if (numbers.length === 0) return emptyOf(oid)
  bytes.writeInt32BE(1, 0)
  bytes.writeInt32BE(nulls, 4)
  bytes.writeInt32BE(oid, 8)
  bytes.writeInt32BE(numbers.length, 12)
  bytes.writeInt32BE(1, 16)
  return bytes.subarray(0, at)
}

/** Of no dimension. */
function emptyOf(oid: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeInt32BE(oid, 8)
  return bytes
}
