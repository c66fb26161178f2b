import type { EvidenceDetail, RequestFilesView } from '@amparo/client'
import { isNamingField, PERSONS_FIELD } from '@amparo/contracts'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { asProblem } from '../../app/as-problem.ts'
import { useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { writtenLanguages } from '../../i18n/lists.ts'
import { AskAgain } from '../../ui/ask-again.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { focusIn } from '../../ui/focus.ts'
import { Problem } from '../../ui/problem.tsx'
import { Annexes } from './annexes.tsx'
import { DraftField, fieldId } from './draft-field.tsx'
import { filesIn } from './item-codes.ts'
import { Tried } from './tried.tsx'
import { useDraft } from './use-draft.ts'

interface Props {
  readonly request: EvidenceDetail
  /** Of which the annexes are chosen. */
  readonly files: RequestFilesView | undefined
  done(what: string): Promise<void>
  reload(): void
}

const BUTTONS = 'draft-buttons'
const FIRST = 'evidence-lang'

/** What is asked under this treaty for this assistance. Texts are sealed in this browser; the draft names them by hash. */
export function DraftForm({ request, files, done, reload }: Props) {
  const words = useWords()
  const { t, say } = words
  const { evidence } = t
  const draft = useDraft(request)
  const { answers, answered, texts, unread, outdated } = draft
  const languages = useMemo(() => writtenLanguages(words), [words])
  const { run, busy, problem, clear } = useAction((work: () => Promise<void>) =>
    work().catch((error: unknown) => {
      if (asProblem(error).code === 'request_moved_on') reload()
      throw error
    }),
  )
  const save = async () => {
    await draft.keep()
    await done(evidence.saved)
  }
  const handIn = async () => {
    const saved = await draft.keep()
    // Told once: whoever hands it in after that has seen which texts do not go with it.
    if (!saved.isWhole) return await done(evidence.saved)
    await draft.handIn(saved.version).catch(async (error: unknown) => {
      await done(evidence.saved)
      throw error
    })
    await done(evidence.handedIn)
  }
  const discard = async () => {
    await draft.discard()
    await done(evidence.discarded)
  }
  const [asked, ask] = useState<'discard' | 'handIn'>()
  /** Where the keyboard goes on once nothing is asked any more. */
  const next = useRef<string>(undefined)
  useLayoutEffect(() => {
    if (asked === undefined && next.current !== undefined) focusIn(next.current)
    next.current = undefined
  }, [asked])
  /** Uploaded for it, and not named by it: nobody else would see them. */
  const named = new Set(filesIn(answers['annexes']).map(({ item }) => item))
  const leftOut = (files?.files ?? []).filter(
    ({ item, own, state }) => own && state !== 'refused' && !named.has(item),
  ).length
  const [noNumber] = Object.keys(unread)
  /** Nothing is called saved beside what is not: whoever saves stands at what is no number. */
  const runIfRead = (work: () => Promise<void>) => {
    if (noNumber === undefined) void run(work)
    else focusIn(fieldId(noNumber))
  }
  const labelsOf = (of: readonly string[]) =>
    request.fields.flatMap(({ field, text }) => (of.includes(field) ? [say(text)] : [])).join(', ')
  return (
    <form
      class="panel"
      noValidate
      autocomplete="off"
      aria-labelledby="draft"
      onSubmit={event => {
        event.preventDefault()
        runIfRead(save)
      }}
    >
      <h2 id="draft">{evidence.answers}</h2>
      <p class="hint">{evidence.suspects.lead}</p>
      <Problem problem={problem} focus />
      {draft.isBehind && !busy && (
        <div class="notice" role="alert">
          <p>{evidence.savedByOther}</p>
          <Button
            type="button"
            class="secondary"
            onClick={() => {
              clear()
              draft.takeOver()
              focusIn(FIRST)
            }}
          >
            {evidence.useSaved}
          </Button>
        </div>
      )}
      {outdated.length > 0 && (
        <p class="notice" role="alert">
          {evidence.suspects.outdated(labelsOf(outdated))}
        </p>
      )}
      <Tried request={request} answer={answers['sources-tried']} answered={answered('sources-tried')} />
      <SelectField
        id={FIRST}
        label={evidence.textLanguage}
        value={draft.lang}
        choices={languages}
        onValue={draft.setLang}
      />
      <SelectField
        id="evidence-into"
        label={evidence.translationLanguage}
        value={draft.into}
        choices={languages}
        onValue={draft.setInto}
      />
      {request.fields.map(field => (
        <DraftField
          key={field.field}
          field={field}
          answer={answers[field.field]}
          unread={unread[field.field]}
          text={texts[field.field] ?? ''}
          naming={isNamingField(field.field)}
          suspects={field.field === PERSONS_FIELD ? { value: draft.suspects, wrote: draft.setSuspects } : undefined}
          answered={answered(field.field)}
          translation={draft.translations[field.field] ?? ''}
          wrote={draft.wrote(field.field)}
          translated={draft.translated(field.field)}
        />
      ))}
      <Annexes {...{ request, files }} answer={answers['annexes']} answered={answered('annexes')} />
      {asked === undefined ? (
        <div class="buttons" id={BUTTONS}>
          <Button type="submit" disabled={busy}>
            {evidence.save}
          </Button>
          <Button
            type="button"
            class="secondary"
            disabled={busy}
            onClick={() => (leftOut > 0 && noNumber === undefined ? ask('handIn') : runIfRead(handIn))}
          >
            {evidence.handIn}
          </Button>
          <Button type="button" class="secondary" disabled={busy} onClick={() => ask('discard')}>
            {evidence.discard}
          </Button>
        </div>
      ) : (
        <AskAgain
          key={asked}
          why={asked === 'discard' ? evidence.discardLoses : evidence.files.leftOut(leftOut)}
          what={evidence[asked]}
          busy={busy}
          goOn={() => void run(asked === 'discard' ? discard : handIn).then(() => ask(undefined))}
          back={() => {
            next.current = asked === 'discard' ? BUTTONS : fieldId('annexes')
            ask(undefined)
          }}
        />
      )}
    </form>
  )
}
