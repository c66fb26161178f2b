import type { EvidenceDetail, OpenedRequestLetters } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { TextArea } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { isLetter, NO_LETTER, Victims } from './victims.tsx'

interface Props {
  readonly requestId: string
  readonly words: EvidenceDetail['words']
  /** The agency that executes it begins; whoever leads the case answers; the central authorities read. */
  readonly may: 'begin' | 'answer' | 'read'
}

/** Short messages between who executes a request and who leads the case; each reading is an entry in the log. */
export function ContactMessages({ requestId, words, may }: Props) {
  const { t, code, moment, language } = useWords()
  const { client, agencies } = useSignedIn()
  const { contact, textsLead, letters } = t.evidence
  const [opened, setOpened] = useState<OpenedRequestLetters>()
  const [message, setMessage] = useState(NO_LETTER)
  const look = async () => setOpened(await client.openRequestContact(requestId))
  const read = useAction(look)
  const write = useAction(async () => {
    if (!isLetter(message)) return
    await client.writeRequestContact({ requestId, lang: language, ...message })
    setMessage(NO_LETTER)
    await look()
  })
  const mayWrite = may === 'begin' || (may === 'answer' && (opened?.letters.length ?? 0) > 0)
  return (
    <>
      <p class="hint">{textsLead}</p>
      <Problem problem={read.problem ?? write.problem} />
      <Status>{opened?.letters.length === 0 ? letters.none : ''}</Status>
      {!opened && (
        <button type="button" class="secondary" disabled={read.busy} onClick={() => void read.run()}>
          {contact.open}
        </button>
      )}
      {opened?.letters.map(one => (
        <article key={one.letterId}>
          <h3>
            {agencies.name(one.by.agencyId)}, <time dateTime={one.madeAt}>{moment(one.madeAt)}</time>
          </h3>
          <p class="account" lang={one.lang}>
            {one.text}
          </p>
          {one.delivery && <p class="hint">{code('evidence', one.delivery)}</p>}
        </article>
      ))}
      {mayWrite && (
        <form
          class="panel"
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void write.run()
          }}
        >
          <TextArea
            id={`contact-${requestId}`}
            label={contact.write}
            hint={contact.hint}
            rows={3}
            value={message.text}
            onValue={text => setMessage({ ...message, text })}
          />
          <Victims
            {...{ request: { words }, id: `contact-victims-${requestId}`, value: message.victims }}
            change={victims => setMessage({ ...message, victims })}
          />
          <div class="buttons">
            <button type="submit" disabled={write.busy || !isLetter(message)}>
              {letters.send}
            </button>
          </div>
        </form>
      )}
    </>
  )
}
