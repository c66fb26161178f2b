import type { EvidenceDetail } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SealedNotice } from '../../ui/sealed-notice.tsx'
import { Clearing } from './clearing.tsx'
import { LetterForm, WrittenLetter } from './letter-form.tsx'
import { Older } from './older.tsx'
import { SealedText } from './sealed-text.tsx'
import { TextDelivery, TextsAgain } from './sending.tsx'
import { useLetters } from './use-letters.ts'
import type { UnreadHere } from './use-unread.ts'
import type { Letter } from './victims.tsx'

interface Props {
  readonly request: EvidenceDetail
  readonly unread: UnreadHere
}

/** What the two central authorities write to each other about it, and whoever leads the case to that of the other state; each reading is an entry in the log, and what was read is cleared from the screen again. */
export function Letters({ request, unread }: Props) {
  const { t, say, moment, language } = useWords()
  const { client, agencies, may } = useSignedIn()
  const { evidence } = t
  const { id: requestId, role, parties, steps } = request
  const reading = useLetters(
    before => client.openRequestLetters(requestId, before),
    () => unread.opened('letter'),
  )
  const { open, view: opened } = reading
  const { once } = useKeys()
  const write = useAction(async (written: Letter) => {
    const letter = { requestId, lang: language, ...written, attachments: [] }
    await once(letter, key => client.writeRequestLetter(letter, key))
  })
  const send = async (letter: Letter) => {
    const isSent = await write.run(letter)
    if (isSent) void open.run()
    return isSent
  }
  const mayWrite = role === 'drafter' || ((role === 'sender' || role === 'recipient') && may('evidence:decide'))
  const named = (taken: readonly string[]) =>
    taken.map(step => say(steps.find(one => one.step === step)?.text ?? request.treatyName)).join(', ')
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{evidence.letters.title}</h2>
      <p class="hint">{evidence.textsLead}</p>
      <Problem problem={open.problem ?? write.problem} />
      <Clearing {...reading} none={evidence.letters.none} />
      {(!opened || unread.waits('letter')) && (
        <Button type="button" class="secondary" disabled={open.busy} onClick={() => void open.run()}>
          {evidence.letters.open}
        </Button>
      )}
      {opened && opened.unheld.length > 0 && <p class="notice">{evidence.inWords.unheld(named(opened.unheld))}</p>}
      {opened?.letters.map(letter => (
        <WrittenLetter key={letter.letterId} letter={letter}>
          {letter.reasonsFor.length > 0 && <p class="hint">{evidence.inWords.of(named(letter.reasonsFor))}</p>}
          <TextDelivery text={letter} />
        </WrittenLetter>
      ))}
      {opened && <TextsAgain {...{ request, texts: opened.letters, reopen: open.run }} />}
      {opened?.sealed.map(text => (
        <SealedText
          key={text.itemId}
          {...{ request, text, name: `${agencies.name(text.by.agencyId)}, ${moment(text.madeAt)}` }}
        />
      ))}
      <Older {...reading} />
      {mayWrite && (
        <LetterForm
          {...{ request, id: 'letter', label: evidence.letters.write, hint: evidence.sealedHint, busy: write.busy }}
          write={send}
        >
          <SealedNotice to={role === 'sender' ? parties?.recipient : parties?.sender} />
        </LetterForm>
      )}
    </section>
  )
}
