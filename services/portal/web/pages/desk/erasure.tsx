import type { ErasureProof } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { save } from '../../case/save-file.ts'
import { Fact } from '../../ui/fact.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

const VERIFY = 'npm run audit:verify -- --erasure FILE --keys FILE'

/** What was destroyed when and by whose decisions: to be read, printed, or saved and verified elsewhere. */
export function Erasure({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { data, problem, loading } = useLoad(id, () => client.erasureProof(id))
  const { erasures } = t.desk
  return (
    <Page title={erasures.one}>
      <p class="no-print">
        <a href={addressOf({ page: 'erasures', id: undefined })}>{t.desk.back}</a>
      </p>
      <Problem problem={problem} />
      <Status>{loading && t.app.loading}</Status>
      {data && (
        <>
          <Document of={data} />
          <div class="buttons no-print">
            <button type="button" onClick={() => window.print()}>
              {erasures.print}
            </button>
            <button
              type="button"
              class="secondary"
              onClick={() =>
                save({ name: `erasure-${id}.json`, text: JSON.stringify(data, null, 2), mediaType: 'application/json' })
              }
            >
              {erasures.save}
            </button>
          </div>
        </>
      )}
    </Page>
  )
}

function Document({ of }: { of: ErasureProof }) {
  const { t, code, moment, hubNameAndCode } = useWords()
  const { agencies } = useSignedIn()
  const { erasures } = t.desk
  const { hub, erasureId, erasedAt, keysDestroyedAt, entriesCut, recalledByHub, keys, decisions } = of
  return (
    <article class="printed">
      <dl class="facts">
        <Fact name={t.app.hub}>{hubNameAndCode(hub)}</Fact>
        <Fact name={erasures.number}>
          <code>{erasureId}</code>
        </Fact>
        {recalledByHub !== undefined && <Fact name={erasures.recalled}>{recalledByHub}</Fact>}
        <Fact name={erasures.erased}>
          <time dateTime={erasedAt}>{moment(erasedAt)}</time>
        </Fact>
        <Fact name={erasures.destroyed}>
          <time dateTime={keysDestroyedAt}>{moment(keysDestroyedAt)}</time>
        </Fact>
        <Fact name={erasures.cut}>{entriesCut}</Fact>
      </dl>
      <h2 id="decisions">{erasures.decisions}</h2>
      <ol class="timeline" aria-labelledby="decisions">
        {decisions.map(({ entryId, action, occurredAt, userId, agencyId, proof }) => (
          <li key={entryId} class="station">
            <strong>{code('auditAction', action)}</strong>
            <span>
              <time dateTime={occurredAt}>{moment(occurredAt)}</time>
              {agencyId !== undefined && `, ${agencies.name(agencyId)}`}
            </span>
            {userId === undefined ? <span>{erasures.itself}</span> : <code>{userId}</code>}
            <span class="hint">
              {proof === undefined ? erasures.noLeaf : erasures.leaf}
              {t.app.colon}
              <code>{entryId}</code>
            </span>
          </li>
        ))}
      </ol>
      <h2>{erasures.keys}</h2>
      <p>{erasures.keysLead}</p>
      <ul class="values">
        {keys.map(key => (
          <li key={key}>
            <code>{key}</code>
          </li>
        ))}
      </ul>
      <p>{erasures.states}</p>
      <p>
        {erasures.verify} <code>{VERIFY}</code>
      </p>
    </article>
  )
}
