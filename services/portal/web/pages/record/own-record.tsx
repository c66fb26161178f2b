import type { OwnRecord as Content } from '@amparo/client'
import type { Words } from '../../i18n/words.ts'
import { Fact } from '../../ui/fact.tsx'

interface Props {
  readonly record: Content
  /** In the language of the person, which need not be the page's. */
  readonly words: Words
}

/** Who holds what about a person, under what, who looked, and how to take it back or to complain: to be read, and to be printed. */
export function OwnRecord({ record, words }: Props) {
  const { t, moment } = words
  const { record: says } = t.record
  return (
    <article class="sheet for-person" lang={words.language}>
      <h2>{says.title}</h2>
      <p>
        {says.asOf(moment(record.asOf))} {says.incomplete}
      </p>
      {!record.whole && <p>{says.part}</p>}
      <Agreed record={record} words={words} />
      <Holders record={record} words={words} />
      <Looks record={record} words={words} />
      <h3>{says.withdraw}</h3>
      <Lines lines={says.howToWithdraw} />
      {isUnasked(record) && (
        <>
          <h3>{says.object}</h3>
          <Lines lines={says.howToObject} />
        </>
      )}
      <h3>{says.complain}</h3>
      <Lines lines={says.howToComplain} />
      <Phones record={record} words={words} />
    </article>
  )
}

type Agency = Pick<Content['holders'][number]['agency'], 'hub' | 'kind' | 'name'>

/** A name is a name in every language, so what kind of agency it is stands beside it; of one that is gone from the directory, what is known. */
function named({ code, hubName }: Words, { hub, kind, name }: Agency): string {
  const what = kind === null ? hubName(hub) : code('agencyType', kind)
  return name === '' ? what : `${name} (${what})`
}

/** It is read by whoever it is about. */
const why = ({ t, code }: Words, basis: string): string =>
  basis === 'consent' ? t.record.record.youAgreed : code('basis', basis)

/** What was agreed to in another hub stands there alone. */
const isOnConsent = ({ holders }: Props['record']): boolean => holders.some(({ basis }) => basis === 'consent')

function Agreed({ record, words }: Props) {
  const { t, code, day, hubName } = words
  const { record: says } = t.record
  return (
    <>
      <h3>{says.agreed}</h3>
      {record.agreed.length === 0 && <p>{isOnConsent(record) ? says.agreedElsewhere : says.nothingAgreed}</p>}
      {record.agreed.map(({ by, basis, purposes, categories, recipients, since, until, withdrawnAt }) => (
        <dl key={`${by.name} ${since} ${basis}`} class="facts">
          <Fact name={says.basis}>
            {why(words, basis)}
            {withdrawnAt !== null && <strong> – {says.withdrawn(day(withdrawnAt))}</strong>}
          </Fact>
          <Fact name={says.recordedBy}>{named(words, by)}</Fact>
          <Fact name={says.to}>
            {recipients.map(one => `${named(words, one)}, ${hubName(one.hub)}`).join(t.app.semicolon)}
          </Fact>
          <Fact name={says.what}>{categories.map(one => code('category', one)).join(t.app.semicolon)}</Fact>
          <Fact name={says.purpose}>{purposes.map(one => code('purpose', one)).join(t.app.semicolon)}</Fact>
          <Fact name={says.until}>{words.ends(until)}</Fact>
        </dl>
      ))}
    </>
  )
}

function Holders({ record, words }: Props) {
  const { t, code, day, hubName } = words
  const { record: says } = t.record
  return (
    <>
      <h3>{says.holders}</h3>
      {record.holders.length === 0 && <p>{says.nobody}</p>}
      {record.holders.map(({ agency, from, purpose, basis, categories, since, recalled, retainedOn }) => (
        <dl key={`${agency.name} ${since}`} class="facts">
          <Fact name={says.who}>
            <strong>{named(words, agency)}</strong>, {hubName(agency.hub)}
          </Fact>
          <Fact name={says.from}>{from === null ? says.itself : named(words, from)}</Fact>
          {basis !== null && <Fact name={says.basis}>{why(words, basis)}</Fact>}
          {categories.length > 0 && (
            <Fact name={says.what}>{categories.map(one => code('category', one)).join(t.app.semicolon)}</Fact>
          )}
          {purpose !== null && <Fact name={says.purpose}>{code('purpose', purpose)}</Fact>}
          <Fact name={says.since}>{day(since)}</Fact>
          {recalled !== null && (
            <Fact name={says.became}>
              <strong>
                {[says.recalled[recalled], ...(retainedOn ? [code('basis', retainedOn)] : [])].join(t.app.colon)}
              </strong>
            </Fact>
          )}
        </dl>
      ))}
    </>
  )
}

/** What was done, with what of the person, what for, on what basis, and of an emergency why. */
function Looks({ record, words }: Props) {
  const { t, code, moment } = words
  const { record: says } = t.record
  return (
    <>
      <h3>{says.looks}</h3>
      {record.looks.length === 0 && <p>{says.noLooks}</p>}
      <ul>
        {record.looks.map(({ at, what, agency, categories, purpose, basis, reason }, line) => (
          <li key={line}>
            {moment(at)}
            {t.app.colon}
            {named(words, agency)} – {says.did[what]}
            <dl class="facts">
              {categories.length > 0 && (
                <Fact name={says.what}>{categories.map(one => code('category', one)).join(t.app.semicolon)}</Fact>
              )}
              {purpose !== null && <Fact name={says.purpose}>{code('purpose', purpose)}</Fact>}
              {basis !== null && <Fact name={says.basis}>{why(words, basis)}</Fact>}
              {reason !== null && <Fact name={says.reason}>{says.reasons[reason]}</Fact>}
            </dl>
          </li>
        ))}
      </ul>
      {record.more && <p>{says.more}</p>}
      {isElsewhere(record) && <p>{says.elsewhere}</p>}
    </>
  )
}

/** What was looked at in another hub stands in that hub's log alone. */
const isElsewhere = ({ holders }: Props['record']): boolean =>
  new Set(holders.flatMap(({ agency, from }) => [agency.hub, ...(from === null ? [] : [from.hub])])).size > 1

/** Something rests on what the person did not agree to. */
const isUnasked = ({ agreed, holders }: Props['record']): boolean =>
  [...agreed, ...holders].some(({ basis }) => basis !== null && basis !== 'consent')

/** Of every agency that is spoken of, once. */
function Phones({ record, words }: Props) {
  const spoken = [...record.agreed.map(({ by }) => by), ...record.holders.map(({ agency }) => agency)]
  const phones = new Map(spoken.flatMap(({ name, phone }) => (phone === '' ? [] : [[name, phone] as const])))
  if (phones.size === 0) return null
  return (
    <>
      <h3>{words.t.record.record.phones}</h3>
      <ul class="sheet-phones">
        {[...phones].map(([name, phone]) => (
          <li key={name}>
            {name}
            {words.t.app.colon}
            <strong>{phone}</strong>
          </li>
        ))}
      </ul>
    </>
  )
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <ul>
    {lines.map(line => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)
