import type { Client } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { isOwn } from '../../app/is-own.ts'
import { useLoad } from '../../app/use-load.ts'
import { CheckboxGroup } from '../../ui/fields.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { ListedReferral } from '../../work/views.ts'

const LIMIT = 100
const MOST_PAGES = 5

interface Props {
  readonly user: string
  readonly fault: string | undefined
  readonly chosen: readonly string[]
  choose(ids: readonly string[]): void
}

/** Open referrals that a colleague works on, to choose from: by agency, state and deadline. */
export function TheirReferrals({ user, fault, chosen, choose }: Props) {
  const words = useWords()
  const { t, say, moment } = words
  const { agencies, client, session, protocols } = useSignedIn()
  const isOpen = ({ protocol, state }: ListedReferral) => protocols.find(protocol)?.states[state]?.final !== true
  const { data, problem, loading } = useLoad(user, () => referralsOf(client, user))
  const open = data?.filter(isOpen) ?? []
  const label = (referral: ListedReferral) => {
    const { from, to, due } = referral
    const other = isOwn(from, session) ? to : from
    const next = due[0]
    return [
      other ? agencies.name(other.agencyId) : '',
      say(referral.stateText),
      next ? `${say(next.text)} ${moment(next.at)}` : '',
    ]
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <>
      <Problem problem={problem} />
      <Status>{loading ? t.app.loading : data && open.length === 0 && t.handover.nothing}</Status>
      {open.length > 0 && (
        <CheckboxGroup
          id="handover-some"
          label={t.handover.choose}
          fault={fault}
          values={chosen}
          choices={open.map(referral => ({ code: referral.id, label: label(referral) }))}
          onValues={choose}
        />
      )}
    </>
  )
}

/** Of both boxes; one that was sent to the own agency by itself does not exist. */
async function referralsOf(client: Client, user: string): Promise<readonly ListedReferral[]> {
  const found = new Map<string, ListedReferral>()
  for (const box of ['inbox', 'outbox'] as const) {
    let cursor: string | undefined
    for (let page = 0; page < MOST_PAGES; page++) {
      const next = await client[box]({ assigned: user, limit: LIMIT, ...(cursor === undefined ? {} : { cursor }) })
      for (const item of next.items) found.set(item.id, item)
      if (next.nextCursor === null) break
      cursor = next.nextCursor
    }
  }
  return [...found.values()]
}
