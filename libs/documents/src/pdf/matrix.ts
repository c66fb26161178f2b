/** As a PDF writes it: a b c d e f. */
export type Matrix = readonly [number, number, number, number, number, number]

/** The product of two transformations: the second is done first. */
export function times(one: readonly number[], other: readonly number[]): Matrix {
  const [a1 = 1, b1 = 0, c1 = 0, d1 = 1, e1 = 0, f1 = 0] = one
  const [a2 = 1, b2 = 0, c2 = 0, d2 = 1, e2 = 0, f2 = 0] = other
  return [
    ...([a1 * a2 + c1 * b2, b1 * a2 + d1 * b2, a1 * c2 + c1 * d2, b1 * c2 + d1 * d2] as const),
    ...([a1 * e2 + c1 * f2 + e1, b1 * e2 + d1 * f2 + f1] as const),
  ]
}

/** What a hostile file's reader gives, if it is this many numbers. */
export function numbersIn(value: unknown, count: number): readonly number[] | undefined {
  const list: unknown = ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value
  const isThat = Array.isArray(list) && list.length === count && list.every(Number.isFinite)
  return isThat ? list : undefined
}
