import type { EdgeRefusal, Reconciliation } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { Checkbox } from '../../ui/fields.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** Whether what left one hub arrived in the other, day by day, by the books of both; and what came that nobody believed. */
export function Books() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [different, setDifferent] = useState(false)
  const [before, setBefore] = useState<string>()
  const of = `${different} ${before ?? ''}`
  const { data, problem, loading } = useLoad(of, () =>
    client.reconciliations({ different, ...(before !== undefined && { before }) }),
  )
  const { books } = t.desk
  const days = [...new Set(data?.items.map(({ day }) => day))]
  return (
    <Page title={books.title} lead={books.lead}>
      <Checkbox
        {...{ id: 'books-different', label: books.onlyDifferent, checked: different }}
        onChecked={checked => {
          setBefore(undefined)
          setDifferent(checked)
        }}
      />
      <Problem problem={problem} />
      <Status>{loading ? t.app.loading : days.length === 0 && (different ? books.noneDiffers : books.none)}</Status>
      <ol class="cards" aria-label={books.title}>
        {days.map(day => (
          <li key={day} class="card">
            <Day day={day} rows={data?.items.filter(one => one.day === day) ?? []} />
          </li>
        ))}
      </ol>
      <div class="buttons">
        {before !== undefined && (
          <button type="button" class="secondary" onClick={() => setBefore(undefined)}>
            {books.newest}
          </button>
        )}
        {data?.next !== undefined && (
          <button type="button" class="secondary" onClick={() => setBefore(data.next)}>
            {books.earlier}
          </button>
        )}
      </div>
      <NotBelieved />
    </Page>
  )
}

function Day({ day, rows }: { day: string; rows: readonly Reconciliation[] }) {
  const words = useWords()
  return (
    <>
      <h2>
        <time dateTime={day}>{words.day(day)}</time>
      </h2>
      <ul>
        {rows.map(one => (
          <li key={`${one.hub} ${one.direction} ${one.round} ${one.found} ${one.differences[0]?.messageId ?? ''}`}>
            <OfHub {...one} />
          </li>
        ))}
      </ul>
    </>
  )
}

function OfHub({ hub, round, direction, messages, state, found, differences }: Reconciliation) {
  const { t, hubNameAndCode } = useWords()
  const { books } = t.desk
  const told = round > 1 ? ` (${books.again})` : ''
  const line = `${books[direction](hubNameAndCode(hub))}${told}${t.app.colon}${books.messages(messages)}, `
  if (state !== 'differs') return <>{line + books.states[state]}</>
  return (
    <>
      {line}
      <strong>{books.differ(found)}</strong>. {books.askThere}
      <ul>
        {differences.map(({ messageId, kind, referralId }) => (
          <li key={messageId}>
            {books.kinds[kind]}
            {t.app.colon}
            <code>{messageId}</code>
            {referralId !== null && (
              <>
                {' '}
                <a href={addressOf({ page: 'log', id: referralId })}>{books.entries}</a>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function NotBelieved() {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem } = useLoad('edge-refusals', () => client.edgeRefusals())
  const { books } = t.desk
  return (
    <section aria-labelledby="not-believed">
      <h2 id="not-believed">{books.refused}</h2>
      <p>{books.refusedLead}</p>
      <Problem problem={problem} />
      <Status>{data?.length === 0 && books.nothingRefused}</Status>
      {data !== undefined && data.length > 0 && (
        <table class="plain-table stacks" aria-labelledby="not-believed">
          <thead>
            <tr>
              {[books.day, books.hub, books.code, books.times].map(name => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map(one => (
              <Refused key={`${one.day} ${one.hub} ${one.code}`} {...one} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Refused({ day, hub, code, times }: EdgeRefusal) {
  const { t, ...words } = useWords()
  const { books } = t.desk
  return (
    <tr>
      <th scope="row">
        <time dateTime={day}>{words.day(day)}</time>
      </th>
      <td data-label={books.hub}>{words.hubNameAndCode(hub)}</td>
      <td data-label={books.code}>
        <code>{code}</code>
      </td>
      <td data-label={books.times}>{times}</td>
    </tr>
  )
}
