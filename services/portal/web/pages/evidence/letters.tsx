import type { EvidenceDetail, OpenedRequestLetters } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { TextArea } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SealedNotice } from '../../ui/sealed-notice.tsx'
import { SealedText } from './sealed-text.tsx'
import { TextDelivery, TextsAgain } from './sending.tsx'
import { isLetter, NO_LETTER, Victims } from './victims.tsx'

/** What the two central authorities write to each other about it, and whoever leads the case to that of the other state; each reading is an entry in the log. */
export function Letters({ request }: { request: EvidenceDetail }) {
  const { t, say, moment, language } = useWords()
  const { client, agencies, may } = useSignedIn()
  const { evidence } = t
  const { id: requestId, role, parties, steps } = request
  const [opened, setOpened] = useState<OpenedRequestLetters>()
  const [letter, setLetter] = useState(NO_LETTER)
  const read = useAction(async () => setOpened(await client.openRequestLetters(requestId)))
  const write = useAction(async () => {
    if (!isLetter(letter)) return
    await client.writeRequestLetter({ requestId, lang: language, ...letter, attachments: [] })
    setLetter(NO_LETTER)
    setOpened(await client.openRequestLetters(requestId))
  })
  const mayWrite = role === 'drafter' || ((role === 'sender' || role === 'recipient') && may('evidence:decide'))
  const named = (taken: readonly string[]) =>
    taken.map(step => say(steps.find(one => one.step === step)?.text ?? request.treatyName)).join(', ')
  return (
    <section aria-labelledby="letters">
      <h2 id="letters">{evidence.letters.title}</h2>
      <p class="hint">{evidence.textsLead}</p>
      <Problem problem={read.problem ?? write.problem} />
      <Status>{opened && opened.letters.length + opened.sealed.length === 0 ? evidence.letters.none : ''}</Status>
      {!opened && (
        <button type="button" class="secondary" disabled={read.busy} onClick={() => void read.run()}>
          {evidence.letters.open}
        </button>
      )}
      {opened && opened.unheld.length > 0 && <p class="notice">{evidence.inWords.unheld(named(opened.unheld))}</p>}
      {opened?.letters.map(letter => (
        <article key={letter.letterId}>
          <h3>
            {agencies.name(letter.by.agencyId)}, <time dateTime={letter.madeAt}>{moment(letter.madeAt)}</time>
          </h3>
          <p class="account" lang={letter.lang}>
            {letter.text}
          </p>
          {letter.reasonsFor.length > 0 && <p class="hint">{evidence.inWords.of(named(letter.reasonsFor))}</p>}
          <TextDelivery text={letter} />
        </article>
      ))}
      {opened && <TextsAgain {...{ request, texts: opened.letters, reopen: read.run }} />}
      {opened?.sealed.map(text => (
        <SealedText
          key={text.itemId}
          {...{ request, text, name: `${agencies.name(text.by.agencyId)}, ${moment(text.madeAt)}` }}
        />
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
          <SealedNotice to={role === 'sender' ? parties?.recipient : parties?.sender} />
          <TextArea
            id="letter"
            label={evidence.letters.write}
            hint={evidence.sealedHint}
            rows={3}
            value={letter.text}
            onValue={text => setLetter({ ...letter, text })}
          />
          <Victims
            {...{ request, id: 'letter-victims', value: letter.victims }}
            change={victims => setLetter({ ...letter, victims })}
          />
          <div class="buttons">
            <button type="submit" disabled={write.busy || !isLetter(letter)}>
              {evidence.letters.send}
            </button>
          </div>
        </form>
      )}
    </section>
  )
}
