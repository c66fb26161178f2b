import type { ReferralView } from '@amparo/client'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { type AttachedFile, attached, MAX_BYTES } from '../../case/files.ts'
import { type Mark, marksAfter } from '../../form/marks.ts'
import { readsOwnWords } from '../../form/own-words.ts'
import { readsTexts } from '../../form/reads-texts.ts'
import { writtenLanguages } from '../../i18n/lists.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea } from '../../ui/fields.tsx'
import { Marks } from '../../ui/marks.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { type SaidOfFiles, SaidOfFilesSelect, saidIn } from '../../ui/said-of-files.tsx'
import { SealedNotice } from '../../ui/sealed-notice.tsx'

interface Props {
  readonly referral: ReferralView
  /** Whether something is written that has not gone: it stays, whatever becomes of the referral. */
  writing(isUnsent: boolean): void
  written(): void
}

/** Sealed in this browser to the hub's vault; a message whose answer was lost is not sent twice. */
export function WriteMessage({ referral, writing, written }: Props) {
  const words = useWords()
  const { t } = words
  const { client, session, agencies } = useSignedIn()
  const { thread } = t.case
  const [text, setText] = useState('')
  const [lang, setLang] = useState<string>(words.language)
  const [files, setFiles] = useState<readonly AttachedFile[]>([])
  const [marks, setMarks] = useState<readonly Mark[]>([])
  const [said, setSaid] = useState<SaidOfFiles>('')
  const [tried, setTried] = useState(false)
  const [notShown, setNotShown] = useState<readonly string[]>([])
  /** What is written on while the message goes out stays, with its marks. */
  const latest = useRef(text)
  latest.current = text
  const input = useRef<HTMLInputElement>(null)
  const languages = useMemo(() => writtenLanguages(words), [words])
  const size = files.reduce((sum, { base64 }) => sum + base64.length * 0.75, 0)
  const other = otherOf(referral, session)
  const reader = other && agencies.find(other)
  const keptFrom = reader !== undefined && readsOwnWords([reader.type])
  const { once } = useKeys()
  const isUnsent = text.trim() !== '' || files.length > 0
  useUnsaved(isUnsent)
  useLayoutEffect(() => writing(isUnsent), [isUnsent])
  const work = useAction(async () => {
    const own = { ...(marks.length > 0 && { selfIncriminating: marks }), ...(files.length > 0 && saidIn(said)) }
    const message = { referralId: referral.id, lang, text, attachments: files, ...own }
    const { withheld } = await once(message, key => client.writeMessage(message, key))
    setNotShown(
      withheld.map(({ file, reason }) => thread.notShown(files[file]?.name ?? '', words.code('withheld', reason))),
    )
    if (latest.current === text) clear()
    written()
  })
  const clear = () => {
    setText('')
    setFiles([])
    setMarks([])
    setSaid('')
    setTried(false)
    if (input.current) input.current.value = ''
  }
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
      <SealedNotice to={other} />
      {reader && !readsTexts(reader.type, referral.purpose) && <p class="notice">{thread.unread(reader.name)}</p>}
      <Problem problem={work.problem} focus />
      <Status>{notShown.join(' ')}</Status>
      <TextArea
        id="message-text"
        label={thread.write}
        hint={thread.writeHint}
        fault={tried && text.trim() === '' ? t.form.faults.required : undefined}
        rows={4}
        value={text}
        onValue={next => {
          setMarks(marksAfter(marks, text, next))
          setText(next)
        }}
      />
      {keptFrom && <Marks id="message-marks" field="message-text" text={text} marks={marks} onMarks={setMarks} />}
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
      {keptFrom && files.length > 0 && <SaidOfFilesSelect id="message-said" said={said} onSaid={setSaid} />}
      <div class="buttons">
        <Button type="submit" disabled={work.busy}>
          {thread.send}
        </Button>
      </div>
    </form>
  )
}

const otherOf = ({ from, to }: ReferralView, { hub, agency }: { readonly hub: string; readonly agency: string }) =>
  from.hub === hub && from.agencyId === agency ? (to ?? undefined) : from
