import type { EvidenceDetail, OpenedRequestLetters } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/fields.tsx'
import { MaskedText } from '../../ui/masked-text.tsx'
import { isLetter, type Letter, NO_LETTER, Victims } from './victims.tsx'

interface Props {
  readonly request: Pick<EvidenceDetail, 'words'>
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly busy: boolean
  /** Throws nothing; answers whether it went. */
  write(letter: Letter): Promise<boolean>
  /** What is said before it. */
  readonly children?: ComponentChildren
}

/** Something is written to the other state about a request, with what is said of the victims in it. */
export function LetterForm({ request, id, label, hint, busy, write, children }: Props) {
  const { t } = useWords()
  const [letter, setLetter] = useState(NO_LETTER)
  useUnsaved(letter.text.trim() !== '')
  const send = async () => {
    // What was written on meanwhile stays.
    if (isLetter(letter) && (await write(letter))) setLetter(now => (now === letter ? NO_LETTER : now))
  }
  return (
    <form
      class="panel"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      {children}
      <TextArea
        {...{ id, label, hint, rows: 3, value: letter.text }}
        onValue={text => setLetter({ ...letter, text })}
      />
      <Victims
        {...{ request, id: `${id}-victims`, value: letter.victims }}
        change={victims => setLetter({ ...letter, victims })}
      />
      <div class="buttons">
        <Button type="submit" disabled={busy || !isLetter(letter)}>
          {t.evidence.letters.send}
        </Button>
      </div>
    </form>
  )
}

interface Written {
  readonly letter: OpenedRequestLetters['letters'][number]
  readonly children?: ComponentChildren
}

/** One that was written: by whom, when, and what it says. */
export function WrittenLetter({ letter: { by, madeAt, lang, text }, children }: Written) {
  const { moment } = useWords()
  const { agencies, session } = useSignedIn()
  const isOwnAgency = isOwn(by, session)
  return (
    <article>
      <h3>
        {agencies.name(by.agencyId)}, <time dateTime={madeAt}>{moment(madeAt)}</time>
      </h3>
      <MaskedText text={text} lang={lang} own={isOwnAgency} />
      {children}
    </article>
  )
}
