import type { EvidenceAnswer, EvidenceDetail, RequestFilesView } from '@amparo/client'
import { isNamingField, PERSONS_FIELD } from '@amparo/contracts'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { linesOf } from '../../form/payload.ts'
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

type Answers = Readonly<Record<string, EvidenceAnswer>>
type Written = Readonly<Record<string, string>>

interface Props {
  readonly request: EvidenceDetail
  /** Of which the annexes are chosen. */
  readonly files: RequestFilesView | undefined
  done(what: string): Promise<void>
}

const BUTTONS = 'draft-buttons'

/** What is asked under this treaty for this assistance. Texts are sealed in this browser; the draft names them by hash. */
export function DraftForm({ request, files, done }: Props) {
  const words = useWords()
  const { t, say } = words
  const { client } = useSignedIn()
  const { evidence } = t
  const { once } = useKeys()
  const [answers, setAnswers] = useState<Answers>(request.answers)
  const [texts, setTexts] = useState<Written>({})
  const [translations, setTranslations] = useState<Written>({})
  const [suspects, setSuspects] = useState('')
  /** What was typed where a number belongs, and is none. */
  const [unread, setUnread] = useState<Written>({})
  /** What may name somebody who is listed as a suspect no more, and is not named until it is written anew. */
  const [outdated, setOutdated] = useState<readonly string[]>([])
  const [lang, setLang] = useState<string>(words.language)
  const [into, setInto] = useState<string>(words.language)
  const languages = useMemo(() => writtenLanguages(words), [words])
  const { id, priority, version } = request
  const [isKept, setKept] = useState(true)
  useUnsaved(!isKept)
  const edits = useRef(0)
  const changed = () => {
    edits.current += 1
    setKept(false)
  }
  /**
   * What is written is sealed first, field by field: what is sealed once is not sealed again if a later one is refused. The persons go before
   * all else: the others are masked by who of them is a suspect.
   */
  const keep = async () => {
    const before = edits.current
    let named = answers
    let stale = outdated
    const first = ([field]: readonly [string, string]) => (field === PERSONS_FIELD ? 0 : 1)
    for (const [field, text] of Object.entries(texts).toSorted((one, other) => first(one) - first(other))) {
      if (text.trim() === '') continue
      const translated = translations[field]?.trim() ?? ''
      const translation = translated === '' ? {} : { translation: { lang: into, text: translated } }
      const listed = field === PERSONS_FIELD ? { suspects: linesOf(suspects) } : {}
      const written = { requestId: id, field, lang, text, attachments: [], ...translation, ...listed }
      const kept = await once(written, key => client.writeRequestText(written, key))
      const left = [...stale, ...kept.outdated].filter(one => one !== field)
      const answeredAnew = (now: Answers): Answers => ({
        ...Object.fromEntries(Object.entries(now).filter(([one]) => !left.includes(one))),
        [field]: kept.sha256,
      })
      stale = left
      named = answeredAnew(named)
      // What was chosen, and below written, meanwhile stays.
      setAnswers(answeredAnew)
      setOutdated(left)
      setTexts(({ [field]: now, ...others }) => (now === text ? others : { ...others, [field]: now ?? '' }))
    }
    const kept = await client.redraftEvidence(id, version, { priority, answers: named })
    const isAll = edits.current === before
    if (isAll) setKept(true)
    return { version: kept.version, isWhole: isAll && stale.every(field => outdated.includes(field)) }
  }
  const { run, busy, problem } = useAction((work: () => Promise<void>) => work())
  const save = async () => {
    await keep()
    await done(evidence.saved)
  }
  const handIn = async () => {
    const saved = await keep()
    // Told once: whoever hands it in after that has seen which texts do not go with it.
    if (!saved.isWhole) return await done(evidence.saved)
    await client.handInEvidence(id, saved.version).catch(async (error: unknown) => {
      await done(evidence.saved)
      throw error
    })
    await done(evidence.handedIn)
  }
  const discard = async () => {
    await client.discardEvidence(id, version)
    setKept(true)
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
  const answered = (field: string) => (answer: EvidenceAnswer | undefined, typed?: string) => {
    const { [field]: _, ...others } = answers
    changed()
    setUnread(({ [field]: _, ...rest }) => (typed === undefined ? rest : { ...rest, [field]: typed }))
    setAnswers(answer === undefined ? others : { ...others, [field]: answer })
  }
  const labelsOf = (of: readonly string[]) =>
    request.fields.flatMap(({ field, text }) => (of.includes(field) ? [say(text)] : [])).join(', ')
  const wrote = (set: typeof setTexts, field: string) => (text: string) => {
    set(before => ({ ...before, [field]: text }))
    changed()
  }
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
      {outdated.length > 0 && (
        <p class="notice" role="alert">
          {evidence.suspects.outdated(labelsOf(outdated))}
        </p>
      )}
      <Tried request={request} answer={answers['sources-tried']} answered={answered('sources-tried')} />
      <SelectField
        id="evidence-lang"
        label={evidence.textLanguage}
        value={lang}
        choices={languages}
        onValue={setLang}
      />
      <SelectField
        id="evidence-into"
        label={evidence.translationLanguage}
        value={into}
        choices={languages}
        onValue={setInto}
      />
      {request.fields.map(field => (
        <DraftField
          key={field.field}
          field={field}
          answer={answers[field.field]}
          unread={unread[field.field]}
          text={texts[field.field] ?? ''}
          naming={isNamingField(field.field)}
          suspects={field.field === PERSONS_FIELD ? { value: suspects, wrote: setSuspects } : undefined}
          answered={answered(field.field)}
          translation={translations[field.field] ?? ''}
          wrote={wrote(setTexts, field.field)}
          translated={wrote(setTranslations, field.field)}
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
