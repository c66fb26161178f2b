import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { poprf } from '../src/index.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const utf8 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf8'))

interface Vector {
  readonly input: readonly string[]
  readonly blind: readonly string[]
  readonly blindedElement: readonly string[]
  readonly evaluationElement: readonly string[]
  readonly proof: string
  readonly proofRandomScalar: string
  readonly output: readonly string[]
}
const file = new URL('../../../tests/vectors/rfc9497-poprf-ristretto255.json', import.meta.url)
const rfc = JSON.parse(readFileSync(file, 'utf8'))
const vectors: readonly Vector[] = rfc.vectors

/** The library makes scalars of random bytes: these become the ones that the RFC chose, less one, little-endian. */
function choosing(...scalars: readonly string[]) {
  const left = [...scalars]
  return (bytes = 48): Uint8Array<ArrayBuffer> => {
    const chosen =
      BigInt(
        `0x${Buffer.from(left.shift() ?? '', 'hex')
          .reverse()
          .toString('hex')}`,
      ) - 1n
    return new Uint8Array(Buffer.from(chosen.toString(16).padStart(2 * bytes, '0'), 'hex').reverse())
  }
}

describe('the vectors of RFC 9497, A.1.3', () => {
  test('a seed becomes the key', () => {
    const { secretKey, publicKey } = poprf(hex(rfc.info)).keyFrom(hex(rfc.seed), hex(rfc.keyInfo))
    expect([toHex(secretKey), toHex(publicKey)]).toEqual([rfc.secretKey, rfc.publicKey])
  })

  test.each(vectors.map((vector, index) => [index + 1, vector] as const))('vector %i', (_, vector) => {
    const key = { secretKey: hex(rfc.secretKey), publicKey: hex(rfc.publicKey) }
    const inputs = vector.input.map(hex)
    const blinding = poprf(hex(rfc.info), choosing(...vector.blind))
    const blinded = inputs.map(input => blinding.blind(input))
    expect(blinded.map(({ blind }) => toHex(blind))).toEqual(vector.blind)
    expect(blinded.map(({ element }) => toHex(element))).toEqual(vector.blindedElement)
    const proving = poprf(hex(rfc.info), choosing(vector.proofRandomScalar))
    const elements = blinded.map(({ element }) => element)
    const evaluated = proving.evaluateBlinded(key, elements)
    expect(evaluated.elements.map(toHex)).toEqual(vector.evaluationElement)
    expect(toHex(evaluated.proof)).toBe(vector.proof)
    const plain = poprf(hex(rfc.info))
    expect(plain.finish(inputs, blinded, evaluated, key.publicKey).map(toHex)).toEqual(vector.output)
    expect(inputs.map(input => toHex(plain.evaluate(key, input)))).toEqual(vector.output)
  })
})

describe('a private evaluation', () => {
  const info = utf8('XA to XB, 2026-03-01')
  const key = poprf(info).keyFrom(new Uint8Array(32).fill(7), utf8('a key'))
  const asked = (text: string, of = info) => {
    const blinded = poprf(of).blind(utf8(text))
    return { texts: [utf8(text)], blinded: [blinded] }
  }
  const code = (work: () => unknown): unknown => {
    try {
      return work()
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }

  test('gives the asker what the server would compute of the text, and of no other one', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (one, other) => {
        const { texts, blinded } = asked(one)
        const evaluated = poprf(info).evaluateBlinded(key, [blinded[0]?.element ?? new Uint8Array()])
        const [output = new Uint8Array()] = poprf(info).finish(texts, blinded, evaluated, key.publicKey)
        const known = poprf(info).evaluate(key, utf8(other))
        expect(toHex(output) === toHex(known)).toBe(one === other)
      }),
      { numRuns: 20 },
    )
  })

  test('looks different each time that the same is asked', () => {
    const elements = [asked('same'), asked('same')].map(({ blinded }) => toHex(blinded[0]?.element ?? new Uint8Array()))
    expect(new Set(elements).size).toBe(2)
  })

  test('is of one info alone', () => {
    const other = utf8('XA to XB, 2026-03-02')
    expect(poprf(other).evaluate(key, utf8('a'))).not.toEqual(poprf(info).evaluate(key, utf8('a')))
    const { texts, blinded } = asked('a')
    const evaluated = poprf(other).evaluateBlinded(key, [blinded[0]?.element ?? new Uint8Array()])
    expect(code(() => poprf(info).finish(texts, blinded, evaluated, key.publicKey))).toBe('evaluation_refused')
  })

  test('is refused with another key, a changed proof, other elements or fewer', () => {
    const { texts, blinded } = asked('a')
    const [{ element } = { element: new Uint8Array() }] = blinded
    const suite = poprf(info)
    const evaluated = suite.evaluateBlinded(key, [element])
    const forged = suite.keyFrom(new Uint8Array(32).fill(8), utf8('another'))
    const finish = (given: typeof evaluated, publicKey = key.publicKey) =>
      code(() => suite.finish(texts, blinded, given, publicKey))
    const flipped = evaluated.proof.map((byte, index) => (index === 40 ? byte ^ 1 : byte))
    expect(finish(evaluated)).toHaveLength(1)
    expect(finish(suite.evaluateBlinded(forged, [element]))).toBe('evaluation_refused')
    expect(finish(evaluated, forged.publicKey)).toBe('evaluation_refused')
    expect(finish({ ...evaluated, proof: flipped })).toBe('evaluation_refused')
    expect(finish({ ...evaluated, elements: [element] })).toBe('evaluation_refused')
    expect(finish({ ...evaluated, elements: [] })).toBe('evaluation_refused')
    expect(finish({ ...evaluated, elements: [...evaluated.elements, ...evaluated.elements] })).toBe(
      'evaluation_refused',
    )
  })

  test('of what is no element, or the neutral one, is not made', () => {
    for (const bytes of [new Uint8Array(32), new Uint8Array(31), new Uint8Array(32).fill(255)])
      expect(code(() => poprf(info).evaluateBlinded(key, [bytes]))).toBe('evaluation_refused')
  })
})
