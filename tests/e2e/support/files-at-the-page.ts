import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { removeTempDir, tempDir } from '@amparo/testing/platform'
import type { Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { anAdult, consentTo } from './a-person.ts'
import { usePortal } from './browser.ts'
import { forgetCodes } from './forget-codes.ts'
import { useHubs } from './hubs.ts'
import { arrives } from './refer.ts'
import { signedIn } from './signed-in.ts'

const ENGLISH = { locale: 'en-GB' }

/** A referral from the police of XA to the lawyers of XB, who both work on it, and a film of so many bytes on disk. Call it inside `describe`. */
export async function useFilesAtThePage(bytes: number) {
  const { system } = await useHubs(['XA', 'XB'])
  const portal = usePortal(system)
  const dir = tempDir('portal-files')
  afterAll(() => removeTempDir(dir))
  const { client: police } = await signedIn(system, 'XA', 'police')
  const { client: lawyers, files: theirs, agencyId } = await signedIn(system, 'XB', 'legal_aid')
  const film = join(dir, 'declaracion-de-ximena.mp4')
  writeFileSync(film, randomBytes(bytes))

  const { subjectRef } = await police.registerSubject(anAdult())
  const consent = consentTo(subjectRef, { hub: 'XB', type: 'legal_aid' })
  await police.recordConsent({ ...consent, dataCategories: [...consent.dataCategories, 'documents'] })
  const { id } = await police.submitReferral({
    ...{ subjectRef, protocol: 'oas-64-standard', priority: 'urgent', services: ['legal'] },
    to: { hub: 'XB', agencyId },
  })
  await police.assign(id)
  await arrives(lawyers, id)
  await lawyers.assign(id)

  /** Of somebody who is signed in there. */
  async function atTheReferral(hub: string, username: string, time?: { clock: true }): Promise<Page> {
    await forgetCodes(system.postgres, [hub])
    const page = await portal.signIn(hub, username, ENGLISH, time)
    await page.goto(`${portal.origin(hub)}/#/referrals/${id}`)
    await page.getByRole('heading', { name: 'Files', exact: true }).waitFor()
    return page
  }
  return { system, portal, dir, film, id, police, theirs, atTheReferral }
}

export const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
