import type { EvidenceDetail } from '@amparo/client'
import { useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Clearing } from './clearing.tsx'
import { LetterForm, WrittenLetter } from './letter-form.tsx'
import { Older } from './older.tsx'
import { SealedText } from './sealed-text.tsx'
import { TextDelivery, TextsAgain } from './sending.tsx'
import { useLetters } from './use-letters.ts'
import type { UnreadHere } from './use-unread.ts'
import type { Letter } from './victims.tsx'

interface Props {
  readonly requestId: string
  readonly words: EvidenceDetail['words']
  /** The agency that executes it (`contact`) begins; whoever leads the case answers; the central authorities read. */
  readonly role: EvidenceDetail['role'] | 'contact'
  readonly unread: UnreadHere
}

/** Short messages between who executes a request and who leads the case; each reading is an entry in the log, and what was read is cleared from the screen again. */
export function ContactMessages({ requestId, words, role, unread }: Props) {
  const { t, moment, language } = useWords()
  const { client, agencies } = useSignedIn()
  const { contact, textsLead, letters } = t.evidence
  // Cleared from the screen, it still has begun.
  const isBegun = useRef(false)
  const reading = useLetters(
    async before => {
      const read = await client.openRequestContact(requestId, before)
      isBegun.current ||= read.letters.length + read.sealed.length > 0
      return read
    },
    () => unread.opened('contact'),
  )
  const { open, view: opened } = reading
  const { once } = useKeys()
  const write = useAction(async (written: Letter) => {
    const message = { requestId, lang: language, ...written }
    await once(message, key => client.writeRequestContact(message, key))
  })
  const send = async (message: Letter) => {
    const isSent = await write.run(message)
    if (isSent) void open.run()
    return isSent
  }
  const mayWrite = role === 'contact' || (role === 'drafter' && isBegun.current)
  return (
    <>
      <p class="hint">{textsLead}</p>
      <Problem problem={open.problem ?? write.problem} />
      <Clearing {...reading} none={letters.none} />
      {(!opened || unread.waits('contact')) && (
        <Button type="button" class="secondary" disabled={open.busy} onClick={() => void open.run()}>
          {contact.open}
        </Button>
      )}
      {opened?.letters.map(one => (
        <WrittenLetter key={one.letterId} letter={one}>
          <TextDelivery text={one} />
        </WrittenLetter>
      ))}
      {opened && <TextsAgain {...{ request: { id: requestId, role }, texts: opened.letters, reopen: open.run }} />}
      {opened?.sealed.map(text => (
        <SealedText
          key={text.itemId}
          {...{ request: { id: requestId, role }, text }}
          name={`${agencies.name(text.by.agencyId)}, ${moment(text.madeAt)}`}
        />
      ))}
      <Older {...reading} />
      {mayWrite && (
        <LetterForm
          {...{ request: { words }, id: `contact-${requestId}`, label: contact.write, hint: contact.hint }}
          {...{ busy: write.busy, write: send }}
        />
      )}
    </>
  )
}
