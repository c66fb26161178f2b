import type { ReferralView } from '@amparo/client'
import { useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { type AttachedFile, attached, MAX_BYTES } from '../../case/files.ts'
import { writtenLanguages } from '../../i18n/lists.ts'
import { SelectField, TextArea } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SealedNotice } from '../../ui/sealed-notice.tsx'

/** Sealed in this browser to the hub's vault; a message whose answer was lost is not sent twice. */
export function WriteMessage({ referral, written }: { referral: ReferralView; written(): void }) {
  const words = useWords()
  const { t } = words
  const { client, session } = useSignedIn()
  const { thread } = t.case
  const [text, setText] = useState('')
  const [lang, setLang] = useState<string>(words.language)
  const [files, setFiles] = useState<readonly AttachedFile[]>([])
  const [tried, setTried] = useState(false)
  const [notShown, setNotShown] = useState<readonly string[]>([])
  const input = useRef<HTMLInputElement>(null)
  const languages = useMemo(() => writtenLanguages(words), [words])
  const size = files.reduce((sum, { base64 }) => sum + base64.length * 0.75, 0)
  const work = useAction(async () => {
    const { withheld } = await client.writeMessage({ referralId: referral.id, lang, text, attachments: files })
    setNotShown(
      withheld.map(({ file, reason }) => thread.notShown(files[file]?.name ?? '', words.code('withheld', reason))),
    )
    setText('')
    setFiles([])
    setTried(false)
    if (input.current) input.current.value = ''
    written()
  })
  return (
    <form
      class="write"
      noValidate
      autocomplete="off"
      aria-label={thread.write}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (text.trim() !== '' && size <= MAX_BYTES) void work.run()
      }}
    >
      <SealedNotice to={otherOf(referral, session)} />
      <Problem problem={work.problem} />
      <Status>{notShown.join(' ')}</Status>
      <TextArea
        id="message-text"
        label={thread.write}
        hint={thread.writeHint}
        fault={tried && text.trim() === '' ? t.form.faults.required : undefined}
        rows={4}
        value={text}
        onValue={setText}
      />
      <SelectField id="message-lang" label={thread.language} value={lang} choices={languages} onValue={setLang} />
      <div class="field">
        <label for="message-files">{thread.attach}</label>
        <p class="hint" id="message-files-hint">
          {thread.attachHint}
        </p>
        {size > MAX_BYTES && (
          <p class="fault" id="message-files-fault">
            {thread.tooLarge}
          </p>
        )}
        <input
          ref={input}
          id="message-files"
          type="file"
          multiple
          aria-describedby={size > MAX_BYTES ? 'message-files-hint message-files-fault' : 'message-files-hint'}
          aria-invalid={size > MAX_BYTES ? 'true' : undefined}
          onChange={event => void Promise.all([...(event.currentTarget.files ?? [])].map(attached)).then(setFiles)}
        />
      </div>
      <div class="buttons">
        <button type="submit" disabled={work.busy}>
          {thread.send}
        </button>
      </div>
    </form>
  )
}

const otherOf = ({ from, to }: ReferralView, { hub, agency }: { readonly hub: string; readonly agency: string }) =>
  from.hub === hub && from.agencyId === agency ? (to ?? undefined) : from
