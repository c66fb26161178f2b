/** Width of a text in pixels. */
export type Measure = (text: string) => number

export interface Box {
  readonly kind: 'past' | 'now' | 'next'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly string[]
  readonly final: boolean
}

export interface Edge {
  /** SVG path data, from its beginning to the tip of the arrow. */
  readonly path: string
  readonly who: 'past' | 'you' | 'blocked' | 'other' | 'system'
}

/** The steps along an edge, in small letters. */
export interface Label {
  readonly x: number
  readonly y: number
  readonly lines: readonly string[]
}

export interface Drawing {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly edges: readonly Edge[]
  readonly labels: readonly Label[]
}

export interface ToDraw {
  readonly past: readonly { readonly name: string }[]
  readonly now: { readonly name: string; readonly final: boolean }
  readonly ways: readonly {
    readonly name: string
    readonly final: boolean
    readonly by: string
    readonly who: Exclude<Edge['who'], 'past'>
  }[]
}

export const LINE = 20
const SMALL_LINE = 18
const PADDING = 10
const GAP = 26
const WIDE = 560
/** Before the state that it is in; what lies further back stands in words. */
const PAST_SHOWN = 2

/**
 * Where everything goes, for a page of that width: what was, above what is; what can be, beside it where there is room, and
 * below it where there is none. Nothing is wider than the page.
 */
export function drawMap(of: ToDraw, width: number, measure: Measure): Drawing {
  const wide = width >= WIDE
  const column = wide ? Math.floor(width * 0.36) : width - 2
  const stack = placeStack(of, column, measure)
  const now = stack.boxes.at(-1)
  if (now === undefined) return { width, height: 0, boxes: [], edges: [], labels: [] }
  const nowBottom = now.y + now.height
  const left = wide ? column + 56 : 34
  const ways = placeWays(of, { left, top: wide ? 4 : nowBottom + 12, width: width - left - 2 }, measure)
  const waysHeight = ways.bottom
  // Beside each other, the shorter of the two columns stands in the middle of the longer.
  const shift = wide ? Math.max(0, (waysHeight - nowBottom) / 2) : 0
  const boxes = stack.boxes.map(box => ({ ...box, y: box.y + shift }))
  const from = { x: now.x + now.width, y: now.y + shift + now.height / 2 }
  const edges = ways.boxes.map((box, i): Edge => {
    const to = { x: box.x - 7, y: box.y + box.height / 2 }
    const middle = (from.x + to.x) / 2
    const path = wide
      ? `M${from.x} ${from.y} C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`
      : `M14 ${nowBottom} V${to.y - 8} Q14 ${to.y} 22 ${to.y} H${to.x}`
    return { path, who: of.ways[i]?.who ?? 'other' }
  })
  const chain = boxes.slice(1).map((box, i): Edge => {
    const before = boxes[i]
    const x = 24
    return { path: `M${x} ${before ? before.y + before.height : 0} V${box.y - 7}`, who: 'past' }
  })
  return {
    width,
    height: Math.ceil(Math.max(nowBottom + shift, waysHeight) + 4),
    boxes: [...boxes, ...ways.boxes],
    edges: [...chain, ...edges],
    labels: ways.labels,
  }
}

function placeStack(of: ToDraw, width: number, measure: Measure): { boxes: readonly Box[] } {
  let y = 4
  const shown = [
    ...of.past.slice(-PAST_SHOWN).map(({ name }) => ({ name, kind: 'past' as const, final: false })),
    { name: of.now.name, kind: 'now' as const, final: of.now.final },
  ]
  const boxes = shown.map(({ name, kind, final }): Box => {
    const lines = wrap(name, width - 2 * PADDING, measure)
    const height = lines.length * LINE + 2 * PADDING
    const box = { kind, x: 2, y, width: width - 4, height, lines, final }
    y += height + GAP
    return box
  })
  return { boxes }
}

function placeWays(of: ToDraw, at: { left: number; top: number; width: number }, measure: Measure) {
  let y = at.top
  const labels: Label[] = []
  const boxes = of.ways.map(({ name, by, final }): Box => {
    // Small letters are narrower by as much as they are smaller.
    const said = wrap(by, at.width, text => measure(text) * 0.88)
    labels.push({ x: at.left, y: y + SMALL_LINE - 4, lines: said })
    y += said.length * SMALL_LINE + 2
    const lines = wrap(name, at.width - 2 * PADDING, measure)
    const height = lines.length * LINE + 2 * PADDING
    const box: Box = { kind: 'next', x: at.left, y, width: at.width, height, lines, final }
    y += height + 12
    return box
  })
  return { boxes, labels, bottom: y }
}

/** In lines that fit. A word that alone is too long stays whole. */
export function wrap(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && measure(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
