import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { directoryStatement, signedDirectoryStatement } from '@amparo/contracts'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { signDirectory } from '../../scripts/lib/hubs/directory.ts'
import { databaseOf } from '../../scripts/lib/hubs/environment.ts'
import { anAdult, consentTo } from './support/a-person.ts'
import { noBrowser, usePortal } from './support/browser.ts'
import { useHubs } from './support/hubs.ts'
import { faultsAtAnyWidth } from './support/page-faults.ts'

const ENGLISH = { locale: 'en-GB' }
const REFUGE = randomUUID()

describe.skipIf(noBrowser)('an organisation that is no member', async () => {
  if (noBrowser) return
  const { system, people } = await useHubs(['XA'], { own: true })
  const portal = usePortal(system)
  /** As slow to guess as a password, in a hub with its usual settings. */
  async function keptCode(referralId: string): Promise<string | undefined> {
    const client = new pg.Client({ connectionString: system.postgres.superuserUrl(databaseOf('XA')) })
    await client.connect()
    try {
      const { rows } = await client.query('select code_hash from redaction.link where referral_id = $1', [referralId])
      return rows[0]?.code_hash
    } finally {
      await client.end()
    }
  }

  it('is signed into the directory by the jurisdiction, without an issuer that could sign anybody in for it', async () => {
    const { directoryStatement: path, jurisdictionKey } = system.layout.hub('XA')
    const { statement } = signedDirectoryStatement.parse(JSON.parse(readFileSync(path, 'utf8')))
    const stated = directoryStatement.parse(JSON.parse(statement))
    const refuge = {
      ...{ hub: 'XA', agencyId: REFUGE, type: 'shelter', name: 'Refugio de las Hermanas', certificates: [] },
      accreditation: stated.agencies[0]?.accreditation,
    }
    const next = {
      ...stated,
      version: stated.version + 1,
      agencies: [...stated.agencies, { ...refuge, dutyPhone: '+99955509999', services: ['housing'] }],
    }
    writeFileSync(path, JSON.stringify(await signDirectory(next, readFileSync(jurisdictionKey, 'utf8'))))
    const police = await people.caseworker('XA', 'police')
    const isListed = async () => {
      const { items } = await police.agencies({ limit: 200 })
      return items.find(({ agencyId }) => agencyId === REFUGE)?.member
    }
    await expect.poll(isListed, { interval: 1_000 }).toBe(false)
  })

  it('sees one referral once, under a code name, by a link and a code told by phone, and answers; the sender hears', async () => {
    const police = await people.caseworker('XA', 'police')
    const { subjectRef } = await police.registerSubject(anAdult())
    const recipients = [{ hub: 'XA', agencyType: 'shelter', agencyId: REFUGE }]
    await police.recordConsent({ ...consentTo(subjectRef, { hub: 'XA', type: 'shelter' }), recipients })
    const to = { hub: 'XA', agencyId: REFUGE }
    const asked = { subjectRef, protocol: 'oas-64-standard', priority: 'urgent', to, services: ['housing'] }
    const { id } = await police.submitReferral(asked)
    await police.assign(id)

    // A code is good once, and the client has taken this one.
    await portal.credentials('XA', 'police@xa')
    const sender = await portal.signIn('XA', 'police@xa', ENGLISH)
    await sender.goto(`${portal.origin('XA')}/#/referrals/${id}`)
    await sender.getByRole('button', { name: 'Make a link' }).click()
    const section = sender.locator('section[aria-labelledby=one-time-link]')
    await section.locator('dd code').waitFor()
    const address = (await section.locator('dd code').textContent()) ?? ''
    const code = (await section.locator('dd strong').textContent()) ?? ''
    expect(code).toMatch(/^\d{8}$/)
    expect(await keptCode(id)).toMatch(/^scrypt\$131072\$8\$1\$/)
    expect(new URL(address).pathname + new URL(address).search).toBe('/')
    expect(await faultsAtAnyWidth(sender)).toEqual([])

    const refuge = await portal.open('XA', ENGLISH)
    const asks: string[] = []
    refuge.on('request', request => asks.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await refuge.goto(address)
    await refuge.getByRole('heading', { name: 'A referral for your organisation' }).waitFor()
    expect(asks.filter(ask => ask.includes('/api/'))).toEqual([])
    expect(await faultsAtAnyWidth(refuge)).toEqual([])
    await refuge.locator('#code').fill('00000000')
    await refuge.getByRole('button', { name: 'Open' }).click()
    await refuge.getByText('This link cannot be opened').waitFor()
    await refuge.locator('#code').fill(code)
    await refuge.getByRole('button', { name: 'Open' }).click()
    await refuge.getByRole('heading', { name: 'What you need to know' }).waitFor()
    const seen = (await refuge.locator('main').textContent()) ?? ''
    expect(seen).toContain('+599 55 0171')
    for (const name of ['Ximena', 'Ocllo', 'Huamán', '70000171', 'Pasaje']) expect(seen).not.toContain(name)
    expect(seen).toMatch(/may be incomplete/i)
    expect(await faultsAtAnyWidth(refuge)).toEqual([])
    await refuge.getByRole('button', { name: 'We can help' }).click()
    await refuge.getByText('Your answer has been passed on').waitFor()
    await expect.poll(async () => (await police.get(id)).state).toBe('accepted')

    // Somebody else with the same link and the same code comes too late.
    const thief = await portal.open('XA', ENGLISH)
    await thief.goto(address)
    await thief.locator('#code').fill(code)
    await thief.getByRole('button', { name: 'Open' }).click()
    await thief.getByText('This link cannot be opened').waitFor()

    const [made] = await police.links(id)
    expect(made).toMatchObject({ state: 'opened', toAgency: REFUGE })
    const { items } = await (await people.auditor('XA')).auditEntries(id)
    const opened = items.find(entry => entry['action'] === 'view_opened')
    expect(items.map(entry => entry['action'])).toContain('link_made')
    expect(opened).toMatchObject({ agency: { agencyId: REFUGE } })
  })
})
