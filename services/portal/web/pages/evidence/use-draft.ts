import type { EvidenceAnswer, EvidenceDetail } from '@amparo/client'
import { PERSONS_FIELD } from '@amparo/contracts'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { linesOf } from '../../form/payload.ts'

type Answers = Readonly<Record<string, EvidenceAnswer>>
type Written = Readonly<Record<string, string>>

/** What somebody makes of a draft, until it is saved: what is chosen, and texts, which are sealed in this browser. */
export function useDraft(request: EvidenceDetail) {
  const { language } = useWords()
  const { client } = useSignedIn()
  const { once } = useKeys()
  const [answers, setAnswers] = useState<Answers>(request.answers)
  const [texts, setTexts] = useState<Written>({})
  const [translations, setTranslations] = useState<Written>({})
  const [suspects, setSuspects] = useState('')
  /** What was typed where a number belongs, and is none. */
  const [unread, setUnread] = useState<Written>({})
  /** What may name somebody who is listed as a suspect no more, and is not named until it is written anew. */
  const [outdated, setOutdated] = useState<readonly string[]>([])
  const [lang, setLang] = useState<string>(language)
  const [into, setInto] = useState<string>(language)
  const { id, priority } = request
  /** Of which the answers are a change: they are saved in its place alone. */
  const from = useRef<Pick<EvidenceDetail, 'version' | 'answers'>>(request)
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
  async function keep(): Promise<{ version: number; isWhole: boolean }> {
    if (isKept) return { version: from.current.version, isWhole: true }
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
    const { version } = from.current
    const content = { priority, answers: named }
    const kept = await once([version, content], key => client.redraftEvidence(id, version, content, key))
    from.current = { version: kept.version, answers: named }
    const isAll = edits.current === before
    if (isAll) setKept(true)
    return { version: kept.version, isWhole: isAll && stale.every(field => outdated.includes(field)) }
  }
  const handIn = (version: number) => once(['handIn', version], key => client.handInEvidence(id, version, key))
  async function discard(): Promise<void> {
    const { version } = from.current
    await once(['discard', version], key => client.discardEvidence(id, version, key))
    setKept(true)
  }

  function takeOver(): void {
    const isOwn = ([field, answer]: readonly [string, EvidenceAnswer]) =>
      answer !== from.current.answers[field] && request.fields.some(one => one.field === field && one.kind === 'sealed')
    const own = Object.entries(answers).filter(isOwn)
    from.current = request
    setAnswers({ ...request.answers, ...Object.fromEntries(own) })
    setOutdated(left => left.filter(field => request.answers[field] === undefined))
    setUnread({})
    if (own.length === 0 && Object.values(texts).every(text => text.trim() === '')) setKept(true)
  }
  const isNewer = request.version > from.current.version
  useLayoutEffect(() => {
    if (isNewer && isKept) takeOver()
  }, [isNewer, isKept])

  const answered = (field: string) => (answer: EvidenceAnswer | undefined, typed?: string) => {
    const { [field]: _, ...others } = answers
    changed()
    setUnread(({ [field]: _, ...rest }) => (typed === undefined ? rest : { ...rest, [field]: typed }))
    setAnswers(answer === undefined ? others : { ...others, [field]: answer })
  }
  const wrote = (set: typeof setTexts, field: string) => (text: string) => {
    set(before => ({ ...before, [field]: text }))
    changed()
  }
  return {
    ...{ answers, texts, translations, suspects, unread, outdated, lang, into },
    ...{ answered, setSuspects, setLang, setInto, keep, handIn, discard },
    wrote: (field: string) => wrote(setTexts, field),
    translated: (field: string) => wrote(setTranslations, field),
    /** Somebody else has saved it meanwhile, and what was entered here is not. */
    isBehind: isNewer && !isKept,
    /** As it was saved: what was chosen here gives way. Texts that were written here stay, to be saved in the place of those. */
    takeOver,
  }
}
