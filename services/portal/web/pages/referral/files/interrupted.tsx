import { useWords } from '../../../app/context.ts'
import { useAction } from '../../../app/use-action.ts'
import type { Uploads } from '../../../files/uploads.ts'
import { Button } from '../../../ui/button.tsx'
import { FileProgress } from '../../../ui/file-progress.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { ChooseAgain } from './choose-again.tsx'

interface Props {
  readonly uploads: Uploads
  readonly file: { readonly fileId: string; readonly received: number; readonly size: number }
  readonly name: string
  /** Of the referral or the request with which it goes. */
  readonly referralId: string
  readonly done: (what: string) => void
}

/** The page was left, or it was begun elsewhere. */
export function Interrupted({ uploads, file, name, referralId, done }: Props) {
  const { t } = useWords()
  const { fileId, received, size } = file
  const cancel = useAction(async () => {
    await uploads.cancel(referralId, fileId)
    done(t.files.cancelled)
  })
  return (
    <>
      <Problem problem={cancel.problem} />
      <FileProgress label={name} done={received} size={size} />
      <ChooseAgain {...{ uploads, referralId, fileId }} />
      <div class="buttons">
        <Button
          type="button"
          class="secondary"
          disabled={cancel.busy}
          aria-label={`${t.files.cancel}${t.app.colon}${name}`}
          onClick={() => void cancel.run()}
        >
          {t.files.cancel}
        </Button>
      </div>
    </>
  )
}
