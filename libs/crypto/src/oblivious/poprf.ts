import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js'
import { errors } from '../errors.ts'

/** Of a server: by it a secret text becomes a number that nobody else can compute. */
export interface PoprfKey {
  /** 32 bytes, a scalar. */
  readonly secretKey: Uint8Array
  /** 32 bytes, an element. */
  readonly publicKey: Uint8Array
}

/** What the asker keeps of one text, and what it sends of it. */
export interface Blinded {
  /** Secret, 32 bytes: with it and the answer the output is found, and what was sent is tied to the text. */
  readonly blind: Uint8Array
  /** 32 bytes that say nothing of the text: uniform among all elements, whatever it is. */
  readonly element: Uint8Array
}

export interface Evaluated {
  /** 32 bytes each, in the order of what was sent. */
  readonly elements: readonly Uint8Array[]
  /** 64 bytes: that all of them were made with the one key whose public half is known. */
  readonly proof: Uint8Array
}

/** Bytes of a proof, two scalars, and of an element. */
export const POPRF_PROOF_BYTES = 64
export const POPRF_ELEMENT_BYTES = 32

type Random = (bytes?: number) => Uint8Array<ArrayBuffer>

/**
 * A partially oblivious pseudorandom function: POPRF of RFC 9497, ristretto255-SHA512. Server and asker both know `info`; the server never
 * learns the text nor the output, the asker learns no output but of what it asked. `random` is for the RFC's vectors.
 */
export function poprf(info: Uint8Array, random?: Random) {
  const suite = ristretto255_oprf.poprf(info)
  // The library wants the server's key when it blinds, for the tweaked key alone: the element does not depend on it. The asker hears
  // of the key only with the answer, so the group's generator stands in.
  const blindFor = (text: Uint8Array, publicKey: Uint8Array = GENERATOR) => suite.blind(text, publicKey, random)
  return {
    /** Always the same key of a seed of 32 secret bytes (RFC 9497, 3.2.1). */
    keyFrom: (seed: Uint8Array, keyInfo: Uint8Array): PoprfKey => suite.deriveKeyPair(seed, keyInfo),

    blind: (text: Uint8Array): Blinded => {
      const { blind, blinded } = blindFor(text)
      return { blind, element: blinded }
    },

    /** Of a text that the server itself knows. 64 bytes. */
    evaluate: ({ secretKey }: PoprfKey, text: Uint8Array): Uint8Array => suite.evaluate(secretKey, text),

    /** Of what another has blinded. Throws `evaluation_refused` for what is no element. */
    evaluateBlinded: ({ secretKey }: PoprfKey, elements: readonly Uint8Array[]): Evaluated =>
      orRefused(() => {
        const { evaluated, proof } = suite.blindEvaluateBatch(secretKey, [...elements], random)
        return { elements: evaluated, proof }
      }),

    /**
     * The outputs, 64 bytes each, as `evaluate` would give them. Throws `evaluation_refused` unless the proof holds for all of them and for
     * this key: then no output is told.
     */
    finish: (
      texts: readonly Uint8Array[],
      blinded: readonly Blinded[],
      { elements, proof }: Evaluated,
      publicKey: Uint8Array,
    ): Uint8Array[] =>
      orRefused(() => {
        const items = texts.map((input, index) => ({
          ...{ input, blind: at(blinded, index).blind, blinded: at(blinded, index).element },
          evaluated: at(elements, index),
        }))
        if (elements.length !== items.length || blinded.length !== items.length) throw new RangeError('another number')
        return suite.finalizeBatch(items, proof, blindFor(new Uint8Array(1), publicKey).tweakedKey)
      }),
  }
}

const GENERATOR = ristretto255.Point.BASE.toBytes()

function at<T>(list: readonly T[], index: number): T {
  const found = list[index]
  if (found === undefined) throw new RangeError('another number')
  return found
}

/** Whatever the library says is one refusal: which byte or check failed would help only somebody who is trying. */
function orRefused<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw errors.evaluation_refused({ cause })
  }
}
