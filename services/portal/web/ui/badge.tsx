import type { ComponentChildren } from 'preact'

/** A word in a frame: what it says, it says in words; colour only repeats it. */
export const Badge = ({ kind, children }: { kind: string; children: ComponentChildren }) => (
  <span class={`badge badge-${kind}`}>{children}</span>
)
