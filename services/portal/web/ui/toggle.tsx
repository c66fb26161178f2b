import type { ComponentChildren } from 'preact'

/** A filter that is on or off; says so to a screen reader, and shows it by more than colour. */
export const Toggle = (props: {
  readonly on: boolean
  readonly change: () => void
  readonly children: ComponentChildren
}) => (
  <button type="button" class="toggle" aria-pressed={props.on} onClick={props.change}>
    {props.children}
  </button>
)
