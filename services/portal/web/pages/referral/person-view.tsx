import type { OpenedView } from '@amparo/client'
import type { ComponentChildren } from 'preact'
import { useWords } from '../../app/context.ts'
import type { CodeList } from '../../i18n/codes/codes.ts'
import type { ViewKey } from '../../i18n/texts/texts.ts'
import type { Words } from '../../i18n/words.ts'
import { MaskedText } from '../../ui/masked-text.tsx'

/** In the order in which one asks: is there danger, who is it, how to reach them, what do they need, what happened. */
const ORDER = [
  'risk',
  'safety',
  'minors',
  'identity',
  'contact',
  'needs',
  'health',
  'family',
  'location',
  'documents',
  'migration_status',
  'exploitation',
  'suspects',
  'narrative',
]

/** Lists whose codes a field holds. */
const LISTS: Readonly<Record<string, CodeList>> = {
  gender: 'gender',
  channel: 'channel',
  migrationStatus: 'migrationStatus',
  risks: 'risk',
  needs: 'need',
  ageBand: 'ageBand',
  status: 'traffickingStatus',
  exploitationTypes: 'exploitation',
  methodsOfControl: 'control',
  recruitment: 'recruitment',
}

interface ViewProps {
  /** Distinct on the page: others may be open beside it. */
  readonly id: string
  readonly view: OpenedView
}

/** One view of a person, with the ground on which it was given. */
export function PersonView({ id, view }: ViewProps) {
  const { t, code } = useWords()
  return (
    <Seen id={id} of={view}>
      {t.view.purpose}
      {t.app.colon}
      {code('purpose', view.purpose)}. {t.view.basis}
      {t.app.colon}
      {code('basis', view.basis)}. {t.view.handling}
      {t.app.colon}
      {code('handling', view.handlingCode)}. {view.evaluation && <Evaluation of={view.evaluation} />}{' '}
      {t.view.logged(view.auditEntry.index)}.
    </Seen>
  )
}

interface SeenProps {
  readonly id: string
  readonly of: Pick<OpenedView, 'categories' | 'withheld'>
  /** For what, and on what, it is shown. */
  readonly children: ComponentChildren
}

/** What this reader may see, by category; what is withheld, where that may be said; and that it may be incomplete. */
export function Seen({ id, of: { categories, withheld }, children }: SeenProps) {
  const words = useWords()
  const { t, code } = words
  const labels: Readonly<Record<string, string>> = t.view.labels
  const place = (category: string) => (ORDER.includes(category) ? ORDER.indexOf(category) : ORDER.length)
  const sorted = Object.entries(categories).toSorted(([a], [b]) => place(a) - place(b))
  return (
    <div class="person">
      <p class="notice">{t.view.incomplete}</p>
      {sorted.map(([category, data]) => (
        <section key={category} aria-labelledby={`${id}-${category}`} class="category">
          <h3 id={`${id}-${category}`}>{code('category', category)}</h3>
          {category === 'narrative' && <p class="hint">{t.view.masked}</p>}
          <Fields of={data} words={words} />
        </section>
      ))}
      <section aria-labelledby={`${id}-withheld`}>
        <h3 id={`${id}-withheld`}>{t.view.withheld}</h3>
        {withheld.length === 0 ? (
          <p>{t.view.nothingWithheld}</p>
        ) : (
          <ul>
            {withheld.map(({ category, field, reason }) => (
              <li key={`${category}.${field}.${reason}`}>
                {code('category', category)}
                {field !== undefined && ` – ${labels[field] ?? field}`}
                {t.app.colon}
                {code('withheld', reason)}
              </li>
            ))}
          </ul>
        )}
      </section>
      <p class="hint">{children}</p>
    </div>
  )
}

/** Of source and information, in two signs (b3). */
function Evaluation({ of }: { of: string }) {
  const { t, code } = useWords()
  return (
    <>
      {t.view.source}
      {t.app.colon}
      {code('source', `source-${of.slice(0, 1)}`)}. {t.view.information}
      {t.app.colon}
      {code('information', `information-${of.slice(1)}`)}.{' '}
    </>
  )
}

/** As redaction labels what is masked in it; an original bears no such label. */
const isDerivative = (of: object): boolean => 'derivative' in of || 'derivativeOf' in of

/** What is told under some names, however deep. */
export function Fields({ of, words }: { of: unknown; words: Words }) {
  if (typeof of !== 'object' || of === null) return <p>{words.t.view.empty}</p>
  const labels: Readonly<Record<string, string>> = words.t.view.labels satisfies Record<ViewKey, string>
  const entries = Object.entries(of)
  if (entries.length === 0) return <p>{words.t.view.empty}</p>
  return (
    <dl class="facts">
      {entries.map(([name, value]) => (
        <div key={name} class={name === 'text' ? 'wide' : undefined}>
          <dt>{labels[name] ?? name}</dt>
          <dd>
            {name === 'text' && isDerivative(of) ? <MaskedText text={String(value)} /> : shown(name, value, words)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function shown(name: string, value: unknown, words: Words): ComponentChildren {
  const { t } = words
  if (value === null || value === undefined || value === '') return t.view.empty
  if (typeof value === 'boolean') return value ? t.app.yes : t.app.no
  if (Array.isArray(value)) {
    if (value.length === 0) return t.view.empty
    return (
      <ul class="values">
        {value.map((item: unknown) => (
          <li key={JSON.stringify(item)}>{shown(name, item, words)}</li>
        ))}
      </ul>
    )
  }
  // By which rules a text was masked is for who checks it: it stands out of the way of what is told of the person.
  if (typeof value === 'object' && name === 'derivative')
    return (
      <details>
        <summary>{t.view.technical}</summary>
        <Fields of={value} words={words} />
      </details>
    )
  if (typeof value === 'object') return <Fields of={value} words={words} />
  return textOf(name, String(value), words)
}

function textOf(name: string, value: string, words: Words): ComponentChildren {
  const list = LISTS[name]
  if (list !== undefined) return words.code(list, value)
  if (name === 'nationalities' || name === 'country') return words.countryName(value)
  if (name === 'languages' || name === 'language' || name === 'lang') return words.languageName(value)
  if (name === 'dateOfBirth' || name === 'from' || name === 'to') return words.day(value)
  if (name === 'type' && value in words.codes.event) return words.code('event', value)
  if (name === 'derivativeOf') return words.code('category', value)
  if (name === 'madeAt') return words.moment(value)
  if (name === 'text') return <p class="account">{value}</p>
  return value
}
