import type { ReferralView } from '@amparo/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { useAction } from '../../../app/use-action.ts'
import { useUpload } from '../../../app/use-upload.ts'
import type { UploadState } from '../../../files/uploads.ts'
import { FileField } from '../../../ui/fields.tsx'
import { Status } from '../../../ui/page.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { ChooseAgain } from './choose-again.tsx'
import { FileProgress } from './file-progress.tsx'

interface Props {
  readonly referral: ReferralView
  /** The own reference to the person. */
  readonly subjectRef: string
  readonly done: (what: string) => void
}

/** One file at a time: chosen, encrypted and sent from here, which goes on while other pages are looked at. */
export function AttachFile({ referral, subjectRef, done }: Props) {
  const { t } = useWords()
  const { uploads } = useSignedIn()
  const says = t.files
  const upload = useUpload(referral.id)
  const [file, setFile] = useState<File>()
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  if (upload && upload.phase !== 'ended') return <UnderWay {...{ upload, done }} />
  return (
    <form
      ref={form}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (file === undefined || file.size === 0) return
        uploads.begin(referral.id, subjectRef, file)
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

function UnderWay({ upload, done }: { upload: UploadState; done: Props['done'] }) {
  const { t } = useWords()
  const { uploads, signInAgain } = useSignedIn()
  const says = t.files
  const { referralId, fileId, phase, problem } = upload
  const isOther = problem?.code === 'file_not_the_same' && fileId !== null
  const cancel = useAction(async () => {
    await uploads.cancel(referralId)
    done(says.cancelled)
  })
  useEffect(() => {
    if (problem?.code !== 'hub_unreachable') return undefined
    const back = () => uploads.goOn(referralId)
    addEventListener('online', back)
    return () => removeEventListener('online', back)
  }, [problem, uploads, referralId])
  const goOn = async () => {
    if (problem?.status === 401 && !(await signInAgain('ended'))) return
    uploads.goOn(referralId)
  }
  return (
    <div class="under-way">
      <Problem problem={problem ?? cancel.problem} />
      <Status>{says.phases[phase]}</Status>
      {isOther ? (
        <ChooseAgain {...{ referralId, fileId }} />
      ) : (
        <FileProgress label={says.phases[phase]} done={upload.done} size={upload.size} />
      )}
      <div class="buttons">
        {phase === 'stopped' && !isOther && (
          <button type="button" onClick={() => void goOn()}>
            {says.goOn}
          </button>
        )}
        <button type="button" class="secondary" disabled={cancel.busy} onClick={() => void cancel.run()}>
          {says.cancel}
        </button>
      </div>
    </div>
  )
}
