import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useWords, type Why } from '../app/context.ts'

interface Props {
  readonly why: Why
  /** Opens the window; called from the click. */
  signIn(signal: AbortSignal): Promise<void>
  /** False: the person would not. */
  end(done: boolean): void
}

const TITLES = { stepUp: 'stepUpTitle', ended: 'endedTitle', idle: 'idleTitle' } as const

/** Over the page, which stays as it is. The browser keeps keyboard and screen reader inside. */
export function SignInAgain({ why, signIn, end }: Props) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const [waiting, setWaiting] = useState<AbortController>()
  const [failed, setFailed] = useState(false)
  // With the page's change itself: keys that follow at once are for it.
  useLayoutEffect(() => dialog.current?.showModal(), [])

  const leave = () => {
    waiting?.abort()
    end(false)
  }
  const begin = () => {
    // Whoever has closed the window opens another.
    waiting?.abort()
    const controller = new AbortController()
    setFailed(false)
    setWaiting(controller)
    signIn(controller.signal).then(
      () => end(true),
      () => {
        if (controller.signal.aborted) return
        setFailed(true)
        setWaiting(undefined)
      },
    )
  }
  return (
    <dialog
      ref={dialog}
      class={why === 'idle' ? 'locked' : undefined}
      aria-labelledby="again-title"
      onCancel={event => {
        event.preventDefault()
        leave()
      }}
    >
      <h2 id="again-title">{t.again[TITLES[why]]}</h2>
      <p>{t.again[why]}</p>
      <div role="status">{waiting && <p>{t.again.waiting}</p>}</div>
      <div role="alert">{failed && <p class="fault">{t.again.failed}</p>}</div>
      <div class="buttons">
        <button type="button" onClick={begin}>
          {waiting ? t.again.anew : t.again.button}
        </button>
        <button type="button" class="secondary" onClick={leave}>
          {why === 'idle' ? t.nav.signOut : t.app.cancel}
        </button>
      </div>
    </dialog>
  )
}
