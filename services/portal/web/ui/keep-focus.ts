const PLACES = 'section, form, article, dialog, main'
const TOLD = '[role=alert]:not(:empty), [role=status]:not(:empty)'

/**
 * What has the keyboard may leave the page: a button whose work is done, what was opened and is cleared. Then whoever was there reads on at what is told in
 * that place, or at its heading, and does not begin the page anew.
 */
export function keepFocus(): () => void {
  /** What has the keyboard, and all around it. */
  let held: readonly Element[] = []
  const taken = ({ target }: FocusEvent) => {
    held = target instanceof Element ? withAllAround(target) : []
  }
  const left = () =>
    queueMicrotask(() => {
      const [last] = held
      // Somebody went elsewhere: what they left may go.
      if (last?.isConnected && document.activeElement !== last) held = []
    })
  const observer = new MutationObserver(() => {
    const [last] = held
    if (last === undefined || last.isConnected || hasFocus()) return
    const around = held.filter(one => one.isConnected && one.matches(PLACES))
    held = []
    for (const place of [...around, ...document.querySelectorAll('main')])
      for (const next of nextIn(place)) {
        if (!next.hasAttribute('tabindex')) next.tabIndex = -1
        next.focus()
        if (hasFocus()) return
      }
  })
  document.addEventListener('focusin', taken)
  document.addEventListener('focusout', left)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    document.removeEventListener('focusin', taken)
    document.removeEventListener('focusout', left)
    observer.disconnect()
  }
}

const hasFocus = (): boolean => document.activeElement !== document.body && document.activeElement !== null

function withAllAround(element: Element): Element[] {
  const around = []
  for (let one: Element | null = element; one; one = one.parentElement) around.push(one)
  return around
}

/** What is told in this place itself, and its heading. */
const nextIn = (place: Element): HTMLElement[] =>
  [TOLD, 'h1, h2, h3'].flatMap(what =>
    [...place.querySelectorAll<HTMLElement>(what)].filter(one => one.parentElement?.closest(PLACES) === place),
  )
