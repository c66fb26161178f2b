/** Added to every packed weight, so that none is below zero. */
export const BIAS = 128

/** Signed bytes, each with BIAS, four in one number, the first the lowest: sums of several bytes then take one addition. */
export function packed(bytes: Buffer): Int32Array {
  const words = new Int32Array(bytes.length >> 2)
  // To add BIAS to a signed byte is to turn its highest bit.
  for (let i = 0; i < words.length; i++) words[i] = bytes.readInt32LE(4 * i) ^ 0x80808080
  return words
}
