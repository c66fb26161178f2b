import { mark, type Scene } from '../scene.ts'
import type { SpanType } from '../types.ts'

interface Known {
  readonly type: SpanType
  readonly own: boolean
}

/** Marks what the record says: it is never lifted, be it of the person or of those around them. */
export const tell = (scene: Scene, start: number, end: number, { type, own }: Known): void =>
  mark(scene, start, end, type, { own, known: true })
