import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

let begun = false

/** A page's title and content. Who comes to it begins at its heading, with the eyes, the keyboard or a screen reader. */
export function Page({ title, lead, children }: { title: string; lead?: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // With the heading, not a frame later: a screen reader may read the title at once.
  useLayoutEffect(() => {
    document.title = `${title} – Amparo`
  }, [title])
  // Not on loading: there the browser begins at the top by itself.
  useEffect(() => {
    if (begun) heading.current?.focus()
    begun = true
  }, [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </>
  )
}

/** What somebody has done, in words. Told anew, it is another one, also in the same words. */
export interface Told {
  readonly words: string
}

interface StatusProps {
  /** Whoever did it reads on there: it may stand far from what they pressed. */
  readonly told?: Told | undefined
  /** In its place while there is something of it. */
  readonly children?: ComponentChildren
}

/** Told by screen readers when it changes, politely. */
export function Status({ told, children }: StatusProps) {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (told) place.current?.focus()
  }, [told])
  return (
    <div ref={place} role="status" class="status" tabIndex={-1}>
      {children || told?.words}
    </div>
  )
}
