import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { upright } from '../src/image/orientation.ts'
import type { Pixels } from '../src/image/picture.ts'
import { redactImage } from '../src/index.ts'
import { hostileJpeg, hostilePng, JPEG, PNG_TYPE } from './fixtures/image.ts'
import { inProcess } from './fixtures/in-process.ts'
import { holdsName } from './fixtures/person.ts'

const kinds: [string, Uint8Array, string][] = [
  ['JPEG', hostileJpeg(), JPEG],
  ['PNG', hostilePng(), PNG_TYPE],
]

test.each(kinds)(
  'a %s that is broken anywhere is refused or comes out as pixels alone',
  async (_, given, mediaType) => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(given.length), async (changes, length) => {
        const bytes = Uint8Array.from(length % 3 === 0 ? given.subarray(0, length) : given)
        for (const [where, byte] of changes) if (where % 900 < bytes.length) bytes[where % 900] = byte
        const made = await redactImage(inProcess)(
          { bytes, mediaType },
          { boxes: [{ x: 60, y: 0, width: 99, height: 99 }] },
        )
        expect(made.outcome === 'rebuilt' && holdsName(Buffer.from(made.bytes).toString('latin1'))).toBe(false)
      }),
      { numRuns: 150 },
    )
  },
)

describe('a picture is turned as Exif says', () => {
  /** One letter a pixel. */
  const picture = (...rows: string[]): Pixels => ({
    ...{ width: rows[0]?.length ?? 0, height: rows.length },
    data: Uint8Array.from([...rows.join('')].flatMap(letter => [letter.charCodeAt(0), 0, 0, 255])),
  })
  const rows = ({ width, data }: Pixels) => {
    const letters = [...data].filter((_, i) => i % 4 === 0).map(code => String.fromCharCode(code))
    return letters.join('').match(new RegExp(`.{${width}}`, 'g'))
  }

  // Exif 2.32, 4.6.4: where the first row and the first column of what is stored are seen.
  test.each([
    [1, ['abc', 'def']],
    [2, ['cba', 'fed']],
    [3, ['fed', 'cba']],
    [4, ['def', 'abc']],
    [5, ['ad', 'be', 'cf']],
    [6, ['da', 'eb', 'fc']],
    [7, ['fc', 'eb', 'da']],
    [8, ['cf', 'be', 'ad']],
  ])('%i', (orientation, seen) => {
    expect(rows(upright(picture('abc', 'def'), orientation))).toEqual(seen)
  })
})
