/**
 * A message of protocol buffers in two: the fields of these numbers, and all others, each in the order in which they stood. Fields on the
 * wire follow one another and know nothing of each other, so that each part is a message, and both are again the whole.
 * Throws a RangeError on what is no message.
 */
export function splitMessage(bytes: Uint8Array, numbers: ReadonlySet<number>): { own: Uint8Array; rest: Uint8Array } {
  // Of either only what was written is shown.
  const own = Buffer.allocUnsafe(bytes.length)
  const rest = Buffer.allocUnsafe(bytes.length)
  let [ownLength, restLength] = [0, 0]
  for (let at = 0; at < bytes.length; ) {
    const end = endOfField(bytes, at)
    const field = bytes.subarray(at, end)
    if (numbers.has(readVarint(bytes, at).value >>> 3)) {
      own.set(field, ownLength)
      ownLength += field.length
    } else {
      rest.set(field, restLength)
      restLength += field.length
    }
    at = end
  }
  return { own: own.subarray(0, ownLength), rest: rest.subarray(0, restLength) }
}

/** Wire types: a number, eight bytes, a length and as many bytes, four bytes. */
function endOfField(bytes: Uint8Array, begin: number): number {
  const tag = readVarint(bytes, begin)
  let end = tag.end
  const type = tag.value & 7
  if (type === 0) end = readVarint(bytes, end).end
  else if (type === 1) end += 8
  else if (type === 5) end += 4
  else if (type === 2) {
    const length = readVarint(bytes, end)
    end = length.end + length.value
  } else throw new RangeError('no field of a message')
  if (end > bytes.length) throw new RangeError('a message is cut off')
  return end
}

/** As far as 32 bits: tags and lengths are not longer, and of other numbers only the end counts. */
function readVarint(bytes: Uint8Array, begin: number): { readonly value: number; readonly end: number } {
  let value = 0
  for (let at = begin; at < begin + 10; at++) {
    const byte = bytes[at]
    if (byte === undefined) break
    if (at < begin + 5) value |= (byte & 0x7f) << (7 * (at - begin))
    if (byte < 0x80) return { value: value >>> 0, end: at + 1 }
  }
  throw new RangeError('a message is cut off')
}
