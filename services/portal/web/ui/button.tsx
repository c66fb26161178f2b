import type { ComponentProps } from 'preact'

/**
 * A button that keeps the keyboard while it cannot be pressed: from one that is `disabled` in HTML the browser takes it, and whoever pressed it stands at
 * the beginning of the page. A press then does nothing, nor does Enter in a field of its form, which is a press of its button.
 */
export function Button({ disabled, onClick, ...button }: ComponentProps<'button'>) {
  return (
    <button
      {...button}
      aria-disabled={disabled ? true : undefined}
      onClick={disabled ? event => event.preventDefault() : onClick}
    />
  )
}
