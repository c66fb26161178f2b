import type { ConsentView, HolderView } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useLoad } from '../../app/use-load.ts'
import { Badge } from '../../ui/badge.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Change } from './change.tsx'
import { Recalled } from './recalled.tsx'

interface Props {
  readonly consent: ConsentView
  readonly subjectRef: string
  changed(said: string): void
}

/** One basis, and everybody who has something on it. */
export function Consent({ consent, subjectRef, changed }: Props) {
  const { t, code, moment, ends } = useWords()
  const { client } = useSignedIn()
  const { held: says } = t
  const { id, basis, status, grantedAt, purposes = [], dataCategories = [], endsAt, supersededBy } = consent
  const isReplaced = status === 'withdrawn' && supersededBy !== undefined
  const { data, problem, loading } = useLoad(id, () => client.holders(id))
  const named = `consent-${id}`
  return (
    <section aria-labelledby={named}>
      <h2 id={named}>{says.given(code('basis', basis), grantedAt === undefined ? '' : moment(grantedAt))}</h2>
      <p class="badges">
        {isReplaced ? (
          <Badge kind="plain">{says.change.ended}</Badge>
        ) : (
          <Badge kind={status === 'in_force' ? 'plain' : 'overdue'}>{code('basisStatus', status)}</Badge>
        )}
      </p>
      <dl class="facts">
        <Fact name={says.purposes}>{purposes.map(one => code('purpose', one)).join(t.app.semicolon)}</Fact>
        <Fact name={says.categories}>{dataCategories.map(one => code('category', one)).join(t.app.semicolon)}</Fact>
        {endsAt && <Fact name={says.until}>{ends(endsAt)}</Fact>}
        {consent.supersedes && <Fact name={says.change.before}>{says.change.replaced}</Fact>}
      </dl>
      <Change {...{ consent, subjectRef, changed }} />
      <h3 id={`${named}-holders`}>{says.holders}</h3>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {data?.length === 0 && <p>{says.nobody}</p>}
      <ol class="cards" aria-labelledby={`${named}-holders`}>
        {data?.map(holder => (
          <li key={holder.referralId} class="card">
            <Holder holder={holder} standing={isReplaced ? says.movedOn : status === 'in_force' ? says.standing : ''} />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** `standing`: what the holder may do where nothing was asked back. */
function Holder({ holder, standing }: { holder: HolderView; standing: string }) {
  const { t, code, moment, hubName } = useWords()
  const { agencies } = useSignedIn()
  const { held: says } = t
  const { recall, onward, categories, since, received } = holder
  return (
    <>
      <h4>{agencies.find(holder.holder)?.name ?? hubName(holder.holder.hub)}</h4>
      <dl class="facts">
        <Fact name={says.since}>{moment(since)}</Fact>
        <Fact name={says.reached}>{says.reachedIt[received ? 'yes' : 'no']}</Fact>
        <Fact name={says.categories}>{categories.map(one => code('category', one)).join(t.app.semicolon)}</Fact>
      </dl>
      {recall ? <Recalled recall={recall} /> : standing && <p>{standing}</p>}
      {onward.length > 0 && (
        <>
          <p>{says.onward}:</p>
          <ul>
            {onward.map(one => (
              <li key={one.id}>
                <strong>{agencies.find(one.holder)?.name ?? hubName(one.holder.hub)}</strong>
                <Recalled recall={one} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
