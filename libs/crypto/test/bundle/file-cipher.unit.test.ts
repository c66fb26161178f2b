import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileCipher } from '../../src/bundle.ts'
import { anyFlip, flipped, outcome } from '../tampering.ts'

const secret = new Uint8Array(32).fill(1)
const file = { size: 1_000, chunkBytes: 400, root: 'a'.repeat(64) }
const cipher = fileCipher(secret, file)
const chunk = new Uint8Array(400).fill(5)
const sealed = cipher.seal(1, chunk)

describe('the cipher of a file', () => {
  it('gives the same bytes each time, sixteen more than each chunk has', () => {
    expect(fileCipher(secret, file).seal(1, chunk)).toEqual(sealed)
    expect([cipher.chunks, cipher.sealedChunkBytes, cipher.sealedSize]).toEqual([3, 416, 1_048])
    expect(sealed.byteLength).toBe(416)
  })

  it('opens what it has sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(65_535), (bytes, number) => {
        expect(new Uint8Array(cipher.open(number, cipher.seal(number, bytes)))).toEqual(bytes)
      }),
    )
  })

  it.each([
    ['another place', () => cipher.open(2, sealed)],
    ['another secret', () => fileCipher(new Uint8Array(32), file).open(1, sealed)],
    ['a file of another content', () => fileCipher(secret, { ...file, root: 'b'.repeat(64) }).open(1, sealed)],
    ['a file of another size', () => fileCipher(secret, { ...file, size: 1_001 }).open(1, sealed)],
    ['a part of it', () => cipher.open(1, sealed.subarray(0, 10))],
    ['less than it', () => cipher.open(1, sealed.subarray(0, -1))],
  ])('opens nothing in %s', async (_, open) => {
    expect(await outcome(open)).toBe('record_unreadable')
  })

  it('opens nothing with a bit of it turned', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlip(sealed.byteLength), async ([index, bit]) => {
        expect(await outcome(() => cipher.open(1, flipped(sealed, index, bit)))).toBe('record_unreadable')
      }),
    )
  })
})

describe('a file that is looked at as it comes', () => {
  const plain = Buffer.from(Array.from({ length: file.size }, (_, at) => at % 251))
  const whole = Buffer.concat(
    [0, 1, 2].map(number => cipher.seal(number, plain.subarray(number * 400, (number + 1) * 400))),
  )
  async function* pieces(bytes: Uint8Array, length: number) {
    for (let at = 0; at < bytes.byteLength; at += length) yield bytes.subarray(at, at + length)
  }
  async function opened(bytes: Uint8Array, length = 100): Promise<Buffer> {
    const parts: Uint8Array[] = []
    for await (const part of cipher.openPieces(pieces(bytes, length))) parts.push(part)
    return Buffer.concat(parts)
  }

  it('is what it was, in pieces of any length', async () => {
    for (const length of [1, 7, 399, 416, 417, 2_000]) expect((await opened(whole, length)).equals(plain)).toBe(true)
  })

  it('does not come to its end with a bit of it turned, or a byte left out', async () => {
    await fc.assert(
      fc.asyncProperty(anyFlip(whole.byteLength), async ([index, bit]) => {
        expect(await outcome(() => opened(flipped(whole, index, bit)))).toBe('record_unreadable')
      }),
    )
    for (const length of [0, 400, 416, 832, whole.byteLength - 1])
      expect(await outcome(() => opened(whole.subarray(0, length)))).toBe('record_unreadable')
  })
})
