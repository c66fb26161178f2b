import type { NewLink, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useAction } from '../../app/use-action.ts'
import { useClearing } from '../../app/use-clearing.ts'
import { useLoad } from '../../app/use-load.ts'
import { Button } from '../../ui/button.tsx'
import { type Done, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'

/** So long the link and its code stand side by side: to send the one, and to tell the other by phone. */
const SHOWN_MS = 15 * 60_000

/** For the sender of a referral to an organisation outside the system: the one-time link, and what has become of it. */
export function OneTimeLink({ referral }: { referral: ReferralView }) {
  const { may, session } = useSignedIn()
  const isSender = referral.from.agencyId === session.agency
  const isMine = referral.assignedTo.includes(session.user)
  if (referral.outside !== true || !isSender || !isMine || !may('referral:submit')) return null
  return <Links key={referral.id} id={referral.id} />
}

function Links({ id }: { id: string }) {
  const { t, moment } = useWords()
  const { client, config } = useSignedIn()
  const { data, problem, reload } = useLoad(id, () => client.links(id))
  const [made, setMade] = useState<NewLink>()
  const [said, setSaid] = useState<Done>()
  /** By the clock, while somebody may write elsewhere on the page: it is told, and the keyboard stays where it is. */
  const [cleared, setCleared] = useState(false)
  const hide = () => {
    setMade(undefined)
    setSaid(undefined)
    setCleared(false)
  }
  useClearing(
    made,
    () => {
      hide()
      setCleared(true)
    },
    SHOWN_MS,
  )
  /** One thing at a time: what was told of the last is not told beside the next. */
  const work = useAction(async (next: () => Promise<string>) => {
    hide()
    setSaid({ words: await next() })
    await reload()
  })
  const make = async () => {
    setMade(await client.makeLink(id))
    return t.link.below
  }
  const callBack = async () => t.link.calledBack(await client.callBackLink(id))
  const { busy } = work
  return (
    <section aria-labelledby="one-time-link">
      <h2 id="one-time-link">{t.link.title}</h2>
      <p>{t.link.lead}</p>
      <Problem problem={work.problem ?? problem} />
      <Status done={said}>{busy ? t.app.loading : cleared && t.record.cleared}</Status>
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
        <Button type="button" disabled={busy} onClick={() => void work.run(make)}>
          {data?.length ? t.link.again : t.link.make}
        </Button>
        {data?.some(({ state }) => state === 'waiting') && (
          <Button type="button" class="secondary" disabled={busy} onClick={() => void work.run(callBack)}>
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
