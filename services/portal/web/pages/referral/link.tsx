import type { NewLink, ReferralView } from '@amparo/client'
import { useEffect, useRef } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useLoad } from '../../app/use-load.ts'
import { useShownBriefly } from '../../app/use-shown-briefly.ts'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** So long the link and its code stand side by side: to send the one, and to tell the other by phone. */
const SHOWN_MS = 15 * 60_000

/** For the sender of a referral to an organisation outside the system: the one-time link, and what has become of it. */
export function OneTimeLink({ referral }: { referral: ReferralView }) {
  const { may, session } = useSignedIn()
  const isSender = referral.from.agencyId === session.agency
  const isMine = referral.assignedTo.includes(session.user)
  if (referral.outside !== true || !isSender || !isMine || !may('referral:submit')) return null
  return <Links key={referral.id} id={referral.id} version={referral.version} />
}

function Links({ id, version }: { id: string; version: number }) {
  const { t, moment } = useWords()
  const { client, config } = useSignedIn()
  const { data, problem, reload } = useLoad(id, () => client.links(id))
  // What its organisation answers is news of the referral: by then it was opened.
  const known = useRef(version)
  useEffect(() => {
    if (known.current !== version) void reload()
    known.current = version
  }, [version])
  const { shown: made, said, cleared, busy, ...work } = useShownBriefly<NewLink>(SHOWN_MS)
  const make = async () => {
    const shows = await client.makeLink(id)
    await reload()
    return { shows, words: t.link.below }
  }
  const callBack = async () => {
    const count = await client.callBackLink(id)
    await reload()
    return { words: t.link.calledBack(count) }
  }
  return (
    <section aria-labelledby="one-time-link">
      <h2 id="one-time-link">{t.link.title}</h2>
      <p>{t.link.lead}</p>
      <Problem problem={work.problem ?? problem} />
      <Status told={said}>{busy ? t.app.loading : cleared && t.record.cleared}</Status>
      {made && (
        <div class="panel">
          <dl class="facts">
            <div class="wide">
              <dt>{t.link.address}</dt>
              <dd>
                <code>{`${config.publicUrl}/${addressOf({ page: 'link', id: made.id })}`}</code>
              </dd>
            </div>
            <div>
              <dt>{t.link.code}</dt>
              <dd>
                <strong>{made.code}</strong>
              </dd>
            </div>
          </dl>
          <p>{t.link.twoWays}</p>
          <p>{t.link.once}</p>
          <p>{t.link.until(moment(made.expiresAt))}</p>
        </div>
      )}
      <div class="buttons">
        <Button type="button" disabled={busy} onClick={() => work.run(make)}>
          {data?.length ? t.link.again : t.link.make}
        </Button>
        {data?.some(({ state }) => state === 'waiting') && (
          <Button type="button" class="secondary" disabled={busy} onClick={() => work.run(callBack)}>
            {t.link.callBack}
          </Button>
        )}
      </div>
      <h3>{t.link.made}</h3>
      {data?.length === 0 && <p>{t.link.none}</p>}
      <ol class="timeline small">
        {data?.map(({ madeAt, openedAt, state }) => (
          <li key={madeAt} class="station">
            <strong>{t.link.state[state]}</strong>
            <time dateTime={openedAt ?? madeAt}>{moment(openedAt ?? madeAt)}</time>
          </li>
        ))}
      </ol>
    </section>
  )
}
