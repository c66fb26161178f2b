import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { leave, stay, useLeaving } from '../app/use-route.ts'

/** Before another page takes the place of one on which something would be lost; each time anew, however soon after the last answer. */
export function LeavePage() {
  const time = useLeaving()
  return time === 0 ? null : <Ask key={time} />
}

function Ask() {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  // With the page's change itself: keys that follow at once are for it.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="leave-title"
      onCancel={event => {
        event.preventDefault()
        dialog.current?.close()
      }}
      // Closed, it gives the keyboard back to where it was.
      onClose={stay}
    >
      <h2 id="leave-title">{t.leave.title}</h2>
      <p>{t.leave.lead}</p>
      <div class="buttons">
        <button type="button" onClick={() => dialog.current?.close()}>
          {t.leave.stay}
        </button>
        <button type="button" class="secondary" onClick={leave}>
          {t.leave.leave}
        </button>
      </div>
    </dialog>
  )
}
