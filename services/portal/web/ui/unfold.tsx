import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** What is shown, and asked for, only once somebody wants it. */
export function Unfold({ id, label, children }: { id: string; label: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        class="secondary"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(before => !before)}
      >
        {label}
      </button>
      <div id={id}>{open && children}</div>
    </>
  )
}
