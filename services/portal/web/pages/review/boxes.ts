/** As it is typed, in pixels of the upright picture. */
export interface TypedBox {
  readonly id: number
  readonly x: string
  readonly y: string
  readonly width: string
  readonly height: string
  readonly reason: string
}

export interface Size {
  readonly width: number
  readonly height: number
}

const WHOLE = /^\d{1,6}$/

/** Whether it lies in the picture. */
export function fitsIn({ x, y, width, height }: TypedBox, size: Size): boolean {
  if (![x, y, width, height].every(side => WHOLE.test(side))) return false
  const [left, top, wide, high] = [Number(x), Number(y), Number(width), Number(height)]
  return wide > 0 && high > 0 && left + wide <= size.width && top + high <= size.height
}

/** Of two corners, wherever the second one is; cut to the picture. */
export function boxBetween(one: readonly [number, number], other: readonly [number, number], size: Size) {
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), most))
  const xs = [within(one[0], size.width), within(other[0], size.width)].toSorted((a, b) => a - b)
  const ys = [within(one[1], size.height), within(other[1], size.height)].toSorted((a, b) => a - b)
  const [x = 0, right = 0] = xs
  const [y = 0, bottom = 0] = ys
  return { x: String(x), y: String(y), width: String(right - x), height: String(bottom - y) }
}
