import { AppError } from '@amparo/kernel'
import fc from 'fast-check'

/** The bytes with one bit of one byte turned over. */
export const flipped = (bytes: Uint8Array, index: number, bit: number): Uint8Array => {
  const copy = new Uint8Array(bytes)
  copy[index] = (copy[index] ?? 0) ^ (1 << bit)
  return copy
}

/** Any place in `length` bytes, and any bit there. */
export const anyFlip = (length: number) => fc.tuple(fc.nat(length - 1), fc.nat(7))

/** The code of the refusal that `work` ends with, or "accepted". An error that is no AppError fails the test. */
export async function outcome(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'accepted'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}
