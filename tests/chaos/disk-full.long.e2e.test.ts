import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { removeTempDir, waitFor } from '@amparo/testing/platform'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { People } from '../../scripts/lib/demo/people.ts'
import { mountTmpfs, noMounts, unmount } from '../e2e/support/mounts.ts'
import { refer } from '../e2e/support/refer.ts'
import type { Command } from '../e2e/support/start-command.ts'
import { type Started, started } from '../e2e/support/started.ts'

let amparo: Started
let running: Command
let people: People

beforeAll(async () => {
  if (noMounts) return
  amparo = await started()
  mountTmpfs(amparo.state, 'size=300m')
  running = await amparo.up()
  people = amparo.people()
})
afterAll(async () => {
  if (noMounts) return
  await amparo.clear()
  unmount(amparo.state)
  removeTempDir(dirname(amparo.state))
})

it('takes nothing while the disk is full, and has all that it took when there is room again', async context => {
  if (noMounts) return context.skip(noMounts)
  const filler = join(amparo.state, 'filler')
  const taken = [await refer(people, amparo.hub())]
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k'])
  let refusal: unknown
  while (!refusal && taken.length < 200)
    await refer(people, amparo.hub()).then(
      id => taken.push(id),
      error => {
        refusal = error
      },
    )
  // What it took until then found room in files that were there already: of the databases the log's may be full first.
  expect(refusal).toMatchObject({ status: 503, code: expect.stringMatching(/^(database|log)_unavailable$/) })

  rmSync(filler)
  taken.push(await refer(people, amparo.hub()))
  const shelter = await people.caseworker('XA', 'shelter')
  await waitFor(async () => {
    const { items } = await shelter.inbox({ limit: 100 })
    return taken.every(id => items.some(item => item.id === id))
  })
  running.signal('SIGINT')
  expect(await running.ended).toEqual({ code: 0, signal: null })
})
