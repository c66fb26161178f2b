import { focusIn } from './focus.ts'

const FAULT = '-fault'
const FIELDS = 'input, select, textarea, button'

/**
 * Whoever sends a form that lacks something stands at the first thing that it lacks: that may be far above the button, and nothing else tells of it. Where
 * the form has taken the keyboard elsewhere, to a list of what it lacks for instance, it stays there.
 */
export function standAtFirstFault(): () => void {
  const sent = ({ target: form }: Event) => {
    if (!(form instanceof HTMLFormElement)) return
    const before = document.activeElement
    // Once what was found stands on the page.
    setTimeout(() => {
      if (document.activeElement !== before && document.activeElement !== document.body) return
      const fault = form.querySelector(`.fault[id$="${FAULT}"]`)
      if (fault) focusIn(fault.id.slice(0, -FAULT.length), FIELDS)
    })
  }
  // Before the form itself hears of it: what it finds may stand on the page, and have the keyboard, as soon as it has.
  document.addEventListener('submit', sent, { capture: true })
  return () => document.removeEventListener('submit', sent, { capture: true })
}
