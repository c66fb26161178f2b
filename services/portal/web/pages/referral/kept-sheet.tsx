import type { OpenedSheet } from '@amparo/client'
import { useEffect, useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useBitmap } from '../../app/use-bitmap.ts'
import { useOpened } from '../../app/use-opened.ts'
import { nameOf } from '../../case/file-name.ts'
import { save } from '../../case/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

interface Props {
  readonly subjectRef: string
  readonly sheetId: string
  /** When it was signed, in words. */
  readonly of: string
}

/** The paper as it was kept, for the agency that keeps it. Each opening is in the log. */
export function KeptSheet({ subjectRef, sheetId, of }: Props) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { signed: says } = t.record
  const { open, view, cleared, minutes, clear } = useOpened<OpenedSheet>(() =>
    client.openConsentSheet(subjectRef, sheetId),
  )
  return (
    <>
      <Problem problem={open.problem} />
      <Status>{open.busy ? says.opening : view ? t.view.remaining(minutes) : cleared && t.view.cleared}</Status>
      <div class="buttons">
        <Button
          type="button"
          class="secondary"
          disabled={open.busy}
          aria-label={`${view ? says.hide : says.show}${t.app.colon}${of}`}
          onClick={() => (view ? clear() : void open.run())}
        >
          {view ? says.hide : says.show}
        </Button>
        {view && (
          <button
            type="button"
            class="secondary"
            onClick={() => save({ ...view, name: nameOf({ fileId: sheetId, mediaType: view.mediaType }) })}
          >
            {says.save}
          </button>
        )}
      </div>
      {view && (view.mediaType.startsWith('image/') ? <Picture sheet={view} /> : <p class="hint">{says.saveOnly}</p>)}
    </>
  )
}

function Picture({ sheet }: { sheet: OpenedSheet }) {
  const { t } = useWords()
  const place = useRef<HTMLCanvasElement>(null)
  const { picture, isBroken } = useBitmap(sheet)
  useEffect(() => {
    if (picture) place.current?.getContext('2d')?.drawImage(picture, 0, 0)
  }, [picture])
  if (isBroken) return <p role="alert">{t.review.unreadable}</p>
  if (picture === undefined) return null
  const { width, height } = picture
  return <canvas ref={place} class="picture" role="img" aria-label={t.record.signed.picture} {...{ width, height }} />
}
