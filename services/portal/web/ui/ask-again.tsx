import { useRef } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { Button } from './button.tsx'
import { useFocusAtOnce } from './focus.ts'

interface Props {
  /** Distinct on the page. */
  readonly id?: string
  /** What comes of it. Default: that it cannot be taken back. */
  readonly why?: string
  /** What is about to be done, as its button said. */
  readonly what: string
  readonly busy: boolean
  /** Absent: the answer sends the form in which this stands, and weighs as much. */
  goOn?(): void
  back(): void
}

/**
 * Once more, in place of the buttons: before something is lost or left out by one press. The keyboard stands on the question, not on its answer: Enter
 * pressed twice does nothing.
 */
export function AskAgain({ id = 'sure', why, what, busy, goOn, back }: Props) {
  const { act } = useWords().t.case
  const question = useRef<HTMLParagraphElement>(null)
  useFocusAtOnce(question)
  const says = why ?? act.grave
  return (
    <div class="notice">
      <p id={id} ref={question} tabIndex={-1}>
        {goOn ? says : <strong>{says}</strong>}
      </p>
      <div class="buttons">
        {goOn ? (
          <Button type="button" disabled={busy} onClick={goOn}>
            {act.sure(what)}
          </Button>
        ) : (
          <Button type="submit" class="grave" disabled={busy}>
            {act.sure(what)}
          </Button>
        )}
        <Button type="button" class="secondary" disabled={busy} onClick={back}>
          {act.goBack}
        </Button>
      </div>
    </div>
  )
}
