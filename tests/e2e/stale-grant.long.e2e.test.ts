import type { Client, OpenedView } from '@amparo/client'
import { waitFor } from '@amparo/testing/platform'
import pg from 'pg'
import { expect, it } from 'vitest'
import { People } from '../../scripts/lib/demo/people.ts'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import { forgetCodes } from './support/forget-codes.ts'
import { useHubs } from './support/hubs.ts'
import { send } from './support/journey.ts'
import { arrives } from './support/refer.ts'

const { system, people } = await useHubs(['XA', 'XB'])

async function rows(hub: string, text: string, params: unknown[] = []) {
  const client = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf(hub)) })
  await client.connect()
  try {
    return (await client.query(text, params)).rows
  } finally {
    await client.end()
  }
}
/** What XB has last heard of the grant of a referral, and when. */
const statusIn = (referralId: string) =>
  rows(
    'XB',
    `select s.as_of from consent.grant_status s join consent.imported_grant g using (grant_id) where g.referral_id = $1`,
    [referralId],
  )
/** XA is to say now, and not in a few hours, which of its grants stand. */
const speaks = () => rows('XA', `update consent.status_push set pushed_at = '-infinity'`)
const NAMED = ['identity', 'contact', 'location']
/** Under its code name a person is not named. */
const namedIn = ({ categories }: Pick<OpenedView, 'categories'>) =>
  NAMED.filter(name => name in categories && (name !== 'identity' || Object.hasOwn(Object(categories[name]), 'names')))

it('a grant of which its hub has said nothing for a day shows no name, contact or place, but to whoever breaks the glass, and shows them again once it is heard of', async () => {
  const sender = await people.caseworker('XA', 'police')
  const receiver = await people.caseworker('XB', 'shelter')
  const { id } = await send({ system, sender, to: { hub: 'XB', type: 'shelter' } })
  await arrives(receiver, id)
  await receiver.assign(id)
  await receiver.step(id, 'accept')
  expect(namedIn(await receiver.openView(id))).toContain('identity')
  await speaks()
  await waitFor(async () => (await statusIn(id)).length > 0)

  // From now on that hub is silent, and it was a day ago that it last spoke.
  await system.hub('XA').kill('core')
  await rows('XB', `update consent.grant_status set as_of = as_of - interval '25 hours'`)
  const stale = await receiver.openView(id)
  expect(namedIn(stale)).toEqual([])
  expect(stale.withheld).toContainEqual(expect.objectContaining({ category: 'identity', reason: 'status_stale' }))
  // Nor does asking again, or any other who works there, bring them back.
  expect(namedIn(await receiver.openView(id))).toEqual([])

  // The glass takes a sign-in of the last minutes.
  await forgetCodes(system.postgres, ['XB'])
  const alone: Client = await new People(system).caseworker('XB', 'shelter')
  const emergency = await alone.breakGlass(id, 'danger_to_life')
  expect(emergency.categories['identity']).toMatchObject({ names: ['Ximena Ocllo Huamán'] })
  expect(new Date(emergency.until).getTime()).toBeGreaterThan(Date.now())
  // It was for once: the ordinary view is as it was.
  expect(namedIn(await alone.openView(id))).toEqual([])
  const auditor = await people.auditor('XB')
  const { items } = await auditor.auditEntries(id)
  expect(items.map(({ action }) => action)).toContain('glass_broken')

  await system.hub('XA').restart('core')
  await speaks()
  await waitFor(async () => namedIn(await receiver.openView(id)).includes('identity'))
})
