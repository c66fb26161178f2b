import type { ReferralFiles, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../../app/context.ts'
import { useAction } from '../../../app/use-action.ts'
import { useKeys } from '../../../app/use-keys.ts'
import { sizeIn } from '../../../files/sizes.ts'
import { readsOwnWords } from '../../../form/own-words.ts'
import { Button } from '../../../ui/button.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { type SaidOfFiles, SaidOfFilesSelect, saidIn } from '../../../ui/said-of-files.tsx'
import { Interrupted } from './interrupted.tsx'
import { ItemCodeSelects } from './item-code-selects.tsx'
import { OpenFile } from './open-file.tsx'

interface Props {
  readonly file: ReferralFiles['kept'][number]
  readonly referral: ReferralView
  readonly subjectRef: string
  readonly sent: ReferralFiles['sent']
  readonly done: (what: string) => void
}

/** Handed over once with a referral; anew only if it was refused. */
const AGAIN: readonly string[] = ['refused', 'expired']

/** A file that the own agency keeps of the person: what became of it, and what can be done with it. */
export function KeptFile({ file, referral, subjectRef, sent, done }: Props) {
  const { t, language, moment } = useWords()
  const { client, agencies, uploads } = useSignedIn()
  const says = t.files
  const { fileId, state } = file
  // As the referral, unless this file is another matter.
  const [codes, setCodes] = useState(referral.itemCodes)
  const [said, setSaid] = useState<SaidOfFiles>('')
  const name = says.one(sizeIn(language, file.size), moment(file.begunAt))
  const { once } = useKeys()
  const handOver = useAction(async () => {
    const as = { ...(codes && { itemCodes: codes }), ...saidIn(said) }
    await once(as, key => client.handOverFile(fileId, referral.id, as, key))
    done(says.handedOver)
  })
  const open = () => client.openFile(subjectRef, fileId)
  const { to } = referral
  const reader = to === null ? undefined : agencies.find(to)
  const isSent = sent.some(one => one.fileId === fileId && !AGAIN.includes(one.state))
  return (
    <li>
      <p>
        <strong>{name}</strong>
        <br />
        {says.states[state]}
      </p>
      <Problem problem={handOver.problem} />
      {state === 'uploading' && <Interrupted {...{ uploads, file, name, done }} referralId={referral.id} />}
      {state === 'kept' && (
        <>
          {to !== null && !isSent && (
            <div class="buttons">
              {reader && readsOwnWords([reader.type]) && (
                <SaidOfFilesSelect id={`${fileId}-incriminating`} said={said} onSaid={setSaid} />
              )}
              {codes && <ItemCodeSelects id={fileId} codes={codes} change={setCodes} />}
              <Button
                type="button"
                disabled={handOver.busy}
                aria-describedby={`file-${fileId}`}
                onClick={() => void handOver.run()}
              >
                {says.handOver(agencies.name(to.agencyId))}
              </Button>
              <span id={`file-${fileId}`} hidden>
                {name}
              </span>
            </div>
          )}
          <OpenFile {...{ fileId, name, open }} />
        </>
      )}
    </li>
  )
}
