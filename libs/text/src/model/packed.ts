/** Added to every packed weight, so that none is below zero. */
export const BIAS = 128

/** Signed bytes, each with BIAS, four in one number, the first the lowest: sums of several bytes then take one addition. */
export function packed(bytes: Buffer): Int32Array {
  const words = new Int32Array(bytes.length >> 2)
  for (let i = 0; i < bytes.length; i++)
    words[i >> 2] = (words[i >> 2] ?? 0) | ((bytes.readInt8(i) + BIAS) << (8 * (i & 3)))
  return words
}
