import type { ComponentChildren } from 'preact'

type CellProps = {
  readonly id: string
  readonly label: string
  readonly person: string
  readonly fault: string | undefined
  readonly children: ComponentChildren
}

/** Of one person's line. Labelled for itself: on a narrow screen, where there is no column above it, the label is seen. */
export const Cell = ({ id, label, person, fault, children }: CellProps) => (
  <td>
    <label for={id} class="cell-label">
      {label}
      <span class="hidden">, {person}</span>
    </label>
    {children}
    {fault && (
      <p class="fault" id={`${id}-fault`}>
        {fault}
      </p>
    )}
  </td>
)
