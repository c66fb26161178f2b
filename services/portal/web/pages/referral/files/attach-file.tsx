import { isAway } from '@amparo/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../../../app/context.ts'
import { useAction } from '../../../app/use-action.ts'
import { useUpload } from '../../../app/use-upload.ts'
import type { UploadState, Uploads } from '../../../files/uploads.ts'
import { Button } from '../../../ui/button.tsx'
import { FileField } from '../../../ui/fields.tsx'
import { FileProgress } from '../../../ui/file-progress.tsx'
import { Status } from '../../../ui/page.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { ChooseAgain } from './choose-again.tsx'

interface Props {
  /** Of the referral or the request with which it goes. */
  readonly id: string
  /** The own reference to the person, or the request once more. */
  readonly owner: string
  readonly uploads: Uploads
  readonly done: (what: string) => void
}

/** One file at a time: chosen, encrypted and sent from here, which goes on while other pages are looked at. */
export function AttachFile({ id, owner, uploads, done }: Props) {
  const { t } = useWords()
  const says = t.files
  const upload = useUpload(uploads, id)
  const [file, setFile] = useState<File>()
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  if (upload && upload.phase !== 'ended') return <UnderWay {...{ uploads, upload, done }} />
  return (
    <form
      ref={form}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (file === undefined || file.size === 0) return
        uploads.begin(id, owner, file)
        form.current?.reset()
        setFile(undefined)
        setTried(false)
      }}
    >
      <Status>{upload && says.phases.ended}</Status>
      <FileField
        id="attach-file"
        label={says.choose}
        hint={says.chooseHint}
        fault={tried && !file?.size ? t.form.faults.required : undefined}
        onFile={setFile}
      />
      <div class="buttons">
        <button type="submit">{says.upload}</button>
      </div>
    </form>
  )
}

function UnderWay({ uploads, upload, done }: Pick<Props, 'uploads' | 'done'> & { readonly upload: UploadState }) {
  const { t } = useWords()
  const says = t.files
  const { referralId, fileId, phase, problem } = upload
  const isOther = problem?.code === 'file_not_the_same' && fileId !== null
  const cancel = useAction(async () => {
    await uploads.cancel(referralId)
    done(says.cancelled)
  })
  useEffect(() => {
    if (problem === undefined || !isAway(problem)) return undefined
    const back = () => uploads.goOn(referralId)
    addEventListener('online', back)
    return () => removeEventListener('online', back)
  }, [problem, uploads, referralId])
  return (
    <div class="under-way">
      <Problem problem={problem ?? cancel.problem} />
      <Status>{says.phases[phase]}</Status>
      {isOther ? (
        <ChooseAgain {...{ uploads, referralId, fileId }} />
      ) : (
        <FileProgress label={says.phases[phase]} done={upload.done} size={upload.size} />
      )}
      <div class="buttons">
        {phase === 'stopped' && !isOther && (
          <button type="button" onClick={() => uploads.goOn(referralId)}>
            {says.goOn}
          </button>
        )}
        <Button type="button" class="secondary" disabled={cancel.busy} onClick={() => void cancel.run()}>
          {says.cancel}
        </Button>
      </div>
    </div>
  )
}
