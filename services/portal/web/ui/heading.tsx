import type { ComponentChildren } from 'preact'

/** Of something that stands on pages of their own and below other headings: none is left out on the way down. */
export const Heading = ({ level, children }: { level: 2 | 3; children: ComponentChildren }) =>
  level === 2 ? <h2>{children}</h2> : <h3>{children}</h3>
