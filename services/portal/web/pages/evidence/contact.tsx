import type { EvidenceDetail, OpenedRequestLetters } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { LetterForm, WrittenLetter } from './letter-form.tsx'
import { SealedText } from './sealed-text.tsx'
import { TextDelivery, TextsAgain } from './sending.tsx'
import type { UnreadHere } from './use-unread.ts'
import type { Letter } from './victims.tsx'

interface Props {
  readonly requestId: string
  readonly words: EvidenceDetail['words']
  /** The agency that executes it (`contact`) begins; whoever leads the case answers; the central authorities read. */
  readonly role: EvidenceDetail['role'] | 'contact'
  readonly unread: UnreadHere
}

/** Short messages between who executes a request and who leads the case; each reading is an entry in the log. */
export function ContactMessages({ requestId, words, role, unread }: Props) {
  const { t, moment, language } = useWords()
  const { client, agencies } = useSignedIn()
  const { contact, textsLead, letters } = t.evidence
  const [opened, setOpened] = useState<OpenedRequestLetters>()
  const read = useAction(async () => {
    const view = await client.openRequestContact(requestId)
    setOpened(view)
    if (view.sealed.length === 0) unread.opened('contact')
  })
  const { once } = useKeys()
  const write = useAction(async (written: Letter) => {
    const message = { requestId, lang: language, ...written }
    await once(message, key => client.writeRequestContact(message, key))
  })
  const send = async (message: Letter) => {
    const isSent = await write.run(message)
    if (isSent) void read.run()
    return isSent
  }
  const isBegun = opened !== undefined && opened.letters.length + opened.sealed.length > 0
  const mayWrite = role === 'contact' || (role === 'drafter' && isBegun)
  return (
    <>
      <p class="hint">{textsLead}</p>
      <Problem problem={read.problem ?? write.problem} />
      <Status>{opened && !isBegun ? letters.none : ''}</Status>
      {(!opened || unread.waits('contact')) && (
        <button type="button" class="secondary" disabled={read.busy} onClick={() => void read.run()}>
          {contact.open}
        </button>
      )}
      {opened?.letters.map(one => (
        <WrittenLetter key={one.letterId} letter={one}>
          <TextDelivery text={one} />
        </WrittenLetter>
      ))}
      {opened && <TextsAgain {...{ request: { id: requestId, role }, texts: opened.letters, reopen: read.run }} />}
      {opened?.sealed.map(text => (
        <SealedText
          key={text.itemId}
          {...{ request: { id: requestId, role }, text }}
          name={`${agencies.name(text.by.agencyId)}, ${moment(text.madeAt)}`}
        />
      ))}
      {mayWrite && (
        <LetterForm
          {...{ request: { words }, id: `contact-${requestId}`, label: contact.write, hint: contact.hint }}
          {...{ busy: write.busy, write: send }}
        />
      )}
    </>
  )
}
